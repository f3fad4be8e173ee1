"""What is read of real pages: python -m benchmarks.pages [--pages 181]

On the pages of corpora/pages, whose articles people marked: F1, precision and recall of words in fours (shared/tools/
score_pages.py; a page that is refused counts as empty), beside trafilatura's own, measured in the same run on the same
decoded pages. Then how many paragraphs of the stored texts stand in their page where the passage says (a paragraph of
the text is the text of its span of the source, tags and entities undone by lxml, which the reader does not use for
this), what is known of how many pages, and what was refused; exits 1 below the floors of `floors.json`. Milliseconds are of one core's time, a page.
"""

import argparse
import gzip
import importlib.util
import json
import logging
import lzma
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

from benchmarks.floors import check
from onrecord.errors import InputError
from onrecord.read.html.charset import decoded
from onrecord.read.html.page import document
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource
from training.corpora import SHARED

PAGES = SHARED / "corpora/pages"
T = TypeVar("T")
TRUTH = PAGES / "ground-truth.json.xz"
ALL = 181
FIELDS = ("title", "publisher", "authors", "published", "modified", "url")


def scoring() -> ModuleType:
    """`score_pages`, the measure."""
    spec = importlib.util.spec_from_file_location("score_pages", SHARED / "tools/score_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def resources(limit: int) -> dict[str, Resource]:
    """The pages by the names that the truth has for them, as files are read: nothing but the bytes is known."""
    found = sorted((PAGES / "html").glob("*.html.gz"))[:limit]
    return {
        path.name.removesuffix(".html.gz"): Resource(
            where=path.name, name=path.name, data=gzip.decompress(path.read_bytes())
        )
        for path in found
    }


def timed(read: Callable[[Resource], T], pages: dict[str, Resource]) -> tuple[dict[str, T], list[float]]:
    """What `read` makes of each page, and its milliseconds in order; one page is read before, to load what it needs."""
    read(next(iter(pages.values())))
    results: dict[str, T] = {}
    times = []
    for name, page in pages.items():
        begun = time.process_time()
        results[name] = read(page)
        times.append(1000 * (time.process_time() - begun))
    return results, sorted(times)


def ours(page: Resource) -> Document | InputError:
    """The document of a page, or why there is none."""
    try:
        return document(page, Description())
    except InputError as error:
        return error


def theirs(page: Resource, *, favor_precision: bool = False) -> str:
    """Trafilatura's text of a page, without comments."""
    from trafilatura import extract

    return extract(decoded(page)[0], include_comments=False, favor_precision=favor_precision) or ""


def located(read: Document, source: str) -> tuple[int, int]:
    """(paragraphs whose words are those of their span of the source, paragraphs)."""
    from lxml.html import document_fromstring

    passages = read.origin.passages if read.origin else ()
    found = 0
    for passage in passages:
        if passage.source is not None:
            shown = document_fromstring(f"<p>{source[slice(*passage.source)]}</p>").text_content()
            words = Counter(re.findall(r"\w+", read.text[slice(*passage.text)]))
            found += words <= Counter(re.findall(r"\w+", shown))
    return found, len(passages)


def line(name: str, figures: dict[str, float], times: list[float]) -> str:
    """A row of the table."""
    p99 = times[int(0.99 * (len(times) - 1))]
    quality = "  ".join(f"{figures[key]:9.4f}" for key in ("f1", "precision", "recall"))
    return f"{name:<32}{quality}  {statistics.mean(times):6.1f}  {p99:6.1f}"


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=ALL)
    options.add_argument("--lower", action="store_true", help="take the measured figures as the floors")
    given = options.parse_args()
    pages = resources(given.pages)
    logging.disable(logging.CRITICAL)
    with lzma.open(TRUTH, "rt", encoding="utf-8") as stream:
        truth = {name: page for name, page in json.load(stream).items() if name in pages}
    figures = scoring().figures

    results, times = timed(ours, pages)
    read = {name: result for name, result in results.items() if isinstance(result, Document)}
    texts = {name: result.text for name, result in read.items()}
    print(f"{len(pages)} pages{'':<24}{'F1':>9}  {'precision':>9}  {'recall':>9}  {'ms':>6}  {'p99':>6}")
    print(line("onrecord", figures(truth, texts), times))
    print(line("  of those that were read", figures({n: truth[n] for n in read}, texts), times))
    print(line("trafilatura", *_of(figures, truth, timed(theirs, pages))))
    precise = timed(lambda page: theirs(page, favor_precision=True), pages)
    print(line("trafilatura, for precision", *_of(figures, truth, precise)))

    spans = [located(result, decoded(pages[name])[0]) for name, result in read.items()]
    found, total = sum(f for f, _ in spans), sum(t for _, t in spans)
    print(f"located in the source: {found} of {total} paragraphs, {found / total:.2%}")
    print("known of the pages that were read, and from where most often:")
    for field in FIELDS:
        bases = Counter(
            result.description.basis[field] for result in read.values() if field in result.description.basis
        )
        print(f"  {field:<10}{bases.total() / len(read):7.1%}  {', '.join(f'{b} {n}' for b, n in bases.most_common())}")
    print(f"  {'language':<10}{sum(r.language is not None for r in read.values()) / len(read):7.1%}")
    refusals = [(name, result) for name, result in results.items() if isinstance(result, InputError)]
    print(f"refused: {len(refusals)}")
    for name, error in refusals:
        print(f"  {name[:12]}  {error.code}  {error.cause}")
    if given.pages == ALL:
        measured = {"f1": figures(truth, texts)["f1"], "located": round(found / total, 4)}
        sys.exit(check("pages", TRUTH, measured, lower=given.lower))


def _of(
    figures: Callable[..., dict[str, float]], truth: dict[str, object], measured: tuple[dict[str, str], list[float]]
) -> tuple[dict[str, float], list[float]]:
    return figures(truth, measured[0]), measured[1]


if __name__ == "__main__":
    main()
