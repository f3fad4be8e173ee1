"""Occasions: the times that a story gives for a debate, a speech or a poll, for when it comes back to it."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from onrecord.analyse.time.intervals import Interval
from onrecord.analyse.time.timex import Timex
from onrecord.types.span import Span

BEHIND = re.compile(r"(?:[’']s)?(?: [\w-]+){0,2}")
"""The words behind an expression of time that may name what took place then: "Monday's first debate"."""
AHEAD_ROOM = 40
"""Characters before one in which it is named: "a speech in Brisk on Friday"."""

FIELD_DAYS, FIELDS = 40, 2
"""Days that the longest fieldwork lasts; so many are told of in a story."""

Occasions = dict[str, list[Timex]]
"""The expressions of time beside each noun, in order."""


@cache
def nouns() -> re.Pattern[str]:
    """The nouns of `data/saying_words.json` that name an occasion."""
    data = json.loads(files("onrecord").joinpath("data/saying_words.json").read_text("utf-8"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, data['events']))})\b", re.IGNORECASE)


@cache
def polling(part: str) -> re.Pattern[str]:
    """The words of a poll's `fieldwork`, or of those who were `polled`."""
    data = json.loads(files("onrecord").joinpath("data/saying_words.json").read_text("utf-8"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, data[part]))})\b")


def fieldwork(text: str, found: Sequence[Timex], starts: Sequence[int]) -> list[Timex]:
    """The first times of `found` in a sentence that tells how people were polled; starts: of the sentences."""
    asked: dict[Interval, Timex] = {}
    told: dict[int, bool] = {}
    for timex in found:
        first, last = timex.interval or (None, None)
        if first is None or last is None or (last - first).days >= FIELD_DAYS or len(asked) == FIELDS:
            continue
        at = bisect_right(starts, timex.span[0], hi=len(starts) - 1) - 1
        if at not in told:
            told[at] = polling("fieldwork").search(text, starts[at], starts[at + 1]) is not None
        if told[at]:
            asked.setdefault(Interval(first, last), timex)
    return list(asked.values())


def occasions(text: str, found: Sequence[Timex]) -> Occasions:
    """The times of `found`, closed ones, by the occasions that are named beside them."""
    named: Occasions = {}
    for timex in found:
        if timex.interval is None or None in timex.interval:
            continue
        start, end = timex.span
        behind = BEHIND.match(text, end)
        clause = text[max(0, start - AHEAD_ROOM) : start].rpartition(".")[2]
        words = text[end : behind.end() if behind else end] + " " + clause
        for match in nouns().finditer(words):
            named.setdefault(match.group().casefold(), []).append(timex)
    return named


def named(text: str, stretch: Span, known: Occasions) -> Iterator[tuple[int, str, Timex]]:
    """Where `stretch` names a known occasion, its noun, and the last time before there that the story gives for it."""
    words = text[slice(*stretch)].casefold()
    if not any(noun in words for noun in known):
        return
    for match in nouns().finditer(text, *stretch):
        noun = match.group().casefold()
        if noun in known:
            before = bisect_right(known[noun], match.start(), key=lambda each: each.span[0])
            yield match.start(), noun, known[noun][max(0, before - 1)]
