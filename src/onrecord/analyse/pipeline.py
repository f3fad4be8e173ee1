"""The analyser: a document's way from text to attributions."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.analyse.disputes import settled
from onrecord.analyse.forms import form
from onrecord.analyse.nesting import neighbours, outer, tells
from onrecord.analyse.network import Network
from onrecord.analyse.quotations import quotations
from onrecord.analyse.reader import Marked, first, read
from onrecord.analyse.speakers import speakers
from onrecord.analyse.statements import statements
from onrecord.analyse.turns import turns
from onrecord.analyse.unsaid import unsaid
from onrecord.analyse.words import paragraphs
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.document import Document
from onrecord.types.span import Span, Spans, extent
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Statement

IDENTIFIER = 16
"""Hexadecimal digits of an identifier: 64 bits, so that a million statements collide once in 37 million tries."""


class Analyser:
    """Reads documents with one set of weights. Loading takes some 0.2 s; one analyser serves many documents.

    weights: name of a set shipped in `onrecord/weights`. min_confidence: probability from which an attribution is
    `shown`. threads: processor threads. Raises WeightsError where the weights are not the ones that were shipped.
    """

    def __init__(self, weights: str = "default", *, min_confidence: float = 0.5, threads: int = 1) -> None:
        self._network = Network(weights, threads)
        self._min_confidence = min_confidence
        encoder = self._network.card.sha256["encoder.onnx"]
        self.weights = f"{self._network.card.name}-{encoder[:8]}"

    def analyse(self, document: Document) -> Analysis:
        """The document with its attributions, in order of their first character."""
        breaks = list(paragraphs(document.text))
        marked = [_as_told(document.text, each) for each in read(self._network, document.text)]
        marked = sorted(marked + turns(document.text, breaks), key=first)
        groups = list(neighbours(settled(marked)))
        found = iter(_speakers(document.text, groups, breaks))
        attributions = [
            self._attribution(document, each, group, next(found), breaks) for group in groups for each in group
        ]
        return Analysis(document=document, attributions=tuple(attributions), weights=self.weights)

    def _attribution(
        self, document: Document, each: Marked, group: Sequence[Marked], speaker: Speaker, breaks: Sequence[Span]
    ) -> Attribution:
        text, teller = document.text, outer(each, group)
        quoted = [q for paragraph in _within(breaks, extent(each.content)) for q in quotations(text, *paragraph)]
        return Attribution(
            id=_identifier(document, "attribution", each.cue + each.content),
            source=each.source,
            cue=each.cue,
            content=each.content,
            form=form(text, each.content, quoted),
            act=each.act,
            confidence=each.confidence,
            shown=each.confidence >= self._min_confidence and _was_said(each, group),
            speaker=speaker,
            statements=tuple(
                Statement(id=_identifier(document, "statement", each.cue + span), span=span)
                for span in statements(text, each.content)
            ),
            within=teller and _identifier(document, "attribution", teller.cue + teller.content),
        )


def _speakers(text: str, groups: Sequence[Sequence[Marked]], breaks: Sequence[Span]) -> list[Speaker]:
    """The speakers of all attributions, in order."""
    marked = [each for group in groups for each in group]
    index = {id(each): k for k, each in enumerate(marked)}
    outers = [outer(each, group) for group in groups for each in group]
    tellers = [None if teller is None else index[id(teller)] for teller in outers]
    return speakers(text, marked, tellers, [q[:2] for start, end in breaks for q in quotations(text, start, end)])


def _as_told(text: str, marked: Marked) -> Marked:
    """`marked` as `other` where it is a saying that the story does not report as having taken place."""
    return (
        marked._replace(act="other") if marked.act == "speech" and unsaid(text, marked.source, marked.cue) else marked
    )


def _was_said(marked: Marked, group: Sequence[Marked]) -> bool:
    """Whether it is speech that somebody uttered: what stands in what nobody said ("did not say that …") is not."""
    return marked.act == "speech" and not any(tells(other, marked) and other.act == "other" for other in group)


def _within(breaks: Sequence[Span], stretch: Span) -> Sequence[Span]:
    """The paragraphs, of all in order, that share characters with `stretch`."""
    first = bisect_right(breaks, stretch[0], key=lambda paragraph: paragraph[1])
    last = bisect_right(breaks, stretch[1] - 1, key=lambda paragraph: paragraph[0])
    return breaks[first:last]


def _identifier(document: Document, kind: str, spans: Spans) -> str:
    """The same for the same words of the same text, whichever weights found them."""
    return hashlib.sha256(f"{document.sha256} {kind} {spans}".encode()).hexdigest()[:IDENTIFIER]
