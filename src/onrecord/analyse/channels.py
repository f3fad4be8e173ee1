"""Channels: the words of a story that name an occasion, a medium or an outlet, each with its classes."""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse import names
from onrecord.analyse.telling import Words

Classes = frozenset[str]
LONGEST = 5
"""Words of the longest name of an outlet in `data/outlets.json`."""
ARTICLE = "the"
SMALL = 3
"""Letters of the words that a name may print in lower case: "and", "the"."""


class Outlet(NamedTuple):
    """The name of an outlet as words `first`:`last` of the story, and what it is: "paper", "tv", "platform", …"""

    first: int
    last: int
    kind: str


class Lexicon(NamedTuple):
    """`data/venue_words.json` and `data/outlets.json`, by their words in lower case."""

    exact: dict[str, Classes]
    stems: tuple[tuple[str, str], ...]
    phrases: dict[tuple[str, ...], str]
    names: dict[tuple[str, ...], str]
    heads: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = files("onrecord").joinpath("data")
    venues = json.loads(data.joinpath("venue_words.json").read_text("utf-8"))
    outlets = json.loads(data.joinpath("outlets.json").read_text("utf-8"))
    exact: dict[str, set[str]] = {}
    stems: list[tuple[str, str]] = []
    for name, entries in venues["words"].items():
        for entry in entries:
            if entry.endswith("*"):
                stems.append((entry[:-1], name))
            else:
                exact.setdefault(entry, set()).add(name)
    return Lexicon(
        exact={word: frozenset(names) for word, names in exact.items()},
        stems=tuple(stems),
        phrases={tuple(phrase.split()): name for phrase, name in venues["phrases"].items()},
        names={tuple(re.findall(r"[^\s&]+", name)): kind for kind, many in outlets["names"].items() for name in many},
        heads={head: kind for kind, many in outlets["heads"].items() for head in many},
    )


@lru_cache(maxsize=65_536)
def classes(word: str) -> Classes:
    """The classes of a word in lower case."""
    found = {name for stem, name in lexicon().stems if word.startswith(stem)}
    return lexicon().exact.get(word, frozenset()) | found


def phrases(words: Words) -> Iterator[tuple[int, str]]:
    """The class of each phrase of two words or more, at its first word."""
    table = lexicon().phrases
    first = {phrase[0] for phrase in table}
    for at, word in enumerate(words.folded):
        if word in first:
            for size in (4, 3, 2):
                name = table.get(words.folded[at : at + size])
                if name:
                    yield at, name
                    break


def outlets(words: Words) -> list[Outlet]:
    """The names of outlets in order: those of the list, and capitalised runs that end as such names do.

    A name with an article in the list ("the Times") is one without it too where another word stands in it.
    """
    found: list[Outlet] = []
    at, size = 0, len(words.folded)
    while at < size:
        if words.texts[at][0].isupper() or words.folded[at] == ARTICLE:
            outlet = _listed(words, at) or _headed(words, at)
            if outlet:
                found.append(outlet)
                at = outlet.last
                continue
        at += 1
    return found


def _listed(words: Words, at: int) -> Outlet | None:
    for length in range(min(LONGEST, len(words.folded) - at), 0, -1):
        if any(words.marks[k] for k in range(at + 1, at + length)):
            continue
        key = tuple(_bare(word) for word in words.folded[at : at + length])
        kind = lexicon().names.get(key)
        if kind and _capital(words, range(at + (key[0] == ARTICLE), at + length)):
            return Outlet(at, at + length, kind)
    return None


def _capital(words: Words, run: range) -> bool:
    """Whether a run is printed as a name: its longer words with capitals, a common word alone amid a sentence only."""
    if any(words.texts[k].islower() and len(words.texts[k]) > SMALL for k in run):
        return False
    first, behind = run[0], run[-1] + 1
    if len(run) > 1 or _bare(words.folded[first]) not in names.lexicon().common or words.texts[first].isupper():
        return words.texts[first][0].isupper()
    opens = first == 0 or words.sentence[first - 1] != words.sentence[first] or bool(words.marks[first])
    goes_on = behind < len(words.texts) and words.texts[behind][0].isupper() and not words.marks[behind]
    return words.texts[first][0].isupper() and not opens and not goes_on


def _headed(words: Words, at: int) -> Outlet | None:
    """A capitalised run of two words to five that ends in a noun of outlets: "Dellin Standard"."""
    if words.folded[at] in names.lexicon().never - {ARTICLE}:
        return None
    end = at + 1
    while end < len(words.texts) and end - at < LONGEST and words.texts[end][0].isupper() and not words.marks[end]:
        if words.folded[end - 1].endswith("'s"):
            return None
        end += 1
    start = at + (words.folded[at] == ARTICLE)
    kind = lexicon().heads.get(_bare(words.folded[end - 1]))
    return Outlet(at, end, kind) if kind and end - start >= 2 else None


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")
