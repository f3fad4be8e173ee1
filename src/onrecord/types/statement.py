"""Statements: the propositions of an attribution's content."""

from typing import Literal

import msgspec

from onrecord.types.amount import Amount
from onrecord.types.span import Span, Spans

Polarity = Literal["positive", "negative"]
Modality = Literal["certain", "probable", "possible", "unknown"]


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Words that state a condition on the statement, with the connective that opens them."""

    span: Span
    connective: Span
    type: str


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a content. `kind_confidence` is the probability of `kind`; null fields are not known."""

    id: str
    span: Spans
    kind: str | None = None
    kind2: str | None = None
    kind_confidence: float | None = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    amounts: tuple[Amount, ...] = ()
    condition: Condition | None = None
