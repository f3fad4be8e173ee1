"""Figures of speech: things that "speak of", "tell" or "call for" without anybody's words."""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.people.descriptions import description, tokens
from onrecord.types.span import Spans


class _Lexicon(NamedTuple):
    things: frozenset[str]
    verbs: frozenset[str]
    adverbs: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    data = json.loads(files("onrecord").joinpath("data/figurative.json").read_text("utf-8"))
    return _Lexicon(*(frozenset(data[name]) for name in _Lexicon._fields))


def is_figure(text: str, source: Spans, cue: Spans) -> bool:
    """Whether a cue is only a figure of speech: its source is a thing that can hold no words ("the empty chairs spoke of").

    What can ("the sign said", "the map showed") is none, whatever its source.
    """
    said = [word.low for start, end in cue for word in tokens(text, start, end) if word.low not in _lexicon().adverbs]
    if not said or said[0] not in _lexicon().verbs:
        return False
    found = description(text, source[0]) if source else None
    return found is not None and found[1].head in _lexicon().things
