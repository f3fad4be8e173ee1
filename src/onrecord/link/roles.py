"""Roles as a story states them, taken apart: what office, of which place, held now or once."""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from onrecord.link.places import places

_JOINT = re.compile(r"\s*(?:[;,()]|\band\b|\bturned\b|—|–)\s*")
_TERMS = re.compile(r"\b\w+[- ](?:term|time)\b")
_WORD = re.compile(r"[^\W\d_]+|\d+")

_MANY = 4096
"""Roles kept taken apart: each is asked for once a candidate."""

Held = Literal["now", "over", "once"]
"""On the day of the story; before it; before it or on it."""


class Lexicon(NamedTuple):
    """`data/offices.json`."""

    same: dict[str, str]
    joining: frozenset[str]
    plain: frozenset[str]
    over: frozenset[str]
    once: frozenset[str]
    parties: dict[str, str]
    alone: frozenset[frozenset[str]]
    government: tuple[frozenset[str], ...]
    at_home: dict[frozenset[str], str]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = json.loads(files("onrecord").joinpath("data/offices.json").read_text("utf-8"))
    return Lexicon(
        same=data["same"],
        joining=frozenset(data["joining"]),
        plain=frozenset(data["plain"]),
        over=frozenset(data["over"]),
        once=frozenset(data["once"]),
        parties=data["parties"],
        alone=frozenset(frozenset(title.split()) for title in data["alone"]),
        government=tuple(frozenset(title.split()) for title in data["government"]),
        at_home={frozenset(title.split()): place for title, place in data["at_home"].items()},
    )


class Role(NamedTuple):
    """One office that a role states: its words without those that only join, its places, its party, and when."""

    words: frozenset[str]
    places: tuple[frozenset[str], ...]
    party: str | None
    held: Held


@lru_cache(_MANY)
def roles(stated: str) -> tuple[Role, ...]:
    """Each office in a role as stated: "former first lady, secretary of State and senator" states three.

    After one that is over the next ones are over or not: the story does not say. A place or party alone ("Sen.,
    D-Ohio") belongs to what stands before it.
    """
    found: list[Role] = []
    held: Held = "now"
    for part in _JOINT.split(stated):
        role = _role(part, held)
        held = "once" if role.held == "over" else role.held
        if role.words:
            found.append(role)
        elif found:
            found[-1] = found[-1]._replace(places=found[-1].places + role.places, party=found[-1].party or role.party)
    return tuple(found)


def _role(part: str, held: Held) -> Role:
    known = lexicon()
    rest, found = places(_TERMS.sub(" ", part))
    words = [word for printed in _WORD.findall(rest) for word in known.same.get(printed, printed).split()]
    if not known.over.isdisjoint(words):
        held = "over"
    elif not known.once.isdisjoint(words):
        held = "once"
    party = next((known.parties[word] for word in words if word in known.parties), None)
    if len(words) == 1 and words[0] in known.parties.values() and found:  # D-Ohio
        party, words = words[0], []
    passed = known.joining | known.plain | known.over | known.once | known.parties.keys()
    return Role(frozenset(words) - passed, tuple(found), party, held)
