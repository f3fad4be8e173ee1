"""Contents in another paragraph than the cue: somebody's words there are quoted, or a colon leads to them.

What an empty line parts from "she said" is a heading, a caption, a pull quote or the next story: "The money", and below it
"There is none left, she said". In 19,868 attributions of PolNeAR people marked words in another paragraph 241 times: in
quotation marks, in posts, behind a colon, or by mistake.
"""

import re
from typing import TypeAlias

from onrecord.analyse.reading.quotations import marks
from onrecord.types.span import Span

EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
ENDING = ".,;:!?…"
"""What may stand behind the closing mark of a quotation."""

STUMP = re.compile(r",\s+(?:[^\s,.;:!?“”\"']+\s+)?[^\s,.;:!?“”\"']+\Z")
STUMP_ROOM = 40
"""A comma and one or two words at the end of a piece, in so many characters: with more words behind them in the line they are the
beginning of what no longer belongs to it ("…, an attempt | to calm them"). 10 of 23,289 contents in PolNeAR train end so."""

Scored: TypeAlias = tuple[Span, float]
"""A piece of a content and how sure the network is of it."""


def within_reach(text: str, cue: Span, said: list[Scored]) -> list[Scored]:
    """`said` without the words that an empty line parts from the cue and that are neither quoted nor behind a colon, and without
    the stump of a phrase at the end of a piece.
    """
    return [(_without_stump(text, part), score) for piece, score in said for part in _parts(text, piece, cue)]


def _without_stump(text: str, part: Span) -> Span:
    start, end = part
    if not (text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum()):
        return part
    stump = STUMP.search(text, max(start + 1, end - STUMP_ROOM), end)
    return (start, stump.start()) if stump else part


def _parts(text: str, piece: Span, cue: Span) -> list[Span]:
    """What may be words of who speaks at `cue`: all of `piece`, or its paragraphs that lie beside the cue.

    What runs on from words without marks into another paragraph's quotation is two people's.
    """
    gaps = [match.span() for match in EMPTY_LINE.finditer(text, *piece)]
    starts, ends = [piece[0], *(gap[1] for gap in gaps)], [*(gap[0] for gap in gaps), piece[1]]
    parts = [part for part in zip(starts, ends, strict=True) if part[0] < part[1]]
    if all(_is_quoted(text, part) for part in parts):
        return [piece]
    beside = [part for part in parts if _is_beside(text, part, cue)]
    return [piece] if len(beside) == len(parts) else beside


def _is_quoted(text: str, part: Span) -> bool:
    """Whether it opens with a quotation mark, or closes a quotation that opened before it."""
    words, closers = text[part[0] : part[1]].rstrip(ENDING), marks().closers
    if not words or words[0] in closers:
        return bool(words)
    openers = {opener for opener, closing in closers.items() if words[-1] in closing}
    return bool(openers) and openers.isdisjoint(words[:-1])


def _is_beside(text: str, part: Span, cue: Span) -> bool:
    """Whether no empty line parts it from the cue, or one behind a colon."""
    gap = EMPTY_LINE.search(text, min(part[1], cue[1]), max(part[0], cue[0]))
    return gap is None or (part[0] >= cue[1] and text.endswith(":", 0, gap.start()))
