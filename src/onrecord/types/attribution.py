"""Attributions: somebody in a text is made responsible for words or a thought."""

from typing import Literal

import msgspec

from onrecord.types.amount import Reported
from onrecord.types.document import Document
from onrecord.types.entity import Identity
from onrecord.types.moment import Moment, Venue
from onrecord.types.relation import Relation
from onrecord.types.span import Spans
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Statement

Form = Literal["direct", "mixed", "indirect", "narrated"]
Act = Literal["speech", "attitude", "other"]
Stance = Literal["neutral", "endorsing", "distancing"]
Genre = Literal["story", "transcript", "speech", "press release"]
"""What a text is. All but a story are primary sources: the speaker's own text, or a record of what was said."""


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Source, cue and content as spans of the document's text, and what is known about them.

    `confidence` is the calibrated probability that people would mark it too; `shown` whether tables, pages and search
    show it unless asked otherwise; `within` the id of the outer attribution that tells this one.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    form: Form
    act: Act
    confidence: float
    shown: bool
    speaker: Speaker
    statements: tuple[Statement, ...]
    stance: Stance | None = None
    within: str | None = None
    time: Moment | None = None
    place: str | None = None
    venue: Venue | None = None
    addressee: Speaker | None = None


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """A document with all that was found in it. `weights` names the weights that read it, None where nothing did.

    identities: whom its names stand for or may stand for, with the evidence. genre: what the text is.
    """

    document: Document
    attributions: tuple[Attribution, ...]
    reported: tuple[Reported, ...] = ()
    relations: tuple[Relation, ...] = ()
    identities: tuple[Identity, ...] = ()
    weights: str | None = None
    genre: Genre = "story"

    @property
    def primary(self) -> bool:
        """Whether the text is a primary source: no report by somebody else."""
        return self.genre != "story"
