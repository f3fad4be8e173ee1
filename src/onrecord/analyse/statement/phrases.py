"""Phrases: one pattern for many words and phrases."""

import re
from collections.abc import Iterable
from itertools import groupby


def phrases(every: Iterable[str]) -> re.Pattern[str]:
    """What finds any of `every` phrase (in lower case) between two ends of words, its first letter small or capital.

    The longest wins. Alternatives are grouped by their first letter, which comes before all else in the pattern: so a search
    passes by most characters without a trial.
    """
    longest_first = sorted(set(every), key=lambda phrase: (phrase[0], -len(phrase), phrase))
    groups = {letter: list(group) for letter, group in groupby(longest_first, key=lambda phrase: phrase[0])}
    letters = "".join(letter + letter.upper() for letter in groups)
    alternatives = "|".join(_alternatives(letter, group) for letter, group in groups.items())
    return re.compile(rf"[{letters}](?<=\b.)(?:{alternatives})(?!\w)")


def _alternatives(letter: str, group: Iterable[str]) -> str:
    rest = "|".join(r"\s+".join(map(re.escape, phrase[1:].split(" "))) for phrase in group)
    return f"(?<=[{letter}{letter.upper()}])(?:{rest})"
