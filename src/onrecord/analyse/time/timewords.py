"""Time words: a text as one symbol a word, so that a grammar of time expressions is a few short patterns."""

import json
import re
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from onrecord.types.span import Span

TOKEN = re.compile(
    r"(?:\d{4}-\d\d-\d\d|Q[1-4](?!\w)|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?|[’']s\b|[’'](?=\d\ds\b)|[^\W\d_]+|\W|_)[^\S\n]*"
)
"""A word, a number or a mark with the space behind it: together the whole text."""
NUMBER = re.compile(r"(?P<decade>(?:\d\d)?\d0s)|(?P<clock>\d?\d[:.]\d\d)|(?P<whole>\d{1,4})(?:st|nd|rd|th)?")
LETTERS = "".join(chr(code) for code in range(0xE000, 0xE080))
"""A letter for each class: any will do that means nothing in a pattern."""
OTHER, JOINED = "x", "~"
"""A word that no expression holds; a later word of a phrase that stands as one."""
MARKS = {
    ",": "comma",
    ".": "dot",
    "-": "hyphen",
    "–": "hyphen",
    "’s": "possessive",
    "'s": "possessive",
    "’": "quote",
    "'": "quote",
}
NUMERALS = ("iso", "clock", "year", "daynum", "figure", "decade", "holiday")
LAST_YEAR = 2099
LAST_DAY = 31


class Lexicon(NamedTuple):
    """The symbol of each class; class and value of each word as written; phrases by their first word."""

    symbol: dict[str, str]
    words: dict[str, tuple[str, int | str]]
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]]


@cache
def lexicon() -> Lexicon:
    """The words of `data/time_words.json`."""
    data = json.loads(files("onrecord").joinpath("data/time_words.json").read_text("utf-8"))
    words: dict[str, tuple[str, int | str]] = {mark: (name, 0) for mark, name in MARKS.items()}
    for name, values in data["capitalised"].items():
        for word, value in values.items():
            words |= {word: (name, value), word.upper(): (name, value)}
    for name, values in data["words"].items():
        for word, value in values.items():
            words |= {word: (name, value), word.capitalize(): (name, value), word.upper(): (name, value)}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for phrase, value in [*data["holidays"].items(), *((phrase, "") for phrase in data["no_times"])]:
        first, *rest = (token.rstrip() for token in TOKEN.findall(phrase))
        phrases.setdefault(first, []).append((tuple(rest), "holiday" if value else "", value))
    names = [*data["capitalised"], *data["words"], *NUMERALS, *dict.fromkeys(MARKS.values())]
    return Lexicon(dict(zip(names, LETTERS, strict=False)), words, phrases)


class Tagged(NamedTuple):
    """A text's tokens, where each starts, its symbol, and the phrases' values by the token that they start at."""

    tokens: list[str]
    starts: list[int]
    symbols: str
    values: dict[int, str]

    def span(self, first: int, end: int) -> Span:
        """Where the tokens from `first` up to `end` stand in the text."""
        return self.starts[first], self.starts[end - 1] + len(self.tokens[end - 1].rstrip())


def tagged(text: str) -> Tagged:
    """`text` as symbols, in time linear in its length."""
    table, symbol = _symbols(), lexicon().symbol
    tokens = TOKEN.findall(text)
    bare = [token.rstrip() for token in tokens]
    symbols = [table.get(word) or (_numeral(word, symbol) if word[:1].isdigit() else OTHER) for word in bare]
    values: dict[int, str] = {}
    phrases = lexicon().phrases
    for at, word in enumerate(bare):
        if word in phrases:
            _join(bare, at, symbols, values)
    return Tagged(tokens, list(accumulate(map(len, tokens), initial=0)), "".join(symbols), values)


def value(token: str) -> int | str:
    """What a word or number stands for: the day of the week, the month, the unit, the number."""
    word = token.rstrip()
    if word[:1].isdigit():
        return word if len(word) == len("2022-05-31") else int(re.sub(r"\D.*", "", word))
    return lexicon().words[word][1]


@cache
def _symbols() -> dict[str, str]:
    symbol, words, _ = lexicon()
    return {word: symbol[name] for word, (name, _) in words.items()}


def _numeral(word: str, symbol: dict[str, str]) -> str:
    if len(word) == len("2022-05-31") and word[4] == "-":
        return symbol["iso"]
    found = NUMBER.fullmatch(word)
    if found is None:
        return OTHER
    if found["whole"] is None:
        return symbol["decade" if found["decade"] else "clock"]
    number = int(found["whole"])
    if len(found["whole"]) == len("2022"):
        return symbol["year" if 1000 <= number <= LAST_YEAR else "figure"]
    return symbol["daynum" if 0 < number <= LAST_DAY else "figure"]


def _join(bare: list[str], at: int, symbols: list[str], values: dict[int, str]) -> None:
    """Give the longest phrase that starts at a token one symbol."""
    for rest, name, meaning in sorted(lexicon().phrases[bare[at]], key=lambda phrase: -len(phrase[0])):
        following = [word.replace("'", "’") for word in bare[at + 1 : at + 1 + len(rest)]]
        if following == list(rest) and symbols[at] != JOINED:
            symbols[at : at + 1 + len(rest)] = [lexicon().symbol.get(name, OTHER)] + [JOINED if name else OTHER] * len(
                rest
            )
            values[at] = meaning
            return
