"""Speed of the readers of PDF, DOCX and e-mail: python -m benchmarks.files [--pages 200]

The files are made for it, each of so many pages of some 450 words (300 in two columns). Every figure is the median of
five runs; memory is the most that the process had by then.
"""

import argparse
import random
import resource
import statistics
import time
from collections.abc import Callable

from onrecord.read.docx import document as docx_document
from onrecord.read.eml import document as eml_document
from onrecord.read.pdf import document as pdf_document
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource
from tests.read.making_docx import body, docx, paragraph
from tests.read.making_pdf import Line, laid_out, pdf

RUNS = 5
TEXT = (
    "the gates of the dam will stay open until the talks at Brisk are over she said on Tuesday and nobody would have to "
    "leave before harvest was in though her minister of water did not answer when reporters asked who had given orders"
)


def paragraphs(pages: int) -> list[list[str]]:
    """Paragraphs of each page, of 30 to 80 words, the same at each run."""
    chance = random.Random(5)
    return [
        [" ".join(chance.choices(TEXT.split(), k=chance.randint(30, 80))).capitalize() + "." for _ in range(8)]
        for _ in range(pages)
    ]


def seconds(reader: Callable[[Resource, Description], Document], data: bytes) -> float:
    """Median time to read one file."""
    found = Resource(where="bench", name="bench", data=data)
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        reader(found, Description())
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def show(name: str, reader: Callable[[Resource, Description], Document], data: bytes, pages: int) -> None:
    """One line of the table."""
    took = seconds(reader, data)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {len(data) / 1024:.0f} KiB, {pages} pages, {pages / took:,.0f} pages/s, {most:.0f} MiB at most")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=200)
    text = paragraphs(options.parse_args().pages)
    pages = len(text)
    head = b"From: Press Office <press@t.example>\r\nSubject: Gates\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    show("e-mail", eml_document, head + "\r\n\r\n".join(each for page in text for each in page).encode(), pages)
    show("DOCX", docx_document, docx(body(*(paragraph(each) for page in text for each in page))), pages)
    one = [[*laid_out(page, columns=90, leading=12, gap=4), Line(300, 30, str(at))] for at, page in enumerate(text, 1)]
    show("PDF, one column", pdf_document, pdf(one), pages)
    two = [
        sorted(laid_out(page[:3], columns=40) + laid_out(page[3:6], x=330, columns=40), key=lambda line: -line.y)
        for page in text
    ]
    show("PDF, two columns row by row", pdf_document, pdf(two), pages)


if __name__ == "__main__":
    main()
