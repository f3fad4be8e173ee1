"""Candidates: whom a name may stand for, and what speaks for it and against it."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.link.dates import days, over, within
from onrecord.link.names import Likeness, Parts, likeness, middle_names_conflict, parts
from onrecord.link.offices import Fit, fit, post
from onrecord.link.roles import roles
from onrecord.types.entity import Entity, Office

_ORDER: tuple[Likeness, ...] = ("same", "variant", "family")


class Named(NamedTuple):
    """What a document says of somebody: the name, the roles stated with it, and when the document was published."""

    name: str
    roles: tuple[str, ...]
    published: str | None


class Candidate(NamedTuple):
    """An entity whose name fits; the role that fits an office of it on that day, where there is one.

    contradicted: a stated role that is the title of one of its offices and yet not that office ("state senator").
    """

    entity: Entity
    likeness: Likeness
    role: str | None
    office: Office | None
    contradicted: str | None


def candidate(named: Named, taken: Parts, entity: Entity) -> Candidate | None:
    """The entity as a candidate for a name taken apart, None where the names are two people's."""
    how = _likeness(taken, entity)
    if how is None:
        return None
    fitting, contradicted = None, None
    published = days(named.published)
    for stated in named.roles:
        office, against = _held(stated, entity, published) if published else (None, False)
        fitting = fitting or (office and (stated, office))
        contradicted = contradicted or (stated if against else None)
    role, held = fitting or (None, None)
    return Candidate(entity, how, role, held, contradicted)


def in_office(entity: Entity, published: str | None) -> bool:
    """Whether the entity is known to have held an office on the day of publication."""
    day = days(published)
    return day is not None and any(within(day, office) for office in entity.offices)


def _likeness(taken: Parts, entity: Entity) -> Likeness | None:
    """The best likeness to one of the entity's names; None where a middle name of any of them conflicts."""
    names = [name for each in (entity.name, *entity.aliases) if (name := parts(each))]
    family = parts(entity.family or "") or (Parts(names[0].words[-1:], None) if names else None)
    if family is None or any(middle_names_conflict(taken, name, family) for name in names):
        return None
    found = {likeness(taken, name, family) for name in names}
    if len(taken.words) == 1:  # one word is no full name, listed as an alias or not
        return "family" if found - {None} else None
    return next((how for how in _ORDER if how in found), None)


def _held(stated: str, entity: Entity, published: tuple[str, str]) -> tuple[Office | None, bool]:
    """The office of the entity that a role is on that day, and whether the role is the title of another's office."""
    fitting, against = None, False
    for role in roles(stated):
        fits: dict[Fit, Office] = {}
        for office in entity.offices:
            how = fit(role, office, published)
            # Of two stretches in the same office the better known title says more than "government".
            if how and (how not in fits or not post(fits[how].title).title):
                fits[how] = office
        fitting = fitting or fits.get("fits")
        against = against or set(fits) == {"another"}
    return fitting, against


def reasons(found: Candidate, named: Named) -> tuple[str, ...]:
    """Why the candidate fits, for a reader; the last one where it was not joined says what was missing."""
    how = {
        "same": f"“{named.name}” is a listed name",
        "variant": f"“{named.name}” is another form of the listed name “{found.entity.name}”",
        "family": f"“{named.name}” is the surname of “{found.entity.name}”",
    }[found.likeness]
    listed = [f"{how} ({found.entity.source})"]
    if found.office and found.role:
        day = days(named.published)
        held = "was" if day and over(day, found.office) else "is"
        listed.append(f"the role “{found.role}” {held} the office “{found.office.title}”")
        listed.append(f"published {named.published}; {_dated(found.office)}")
    elif found.contradicted:
        listed.append(f"but the role “{found.contradicted}” is another office")
    elif not named.published:
        listed.append("but it is not known when the story was published")
    else:
        listed.append("but no stated role is an office listed for that day")
    return tuple(listed)


def _dated(office: Office) -> str:
    """The days of an office, in words."""
    since = f"held from {office.since}" if office.since else "held"
    if office.until:
        return f"{since} to {office.until}"
    return f"{since} until {office.seen} at least" if office.seen else f"{since} on"


def best(found: Sequence[Candidate], published: str | None) -> list[Candidate]:
    """Candidates in order: those whose office fits first, then by how their names are alike, then by id.

    Of those who only share a surname none is one who was not in office then: too many people do.
    """
    some = [each for each in found if each.likeness != "family" or in_office(each.entity, published)]
    return sorted(some, key=lambda each: (each.office is None, _ORDER.index(each.likeness), each.entity.id))
