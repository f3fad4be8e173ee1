"""Moments: when, where and through which venue something was said."""

from typing import Literal

import msgspec

from onrecord.types.span import Span

Basis = Literal["text", "inferred", "default"]


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """An EDTF date or interval, what it rests on, and the expression in the text."""

    edtf: str
    basis: Basis
    expr: Span | None = None


class Venue(msgspec.Struct, frozen=True, kw_only=True):
    """Through what it was said: a type of the annotation guide (`speech`, `op-ed or editorial`, …) and its outlet.

    confidence: the probability of the type, None where it is `unknown`.
    """

    type: str = "unknown"
    outlet: str | None = None
    confidence: float | None = None
