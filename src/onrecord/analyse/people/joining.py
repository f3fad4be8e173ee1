"""Joining: those who are mentioned together, "Ada Brook, Tom Vale and Lena Ott", as one reading of "they" or "who"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.analyse.people.evidence import Scene
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.referents import Referent

COMMA = re.compile(r",[ \xa0](?:[A-Z][\w.]*[ \xa0]){0,2}")
AND = re.compile(r",?[ \xa0](?:and|&)[ \xa0](?:the[ \xa0])?(?:[A-Z][\w.]*[ \xa0]){0,2}")
"""Between two that are joined, with the title of the second."""
ROOM = 40
"""Characters between two that are joined."""


def joined(scene: Scene, cast: Cast, referents: Sequence[Referent]) -> list[tuple[Referent, ...]]:
    """Of `referents`, those whose last mentions before the source "and" joins, the nearest group first.

    Where a mention of a pair holds those of its two, these are looked at.
    """
    found = [(last, each) for each in dict.fromkeys(referents) if (last := scene.last(each)) is not None]
    found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    behind = [*(pair[0].start for pair in found[1:]), scene.mention.start]
    found = [pair for pair, start in zip(found, behind, strict=False) if pair[0].end <= start]
    groups: list[tuple[Referent, ...]] = []
    listed = found[:1]
    for before, after in pairwise(found):
        gap = cast.text[before[0].end : after[0].start] if after[0].start - before[0].end < ROOM else ""
        if AND.fullmatch(gap):
            group = tuple(each for _, each in [*listed, after])
            if len({each.kind for each in group} - {""}) < 2:
                groups.append(group)
            listed = [after]
        else:
            listed = [*listed, after] if COMMA.fullmatch(gap) else [after]
    return groups[::-1]
