"""Modality: how far the speaker commits to a statement, on FactBank's scale.

The cue says how it is held ("believes": probable; "suggested": possible; "asked", "hopes": not committed), then the words of
the statement outside its condition ("may", "probably", "I think"). What nothing hedges is certain.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.clauses import words
from onrecord.types.span import Spans
from onrecord.types.statement import Condition, Modality

ROOM = 300
"""Characters of each piece of a statement that are looked at."""
QUESTION_MARKS = " ”\"’')"


class _Rules(NamedTuple):
    """Of `data/modals.json`, over words in lower case with single spaces: by degree, cues and words; words that hedge nothing."""

    cues: dict[Modality, re.Pattern[str]]
    words: dict[Modality, re.Pattern[str]]
    unhedged: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = json.loads(files("onrecord").joinpath("data/modals.json").read_text("utf-8"))
    return _Rules(
        cues={degree: _any(data["cues"][degree]) for degree in ("unknown", "possible", "probable")},
        words={degree: _any(data["words"][degree]) for degree in ("possible", "probable")},
        unhedged=_any(data["words"]["certain"]),
    )


def _any(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


def modality(text: str, statement: Spans, cue: Spans, condition: Condition | None = None) -> Modality:
    """The speaker's commitment to `statement`: the weakest that its cue or its words show; a question commits to nothing."""
    rules = _rules()
    said = " ".join(word for start, end in cue for word in words(text[start:end]))
    by_cue = next((degree for degree, cues in rules.cues.items() if cues.search(said)), None)
    if by_cue == "unknown" or text[: statement[-1][1]].rstrip(QUESTION_MARKS).endswith("?"):
        return "unknown"
    held = " ".join(_outside(text, statement, condition))
    by_words = next(
        (degree for degree, hedges in rules.words.items() if hedges.search(rules.unhedged.sub(" ", held))), None
    )
    return "possible" if "possible" in (by_cue, by_words) else by_cue or by_words or "certain"


def _outside(text: str, statement: Spans, condition: Condition | None) -> list[str]:
    """The words of a statement without those of its condition."""
    start, end = condition.span if condition else (0, 0)
    parts = [part for a, b in statement for part in ((a, min(b, start)), (max(a, end), b))]
    return [word for a, b in parts if a < b for word in words(text[a : min(b, a + ROOM)])]
