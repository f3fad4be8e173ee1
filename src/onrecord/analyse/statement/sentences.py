"""Sentences: nupunkt's cuts, with a layer of rules for titles, lists, clock times, closing marks and line ends.

nupunkt knows most abbreviations; the rules undo its cuts behind words that end no sentence ("Lt. | Gov. Lee") and make
those that it misses ("voted no. | Rep. Lee", "‘It works.’ | Fine").
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import nupunkt

from onrecord.types.span import Span

ENDING = re.compile(r"[.!?…][^\w\s]*\s+\S")
"""Where a sentence may end and another begin."""
LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\Z")
WORD_ROOM = 20
"""Characters in which a last word is looked for."""


class _Rules(NamedTuple):
    """Of `data/sentences.json`: what ends no sentence, where one may end that nupunkt misses, and what a word there is not.

    going_on: the end of a stretch that is no sentence yet. missed: the marks and the space behind a last word.
    """

    going_on: re.Pattern[str]
    missed: re.Pattern[str]
    abbreviations: frozenset[str]


@cache
def _rules() -> _Rules:
    data = json.loads(files("onrecord").joinpath("data/sentences.json").read_text("utf-8"))
    never_last, zones = "|".join(map(re.escape, data["never_last"])), "|".join(data["time_zones"])
    return _Rules(
        going_on=re.compile(rf"(?:^|[\s(“\"‘'])(?:{never_last})\.$|^\d{{1,2}}[.)]$|[,;:—–]$"),
        missed=re.compile(rf"(?:\b(?:{zones})\.|(?P<lower>(?<=[a-z]{{2}}))\.|[.!?…][”’\"'\])]+)\s+(?=[“‘\"']?[A-Z])"),
        abbreviations=frozenset(data["abbreviations"]),
    )


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of `text[span]`, in order; together they cover it. A line end always ends one."""
    return [sentence for line in _lines(text, span) for sentence in _of_line(text, line)]


def _lines(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    while (at := text.find("\n", start, end)) >= 0:
        yield start, at + 1
        start = at + 1
    if start < end:
        yield start, end


def _of_line(text: str, line: Span) -> list[Span]:
    if not ENDING.search(text, *line):  # most contents are one sentence: nupunkt is asked about the others
        return [line]
    found: list[Span] = []
    for start, end in nupunkt.sent_spans(text[line[0] : line[1]]):
        if found and not _is_cut(text, found[-1][0], line[0] + start):
            found[-1] = (found[-1][0], line[0] + end)
        else:
            found.append((line[0] + start, line[0] + end))
    return [part for sentence in found for part in _parts(text, sentence)]


def _is_cut(text: str, start: int, at: int) -> bool:
    """Whether the sentence that begins at `start` ends before `at`."""
    before = text[start:at].rstrip()
    return text[at] != "#" and not _rules().going_on.search(before) and not (before[-1:] in ".…" and text[at].islower())


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence cut where nupunkt saw no end: it takes many short words for abbreviations."""
    start, end = sentence
    for match in _rules().missed.finditer(text, start, end):
        word = LAST_WORD.search(text, max(start, match.start() - WORD_ROOM), match.start())
        if (
            match["lower"] is None
            or word is None
            or (word.group().islower() and word.group() not in _rules().abbreviations)
        ):
            yield start, match.end()
            start = match.end()
    if start < end:
        yield start, end
