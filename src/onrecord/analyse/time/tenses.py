"""Tenses: how the words of a cue set a saying in time, as far as their form tells."""

import json
import re
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[’']?[^\W\d_]+")


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = json.loads(files("onrecord").joinpath("data/tenses.json").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}


def tense(cue: str) -> str:
    """`perfect`, `pluperfect`, `modal`, `past`, `present`, `participle`, `according`, `noun` or `mark` (no word at all)."""
    words = [word.replace("’", "'").casefold() for word in WORD.findall(cue)]
    if not words:
        return "mark"
    lists = _lists()
    for name in ("pluperfect", "perfect", "modal"):
        if not lists[name].isdisjoint(words):
            return name
    if words[0] == "according":
        return "according"
    if any(word in lists["past"] or (word.endswith("ed") and len(word) > len("need")) for word in words):
        return "past"
    if any(word.endswith("ing") for word in words):
        return "participle"
    return "present" if not lists["present"].isdisjoint(words) or words[0].endswith("s") else "noun"


def manner(words: str) -> str:
    """The adverb of `words`, if any, that tells whether a saying is one or many, new or old; else the empty string."""
    found = (word.casefold() for word in WORD.findall(words))
    return next((word for word in found if word in _lists()["habit"]), "")
