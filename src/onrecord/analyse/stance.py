"""Stance: whether the reporter's cue vouches for what was said ("noted"), keeps away from it ("claimed"), or neither."""

import json
import re
from functools import cache
from importlib.resources import files

from onrecord.analyse.clauses import words
from onrecord.types.attribution import Stance
from onrecord.types.span import Spans


@cache
def _phrases() -> dict[Stance, re.Pattern[str]]:
    """What tells a stance, over words in lower case with single spaces."""
    phrases = json.loads(files("onrecord").joinpath("data/stances.json").read_text("utf-8"))["phrases"]
    return {stance: re.compile(rf"\b(?:{'|'.join(phrases[stance])})\b") for stance in ("distancing", "endorsing")}


def stance(text: str, cue: Spans) -> Stance:
    """The reporter's stance by the words of the cue; distancing where both are there ("falsely noted")."""
    said = " ".join(word for start, end in cue for word in words(text[start:end]))
    return next((stance for stance, phrases in _phrases().items() if phrases.search(said)), "neutral")
