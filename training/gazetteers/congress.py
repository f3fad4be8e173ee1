"""People of the congress-legislators project (CC0): members of the United States Congress, presidents, vice presidents."""

import lzma
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml  # type: ignore[import-untyped]

from onrecord.types.entity import Entity, Office
from training.corpora import SHARED
from training.gazetteers.countries import by_hand

FOLDER = SHARED / "corpora/congress-legislators"
SNAPSHOT = "2026-06-15"
"""Day of the commit: an office that ends later is known to be held only until then."""
TITLES = {"prez": "President of the United States", "viceprez": "Vice President of the United States"}
CHAMBERS = {"sen": "Senator for", "rep": "Representative for"}


def congress() -> list[Entity]:
    """Everybody in the list, sorted by id. People of the older congresses are not in it, but for presidents."""
    people: dict[str, Entity] = {}
    for file in ("legislators-current", "executive"):
        for row in yaml.load(lzma.decompress((FOLDER / f"{file}.yaml.xz").read_bytes()), Loader=yaml.CSafeLoader):
            entity = _entity(row)
            before = people.get(entity.id)
            offices = (*before.offices, *entity.offices) if before else entity.offices
            people[entity.id] = msgspec.structs.replace(entity, offices=offices)
    # His namesake of Alabama sat in the House at the same time; without him the list would take one for the other.
    people["bioguide:R000572"] = Entity(
        id="bioguide:R000572",
        name="Mike Rogers",
        family="Rogers",
        offices=(Office(title="Representative for Michigan", since="2001-01-03", until="2015-01-03", party="R"),),
    )
    return [people[key] for key in sorted(people)]


def _entity(row: dict[str, Any]) -> Entity:
    name, ids = row["name"], row["id"]
    last, suffix = name["last"], name.get("suffix")
    first = " ".join(filter(None, [name["first"], name.get("middle")]))
    usual = f"{name.get('nickname') or name['first']} {last}"
    full = " ".join(filter(None, [first, last, suffix]))
    shown = (ids.get("wikipedia") or usual).split(" (")[0]
    official = name.get("official_full", "").replace(",", "")
    aliases = [usual, full, "" if '"' in official else official]
    return Entity(
        id=_id(ids),
        name=shown,
        aliases=tuple(each for each in dict.fromkeys(aliases) if each and each != shown),
        family=last,
        offices=(*_terms(row), *_roles(row)),
    )


def _id(ids: dict[str, Any]) -> str:
    scheme = next(scheme for scheme in ("wikidata", "bioguide", "govtrack") if ids.get(scheme))
    return f"{scheme}:{ids[scheme]}"


def _terms(row: dict[str, Any]) -> Iterator[Office]:
    """One office for terms that follow one another with the same title and party."""
    states = {codes[0]: state for state, codes in by_hand()["us_states"].items()}
    merged: list[Office] = []
    for term in row["terms"]:
        title = TITLES.get(term["type"]) or f"{CHAMBERS[term['type']]} {states[term['state']]}"
        office = _office(title, term["start"], term["end"], term["party"][0])
        last = merged[-1] if merged else None
        # A term begins on the day on which the one before it ends, or on the day after.
        follows = last and last.until and last.until[:7] >= office.since[:7] if office.since else False
        if last and follows and (last.title, last.party) == (office.title, office.party):
            merged[-1] = msgspec.structs.replace(office, since=last.since)
        else:
            merged.append(office)
    yield from merged


def _roles(row: dict[str, Any]) -> Iterator[Office]:
    for role in row.get("leadership_roles", ()):
        yield _office(role["title"], role["start"], role.get("end"), None)


def _office(title: str, start: str, end: str | None, party: str | None) -> Office:
    going_on = end is None or end > SNAPSHOT
    return Office(
        title=title,
        since=start,
        until=None if going_on else end,
        seen=SNAPSHOT if going_on else None,
        party=party.upper() if party else None,
    )
