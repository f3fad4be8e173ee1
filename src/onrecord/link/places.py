"""Places that hold an office: countries and American states, by name, demonym or abbreviation."""

import json
import re
from functools import cache
from importlib.resources import files

_TWO_LETTERS = 2
_PARTY_AND_STATE = re.compile(r"\b[DRI]-(?=[A-Z])")


@cache
def _table() -> tuple[dict[str, frozenset[str]], re.Pattern[str]]:
    """Codes by phrase, in lower case without dots, and the pattern of all phrases, longest first."""
    data = files("onrecord").joinpath("data")
    countries = json.loads(data.joinpath("gazetteer/countries/countries.json").read_text("utf-8"))["countries"]
    states = json.loads(data.joinpath("places.json").read_text("utf-8"))["us_states"]
    codes: dict[str, set[str]] = {}
    for row in countries:
        for phrase in (row["name"], *row["aliases"], *row["demonyms"]):
            codes.setdefault(_plain(phrase), set()).add(row["iso3"])
    for state, (postal, *abbreviations) in states.items():
        for phrase in (state, *abbreviations):
            codes.setdefault(_plain(phrase), set()).add(f"US-{postal}")
    phrases = "|".join(re.escape(phrase) for phrase in sorted(codes, key=len, reverse=True))
    return {key: frozenset(value) for key, value in codes.items()}, re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")


@cache
def _postal() -> dict[str, frozenset[str]]:
    states = json.loads(files("onrecord").joinpath("data/places.json").read_text("utf-8"))["us_states"]
    return {codes[0]: frozenset({f"US-{codes[0]}"}) for codes in states.values()}


def places(words: str) -> tuple[str, list[frozenset[str]]]:
    """The words in lower case without the places in them, and what each place may be (ISO 3166 codes).

    "Georgia" may be two; "D-N.Y." is a place too, "in" is none.
    """
    found: list[frozenset[str]] = []
    for match in reversed(list(_PARTY_AND_STATE.finditer(words))):
        code = words[match.end() : match.end() + _TWO_LETTERS]
        if code in _postal() and not words[match.end() + _TWO_LETTERS :][:1].isalpha():
            found.append(_postal()[code])
            words = words[: match.end()] + words[match.end() + _TWO_LETTERS :]
    table, pattern = _table()

    def take(match: re.Match[str]) -> str:
        found.append(table[match.group()])
        return " "

    return pattern.sub(take, _plain(words)), found


def _plain(phrase: str) -> str:
    """In lower case, without dots and apostrophes, hyphens as spaces."""
    return " ".join(re.sub(r"[-/]", " ", re.sub(r"[.’']s\b|[.’']", "", phrase.casefold())).split())
