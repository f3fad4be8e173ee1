"""PDF → one document."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import BrokenFile, EmptyInput, Encrypted, InputError, NoTextLayer, TooLarge
from onrecord.read.composing import PARAGRAPH, Piece, composed
from onrecord.read.pdf.columns import in_reading_order
from onrecord.read.pdf.furniture import without_furniture
from onrecord.read.pdf.hyphens import Words, cleaned, joint, shown
from onrecord.read.pdf.lines import Line, rows_of
from onrecord.read.pdf.paragraphs import Paragraph, goes_on, paragraphs_of
from onrecord.read.properties import described_by, of_pdf
from onrecord.settings import Settings
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource

if TYPE_CHECKING:
    import pypdfium2

MOST_PAGES = 20_000
_MOST_TEXT = Settings().max_bytes  # characters
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_CURE = "fetch it again, or print it into a new PDF"
_LOST, _WHITE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]"), re.compile(r"\s")
_READABLE = 0.5
"""Of a page's characters, those with a meaning: fonts without a table of characters give U+FFFD or private ones."""


class _Read(msgspec.Struct, frozen=True):
    texts: tuple[str, ...]
    pages: tuple[tuple[Line, ...], ...]
    drawn: int  # pages on which something is drawn but no text
    broken: int  # pages that cannot be loaded


def document(resource: Resource, described: Description) -> Document:
    """The text of a PDF in paragraphs, without running heads, page numbers and the numbers of lines.

    A passage is what one page holds of a paragraph; its source is code points of the page's raw text as PDFium gives
    it, in which a hyphen at a line's end is U+FFFE. Words that were parted there are joined, white space is one space.
    Title, authors and times are those of the information dictionary, with the basis `meta`.
    Raises Encrypted, BrokenFile, NoTextLayer where no page has text but some have pictures, TooLarge for more than
    `MOST_PAGES` pages or 8 MiB of text, EmptyInput.
    """
    pdf = _opened(resource.data)
    try:
        if len(pdf) > MOST_PAGES:
            raise TooLarge(f"{len(pdf)} pages", f"split it: at most {MOST_PAGES} pages are read")
        read = _read(pdf)
        said = _said(pdf)
    finally:
        pdf.close()
    if not any(read.pages):
        raise _textless(read)
    return composed(_pieces(read), resource, "pdf", described, said)


def _textless(read: _Read) -> InputError:
    count = len(read.texts)
    if read.drawn:
        cause = f"pictures of pages: {read.drawn} of its {count} pages have no text"
        return NoTextLayer(cause, "run a program for text recognition over it first (OCR)")
    if read.broken:
        return BrokenFile(f"{read.broken} of its {count} pages cannot be loaded", _CURE)
    return EmptyInput("no text in it", "leave it out")


def _opened(data: bytes) -> "pypdfium2.PdfDocument":
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium does not always say why, and then the code is that of another file before.
        if error.err_code in {_PASSWORD, _SECURITY} and b"/Encrypt" in data:
            raise Encrypted("behind a password", "save it again without one") from None
        raise BrokenFile("no readable PDF", _CURE) from None


def _read(pdf: "pypdfium2.PdfDocument") -> _Read:
    """The text and the lines of each page; a page that cannot be loaded has none."""
    import pypdfium2

    texts, pages, drawn, broken, total = [], [], 0, 0, 0
    for number in range(len(pdf)):
        text, lines = "", []
        try:
            page = pdf[number]
            text, rows = rows_of(page, number + 1)
            lines = in_reading_order(rows) if _is_readable(text) else []
            drawn += not lines and pypdfium2.raw.FPDFPage_CountObjects(page) > 0
            page.close()
        except pypdfium2.PdfiumError:
            broken += 1
        total += len(text)
        if total > _MOST_TEXT:
            raise TooLarge(f"more than {_MOST_TEXT} characters", "split it")
        texts.append(text)
        pages.append(lines)
    return _Read(tuple(texts), tuple(map(tuple, without_furniture(texts, pages))), drawn, broken)


def _is_readable(text: str) -> bool:
    lost = len(_LOST.findall(text))
    return lost <= (1 - _READABLE) * (len(text) - len(_WHITE.findall(text)))


def _said(pdf: "pypdfium2.PdfDocument") -> Description:
    info = pdf.get_metadata_dict()
    return described_by(
        info.get("Title", ""),
        info.get("Author", ""),
        of_pdf(info.get("CreationDate", "")),
        of_pdf(info.get("ModDate", "")),
    )


def _pieces(read: _Read) -> Iterator[Piece]:
    words = Words(read.texts)
    before: tuple[Paragraph, str] | None = None
    held: Piece | None = None
    for text, lines in zip(read.texts, read.pages, strict=True):
        for paragraph in paragraphs_of(text, lines):
            piece = _piece(text, paragraph, words)
            if before and held and goes_on(before[0], before[1], paragraph, text) and _is_seam(before[0], paragraph):
                left, between = joint(held.text, piece.text, words)
                held = msgspec.structs.replace(held, text=left)
                piece = msgspec.structs.replace(piece, joint=between)
            if held:
                yield _final(held)
            before, held = (paragraph, text), piece
    if held:
        yield _final(held)


def _is_seam(before: Paragraph, after: Paragraph) -> bool:
    """Whether a page or a column ends between the two."""
    return before[-1].page != after[0].page or after[0].baseline > before[-1].baseline


def _piece(text: str, paragraph: Sequence[Line], words: Words) -> Piece:
    joined = cleaned(text[paragraph[0].start : paragraph[0].end])
    for line in paragraph[1:]:
        written = cleaned(text[line.start : line.end])
        left, between = joint(joined, written, words)
        joined = left + between + written
    source = (min(line.start for line in paragraph), max(line.end for line in paragraph))
    return Piece(joined, source, paragraph[0].page, PARAGRAPH)


def _final(piece: Piece) -> Piece:
    return msgspec.structs.replace(piece, text=shown(piece.text))
