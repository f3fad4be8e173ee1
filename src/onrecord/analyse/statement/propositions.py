"""Propositions: the statements of every attribution, each with its kind, force, condition and amounts."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from onrecord.analyse.money.stages import stage_of_kind
from onrecord.analyse.reading.kinds import Kind, kinds
from onrecord.analyse.reading.network import Heard, Network
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.statement.conditions import condition
from onrecord.analyse.statement.modality import modality
from onrecord.analyse.statement.polarity import polarity
from onrecord.analyse.statement.statements import statements
from onrecord.types.amount import Amount
from onrecord.types.document import Document
from onrecord.types.span import Spans, covers, extent
from onrecord.types.statement import Statement

FAR = 3
"""Line ends between a cue and a statement, from which on the cue tells nothing: a quotation that goes on for a second
paragraph has two."""
IDENTIFIER = 16
"""Hexadecimal digits of an identifier: 64 bits, so that a million statements collide once in 37 million tries."""


def propositions(
    network: Network, document: Document, windows: Sequence[Heard], marked: Sequence[Marked], amounts: Sequence[Amount]
) -> list[tuple[Statement, ...]]:
    """The statements of each attribution, in order. amounts: all of the text, in order.

    The kind of one that was not uttered is what its words would do: "is expected to announce" is of the act `other`
    and of the kind `announce`.
    """
    cut = [statements(document.text, each.content) for each in marked]
    told = [
        (_near(document.text, each.cue, spans), spans)
        for each, parts in zip(marked, cut, strict=True)
        for spans in parts
    ]
    known = iter(kinds(network, windows, told))
    return [
        tuple(_statement(document, each, spans, next(known), amounts) for spans in parts)
        for each, parts in zip(marked, cut, strict=True)
    ]


def _near(text: str, cue: Spans, spans: Spans) -> Spans:
    """The cue, if a statement is not `FAR` lines from it: the title of a speech tells the kind of none of its sentences."""
    first, last = extent((*cue, *spans[:1]))
    return cue if text.count("\n", first, last) < FAR else ()


def identifier(document: Document, kind: str, spans: Spans) -> str:
    """The same for the same words of the same text, whichever weights found them."""
    return hashlib.sha256(f"{document.sha256} {kind} {spans}".encode()).hexdigest()[:IDENTIFIER]


def _statement(
    document: Document, marked: Marked, spans: Spans, kind: Kind | None, amounts: Sequence[Amount]
) -> Statement:
    text = document.text
    hanging = condition(text, spans)
    return Statement(
        id=identifier(document, "statement", marked.cue + spans),
        span=spans,
        kind=kind and kind.kind,
        kind2=kind and kind.kind2,
        kind_confidence=kind and kind.confidence,
        polarity=polarity(text, spans, marked.cue),
        modality=modality(text, spans, marked.cue, hanging),
        amounts=tuple(_staged(amount, marked, kind) for amount in _within(amounts, spans)),
        condition=hanging,
    )


def _within(amounts: Sequence[Amount], spans: Spans) -> Iterator[Amount]:
    for span in spans:
        for amount in amounts[bisect_left(amounts, span[0], key=lambda a: a.span[0]) :]:
            if not covers(span, amount.span):
                break
            yield amount


def _staged(amount: Amount, marked: Marked, kind: Kind | None) -> Amount:
    """The amount with the stage that the kind of what was uttered gives it, where the words around it tell none."""
    if amount.stage != "none" or marked.act != "speech" or kind is None:
        return amount
    return msgspec.structs.replace(amount, stage=stage_of_kind(kind.kind))
