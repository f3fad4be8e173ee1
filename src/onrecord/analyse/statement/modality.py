"""Modality: how far the speaker commits to a statement, on FactBank's scale.

The cue says how it is held ("believes": probable; "suggested": possible; "asked", "hopes": not committed), then the words of
the statement outside its condition ("may", "probably", "I think"). What nothing hedges is certain.
"""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.statement.clauses import words
from onrecord.analyse.statement.phrases import phrases
from onrecord.types.span import Spans
from onrecord.types.statement import Condition, Modality

CUES = 4096
"""Different cues that are remembered."""
ROOM = 300
"""Characters of each piece of a statement that are looked at."""
END_ROOM = 3
"""Characters at the end of a statement in which its question mark stands, before a closing quotation mark."""


class _Rules(NamedTuple):
    """Of `data/modals.json`: cues and words by the degree that they show, words that hedge nothing, and names that look so."""

    cues: dict[Modality, re.Pattern[str]]
    words: dict[Modality, re.Pattern[str]]
    unhedged: re.Pattern[str]
    names: frozenset[str]


@cache
def _rules() -> _Rules:
    data = json.loads(files("onrecord").joinpath("data/modals.json").read_text("utf-8"))
    return _Rules(
        cues={degree: phrases(data["cues"][degree]) for degree in ("unknown", "possible", "probable")},
        words={degree: phrases(data["words"][degree]) for degree in ("possible", "probable")},
        unhedged=phrases(data["words"]["certain"]),
        names=frozenset(data["names"]),
    )


def modality(text: str, statement: Spans, cue: Spans, condition: Condition | None = None) -> Modality:
    """The speaker's commitment to `statement`: the weakest that its cue or its words show; a question commits to nothing."""
    rules, by_cue = _rules(), _held_by(" ".join(text[start:end] for start, end in cue))
    if by_cue == "unknown" or _is_question(text, statement):
        return "unknown"
    held = rules.unhedged.sub(" ", " ".join(_outside(text, statement, condition)).replace("’", "'"))
    by_words = next((degree for degree, hedges in rules.words.items() if _hedged(held, hedges)), None)
    return "possible" if "possible" in (by_cue, by_words) else by_cue or by_words or "certain"


def _is_question(text: str, statement: Spans) -> bool:
    start, end = statement[-1]
    return "?" in text[max(start, end - END_ROOM) : end]


def _hedged(held: str, hedges: re.Pattern[str]) -> bool:
    """Whether one of `hedges` is there, and is no name: "Mrs May", "in May"."""
    return any(match.group() not in _rules().names or not match.start() for match in hedges.finditer(held))


@lru_cache(CUES)
def _held_by(cue: str) -> Modality | None:
    said = " ".join(words(cue))
    return next((degree for degree, cues in _rules().cues.items() if cues.search(said)), None)


def _outside(text: str, statement: Spans, condition: Condition | None) -> Iterator[str]:
    """The words of a statement without those of its condition."""
    start, end = condition.span if condition else (0, 0)
    parts = [part for a, b in statement for part in ((a, min(b, start)), (max(a, end), b))]
    return (text[a : min(b, a + ROOM)] for a, b in parts if a < b)
