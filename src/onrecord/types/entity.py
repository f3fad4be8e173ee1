"""Entities: people and organisations that a list names, with the offices they held and when."""

from typing import Literal

import msgspec

EntityType = Literal["person", "organisation"]


class Office(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An office as a list names it ("Senator for Ohio") and the days on which it was held, `YYYY-MM-DD`.

    since, until: first and last day, None where open. seen: the last day for which the list knows that an office
    without an end was still held; None where the list vouches for it until further notice. party: its first letter.
    """

    title: str
    since: str | None = None
    until: str | None = None
    seen: str | None = None
    party: str | None = None


class Entity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody whom a list names. No birth dates, no addresses.

    id: stable, with the scheme in front ("wikidata:Q76"). aliases: further full names. family: the surname, which may
    stand first in the name ("Xi"). source: the list.
    """

    id: str
    name: str
    type: EntityType = "person"
    aliases: tuple[str, ...] = ()
    family: str | None = None
    offices: tuple[Office, ...] = ()
    source: str = ""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a name of a document may stand for, and why: reasons written for a reader.

    `joined` where the machine took them for one; a candidate only shares the name, and a person may decide.
    """

    name: str
    entity: str
    entity_name: str
    status: Literal["joined", "candidate"]
    evidence: tuple[str, ...]
