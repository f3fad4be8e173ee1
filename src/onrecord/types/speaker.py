"""Speakers: who is behind a source."""

from typing import Literal

import msgspec

from onrecord.types.span import Spans

SpeakerType = Literal["person", "organisation", "group", "anonymous", "document", "implicit"]
How = Literal["name", "partial", "title", "pronoun", "none"]
Status = Literal["resolved", "unresolved"]


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks: the fullest name, a slice of the document, or None; how it was found; the mentions that led there.

    Where a source names several ("Brook and Vale"), `name` is their names joined by " ; ", each of them a slice.

    `unresolved` where the words of the source do not make it sure who it is: it is then shown as those words, never
    under a name; `name` is then the reading that is likelier than not, if there is one.
    """

    name: str | None
    type: SpeakerType | None = None
    how: How = "none"
    entity: str | None = None
    entity_name: str | None = None
    role: str | None = None
    on_behalf_of: str | None = None
    status: Status = "unresolved"
    confidence: float = 0.0
    chain: Spans = ()
    alternatives: tuple[str, ...] = ()
