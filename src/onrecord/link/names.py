"""Names of people and organisations, taken apart and compared. A score would not do: a name fits, or it does not."""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from onrecord.link.lookalikes import comparable

Likeness = Literal["same", "variant", "family"]
"""The same words; a full name with other given names, initials or nicknames; the surname alone."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


class Parts(NamedTuple):
    """A name's words in lower case without accents, and what stands behind it ("jr")."""

    words: tuple[str, ...]
    suffix: str | None


@cache
def _groups() -> dict[str, frozenset[int]]:
    """For each given name the numbers of the groups of `data/given_names.json` that it is in."""
    lists = json.loads(files("onrecord").joinpath("data/given_names.json").read_text("utf-8"))["groups"]
    found: dict[str, set[int]] = {}
    for number, group in enumerate(lists):
        for name in group:
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@lru_cache(1 << 15)
def parts(name: str) -> Parts | None:
    """The name taken apart; None where a character of it is not what it looks like, or there is no word.

    "J.D." is two words, "JD" one, "O'Hara" one, "Ki-moon" two.
    """
    spelled = comparable(name)
    if spelled is None:
        return None
    words = [word.replace("'", "") for word in _WORD.findall(spelled)]
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else None
    return Parts(tuple(words), suffix) if words else None


def likeness(story: Parts, listed: Parts, family: Parts) -> Likeness | None:
    """How a name of a story is like one of a list, whose surname is `family`; None where it is another's.

    Given names that conflict (George W., George H. W.) and a suffix that only the story has make it another's.
    """
    if story.suffix and story.suffix != listed.suffix:
        return None
    if story.words == listed.words:
        return "same"
    if story.words == family.words:
        return "family"
    size = len(family.words)
    if story.words[-size:] != family.words or listed.words[-size:] != family.words:
        return None
    some, others = story.words[:-size], listed.words[:-size]
    if "".join(some) == "".join(others) and 1 in map(len, (*some, *others)):  # JD and J.D.
        return "same"
    return "variant" if _agree(some, others) else None


def middle_names_conflict(story: Parts, listed: Parts, family: Parts) -> bool:
    """Whether both print a middle name or its initial and they cannot be the same: George W. and George Herbert W."""
    size = len(family.words)
    if story.words[-size:] != family.words or listed.words[-size:] != family.words:
        return False
    some, others = story.words[:-size], listed.words[:-size]
    return min(len(some), len(others)) > 1 and _same_given(some[0], others[0]) and not _agree(some, others)


def conflict(one: Parts, other: Parts) -> bool:
    """Whether two names that end in the same word are two people's."""
    if one.words[-1] != other.words[-1] or min(len(one.words), len(other.words)) < 2:
        return False
    return one.suffix != other.suffix or not _agree(one.words[:-1], other.words[:-1])


def _agree(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether given names may be one person's: each that both have, in order, the same, its initial or its nickname."""
    pairs = list(zip(some, others, strict=False))
    return bool(pairs) and all(_same_given(a, b) for a, b in pairs)


def _same_given(one: str, other: str) -> bool:
    if one == other or (1 in (len(one), len(other)) and one[0] == other[0]):
        return True
    return not _groups().get(one, frozenset()).isdisjoint(_groups().get(other, frozenset()))
