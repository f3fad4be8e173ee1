"""Agreement: what the verb beside a speaker's words says of their number, and whether it is one of saying."""

import json
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.referents import Mention

ROOM = 24
"""Characters behind a mention in which its verb begins."""


class Verbs(NamedTuple):
    """The verb forms of `data/agreement.json`, in lower case."""

    singular: frozenset[str]
    plural: frozenset[str]
    saying: frozenset[str]
    adverbs: frozenset[str]


@cache
def verbs() -> Verbs:
    """The verb forms, read once."""
    data = json.loads(files("onrecord").joinpath("data/agreement.json").read_text("utf-8"))
    return Verbs(*(frozenset(data[name].split()) for name in Verbs._fields))


def number(cast: Cast, at: int) -> Literal["singular", "plural", ""]:
    """The number of the verb that begins behind character `at`: "" where its form does not tell."""
    word = _verb(cast, at)
    return "singular" if word in verbs().singular else "plural" if word in verbs().plural else ""


def says(cast: Cast, mention: Mention) -> bool:
    """Whether a mention stands right before a verb of saying, or right behind one: "Brook said", "said Brook"."""
    before = cast.between(max(0, mention.start - ROOM), mention.start)
    behind = _verb(cast, mention.end) in verbs().saying
    return behind or bool(before and before[-1].low in verbs().saying and before[-1].end + 1 == mention.start)


def _verb(cast: Cast, at: int) -> str:
    """The first word behind character `at` that is no adverb, if nothing but spaces parts them."""
    for token in cast.between(at, at + ROOM):
        if cast.text[at : token.start].strip():
            return ""
        if token.low not in verbs().adverbs:
            return token.low
        at = token.end
    return ""
