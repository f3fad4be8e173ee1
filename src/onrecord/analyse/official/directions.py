"""Directions: what a transcript prints that nobody says: "(Laughter.)", headings, the time, how the sitting ended."""

import re
from collections.abc import Iterator

from onrecord.analyse.official.lexicon import official
from onrecord.types.span import Span

BRACKETED = re.compile(r"[(\[]\s*(?P<words>[^()\[\]\n]{1,160})[)\]]\.?")
CLOCK = re.compile(
    r"(?:END\s+|At\s+)?[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s+\(?[A-Z]{2,4}\)?)?"
)
STAMP = re.compile(r"[0-9:.]{4,8}")
ELLIPSIS = re.compile(r"<?(?:…|\.{3})>?")
SENTENCE = re.compile(r"[.!?…:;,][”\"’')\]]*\Z")
HEADING_WORDS = 14
"""Words of the longest heading."""


def is_direction(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is nothing that is said, and the speaker goes on behind it: "[applause]", "(CROSSTALK)"."""
    words = text[slice(*paragraph)].strip()
    if STAMP.fullmatch(words.strip("[]")) or ELLIPSIS.fullmatch(words):
        return True
    if BRACKETED.fullmatch(words):
        return True
    tokens = words.casefold().split()
    return 0 < len(tokens) <= HEADING_WORDS and tokens[-1].strip(".)") in official().interjecting


def is_end(text: str, paragraph: Span) -> bool:
    """Whether a paragraph ends a turn: the time, a mark of the end, a heading, or what the clerk tells of the sitting."""
    words = text[slice(*paragraph)].strip()
    low = words.casefold()
    if low in official().closing or CLOCK.fullmatch(words):
        return True
    if official().narration.match(low.lstrip("([")) and len(words.split()) <= 2 * HEADING_WORDS:
        return True
    return is_heading(words)


def is_heading(words: str) -> bool:
    """Whether a line is a heading: in capitals throughout, and no sentence."""
    words = BRACKETED.sub("", words).strip()
    tokens = words.split()
    return 1 < len(tokens) <= HEADING_WORDS and words.upper() == words and not SENTENCE.search(words)


def spoken(text: str, start: int, end: int) -> Iterator[Span]:
    """The pieces of `text[start:end]` between the directions in it."""
    at = start
    for match in BRACKETED.finditer(text, start, end):
        if official().directions.match(match["words"].strip()) or STAMP.fullmatch(match["words"]):
            yield from _piece(text, at, match.start())
            at = match.end()
    yield from _piece(text, at, end)


def _piece(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(map(str.isalnum, text[start:end])):
        yield start, end
