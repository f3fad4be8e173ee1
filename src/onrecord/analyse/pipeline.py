"""The analyser: a document's way from text to attributions."""

import hashlib
from collections.abc import Sequence

from onrecord.analyse.disputes import settled
from onrecord.analyse.forms import form
from onrecord.analyse.names import NameBook
from onrecord.analyse.nesting import outer
from onrecord.analyse.network import Network
from onrecord.analyse.quotations import quotations
from onrecord.analyse.reader import Marked, read
from onrecord.analyse.speakers import speaker
from onrecord.analyse.statements import statements
from onrecord.analyse.words import paragraphs
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.document import Document
from onrecord.types.span import Span, Spans
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
        text = document.text
        marked = settled(read(self._network, text))
        book = NameBook(text)
        breaks = list(paragraphs(text))
        identifiers = [_identifier(document, "attribution", m.cue + m.content) for m in marked]
        attributions = []
        for index, each in enumerate(marked):
            around = outer(marked, index)
            attributions.append(
                Attribution(
                    id=identifiers[index],
                    source=each.source,
                    cue=each.cue,
                    content=each.content,
                    form=form(text, each.content, [q for p in _around(breaks, each) for q in quotations(text, *p)]),
                    act=each.act,
                    confidence=each.confidence,
                    shown=each.act == "speech" and each.confidence >= self._min_confidence,
                    speaker=speaker(text, each.source, book),
                    statements=tuple(
                        Statement(id=_identifier(document, "statement", each.cue + span), span=span)
                        for span in statements(text, each.content)
                    ),
                    within=None if around is None else identifiers[around],
                )
            )
        return Analysis(document=document, attributions=tuple(attributions), weights=self.weights)


def _around(breaks: Sequence[Span], marked: Marked) -> list[Span]:
    """The paragraphs in which a content stands."""
    return [p for p in breaks if any(start < p[1] and end > p[0] for start, end in marked.content)]


def _identifier(document: Document, kind: str, spans: Spans) -> str:
    """The same for the same words of the same text, whichever weights found them."""
    return hashlib.sha256(f"{document.sha256} {kind} {spans}".encode()).hexdigest()[:IDENTIFIER]
