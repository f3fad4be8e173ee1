"""Stages: what has become of a sum of money, from asked for to spent, read from the words that govern it.

The nearest word of the lexicon in the sentence decides: "has approved $40 billion", "the $8 million already delivered".
An act that a modal or an infinitive puts off ("will pay", "voted to provide") takes the stage of what puts it off.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from onrecord.types.span import Span

BEFORE, AFTER = 160, 60
"""Characters on either side of an amount in which the words that govern it stand."""
END = re.compile(r"\n|;\s|(?<=[\w”’\")%][^\W\d_])[.?!][”’\"]*\s")
"""The end of a sentence, as far as it matters here: initials and "U.S." end none."""
WORD = re.compile(r"'ll|[^\W_]+(?:-[^\W_]+)*|,")
LONGEST = 3
"""Words in the longest phrase of the lexicon."""
BEHIND = 3
"""What the words behind an amount are further from it than those before it, in words."""
REACH = 6
"""Words before an infinitive in which the word that governs it stands: "voted on Friday to provide" needs three."""


class Lexicon(msgspec.Struct, frozen=True):
    """`data/stages.json`: phrases of each stage, acts that a modal may put off, and words that say that it has none."""

    stages: dict[str, tuple[str, ...]]
    neutral: tuple[str, ...]
    acts: dict[str, str]
    modals: dict[str, str]
    room: int


@cache
def _lexicon() -> Lexicon:
    return msgspec.convert(json.loads(files("onrecord").joinpath("data/stages.json").read_text("utf-8")), Lexicon)


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    lexicon = _lexicon()
    phrases = {tuple(phrase.split()): stage for stage, every in lexicon.stages.items() for phrase in every}
    return {tuple(phrase.split()): "none" for phrase in lexicon.neutral} | phrases


def stage(text: str, span: Span) -> str:
    """The stage of the amount at `span`: one of those of `data/stages.json`, `none` where the words around tell none."""
    before = END.split(text[max(0, span[0] - BEFORE) : span[0]])[-1]
    after = END.split(text[span[1] : span[1] + AFTER])[0]
    left = _words(before)[-_lexicon().room :]
    found = _last(left)
    behind = _first(_words(after))
    if behind and (found is None or behind[0] + BEHIND < len(left) - found[0]):
        return behind[1]
    return found[1] if found else "none"


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(text.casefold())]


def _last(words: Sequence[str]) -> tuple[int, str] | None:
    """Where the last word that tells a stage stands, and the stage."""
    for at in range(len(words) - 1, -1, -1):
        if told := _told(words, at):
            return at, told
    return None


def _first(words: Sequence[str]) -> tuple[int, str] | None:
    """The same for the first, up to the comma or "and" behind which another clause begins."""
    for at, word in enumerate(words):
        if word in {",", "and", "but", "to", "from", "for", "that"}:
            return None
        if (told := _told(words, at)) and told != "none":
            return at, told
    return None


def _told(words: Sequence[str], at: int) -> str | None:
    """The stage that the phrase ending at `at` tells."""
    for length in range(LONGEST, 0, -1):
        if length <= at + 1 and (stage := _phrases().get(tuple(words[at + 1 - length : at + 1]))):
            return stage
    act = _lexicon().acts.get(words[at])
    return act and _put_off(words[:at], act)


def _put_off(words: Sequence[str], act: str) -> str:
    """The stage of an act in the present or the infinitive behind `words`."""
    near = words[-BEHIND:]
    for word in reversed(near):
        if word in _lexicon().modals:
            return _lexicon().modals[word]
    if near and near[-1] == "to":
        governor = _last(words[-REACH - 1 : -1])
        return governor[1] if governor else "none"
    return act
