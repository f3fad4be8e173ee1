"""Whether a role as stated is an office as listed: every word of the role must be one of the office's."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from onrecord.link.dates import begun, over, within
from onrecord.link.gazetteer import portfolios
from onrecord.link.places import places
from onrecord.link.roles import Role, lexicon
from onrecord.types.entity import Office

Fit = Literal["fits", "other day", "another"]
"""This office, then; this office, but not then; one with the same title that is not this."""

_PLACE = re.compile(r"\b(?:of|for|in|at)\b|,")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_MANY = 4096
"""Titles kept taken apart: those of a few hundred documents' candidates."""


class Post(NamedTuple):
    """A listed title: the words that a role must have, those that it may have, its places, and whether it is alone.

    `title` is empty for somebody who is only known to be of a country's government.
    """

    title: frozenset[str]
    where: frozenset[str]
    places: frozenset[str]
    alone: bool


@lru_cache(_MANY)
def post(title: str) -> Post:
    """A title as a list has it, taken apart: "Senator for Ohio", "House Majority Leader", "Government of Chad"."""
    named, mark, where = title, "", ""
    if split := _PLACE.search(title):
        named, mark, where = title[: split.start()], split.group(), title[split.end() :]
    name, before = places(named)
    rest, after = places(where)
    held = frozenset(code for each in (*before, *after) for code in each)
    if any(code.startswith("US-") for code in held):
        held |= {"USA"}
    words = _words(name)
    if words == {"government"} and held and mark == "of":
        return Post(frozenset(), frozenset(), held, alone=False)
    return Post(words, _words(rest) - lexicon().joining, held, alone=words in lexicon().alone)


def fit(role: Role, office: Office, published: tuple[str, str]) -> Fit | None:
    """How a role is this office; None where it is of another sort altogether.

    published: first and last day on which the story may have appeared.
    """
    listed = post(office.title)
    if not listed.title:
        sort = _governs(role, listed)
    elif not listed.title <= role.words:
        return None
    else:
        sort = role.words <= listed.title | listed.where and all(each & listed.places for each in role.places)
    if sort is None:
        return None
    if not sort or (role.party and office.party and role.party != office.party.casefold()):
        return "another"
    test = {"now": within, "over": over, "once": begun}[role.held]
    return "fits" if test(published, office) else "other day"


def _governs(role: Role, listed: Post) -> bool | None:
    """Whether a role is one in a country's government; None where it is none, or does not say of which country."""
    known = lexicon().government
    if not any(title <= role.words for title in known) or not role.words <= portfolios().union(*known):
        return None
    home = next((frozenset({place}) for title, place in lexicon().at_home.items() if title == role.words), None)
    stated = role.places or ((home,) if home else ())
    return all(each & listed.places for each in stated) if stated else None


def _words(written: str) -> frozenset[str]:
    same = lexicon().same
    return frozenset(word for printed in _WORD.findall(written) for word in same.get(printed, printed).split())
