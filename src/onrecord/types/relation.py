"""Relations between two statements, a the later."""

from typing import Literal

import msgspec

from onrecord.types.span import Spans


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """Statement `a` stands in relation `type` to the earlier statement `b`, asserted by somebody, with evidence."""

    a: str
    b: str
    type: str
    asserted_by: Literal["reporter", "person", "machine"]
    status: Literal["asserted", "candidate", "confirmed", "rejected"]
    confidence: float
    evidence: Spans = ()
