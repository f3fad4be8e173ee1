"""Quantities: numbers in figures and words, "2.4-billion", "two-thirds of a billion", "25 lakh", "tens of millions"."""

import itertools
import json
import math
import re
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

DIGITS = r"(?:\d{1,3}(?:,\d{2,3}){1,6}|\d{1,18})(?:\.\d{1,9})?|\.\d{1,9}"
"""Figures of a number that a float can hold, whatever scales follow."""
BLANK = r"[ \xa0\u202f]"
"""Spaces inside a line: no sum goes on in the next."""
GAP = r"[ \xa0\u202f-]"
THOUSAND = 1000
"""From this scale on a number that follows is added: "two million five hundred thousand"."""
ARTICLES = frozenset({"a", "an", "of"})
TOKEN = re.compile(r"[\d.,]*\d|[^\W\d_]+")


class Lexicon(msgspec.Struct, frozen=True):
    """The number words of `data/quantities.json`."""

    cardinals: dict[str, int]
    scales: dict[str, int]
    plural_scales: dict[str, int]
    short_scales: dict[str, int]
    fractions: dict[str, int]
    vague: frozenset[str]
    figures: tuple[str, ...]
    at_most: tuple[str, ...]
    moving: frozenset[str]
    spanning: frozenset[str]


class Grammar(NamedTuple):
    """Patterns, as text: `quantity` is any number, `figured` one that opens with a digit, as behind a currency's sign."""

    quantity: str
    figured: str


@cache
def lexicon() -> Lexicon:
    """The number words, read once."""
    return msgspec.convert(json.loads(files("onrecord").joinpath("data/quantities.json").read_text("utf-8")), Lexicon)


@cache
def grammar() -> Grammar:
    """The patterns, to be compiled with IGNORECASE; each is linear: no word can be read in two ways."""
    words = lexicon()
    scale = either(words.scales | words.plural_scales)
    fraction = either(words.fractions)
    cardinal = either(words.cardinals)
    word = either(
        words.cardinals | words.scales | words.plural_scales | words.fractions | dict.fromkeys(words.vague, 0)
    )
    figures = rf"(?:{DIGITS})(?:{BLANK}?{either(words.short_scales)})?"
    more = (
        rf"(?:{GAP}(?:and{GAP}(?:an?{GAP})?{fraction}|of{GAP}(?:an?{GAP})?{scale}|an?{GAP}{scale}|{word})"
        rf"|(?<=hundred){BLANK}and{BLANK}{cardinal})"
    )
    # a year before a number in words is no part of it: "in 2014 half a million euros"
    apart = rf"(?!{GAP}(?:an?{GAP}|{either(words.cardinals | words.fractions | dict.fromkeys(words.vague, 0))}))"
    return Grammar(
        quantity=rf"(?:{figures}{apart}|(?:an?{GAP})?{word}){more}{{0,8}}",
        figured=rf"{figures}(?:{GAP}{scale}){{0,3}}",
    )


def either(words: dict[str, int] | tuple[str, ...]) -> str:
    """The pattern of any one of `words`, whole, the longest first."""
    return rf"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?!\w)"


def value(quantity: str) -> Fraction | None:
    """The number that the words stand for; None where they name none ("tens of millions", "several hundred")."""
    words = lexicon()
    scales = words.scales | words.plural_scales | words.short_scales
    total, current, scale, joined = Fraction(0), Fraction(0), 1, False
    empty = True
    for token in TOKEN.findall(quantity.casefold()):
        if token in words.vague or (token in words.plural_scales and empty):
            return None
        if token in scales:
            scale = scales[token]
            current = (Fraction(1) if empty else current) * scale
        elif token in words.fractions:
            part = Fraction(1, words.fractions[token])
            current = part if empty else current + part * scale if joined else current * part
        elif token in words.cardinals or token[-1].isdigit():
            if scale >= THOUSAND:
                total, current = total + current, Fraction(0)
            current, scale = current + _number(token), 1
        empty, joined = empty and token in ARTICLES, token == "and" or (joined and token in ARTICLES)
    return total + current


def _number(token: str) -> Fraction:
    cardinals = lexicon().cardinals
    return Fraction(cardinals[token]) if token in cardinals else Fraction(token.replace(",", ""))


def scale(quantity: str) -> int:
    """The scale that ends it, 1 where none does: "20 million" in "$10 to $20 million" lends its million to the "10"."""
    words = lexicon()
    scales = words.scales | words.plural_scales | words.short_scales
    tokens = TOKEN.findall(quantity.casefold())
    ending = itertools.takewhile(scales.__contains__, reversed(tokens))
    return math.prod(scales[token] for token in ending)
