"""The registry: everybody whom a list names, asked who a speaker is."""

from collections.abc import Iterable, Sequence

import msgspec

from onrecord.link.candidates import Candidate, Named, best, candidate, in_office, reasons
from onrecord.link.dates import days, within
from onrecord.link.gazetteer import Shelf, filed, shipped
from onrecord.link.names import Parts, conflict, parts
from onrecord.link.offices import post
from onrecord.types.entity import Entity, Identity
from onrecord.types.speaker import Speaker

OWN = "own list"
"""The source of entities that a user imported."""
SHOWN = 3
"""Candidates kept for a name that nobody was joined to: what a reviewer takes in at a glance."""


class Registry:
    """The shipped lists and a user's own; loading takes some 10 ms, and one registry serves many documents."""

    def __init__(self, own: Iterable[Entity] = ()) -> None:
        self._shelves: tuple[Shelf, ...] = (filed(own, OWN), *shipped())

    def identify(self, speaker: Speaker, published: str | None, context: Sequence[Speaker] = ()) -> Speaker:
        """The speaker with `entity` and `entity_name` where the evidence joins it to a listed one, else as it was.

        published: EDTF. context: the other speakers of the document, whose names and roles bear on this one's.
        """
        found = next((each for each in self.identities(speaker, published, context) if each.status == "joined"), None)
        if found is None:
            return speaker
        return msgspec.structs.replace(speaker, entity=found.entity, entity_name=found.entity_name)

    def identities(
        self, speaker: Speaker, published: str | None, context: Sequence[Speaker] = ()
    ) -> tuple[Identity, ...]:
        """The one that the speaker is, or else the candidates, best first; nobody for a speaker without a name."""
        name = speaker.name
        taken = parts(name) if name and ";" not in name else None
        if name is None or taken is None or speaker.status != "resolved" or speaker.type in _UNNAMED:
            return ()
        if speaker.type == "organisation":
            return self._organisation(name, taken, published)
        stated = [each.role for each in (speaker, *context) if each.name == name and each.role]
        named = Named(name, tuple(dict.fromkeys(stated)), published)
        found = self._candidates(named, taken)
        joined = self._joined(named, taken, found, context)
        if joined:
            return (_identity(joined, named, "joined"),)
        return tuple(_identity(each, named, "candidate") for each in best(found, published)[:SHOWN])

    def _candidates(self, named: Named, taken: Parts) -> list[Candidate]:
        people = (each for shelf in self._shelves for each in shelf.find(taken.words[-1]) if each.type == "person")
        found = (candidate(named, taken, each) for each in dict.fromkeys(people))
        return [each for each in found if each]

    def _joined(
        self, named: Named, taken: Parts, found: Sequence[Candidate], context: Sequence[Speaker]
    ) -> Candidate | None:
        """The only candidate whose office and day fit and whom no stated role contradicts.

        A surname alone is joined only where the office has one holder at a time, nobody else of that name in the
        story has another given name, and either the place is stated or nobody else listed of that name was in office.
        """
        fitting = [each for each in found if each.office and not each.contradicted]
        if len({each.entity.id for each in fitting}) != 1:
            return None
        one = fitting[0]
        if one.likeness == "family" and not self._is_alone(one, named, taken, found, context):
            return None
        return one

    def _is_alone(
        self, one: Candidate, named: Named, taken: Parts, found: Sequence[Candidate], context: Sequence[Speaker]
    ) -> bool:
        assert one.office
        assert one.role
        others = [parts(each.name) for each in context if each.name and each.name != named.name]
        listed = parts(one.entity.name)
        if not post(one.office.title).alone or listed is None:
            return False
        if any(other and other.words[-1] == taken.words[-1] and conflict(other, listed) for other in others):
            return False
        rivals = [each.entity for each in found if each.entity.id != one.entity.id]
        return not any(in_office(each, named.published) for each in rivals)

    def _organisation(self, name: str, taken: Parts, published: str | None) -> tuple[Identity, ...]:
        """An organisation of the user's own list under its full name, the only one listed that bears it then."""
        own = self._shelves[0]
        day = days(published)
        found = [
            each
            for each in own.find(taken.words[-1])
            if each.type == "organisation" and any(parts(listed) == taken for listed in (each.name, *each.aliases))
        ]
        fitting = [each for each in found if _is_there(each, day)]
        joined = len(fitting) == 1 and len(taken.words) > 1
        why = f"“{name}” is a name of an organisation ({OWN}), and the story reads it as one"
        return tuple(
            Identity(
                name=name,
                entity=each.id,
                entity_name=each.name,
                status="joined" if joined else "candidate",
                evidence=(why,),
            )
            for each in (fitting if joined else found)[:SHOWN]
        )


_UNNAMED = frozenset({"anonymous", "group", "document"})


def _is_there(entity: Entity, day: tuple[str, str] | None) -> bool:
    return not entity.offices or (day is not None and any(within(day, office) for office in entity.offices))


def _identity(found: Candidate, named: Named, status: str) -> Identity:
    return Identity(
        name=named.name,
        entity=found.entity.id,
        entity_name=found.entity.name,
        status="joined" if status == "joined" else "candidate",
        evidence=reasons(found, named),
    )
