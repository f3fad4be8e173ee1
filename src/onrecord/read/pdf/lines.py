"""Lines: what stands side by side on a page, with the geometry that tells paragraphs and columns apart."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from onrecord.types.span import Span

if TYPE_CHECKING:
    import pypdfium2

HYPHEN = "\ufffe"
"""What PDFium puts in place of a hyphen at a line's end and of the break behind it."""
EM_OF_HEIGHT = (
    0.87  # a font's size of its line's height, ascent to descent: 0.85 to 0.9 in Helvetica, Times and Courier
)
_WIDE = 1.2  # em: the narrowest gap that may part two columns; the widest word space of justified lines is about 1
_LEVEL = 0.3  # of the height: two baselines nearer than that are one line, as of a superscript
_FARTHEST = 1e6  # points: four hundred metres; the largest page that Acrobat shows has 14,400
_ROW = re.compile(r"[^\r\n]+")
_SPACES = re.compile(r"[ \t\xa0]+")


class Line(msgspec.Struct, frozen=True):
    """Text on one baseline, of one column.

    start, end: code points of the raw text of its page, white space at its ends left out. left, right, baseline,
    height: points; the baseline counts upwards. word: the width of its first word. second: where its second word begins
    on the page and in the raw text, None where it has one word. cells: parts that wide gaps leave.
    """

    page: int
    start: int
    end: int
    left: float
    right: float
    baseline: float
    height: float
    word: float
    second: tuple[float, int] | None = None
    cells: int = 1

    @property
    def em(self) -> float:
        """The size of its font in points, about."""
        return self.height * EM_OF_HEIGHT


Row = tuple[Line, ...]
"""What stands on one baseline, parted where the gap is wide enough to lie between two columns."""


def rows_of(page: "pypdfium2.PdfPage", number: int) -> tuple[str, list[Row]]:
    """The raw text of a page as PDFium gives it, and its rows in PDFium's order: that of the file, about."""
    text_page = page.get_textpage()
    try:
        glyphs = _Glyphs(text_page, page.get_rotation())
        text = glyphs.text()
        rows = [row for span in _broken(text, glyphs) for row in _rows(text, span, glyphs, number)]
    finally:
        text_page.close()
    return text, rows


def joined(row: Row) -> Line:
    """The row as one line."""
    first, last = row[0], row[-1]
    second = first.second or ((row[1].left, row[1].start) if len(row) > 1 else None)
    return msgspec.structs.replace(first, end=last.end, right=last.right, second=second, cells=len(row))


class _Glyphs:
    """The characters of a page and where they stand, turned upright."""

    def __init__(self, text_page: "pypdfium2.PdfTextPage", rotation: int) -> None:
        from pypdfium2 import raw

        self._page, self._handle, self._rotation = text_page, text_page.raw, rotation
        self._unicode_of, self._origin_of, self._box_of = (
            raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox,
        )  # fmt: skip
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()

    def text(self) -> str:
        """One code point a character, whatever PDFium makes of it."""
        count = self._page.count_chars()
        text = self._page.get_text_range() if count else ""
        if len(text) == count:
            return text
        points = [self._unicode_of(self._handle, index) for index in range(count)]
        return "".join(HYPHEN if point == 2 else chr(point) if 0 < point < 0x110000 else " " for point in points)

    def baseline(self, index: int) -> float:
        """Height of the character's origin in points."""
        self._origin_of(self._handle, index, self._x, self._y)
        return _turned(self._x.value, self._y.value, self._rotation)[1]

    def box(self, index: int) -> tuple[float, float, float]:
        """Its left and right edge and its height, from its font's ascent to its descent."""
        box = self._box
        self._box_of(self._handle, index, box)
        if self._rotation:
            (x1, y1), (x2, y2) = (
                _turned(box.left, box.bottom, self._rotation), _turned(box.right, box.top, self._rotation),
            )  # fmt: skip
            return min(x1, x2), max(x1, x2), abs(y2 - y1)
        return _measure(box.left), _measure(box.right), _measure(box.top - box.bottom)


def _turned(x: float, y: float, rotation: int) -> tuple[float, float]:
    x, y = _measure(x), _measure(y)
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(rotation, (x, y))


def _measure(points: float) -> float:
    """A measure that can be reckoned with: files may say infinity, and what is no number."""
    return points if -_FARTHEST < points < _FARTHEST else 0.0


def _broken(text: str, glyphs: _Glyphs) -> Iterator[Span]:
    """The spans of rows: PDFium's own, parted again where it has joined the halves of a word."""
    for found in _ROW.finditer(text):
        start, end = found.span()
        at = text.find(HYPHEN, start, end - 1)
        while at >= 0:
            if abs(glyphs.baseline(at) - glyphs.baseline(at + 1)) > _LEVEL * glyphs.box(at)[2]:
                yield start, at + 1
                start = at + 1
            at = text.find(HYPHEN, at + 1, end - 1)
        yield start, end


def _rows(text: str, span: Span, glyphs: _Glyphs, page: int) -> Iterator[Row]:
    """What PDFium takes for one row, parted where it goes back to the left and to another level: columns out of step."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    height = max(glyphs.box(index)[2] for index in {start, (start + end) // 2, end - 1})
    words = _words(text, start, end, glyphs)
    begun = 0
    for at, (before, word) in enumerate(pairwise(words), 1):
        if word.left < before.left and (
            abs(glyphs.baseline(word.start) - glyphs.baseline(before.start)) > _LEVEL * height
        ):
            yield _row(words[begun:at], height, glyphs, page)
            begun = at
    yield _row(words[begun:], height, glyphs, page)


def _row(words: "Sequence[_Word]", height: float, glyphs: _Glyphs, page: int) -> Row:
    parts: list[list[_Word]] = [[words[0]]]
    for word in words[1:]:
        if word.left - parts[-1][-1].right > _WIDE * EM_OF_HEIGHT * height:
            parts.append([])
        parts[-1].append(word)
    baseline = glyphs.baseline(words[0].start)
    return tuple(
        Line(
            page, part[0].start, part[-1].end, part[0].left, part[-1].right, baseline, height,
            part[0].right - part[0].left, (part[1].left, part[1].start) if len(part) > 1 else None,
        )
        for part in parts
    )  # fmt: skip


class _Word(msgspec.Struct, frozen=True):
    start: int
    end: int
    left: float
    right: float


def _words(text: str, start: int, end: int, glyphs: _Glyphs) -> list[_Word]:
    words = []
    for space in _SPACES.finditer(text, start, end):
        words.append((start, space.start()))
        start = space.end()
    words.append((start, end))
    return [_Word(begin, stop, glyphs.box(begin)[0], glyphs.box(stop - 1)[1]) for begin, stop in words]
