"""Amounts: money that a statement or the story names."""

import msgspec

from onrecord.types.span import Span, Spans


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """A sum of money: value (or the low end of a range up to `value_max`) in units of an ISO 4217 currency."""

    span: Span
    value: float | None
    value_max: float | None = None
    currency: str | None = None
    stage: str = "none"


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """What the story itself asserts about acts and amounts; never given to a speaker."""

    span: Spans
    amounts: tuple[Amount, ...] = ()
