"""Stance: whether the reporter's cue vouches for what was said ("noted"), keeps away from it ("claimed"), or neither."""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.analyse.statement.clauses import words
from onrecord.analyse.statement.phrases import phrases
from onrecord.types.attribution import Stance
from onrecord.types.span import Spans

CUES = 4096
"""Different cues that are remembered: most stories say "said"."""


@cache
def _phrases() -> dict[Stance, re.Pattern[str]]:
    """What tells a stance, over words in lower case with single spaces."""
    data = json.loads(files("onrecord").joinpath("data/stances.json").read_text("utf-8"))
    return {stance: phrases(data["phrases"][stance]) for stance in ("distancing", "endorsing")}


def stance(text: str, cue: Spans) -> Stance:
    """The reporter's stance by the words of the cue; distancing where both are there ("falsely noted")."""
    return _of(" ".join(text[start:end] for start, end in cue))


@lru_cache(CUES)
def _of(cue: str) -> Stance:
    said = " ".join(words(cue))
    return next((stance for stance, telling in _phrases().items() if telling.search(said)), "neutral")
