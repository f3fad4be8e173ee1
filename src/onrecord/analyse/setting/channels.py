"""Channels: the words of a story that name an occasion, a medium or an outlet, each with its classes."""

import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.people import names
from onrecord.analyse.setting.telling import Words

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
    """`data/venue_words.json` and `data/outlets.json`, by their words in lower case.

    names: those that begin with a word, an article before it aside, the longest first. kinds: what each name is. heads: nouns that end names.
    openers: words at which a name may be found, as they are printed and without a possessive ending.
    """

    exact: dict[str, Classes]
    stems: tuple[tuple[str, str], ...]
    openings: tuple[str, ...]
    names: dict[str, list[tuple[str, ...]]]
    kinds: dict[tuple[str, ...], str]
    heads: dict[str, str]
    openers: dict[str, str]


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
    listed = outlets["names"].items()
    kinds = {tuple(re.findall(r"[^\s&]+", name)): kind for kind, many in listed for name in many}
    names_by_first: dict[str, list[tuple[str, ...]]] = {}
    for key in kinds:
        names_by_first.setdefault(key[key[0] == ARTICLE], []).append(key)
    heads = {head: kind for kind, many in outlets["heads"].items() for head in many}
    return Lexicon(
        exact={word: frozenset(names) for word, names in exact.items()},
        stems=tuple(stems),
        openings=tuple({stem for stem, _ in stems}),
        names={first: sorted(many, key=len, reverse=True) for first, many in names_by_first.items()},
        kinds=kinds,
        heads=heads,
        openers={bare + ending: bare for bare in names_by_first.keys() | heads.keys() for ending in ("", "'", "'s")},
    )


@lru_cache(maxsize=65_536)
def classes(word: str) -> Classes:
    """The classes of a word in lower case."""
    table = lexicon()
    if not word.startswith(table.openings):  # one look for all stems: most words have none of them
        return table.exact.get(word, frozenset())
    found = {name for stem, name in table.stems if word.startswith(stem)}
    return table.exact.get(word, frozenset()) | found


def outlets(w: Words) -> tuple[Outlet, ...]:
    """The names of outlets in order: those of the list, and capitalised runs that end as such names do."""
    found: list[Outlet] = []
    openers, free = lexicon().openers, 0
    for at, word in enumerate(w.folded):
        if word not in openers or at < free:
            continue
        bare = openers[word]
        outlet = _listed(w, at, free, bare) or _headed(w, at, free, bare)
        if outlet:
            found.append(outlet)
            free = outlet.last
    return tuple(found)


def within(media: Sequence[Outlet], first: int, last: int) -> Sequence[Outlet]:
    """Those of `media`, in order, that begin at one of the words `first`:`last`."""
    return media[bisect_left(media, first, key=_first) : bisect_left(media, last, key=_first)]


def _first(outlet: Outlet) -> int:
    return outlet.first


def _listed(words: Words, at: int, free: int, bare: str) -> Outlet | None:
    """The longest listed name whose first word, its article aside, stands at `at`."""
    for key in lexicon().names.get(bare, ()):
        first = at - (key[0] == ARTICLE)
        last = first + len(key)
        if first < free or any(words.marks[k] for k in range(first + 1, min(last, len(words.marks)))):
            continue
        if tuple(map(_bare, words.folded[first:last])) == key and _capital(words, range(at, last)):
            return Outlet(first, last, lexicon().kinds[key])
    return None


def _headed(words: Words, at: int, free: int, bare: str) -> Outlet | None:
    """A capitalised run of two words to five that ends in a noun of outlets at a word: "Dellin Standard"."""
    if bare not in lexicon().heads or not words.texts[at][0].isupper():
        return None
    first = at
    while first > max(free, at + 1 - LONGEST) and not words.marks[first]:
        before = words.folded[first - 1]
        if not words.texts[first - 1][0].isupper() or before in names.lexicon().never or before.endswith("'s"):
            break
        first -= 1
    if first == at:
        return None
    with_article = first > free and words.folded[first - 1] == ARTICLE and not words.marks[first]
    return Outlet(first - with_article, at + 1, lexicon().heads[bare])


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


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")
