"""Amounts: the money that a text names, "€450m", "between 2 and 3 billion euros", "billions of dollars".

The words are read where a sign, a code or a name of a currency stands beside a number. What is a range in the text is one
amount; "billions of dollars" has a currency and no value. The stage is read by `stages`.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from onrecord.analyse.money.currencies import Name, currencies
from onrecord.analyse.money.quantities import BLANK, grammar, lexicon, scale, value
from onrecord.analyse.money.stages import stage
from onrecord.analyse.money.weights import weighs
from onrecord.types.amount import Amount
from onrecord.types.span import Span

ROOM = 70
"""Characters before a currency's name in which its number stands; "between two and a half and three billion" has 40."""
SIGN_ROOM = 6
"""Characters before a figure in which its sign stands, "HKD$ " being the longest, and one more to see what is before."""
BEFORE = 30
"""Characters before an amount in which "between", "up to" or "rose from" stands."""
LARGE = 1000
"""A weak mark ("R", "pounds") with a number from here on, written with a scale or a comma, is money."""
HEAVY = 10_000
"""Pounds from which a weight is told only by a verb of weighing: nobody loses so much, and few things have it."""
FIGURE = re.compile(r"\d[\d,.]*")
JOIN = rf"(?P<join>{BLANK}?[-–—]{BLANK}?|{BLANK}(?:to|and|or){BLANK})"
BETWEEN = re.compile(r"\bbetween\s(?:(?:about|roughly|some|an estimated)\s)?\Z", re.IGNORECASE)
COUNTED = r"(?!\s(?:[^\W\d_]+s|people|men|women|children)\b)"
"""What keeps "$5 to 20 million people" from being a range."""
UNTOLD = frozenset({"none", "estimated"})
"""Stages that the words around a weight may tell as well: "lost 20 pounds", but "was fined 500 pounds"."""
ARTICLE = re.compile(r"an?\s", re.IGNORECASE)
"""What belongs to the noun and not to the sum in "a billion-dollar plan"."""
UNREAD = re.compile(r"[.,'’]?\d")
"""More figures that the grammar does not read, "1,5" or "1'250": no value is better than a wrong one."""
UNREAD_BEFORE = re.compile(rf"(?!(?:19|20)\d\d{BLANK})(?<![\d.,])[\d.,'’½⅓⅔¼¾]*[\d½⅓⅔¼¾]{BLANK}?\Z")
"""The same before a number: "1,5 million", "2½ million", "1 250 000"; a year may stand there."""
FIGURES_ROOM = 24
"""Characters of such figures that are looked at."""
NOTES = re.compile(r"[\s-](?:bills|notes|banknotes|coins)\b")
WORDS = re.compile(r"[A-Za-zÀ-ž]{2,}")
"""Half the time of a search for letters of any alphabet: the names of currencies are written in these."""


class Sum(NamedTuple):
    """One amount as read: its value (None where the words name none) up to `high`, its currency and the mark it has."""

    span: Span
    low: Fraction | None
    high: Fraction | None
    scale: int
    currency: str | None
    mark: str
    name: Name | None = None


class Patterns(NamedTuple):
    """What stands behind a sign, behind that, before a name, and what is a sum without a currency."""

    figured: re.Pattern[str]
    onwards: re.Pattern[str]
    named: re.Pattern[str]
    figures: re.Pattern[str]
    at_most: re.Pattern[str]


@cache
def _patterns() -> Patterns:
    words, numbers = grammar(), lexicon()
    dozen = "|".join(numbers.cardinals)
    return Patterns(
        figured=re.compile(words.figured, re.IGNORECASE),
        onwards=re.compile(
            rf"(?:{BLANK}?[-–—]{BLANK}?(?P<dash>{words.figured})|{BLANK}(?P<join>to|and){BLANK}(?P<to>(?>{words.figured})){COUNTED})",
            re.IGNORECASE,
        ),
        named=re.compile(
            rf"(?<![\w.,$£€'’/^-])(?:(?P<low>{words.quantity}){JOIN})??(?P<high>{words.quantity})(?:{BLANK}of|-)?{BLANK}?\Z",
            re.IGNORECASE,
        ),
        figures=re.compile(rf"\b(?:{dozen})-figures?\b(?:\s(?:{'|'.join(numbers.figures)})\b)?", re.IGNORECASE),
        at_most=re.compile(
            rf"\b(?:{'|'.join(numbers.at_most)})\s(?:(?:another|about|an additional|a further)\s)?\Z", re.IGNORECASE
        ),
    )


def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of money that `text` names, in order, with its stage; ranges are one amount."""
    every = sorted([*_signed(text), *_named(text), *_figures(text)], key=lambda each: each.span)
    found = [each for each in _joined(text, _apart(text, every)) if not _weighs(text, each)]
    sure = [_stands_alone(text, each) for each in found]
    used = {each.currency for each, alone in zip(found, sure, strict=True) if alone}
    kept = [each for each, alone in zip(found, sure, strict=True) if alone or each.currency in used]
    return tuple(_amount(text, each, used) for each in kept)


def _signed(text: str) -> Iterator[Sum]:
    """Sums with their sign before the figure, "CHF 20m", or one letter behind it, "310p"."""
    known, patterns = currencies(), _patterns()
    for figure in FIGURE.finditer(text):
        start = figure.start()
        number = patterns.figured.match(text, start)
        if number is None or UNREAD.match(text, number.end()):
            continue
        if sign := known.sign.search(text[max(0, start - SIGN_ROOM) : start]):
            mark = sign.group().rstrip()
            opens = start - len(sign.group())
            low, high, end, lent = _range(text, opens, number)
            currency = known.signs[mark]
            if mark == "$" and (tail := known.tail.match(text, end)):
                end, currency = tail.end(), currencies().names["dollar"].of.get(tail["of"], tail["of"])
            yield Sum((opens, end), low, high, lent, currency, mark)
        elif behind := known.behind.match(text, number.end()):
            mark, quantity = behind.group().lstrip(), number.group()
            name, span = known.names[mark], (start, behind.end())
            yield Sum(span, _worth(quantity, name), None, scale(quantity), name.alone, mark, name)


def _range(text: str, start: int, number: re.Match[str]) -> tuple[Fraction | None, Fraction | None, int, int]:
    """The value at `number`, whose sign opens at `start`, that of the number it goes on to without a sign ("$10-20 million"), the end, the scale."""
    low, lent = value(number.group()), scale(number.group())
    onwards = _patterns().onwards.match(text, number.end())
    if onwards is None or low is None:
        return low, None, number.end(), lent
    words = onwards["dash"] or onwards["to"]
    high = value(words)
    lower = low if lent > 1 else _lent(low, scale(words), high)
    if high is None or lower >= high or (onwards["to"] and not _spans(text, start, onwards["join"])):
        return low, None, number.end(), lent
    return lower, high, onwards.end(), scale(words)


def _lent(low: Fraction, by: int, high: Fraction | None) -> Fraction:
    """`low` in the scale of the number behind it: "10" in "$10 to $20 million", not "500" in "$500 to $1 million"."""
    return low * by if high is not None and low * by < high else low


def _named(text: str) -> Iterator[Sum]:
    """Sums with the currency's name behind the number, in figures or words."""
    known, patterns = currencies(), _patterns()
    for mark in known.names.keys() & set(WORDS.findall(text)):
        name, adjective = known.names[mark], known.adjectives.get(mark)
        onward = r"(?!\s?\d)" if mark in known.signs else ""
        for place in re.finditer(rf"{mark}\b{onward}(?<!\w{mark})", text):
            start, room, currency = place.start(), max(0, place.start() - ROOM), name.alone
            if adjective and (of := adjective.search(text, room, start)):
                start, currency = of.start(), name.of[of["of"]]
            number = patterns.named.search(text, room, start)
            if (
                number and number["high"].casefold() != "one" and not _goes_on(text, number)
            ):  # "not one cent more" names no sum
                yield _counted(text, number, place, name, currency)


def _goes_on(text: str, number: re.Match[str]) -> bool:
    """Whether a number goes on with figures before it that the grammar does not read."""
    return UNREAD_BEFORE.search(text, max(0, number.start() - FIGURES_ROOM), number.start()) is not None


def _counted(text: str, number: re.Match[str], mark: re.Match[str], name: Name, currency: str | None) -> Sum:
    high, lent = _worth(number["high"], name), scale(number["high"])
    start = number.start()
    if number["low"]:
        low = _worth(number["low"], name)
        if low is not None and scale(number["low"]) == 1:
            low = _lent(low, lent, high)
        if low is not None and high is not None and low < high and _spans(text, start, number["join"]):
            return Sum((start, mark.end()), low, high, lent, currency, mark.group(), name)
        start = number.start("high")
    if f"{mark.group()}s" in name.forms and (article := ARTICLE.match(text, start)):
        start = article.end()
    return Sum((start, mark.end()), high, None, lent, currency, mark.group(), name)


def _worth(quantity: str, name: Name) -> Fraction | None:
    number = value(quantity)
    return None if number is None else number / name.per


def _figures(text: str) -> Iterator[Sum]:
    """Sums told by their length, "a seven-figure sum": no value and no currency."""
    if "-figure" in text:
        for match in _patterns().figures.finditer(text):
            yield Sum(match.span(), None, None, 1, None, match.group())


def _apart(text: str, sums: Sequence[Sum]) -> list[Sum]:
    """`sums` in order without those that begin in another ("$5 million dollars") and bank notes ("$100 bills")."""
    kept: list[Sum] = []
    for each in sums:
        if NOTES.match(text, each.span[1]) is None and (not kept or each.span[0] >= kept[-1].span[1]):
            kept.append(each)
    return kept


def _joined(text: str, sums: Sequence[Sum]) -> list[Sum]:
    """`sums` with two that are the ends of one range made one: "$1.2bn-$1.5bn", "CHF 40 million to CHF 60 million"."""
    joined: list[Sum] = []
    for each in sums:
        if joined and (both := _both(text, joined[-1], each)):
            joined[-1] = both
        else:
            joined.append(each)
    return joined


def _both(text: str, one: Sum, other: Sum) -> Sum | None:
    join = re.fullmatch(JOIN, text[one.span[1] : other.span[0]])
    if (
        not join
        or join["join"].strip() == "or"
        or one.currency != other.currency
        or one.high
        or other.high
        or one.low is None
        or other.low is None
    ):
        return None
    low = one.low if one.scale > 1 else _lent(one.low, other.scale, other.low)
    if low >= other.low or not _spans(text, one.span[0], join["join"]):
        return None
    return other._replace(span=(one.span[0], other.span[1]), low=low, high=other.low)


def _spans(text: str, start: int, join: str) -> bool:
    """Whether what is joined from `start` on is a range and not two sums: "between … and", "… to …" unless it moved."""
    word = join.strip()
    if word == "and":
        return BETWEEN.search(text, max(0, start - BEFORE), start) is not None
    return not (word == "to" and _moves(text, start))


def _moves(text: str, start: int) -> bool:
    """Whether something went up or down to the sum at `start`: "rose 22p to 318p" is no range."""
    clause = re.split(r"[.,;:]\s|\n", text[max(0, start - BEFORE) : start])[-1]
    words = clause.casefold().split()
    return any(word in lexicon().moving for word in words) and not any(word in lexicon().spanning for word in words)


def _weighs(text: str, each: Sum) -> bool:
    """Whether a sum in pounds, sterling or any other, is a weight."""
    large = each.scale > 1 or each.low is None or each.low >= HEAVY
    return each.mark in currencies().table.weights and weighs(text, each.span, large=large)


def _stands_alone(text: str, each: Sum) -> bool:
    """Whether it is money whatever the text is about: a weak mark ("R", "pounds") needs a large number or an act."""
    table = currencies().table
    plain = each.scale == 1 and "," not in text[slice(*each.span)]
    large = not plain and (each.scale if each.low is None else each.low) >= LARGE
    return each.mark not in table.weak or large or stage(text, each.span) not in UNTOLD


def _amount(text: str, each: Sum, used: set[str | None]) -> Amount:
    low, high, currency = each.low, each.high, each.currency
    if high is None and _patterns().at_most.search(text, max(0, each.span[0] - BEFORE), each.span[0]):
        high = low
    if currency is None and each.name is not None and len(named := used & set(each.name.of.values())) == 1:
        currency = named.pop()
    return Amount(
        span=each.span,
        value=None if low is None else float(low),
        value_max=None if high is None else float(high),
        currency=currency,
        stage=stage(text, each.span),
    )
