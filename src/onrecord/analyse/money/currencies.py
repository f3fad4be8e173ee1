"""Currencies: the signs, codes and names that money is written with."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from onrecord.analyse.money.quantities import BLANK, GAP

FUNCTION = "a|an|and|at|by|for|from|in|of|on|or|over|per|to|was|were|will"
"""Words that no adjective belongs to: "$5 million Canadian for the port", but "a $5 million Canadian port"."""


class Name(msgspec.Struct, frozen=True):
    """One word for money: its spellings, what the word alone stands for, what "Swedish" or "U.S." before it makes of it.

    per: how many of them make one unit of the currency, 100 for cents.
    """

    forms: tuple[str, ...]
    alone: str | None
    of: dict[str, str | None]
    per: int = 1


class Table(msgspec.Struct, frozen=True):
    """`data/currencies.json`, which says what each field is."""

    signs: dict[str, str | None]
    codes: tuple[str, ...]
    names: tuple[Name, ...]
    weak: frozenset[str]
    weights: frozenset[str]


class Currencies(NamedTuple):
    """The table as patterns. Codes and most signs are names too: "5 million CHF", "20 €".

    signs: what each sign and code stands for, None where several currencies share it. sign: one of them at the end of what
    stands before a figure. behind: a name of one character after a figure, "20 €", "310p". names: what each spelling
    stands for. tail: what stands behind a sum in dollars and says whose, "$5 million Canadian". adjectives: of each name that has them, the adjective at the end of what stands before it.
    """

    table: Table
    signs: dict[str, str | None]
    sign: re.Pattern[str]
    behind: re.Pattern[str]
    names: dict[str, Name]
    adjectives: dict[str, re.Pattern[str]]
    tail: re.Pattern[str]


@cache
def currencies() -> Currencies:
    """The currencies, read and compiled once."""
    table = msgspec.convert(json.loads(files("onrecord").joinpath("data/currencies.json").read_text("utf-8")), Table)
    signs: dict[str, str | None] = table.signs | {code: code for code in table.codes}
    after = {
        sign: Name((sign,), currency, {}) for sign, currency in signs.items() if len(sign) > 1 or not sign.isalpha()
    }
    names = after | {form: name for name in table.names for each in name.forms for form in (each, each.capitalize())}
    symbols = "".join(re.escape(form) for form in names if len(form) == 1 and not form.isalpha())
    return Currencies(
        table=table,
        signs=signs,
        sign=re.compile(rf"(?<![\w$]){_any(signs)}{BLANK}?\Z"),
        behind=re.compile(rf"(?:{BLANK}?[{symbols}]|p(?!\.m))(?!\w)"),
        names=names,
        adjectives={form: _adjective(name) for form, name in names.items() if name.of},
        tail=re.compile(
            rf"{BLANK}\(?(?P<of>{_any([*names['dollar'].of, *table.codes])})\)?(?=[.,;:)]|\s(?:{FUNCTION})\b|\s*\Z)"
        ),
    )


def _adjective(name: Name) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<of>{_any(name.of)}){GAP}\Z")


def _any(words: Iterable[str]) -> str:
    return rf"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"
