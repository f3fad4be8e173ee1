"""The text of a story with its sources, cues and contents marked, where they overlap and nest, too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Literal

import msgspec

from onrecord.export.html.ink import ink
from onrecord.types.span import Span

Role = Literal["source", "cue", "content", "thought", "when", "condition", "amount", "reported"]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One span with what it is. note: the name of its note; groups: of all that light it up; home: what it lights up.

    Names are made by the page, never taken from a text. number: of the note, set before the span where it is given.
    """

    span: Span
    role: Role
    note: str
    groups: tuple[str, ...]
    home: str
    number: str | None = None


def marked(text: str, within: Span, marks: Sequence[Mark]) -> str:
    """The slice `within` of `text` as HTML; each stretch that the same marks cover is one element."""
    low, high = within
    here = sorted((mark for mark in marks if mark.span[0] < high and low < mark.span[1]), key=_widest_first)
    opening: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in here:
        opening[max(mark.span[0], low)].append(mark)
    edges = sorted({low, high, *(min(max(edge, low), high) for mark in here for edge in mark.span)})
    pieces: list[str] = []
    covering: list[Mark] = []
    for start, end in pairwise(edges):
        still = [mark for mark in covering if start < mark.span[1]]
        covering = sorted(still + opening[start], key=_widest_first)
        pieces += _numbers(start, opening[start])
        pieces.append(_stretch(text[start:end], covering))
    return "".join(pieces)


def _widest_first(mark: Mark) -> tuple[int, int]:
    """Sorts marks so that the last of those that cover a stretch is the innermost."""
    return mark.span[0] - mark.span[1], mark.span[0]


def _numbers(start: int, marks: Iterable[Mark]) -> Iterator[str]:
    for mark in marks:
        if mark.number and mark.span[0] == start:
            home = escape(mark.home)
            yield f'<sup><a href="#{home}" data-to="{home}" aria-label="note {mark.number}">{mark.number}</a></sup>'


def _stretch(text: str, covering: list[Mark]) -> str:
    if not covering:
        return ink(text)
    roles = list(dict.fromkeys(mark.role for mark in covering))
    depth = len({mark.note for mark in covering if mark.role in {"content", "thought"}})
    classes = " ".join(["m", *roles, *(["deep"] if depth > 1 else [])])
    groups = " ".join(dict.fromkeys(group for mark in covering for group in mark.groups))
    return (
        f'<span class="{classes}" data-in="{escape(groups)}" data-to="{escape(covering[-1].home)}">{ink(text)}</span>'
    )
