"""Weights: pounds that are no money, whatever else the text counts in pounds: "weighs 210 pounds", "a 12-pound cod"."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.types.span import Span

BEFORE, BEHIND = 40, 40
"""Characters before and behind a sum in which the words stand that tell what it is."""
CLAUSE = re.compile(r"[.,;:!?–—]\s|\n")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
NEAR = 4
"""Words before a sum among which a verb takes it as its object: "weighs a mere 60 pounds"."""
GOODS = 4
"""Words behind "of" among which stands what there are pounds of: "300 pounds of fine white cocaine"."""


class Lexicon(NamedTuple):
    """`data/weights.json`: verbs of weighing, verbs that take weights and money, words behind a weight, and what money is of
    or for.
    """

    weighing: frozenset[str]
    either: frozenset[str]
    behind: frozenset[str]
    money: frozenset[str]


@cache
def _lexicon() -> Lexicon:
    data = json.loads(files("onrecord").joinpath("data/weights.json").read_text("utf-8"))
    return Lexicon(*(frozenset(data[name]) for name in Lexicon._fields))


def weighs(text: str, span: Span, *, large: bool) -> bool:
    """Whether the pounds of `text[span]` are a weight. `large`: too many for what a person lifts or loses."""
    start, end = span
    before = WORD.findall(CLAUSE.split(text[max(0, start - BEFORE) : start])[-1].casefold())[-NEAR:]
    after = CLAUSE.split(text[end : end + BEHIND])[0]
    words = WORD.findall(after.casefold())
    if not _lexicon().weighing.isdisjoint(before) or (words and words[0] in _lexicon().behind):
        return True
    if large:
        return False
    if after.startswith(" of "):
        return _lexicon().money.isdisjoint(words[1 : 1 + GOODS])
    if "-" in text[start:end]:
        return bool(words) and _lexicon().money.isdisjoint(words[:GOODS])
    return bool(before) and before[-1] in _lexicon().either and words[:1] != ["in"]
