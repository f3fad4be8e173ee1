"""Rows of the page: paragraphs on the left, their notes on the right, so that neither column has holes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

import msgspec

from onrecord.export.facts import circumstances, contents, kinds, manner
from onrecord.export.html.notes import Note
from onrecord.export.listing import Listed
from onrecord.types.span import Span

# Heights in pixels and widths in characters as page.css sets them on a wide screen. They only choose where a row ends:
# a wrong guess costs a little white space.
_TEXT_LINE, _TEXT_WIDTH, _TEXT_GAP = 29, 70, 19
_NOTE_LINE, _NOTE_WIDTH, _NOTE_GAP = 19, 66, 56
_PLACE, _DATE = 16, 30
_TOLERATED = 30


class Row(msgspec.Struct, frozen=True):
    """Numbers of paragraphs, from 1 on, and the notes that stand beside them."""

    paragraphs: list[int]
    notes: list[Note]


def rows_of(spans: Sequence[Span], notes: Sequence[Note]) -> Iterator[Row]:
    """The paragraphs in order, in rows. A row ends where its notes are no longer than its text and others follow."""
    beside: defaultdict[int, list[Note]] = defaultdict(list)
    for note in notes:
        beside[note.paragraph].append(note)
    row = Row([], [])
    left = right = 0
    for number, (start, end) in enumerate(spans, start=1):
        own = beside[number]
        if own and row.paragraphs and right <= left + _TOLERATED:
            yield row
            row, left, right = Row([], []), 0, 0
        row.paragraphs.append(number)
        row.notes.extend(own)
        left += _TEXT_LINE * ceil((end - start) / _TEXT_WIDTH) + _TEXT_GAP
        right += sum(map(_height, own))
    if row.paragraphs:
        yield row


def _height(note: Note) -> int:
    lines = sum(ceil((sum(map(len, one.words)) + _tags(one)) / _NOTE_WIDTH) for one in note.listed)
    told = sum(len(fact.lead) + len(fact.words) + 4 for fact in circumstances(note.listed[0]))
    return _NOTE_GAP + _NOTE_LINE * (lines + ceil((told + _DATE) / _NOTE_WIDTH))


def _tags(one: Listed) -> int:
    """Characters that stand behind the words."""
    facts = contents(one.statement, one.text)
    return _PLACE + sum(
        len(tag) + 3 for tag in [*kinds(one), *manner(one.statement), *(fact.lead + fact.words for fact in facts)]
    )
