"""Trimming: a span without the marks at its ends that are no part of its words."""

from collections import Counter
from functools import cache

from onrecord.analyse.reading.quotations import marks
from onrecord.types.span import Span

DOUBLE = "''"
"""Two apostrophes that stand for one quotation mark, opening or closing."""
SENTENCE_MARKS = ".;:!?…"
"""Marks that end a sentence or a clause, besides the comma."""


def trimmed(text: str, span: Span) -> Span:
    """`span` without space, commas and the quotation marks that have no partner in it; empty where no word is left."""
    start, end = span
    openers = marks().closers
    while start < end and (text[start].isspace() or text[start] in openers):
        start += 1
    end = trimmed_end(text, start, end, ",")
    return (start, end) if any(c.isalnum() for c in text[start:end]) else (start, start)


def trimmed_end(text: str, start: int, end: int, dropped: str) -> int:
    """`end` moved before space, the marks `dropped` and the closing quotation marks that `text[start:end]` never opened."""
    closers = _closers()
    if end <= start or not ((last := text[end - 1]) in closers or last in dropped or last.isspace()):
        return end  # most spans end in a word
    counts, doubles = _counted(text, start, end), text.count(DOUBLE, start, end)
    while end > start and ((last := text[end - 1]) in closers or last in dropped or last.isspace()):
        if text.endswith(DOUBLE, start, end):
            if doubles % 2 == 0:
                break
            doubles, end = doubles - 1, end - len(DOUBLE)
            counts[DOUBLE[0]] -= len(DOUBLE)
            continue
        if last in closers:
            counts[last] -= 1
            if _opened(counts, last):
                break
        end -= 1
    return end


@cache
def _closers() -> frozenset[str]:
    return frozenset("".join(marks().closers.values()))


def _counted(text: str, start: int, end: int) -> Counter[str]:
    """How often each quotation mark stands in `text[start:end]`, the apostrophes in words ("won't", "’em") left out."""
    table = marks()
    return Counter(
        mark
        for match in table.pattern.finditer(text, start, end)
        if not ((mark := match.group()) in table.apostrophes and _in_word(text, match.start(), end, mark))
    )


def _in_word(text: str, at: int, end: int, mark: str) -> bool:
    """Whether the apostrophe at `at` is part of a word; "'" before a word opens a quotation, "’" does not."""
    follows = at + 1 < end and text[at + 1].isalnum()
    return follows and (mark not in marks().closers or (at > 0 and text[at - 1].isalnum()))


def _opened(counts: Counter[str], closer: str) -> bool:
    """Whether the marks before a `closer` open a quotation that it would close."""
    if closer in marks().closers:
        return counts[closer] % 2 == 1
    return sum(counts[opener] for opener, closers in marks().closers.items() if closer in closers) > counts[closer]
