"""Phrases: one pattern for many words and phrases."""

import re
from collections.abc import Iterable
from itertools import groupby


def phrases(every: Iterable[str]) -> re.Pattern[str]:
    """What finds any of `every` phrase (in lower case) between two ends of words, its first letter small or capital.

    The longest wins. Alternatives are grouped by their first letter, so that a word of the text costs a dozen comparisons
    and not one for each phrase.
    """
    longest_first = sorted(set(every), key=lambda phrase: (phrase[0], -len(phrase), phrase))
    letters = groupby(longest_first, key=lambda phrase: phrase[0])
    return re.compile(rf"\b(?:{'|'.join(_alternatives(letter, group) for letter, group in letters)})(?!\w)")


def _alternatives(letter: str, group: Iterable[str]) -> str:
    rest = "|".join(r"\s+".join(map(re.escape, phrase[1:].split(" "))) for phrase in group)
    return f"[{letter}{letter.upper()}](?:{rest})"
