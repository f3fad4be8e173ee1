"""The lexicon of official texts: `data/official.json`, read once."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from onrecord.analyse.statement.phrases import phrases


class Lexicon(NamedTuple):
    """Word lists in lower case, and patterns made of them.

    courtesy, peers, offices: what stands before a name in a label; unnamed: labels of nobody; rubrics: what else stands
    before a colon; answer: of the one who is
    examined. venues: types of venue, the strongest first, with what shows each. dating: how much a line that holds a word
    tells of the day of delivery.
    """

    courtesy: frozenset[str]
    peers: frozenset[str]
    offices: frozenset[str]
    unnamed: frozenset[str]
    rubrics: frozenset[str]
    second_person: frozenset[str]
    answer: frozenset[str]
    joining: frozenset[str]
    closing: frozenset[str]
    first_person: frozenset[str]
    reporting: frozenset[str]
    grounds: frozenset[str]
    interjecting: frozenset[str]
    dating: dict[str, int]
    directions: re.Pattern[str]
    narration: re.Pattern[str]
    speeches: re.Pattern[str]
    delivery: re.Pattern[str]
    greetings: re.Pattern[str]
    records: re.Pattern[str]
    records_if_dated: re.Pattern[str]
    no_grounds: re.Pattern[str]
    release: re.Pattern[str]
    contact: re.Pattern[str]
    after: re.Pattern[str]
    credits: re.Pattern[str]
    venues: tuple[tuple[str, re.Pattern[str]], ...]


SETS = (
    *(
        "courtesy",
        "peers",
        "offices",
        "unnamed",
        "rubrics",
        "second_person",
        "answer",
        "joining",
        "closing",
        "first_person",
        "reporting",
    ),
    *("grounds", "interjecting"),
)
ANYWHERE = ("delivery", "records", "records_if_dated", "no_grounds")
OPENING = ("directions", "narration", "greetings", "release", "contact", "after", "credits")
"""Lists whose entries are looked for at the beginning of a line."""


@cache
def official() -> Lexicon:
    """The word lists, read once."""
    data: dict[str, Any] = json.loads(files("onrecord").joinpath("data/official.json").read_text("utf-8"))
    found: dict[str, Any] = {name: frozenset(data[name]) for name in SETS}
    found |= {name: phrases(data[name]) for name in ANYWHERE}
    found |= {name: _opening(data[name]) for name in OPENING}
    found["speeches"] = _opening(data["speech_words"])
    found["dating"] = data["dating"]
    found["venues"] = tuple((name, phrases(words)) for name, words in data["venues"])
    return Lexicon(**found)


def _opening(words: Iterable[str]) -> re.Pattern[str]:
    every = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{every})(?!\w)", re.IGNORECASE)
