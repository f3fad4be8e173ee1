"""Where the paragraphs of a text stand."""

import re
from bisect import bisect_right

from onrecord.types.span import Span

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_BLOCK = re.compile(r"[^\r\n]*[^\s][^\r\n]*(?:(?:\r\n|\r|\n)[^\r\n]*[^\s][^\r\n]*)*")
_BLANK_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)\s*\S")


def paragraphs(text: str) -> list[Span]:
    """The spans of the paragraphs of `text`, in order: what blank lines part, or each line where there are none."""
    pattern = _BLOCK if _BLANK_LINE.search(text.lstrip()) else _LINE
    return [found.span() for found in pattern.finditer(text)]


def number_at(spans: list[Span], position: int) -> int:
    """The number, from 1 on, of the paragraph that `position` stands in or behind; 1 before the first."""
    return max(1, bisect_right(spans, position, key=lambda span: span[0]))
