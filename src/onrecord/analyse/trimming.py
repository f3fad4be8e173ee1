"""Trimming: a span without the marks at its ends that are no part of its words."""

from functools import cache

from onrecord.analyse.quotations import marks
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
    while end > start and ((last := text[end - 1]) in closers or last in dropped or last.isspace()):
        if text.endswith(DOUBLE, start, end):
            if text.count(DOUBLE, start, end) % 2 == 0:
                break
            end -= len(DOUBLE)
            continue
        if last in closers and _opened(text[start : end - 1], last):
            break
        end -= 1
    return end


@cache
def _closers() -> frozenset[str]:
    return frozenset("".join(marks().closers.values()))


def _opened(words: str, closer: str) -> bool:
    """Whether `words` open a quotation that `closer` would close."""
    if closer in marks().closers:
        return words.count(closer) % 2 == 1
    openers = [opener for opener, closers in marks().closers.items() if closer in closers]
    return sum(words.count(opener) for opener in openers) > words.count(closer)
