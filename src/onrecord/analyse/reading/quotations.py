"""Quotations: where quoted words begin and end, in any style of quotation marks, balanced or not."""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.types.span import Span, Spans


class Quotation(NamedTuple):
    """A stretch of quoted words, its marks included; `closed` is false where the closing mark is missing."""

    start: int
    end: int
    closed: bool


class Marks(NamedTuple):
    """Quotation marks: what closes each opener, and which marks are also apostrophes."""

    closers: dict[str, str]
    apostrophes: str
    pattern: re.Pattern[str]


@cache
def marks() -> Marks:
    """The marks of `data/quotation_marks.json`."""
    data = json.loads(files("onrecord").joinpath("data/quotation_marks.json").read_text("utf-8"))
    every = set(data["closers"]) | set("".join(data["closers"].values()))
    return Marks(data["closers"], data["apostrophes"], re.compile("[" + re.escape("".join(sorted(every))) + "]"))


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Outermost quotations of the paragraph `text[start:end]`, in order, as offsets into `text`.

    A mark that is never closed quotes to the end of the paragraph: reporters leave the closing mark out where the
    quotation goes on in the next one. An apostrophe opens nothing unless something closes it.
    """
    found: list[Quotation] = []
    opened: list[int] = []
    table = marks()
    for match in table.pattern.finditer(text, start, end):
        at = match.start()
        if opened and _closes(text, opened[-1], at, end):
            first = opened.pop()
            if not opened:
                found.append(Quotation(first, at + 1, True))
        elif len(opened) < 2 and _opens(text, at, start, end):
            opened.append(at)
    if opened:
        found.append(Quotation(opened[0], end, False))
    return found


def _closes(text: str, opener: int, at: int, end: int) -> bool:
    mark = text[at]
    if mark not in marks().closers[text[opener]] or at == opener + 1:
        return False
    if mark in marks().apostrophes:
        return not (at + 1 < end and text[at + 1].isalnum())
    if mark == text[opener]:  # the same typewriter mark opens and closes: after a space it opens
        return not (text[at - 1].isspace() and at + 1 < end and text[at + 1].isalnum())
    return True


def _opens(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    closers = marks().closers.get(mark)
    if closers is None or at + 1 >= end or (text[at + 1].isspace() and mark not in "«„"):
        return False
    after_word = at > start and text[at - 1].isalnum()
    if mark in marks().apostrophes and text[at + 1].isdigit():
        return False  # the '90s
    if mark in marks().apostrophes or mark == "‘":
        return not after_word and _closed_later(text, at, end, closers)
    return not (after_word and mark in closers) and not (mark == "»" and after_word)


def _closed_later(text: str, at: int, end: int, closers: str) -> bool:
    """Whether an apostrophe-like opener at `at` has a closer that stands at the end of a word."""
    closing = re.compile(rf"[\w.,!?…][{re.escape(closers)}](?!\w)")
    return closing.search(text, at + 1, end) is not None


def inside(spans: Spans, quoted: Sequence[Quotation]) -> Iterator[Span]:
    """The parts of `spans` that lie inside `quoted`, which stand in order and apart from one another."""
    for start, end in spans:
        low = bisect_right(quoted, start, key=lambda each: each.end)
        high = bisect_left(quoted, end, key=lambda each: each.start)
        for quotation in quoted[low:high]:
            yield max(start, quotation.start), min(end, quotation.end)
