"""Retold: what somebody in the story tells of the words or thoughts of another.

"Lena Farrish said that her sister had told her the money was gone": the network, made on news in which only the outermost
attribution is marked, sees the first. So each content that holds a verb of saying or belief is read once more, as a text of
its own, and what is found wholly inside it is told by the one who speaks there.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.attributions.stretches import Stretches
from onrecord.analyse.attributions.unsaid import unsaid
from onrecord.analyse.reading.network import Network
from onrecord.analyse.reading.quotations import marks, quotations
from onrecord.analyse.reading.reader import Marked, first, heard, read
from onrecord.analyse.statement.phrases import phrases
from onrecord.analyse.statement.trimming import trimmed_end
from onrecord.types.span import Span, Spans

FLOOR, VAGUE_FLOOR = 0.55, 0.9
"""Confidence from which an inner attribution is kept, and where only a pronoun says whose it is. On PolNeAR dev, whose
people mark no inner ones, they cost 0.3 points of found F1; 0.4 for all would cost 0.5 and find nothing sound more."""
SHORTEST = 3
"""Words of an inner content: "who she says she is" tells nothing."""
LONGEST = 1_500
"""Characters of a content that is read again; a longer one is a speech, not a sentence that tells."""
WORD = re.compile(r"\w+|:")
ENDS = (".", "!", "?", "…")
"""Marks that end a sentence; a content has lost its own to the sentence that it stands in, and the network expects one."""


class _Lexicon(NamedTuple):
    """`data/retold.json`: cues that assert what others say, verbs that stand within, those that need no source, and
    pronouns, by which speakers may go on about themselves.
    """

    outer: frozenset[str]
    inner: re.Pattern[str]
    passive: re.Pattern[str]
    pronouns: frozenset[str]
    leading: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = json.loads(files("onrecord").joinpath("data/retold.json").read_text("utf-8"))
    openers = "".join(marks().closers)
    return _Lexicon(
        outer=frozenset(data["outer"]),
        inner=phrases(data["inner"]),
        passive=phrases(data["passive"]),
        pronouns=frozenset(data["pronouns"]),
        leading=re.compile(rf"(?:that[ \xa0])?[{re.escape(openers)}]?"),
    )


def retold(network: Network, text: str, marked: Sequence[Marked], turns: Sequence[Marked]) -> list[Marked]:
    """The attributions inside the contents of `marked` and in `turns` that are not marked yet, in order.

    marked: the attributions found so far, in order. turns: those of a transcript, or a speech. Contents without a verb of
    `data/retold.json` cost nothing.
    """
    cues = Stretches.of(span for each in marked for span in each.cue)
    telling = [each for each in marked if _is_telling(text, each)] + list(turns)
    pieces = {piece for each in telling for piece in _worth_reading(text, each)}
    every = (inner for piece in sorted(pieces) for inner in _inside(network, text, piece))
    return sorted((inner for inner in every if not any(map(cues.touch, inner.cue))), key=first)


def _is_telling(text: str, outer: Marked) -> bool:
    """Whether somebody asserts something, of what others say too."""
    cue = WORD.findall(" ".join(text[start:end] for start, end in outer.cue).casefold())
    return outer.act == "speech" and not _lexicon().outer.isdisjoint(cue)


def _worth_reading(text: str, outer: Marked) -> Iterator[Span]:
    """The pieces of a content in which its speaker may tell what another said, without "that" and quotation marks."""
    for start, end in outer.content:
        if end - start <= LONGEST and _lexicon().inner.search(text, start, end):
            leading = _lexicon().leading.match(text, start, end)
            yield leading.end() if leading else start, trimmed_end(text, start, end, ",")


def _inside(network: Network, text: str, piece: Span) -> Iterator[Marked]:
    """What the network finds in a piece read as a text of its own, where somebody else than its speaker says or thinks it."""
    start, end = piece
    words = text[start:end]
    whole = words if words.endswith(ENDS) else words + "."
    for found in read(heard(network, whole), network.card, whole):
        if _is_anothers(words, found) and found.act != "other" and not unsaid(words, found.source, found.cue):
            content = _quoted(
                words, tuple((a, trimmed_end(words, a, min(b, len(words)), ",")) for a, b in found.content)
            )
            yield found._replace(
                source=_moved(_sayer(words, found), start),
                cue=_moved(found.cue, start),
                content=_moved(content, start),
                piece_scores=found.piece_scores[: len(content)],
            )


def _is_anothers(words: str, found: Marked) -> bool:
    """Whether somebody else than the speaker says or thinks it: "Lund said that she hoped …" tells of nobody else."""
    cue = [words[a:b] for a, b in found.cue]
    if not any(map(_lexicon().inner.search, cue)) or sum(len(words[a:b].split()) for a, b in found.content) < SHORTEST:
        return False
    if not found.source:
        return found.confidence >= FLOOR and any(map(_lexicon().passive.search, cue))
    sources = {words[a:b].casefold() for a, b in found.source}
    if not sources & _lexicon().pronouns:
        return found.confidence >= FLOOR
    return found.confidence >= VAGUE_FLOOR and found.act == "speech"


def _sayer(words: str, found: Marked) -> Spans:
    """The source, unless it is who was told: "teachers were told not to talk"."""
    passive = any(_lexicon().passive.search(words, a, b) for a, b in found.cue)
    return tuple(span for span in found.source if not passive or span[0] > found.cue[0][0])


def _quoted(words: str, content: Spans) -> Spans:
    """The quotations that pieces of a content open with, where there are any; else the content as it is."""
    opened = [quotation for a, b in content for quotation in quotations(words, a, b)[:1] if quotation.start == a]
    return tuple(quotation[:2] for quotation in opened if quotation.closed) or content


def _moved(spans: Spans, by: int) -> Spans:
    return tuple((start + by, end + by) for start, end in spans)
