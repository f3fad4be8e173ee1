"""The lists that the package ships, looked into by name without being read whole."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from onrecord.link.names import parts
from onrecord.types.entity import Entity

LISTS = ("congress", "leaders", "petrarch2")
"""Folders of `data/gazetteer` that hold people."""

_FOLDER = files("onrecord").joinpath("data/gazetteer")
_DECODER = msgspec.json.Decoder(Entity)


class Shelf(NamedTuple):
    """A list in order of its keys: `lines` are UTF-8, each a key, a tab and an entity as JSON."""

    lines: tuple[bytes, ...]
    source: str

    def find(self, key: str) -> Iterator[Entity]:
        """The entities filed under a key, in the order of the list."""
        start = f"{key}\t".encode()
        at = bisect_left(self.lines, start)
        while at < len(self.lines) and self.lines[at].startswith(start):
            yield _entity(self.lines[at][len(start) :], self.source)
            at += 1


@lru_cache(1 << 13)
def _entity(line: bytes, source: str) -> Entity:
    return msgspec.structs.replace(_DECODER.decode(line), source=source)


def filed(entities: Iterable[Entity], source: str) -> Shelf:
    """A shelf of `entities`; those with a name that cannot be compared are left out of it under that name."""
    lines = {
        key.encode() + b"\t" + msgspec.json.encode(msgspec.structs.replace(entity, source=""))
        for entity in entities
        for key in keys(entity)
    }
    return Shelf(tuple(sorted(lines)), source)


def keys(entity: Entity) -> set[str]:
    """What an entity is filed under: the last word of each of its names, and its surname's."""
    names = (entity.name, *entity.aliases, entity.family or "")
    return {taken.words[-1] for name in names if (taken := parts(name))}


@cache
def shipped() -> tuple[Shelf, ...]:
    """The shelves of the package, read once: some 20,000 people."""
    return tuple(Shelf(tuple(_FOLDER.joinpath(name, "people.tsv").read_bytes().splitlines()), name) for name in LISTS)


@cache
def portfolios() -> frozenset[str]:
    """Words of ministers' titles in the PETRARCH2 dictionary of agents: "finance", "foreign", "affairs"."""
    agents = json.loads(_FOLDER.joinpath("petrarch2/agents.json").read_text("utf-8"))["agents"]
    titles = (title.split() for code, phrases in agents.items() if code.startswith("GOV") for title in phrases)
    return frozenset(word for title in titles if "minister" in title for word in title)
