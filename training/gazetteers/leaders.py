"""Heads of states, governments and unions of open-data-archive/world-leaders-current (CC BY-SA 4.0)."""

import json
import lzma
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.link.names import parts
from onrecord.types.entity import Entity, Office
from training.corpora import SHARED
from training.gazetteers.countries import with_article

SNAPSHOT = "2026-08-22"
SOURCE = "world-leaders"
FAMILY_FIRST = {"cambodia", "china", "south_korea"}
LEFT_OUT = {
    "usa": {"head_of_government", "head_of_state"},  # in the list of congress-legislators, with all who went before
    "saudi_arabia": {"head_of_state"},  # the snapshot has the prime minister there
}
ALSO = {
    "Q37181": ["Lula", "Lula da Silva"],
    "Q983324": ["Ferdinand Marcos Jr."],
    "Q43274": ["King Charles III", "King Charles", "Charles"],
    "Q6892571": ["Mohammed bin Salman bin Abdulaziz", "Crown Prince Mohammed bin Salman"],
}
"""Names that newsrooms print, by Wikidata's number."""
TITLES = {"Monarch": "King", "Sultan and Prime Minister": "Sultan", "Prime Minister (King)": "Prime Minister"}


def leaders(members: list[Entity]) -> tuple[list[Entity], list[Entity]]:
    """The leaders sorted by id, and `members` of governments (see `petrarch`) without those who are among them.

    A leader whom the other list has in the same government keeps what that list knows of earlier offices.
    """
    found: dict[str, Entity] = {}
    rest = {_key(member, member.offices[0].title.removeprefix("Government of ")): member for member in members}
    for slug, row in json.loads(lzma.decompress((SHARED / f"corpora/{SOURCE}/snapshot.json.xz").read_bytes()))[
        "countries"
    ].items():
        for entity in _holders(slug, row):
            known = found.get(entity.id)
            member = rest.pop(_key(entity, row["country"]["name_en"]), None)
            offices = (*(known.offices if known else ()), *entity.offices, *(member.offices if member else ()))
            found[entity.id] = msgspec.structs.replace(entity, offices=tuple(dict.fromkeys(offices)))
    kept = {member.id for member in rest.values()}
    return [found[key] for key in sorted(found)], [member for member in members if member.id in kept]


def _holders(slug: str, row: dict[str, Any]) -> Iterator[Entity]:
    country = row["country"]["name_en"]
    for position, held in row["positions"].items():
        holder = held["current_holder"]
        if not holder or not holder.get("since") or position in LEFT_OUT.get(slug, ()):
            continue
        title = TITLES.get(held["title_en"], held["title_en"])
        title = title if " of " in title else f"{title} of {with_article(country)}"
        name, number = holder["name_en"], holder["wikidata_id"]
        bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        aliases = [*([] if bare == name else [bare]), *ALSO.get(number, [])]
        yield Entity(
            id=f"wikidata:{number}",
            name=name,
            aliases=tuple(aliases),
            family=_family(name, slug),
            offices=(Office(title=title, since=holder["since"], seen=SNAPSHOT),),
        )


def _family(name: str, slug: str) -> str:
    """The surname: the first word, or the last with the particles before it ("von der Leyen", "bin Salman")."""
    words = name.removesuffix(" III").split()
    if slug in FAMILY_FIRST:
        return words[0]
    particle = next((k for k, word in enumerate(words) if word.islower()), len(words) - 1)
    return " ".join(words[particle:])


def _key(entity: Entity, country: str) -> tuple[str, str, str]:
    taken = parts(entity.name) or parts(entity.aliases[0])
    words = taken.words if taken else ("", "")
    return words[0], words[-1], {"Türkiye": "Turkey"}.get(country.removeprefix("the "), country.removeprefix("the "))
