"""Writes the gazetteers into the package."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.link.gazetteer import filed
from onrecord.link.names import parts
from onrecord.types.entity import Entity
from training.gazetteers.congress import congress
from training.gazetteers.countries import COUNTRIES_SOURCE, countries, places
from training.gazetteers.leaders import leaders
from training.gazetteers.petrarch import AGENTS_SOURCE, agents, members

DATA = Path(__file__).parent.parent.parent / "src/onrecord/data"


def main() -> None:
    """Write each file anew."""
    americans = congress()
    heads, others = leaders(members())
    _write_json("places.json", places())
    _write_json("gazetteer/countries/countries.json", {**COUNTRIES_SOURCE, "countries": countries()})
    _write_json("gazetteer/petrarch2/agents.json", {**AGENTS_SOURCE, "agents": agents()})
    _write_people("congress", americans)
    _write_people("leaders", heads)
    _write_people("petrarch2", _without(others, americans))


def _without(members: list[Entity], americans: list[Entity]) -> list[Entity]:
    """The members of governments but for those Americans whom the better list has."""
    known = {_ends(name) for each in americans for name in (each.name, *each.aliases)}
    return [each for each in members if not (each.id.startswith("petrarch2:USA.") and _ends(each.name) in known)]


def _ends(name: str) -> tuple[str, str]:
    taken = parts(name)
    return (taken.words[0], taken.words[-1]) if taken else ("", "")


def _write_json(file: str, content: dict[str, Any]) -> None:
    (DATA / file).parent.mkdir(parents=True, exist_ok=True)
    (DATA / file).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _write_people(folder: str, people: Iterable[Entity]) -> None:
    shelf = filed(people, folder)
    (DATA / "gazetteer" / folder).mkdir(parents=True, exist_ok=True)
    (DATA / "gazetteer" / folder / "people.tsv").write_bytes(b"".join(line + b"\n" for line in shelf.lines))


if __name__ == "__main__":
    main()
