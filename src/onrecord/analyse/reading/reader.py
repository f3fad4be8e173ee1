"""The reader: source, cue and content of every attribution in a text, with the confidence that people mark it too."""

import math
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal, NamedTuple, cast

from onrecord.analyse.reading.contents import within_reach
from onrecord.analyse.reading.decode import ACTS
from onrecord.analyse.reading.network import Card, Found, Heard, Network
from onrecord.analyse.reading.quotations import marks
from onrecord.analyse.reading.windows import Window, windows
from onrecord.analyse.reading.words import PARAGRAPH, paragraphs, words
from onrecord.types.span import Span, Spans

CONNECTIVES = frozenset({"and", "but", "or", "that", "as", "while"})
"""Words that join two contents and are, alone, the content of neither."""
DATELINE = re.compile(r"(?P<place>[^\W\d_]{3,})(?:[ .,'’-]+[^\W\d_]+)*\.?(?: \([^()\n]{1,40}\))?(?: ?[—–-]+|:)(?=\s)")
"""Where a story comes from: "DELLIN —", "BRISK, Torvenia (CPA) -", "TORVEN:". Its first word is in capitals."""
DATELINE_ROOM = 80
"""Characters of a paragraph in which its dateline ends."""


TOGETHER = 8
"""Windows that are decoded together: most articles."""


class Marked(NamedTuple):
    """One attribution as spans of the text; `source` is empty where the text names nobody.

    piece_scores: how sure the network is of each piece of the content, for `disputes`.
    """

    source: Spans
    cue: Spans
    content: Spans
    act: Literal["speech", "attitude", "other"]
    confidence: float
    piece_scores: tuple[float, ...]


def first(marked: Marked) -> Span:
    """The first span of an attribution: what attributions are in order of."""
    return min(marked.source + marked.cue + marked.content)


def read(heard: Iterable[Heard], card: Card, text: str) -> list[Marked]:
    """The attributions of `text` whose confidence reaches the threshold of the weights, in order of their first span."""
    every = (marked(text, each.window, found, card.calibration) for each in heard for found in each.found)
    return sorted((m for m in every if m.content and m.confidence >= card.threshold), key=first)


def heard(network: Network, text: str) -> Iterator[Heard]:
    """The windows of `text` as the network reads them, a few at a time."""
    every = windows((words(network.tokenizer, text, p) for p in paragraphs(text)), text)
    while few := list(islice(every, TOGETHER)):
        yield from network.read(few)


def marked(text: str, window: Window, found: Found, calibration: Iterable[float]) -> Marked:
    """A candidate as spans of the text, with its confidence."""

    def span(piece: tuple[int, int]) -> Span:
        return int(window.starts[piece[0]]), int(window.ends[piece[1] - 1])

    every = zip(map(span, found.roles.content), found.roles.piece_scores, strict=True)
    said = [(words, score) for piece, score in every if _is_said(text, words := _behind_dateline(text, piece))]
    said = within_reach(text, span(found.cue), _in_one_line(text, span(found.cue), said))
    *weights, intercept = calibration
    evidence = sum(w * e for w, e in zip(weights, found.evidence, strict=True)) + intercept
    return Marked(
        source=() if found.roles.source is None else (_first_line(text, span(found.roles.source)),),
        cue=(span(found.cue),),
        content=tuple(piece for piece, _ in said),
        act=cast("Literal['speech', 'attitude', 'other']", ACTS[int(found.acts.argmax())]),
        piece_scores=tuple(score for _, score in said),
        confidence=round(1 / (1 + math.exp(-max(-30.0, min(30.0, evidence)))), 4),
    )


def _in_one_line(text: str, cue: Span, said: list[tuple[Span, float]]) -> list[tuple[Span, float]]:
    """`said` up to the end of the line in which a colon's words begin, and the lines behind that are quoted too.

    What follows "Minister: taxes will wait" in the next paragraph is the story's own.
    """
    if text[cue[1] - 1] != ":" or not said:
        return said
    first = next((piece for piece, _ in said if piece[0] >= cue[1]), None)
    line = first and PARAGRAPH.match(text, first[0])
    if not line:
        return said
    cut = [
        ((start, min(end, line.end())) if start < line.end() else (start, end), score) for (start, end), score in said
    ]
    return [(piece, score) for piece, score in cut if piece[0] < line.end() or text[piece[0]] in marks().closers]


def _is_said(text: str, piece: Span) -> bool:
    """Whether a piece of content can be somebody's words: not a joining word alone, nor marks and pictures alone."""
    words = text[piece[0] : piece[1]]
    return words.casefold() not in CONNECTIVES and any(map(str.isalnum, words))


def _behind_dateline(text: str, piece: Span) -> Span:
    """`piece` without the dateline that it begins in, or the empty span behind it where nothing is left."""
    start = max(text.rfind("\n", max(0, piece[0] - DATELINE_ROOM), piece[0]) + 1, piece[0] - DATELINE_ROOM, 0)
    dateline = DATELINE.match(text, start, start + 2 * DATELINE_ROOM)
    opens = start == 0 or text[start - 1] == "\n"
    if not (opens and dateline and dateline["place"].isupper() and piece[0] < dateline.end()):
        return piece
    behind = dateline.end()
    while behind < piece[1] and text[behind].isspace():
        behind += 1
    return min(behind, piece[1]), piece[1]


def _first_line(text: str, span: Span) -> Span:
    """`span` up to the end of its paragraph: nobody is named across two."""
    match = PARAGRAPH.match(text, *span)
    return span if match is None else match.span()
