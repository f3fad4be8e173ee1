"""Time expressions of a text, and the days that they stand for (TIMEX3 of ISO-TimeML; the values are intervals)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.analyse.time import datings
from onrecord.analyse.time.datings import Now, Words
from onrecord.analyse.time.intervals import DAY, Interval, week, written
from onrecord.analyse.time.timegrammar import RULES, cores, joints, operators, rules, runs
from onrecord.analyse.time.timewords import Tagged, tagged
from onrecord.types.span import Span

END = "E"
"""An expression, in the pattern of what joins two."""
ANCHOR_DAYS = 366
"""Days of the longest time from which "two days later" is counted."""
OPERATOR_WORDS = 6
"""Words before a date in which "on the eve of the" stands."""


class Timex(NamedTuple):
    """An expression of time: where it stands and the days that it names, seen from the publication; None where open.

    sort: what kind of expression it is, the name of the function of `datings` that dates it.
    """

    span: Span
    interval: Interval | None
    sort: str


class _Read(NamedTuple):
    first: int
    end: int
    interval: Interval | None
    rule: int


def timexes(text: str, published: str | None) -> list[Timex]:
    """The time expressions of `text`, in order, none overlapping.

    published: EDTF year, month or day, or None; relative expressions that would need more of it have no interval.
    """
    words = tagged(text)
    now = Now(written(published))
    found: list[_Read] = []
    for match in _matches(words.symbols):
        rule = int((match.lastgroup or "r0")[1:])
        named = Words(words, *match.span())
        dated = None if _counts_from_clause(named, rule) else _dated(named, rule, now)
        read = _Read(match.start(), match.end(), dated, rule)
        read = _led(words, found, _ranged(words, found, read), now)
        while found and found[-1].end > read.first:
            found.pop()
        found.append(read)
        if _anchors(read):
            now = now._replace(anchor=read.interval)
    return [Timex(words.span(each.first, each.end), each.interval, RULES[each.rule][1].__name__) for each in found]


def _matches(symbols: str) -> Iterator[re.Match[str]]:
    """The matches of the grammar, looked for only where a word of time is near."""
    for run in runs().finditer(symbols):
        if cores().search(symbols, *run.span()):
            yield from rules().finditer(symbols, *run.span())


def _dated(words: Words, rule: int, now: Now) -> Interval | None:
    try:
        return RULES[rule][1](words, now)
    except (LookupError, ValueError, OverflowError):
        return None


def _counts_from_clause(named: Words, rule: int) -> bool:
    """Whether "two weeks after" is counted from what follows it, "the vote", rather than from the date named last."""
    following = named.text.tokens[named.end : named.end + 1]
    return (
        RULES[rule][1] is datings.shifted
        and named.has("before", "after")
        and bool(following)
        and following[0][0].isalpha()
        and not named.text.tokens[named.end - 1].endswith("\n")
        and not named._replace(first=named.end, end=named.end + 1).has("in", "on", "and", "of", "from", "to")
    )


def _anchors(read: _Read) -> bool:
    """Whether "two days later" may be counted from it."""
    if read.interval is None or None in read.interval or RULES[read.rule][1] in (datings.habit, datings.stretch):
        return False
    first, last = read.interval
    return first is not None and last is not None and (last - first).days < ANCHOR_DAYS


def _ranged(words: Tagged, found: list[_Read], read: _Read) -> _Read:
    """`read` with the expression before it where both are the ends of one range: "from 28 February to 2 March"."""
    if not found or read.interval is None or read.interval.last is None:
        return read
    before = found[-1]
    if RULES[before.rule][1] is not RULES[read.rule][1] or not before.first < before.end < read.first:
        return read
    opener = max(0, before.first - 1)
    opened = words.symbols[opener : before.first]
    match = joints().fullmatch(opened + END + words.symbols[before.end : read.first]) or joints().fullmatch(
        END + words.symbols[before.end : read.first]
    )
    start = _dated(
        Words(words, before.first, before.end), before.rule, Now(Interval(read.interval.last, read.interval.last))
    )
    if match is None or start is None or start.first is None:
        return read
    return _Read(
        opener if match.group()[0] != END else before.first,
        read.end,
        Interval(start.first, read.interval.last),
        read.rule,
    )


def _led(words: Tagged, found: list[_Read], read: _Read, now: Now) -> _Read:
    """`read` as what its leading words make of it: "since January", "before March 3", "on the eve of the May 8 vote"."""
    if read.interval is None:
        return read
    before = found[-1] if found else None
    if before and before.end == read.first and RULES[before.rule][1] is datings.shifted:
        moved = _dated(Words(words, before.first, before.end), before.rule, now._replace(anchor=read.interval))
        return _Read(before.first, read.end, moved, read.rule)
    match = operators().search(words.symbols, max(0, read.first - OPERATOR_WORDS), read.first)
    if match is None or match.lastgroup is None:
        return read
    if match.lastgroup == "week" and Words(words, *match.span()).word("unit") != "week":
        return read
    return read._replace(first=match.start(), interval=_bounded(match.lastgroup, read.interval, now))


def _bounded(operator: str, named: Interval, now: Now) -> Interval | None:
    """The time that an operator makes of a date."""
    first, last = named
    seen = now.published.last if now.published else None
    if operator == "until":
        return Interval(None, last)
    if first is None:
        return None
    if operator == "week":
        return week(first)
    if operator in ("eve", "before"):
        return Interval(first - DAY if operator == "eve" else None, first - DAY)
    return Interval(first, seen if seen is None or seen >= first else last)
