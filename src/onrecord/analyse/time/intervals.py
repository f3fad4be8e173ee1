"""Intervals of the calendar: from a day to a day, open where an end is not known, written as EDTF."""

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
SEASON_MONTHS = 3
"""Months of a season, counted as meteorologists do: spring is March to May."""
EARLY, LATE = 10, 21
"""Last day of the early part of a month, first of the late one; the middle lies between."""
DAYS_OF_WEEK, LENGTHS_OF_MONTH, LENGTHS_OF_YEAR = 7, range(28, 32), (365, 366)
WRITTEN = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:[T ].*)?)?)?")


class Interval(NamedTuple):
    """All days from `first` to `last`, both counted; None is an open end."""

    first: date | None
    last: date | None


def single(day: date) -> Interval:
    """That day alone."""
    return Interval(day, day)


def months(year: int, month: int, count: int = 1) -> Interval:
    """`count` whole months from `month` (1 to 12, or beyond: 0 is the December before). Raises ValueError out of range."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    final = month + count - 1
    final_year, final = year + (final - 1) // 12, (final - 1) % 12 + 1
    return Interval(date(year, month, 1), date(final_year, final, calendar.monthrange(final_year, final)[1]))


def years(first: int, count: int = 1) -> Interval:
    """`count` whole years. Raises ValueError out of range."""
    return Interval(date(first, 1, 1), date(first + count - 1, 12, 31))


def week(day: date) -> Interval:
    """The week of that day, Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    return Interval(monday, monday + 6 * DAY)


def serves(found: Interval, meant: Interval) -> bool:
    """Whether `found` tells the time `meant` and no other: it lies within, and is not narrower than half of it.

    Both are open at the same ends; of two days, either one serves.
    """
    (first, last), (begin, end) = found, meant
    if (first is None) != (begin is None) or (last is None) != (end is None):
        return False
    if (first and begin and first < begin) or (last and end and last > end):
        return False
    if not (first and last and begin and end):
        return True
    days = (end - begin).days + 1
    return days <= 2 or 2 * ((last - first).days + 1) >= days


def part(whole: Interval, which: str) -> Interval:
    """The `early`, `mid` or `late` part of a closed interval; all of it where an end is open."""
    first, last = whole
    if first is None or last is None:
        return whole
    length = (last - first).days + 1
    count = last.year - first.year + 1
    if length == DAYS_OF_WEEK:
        low, high = {"early": (0, 3), "mid": (2, 5), "late": (3, 7)}[which]
    elif length in LENGTHS_OF_MONTH:
        low, high = {"early": (0, EARLY), "mid": (EARLY, LATE - 1), "late": (LATE - 1, length)}[which]
    elif count > 1:
        low, high = {"early": (0, count // 2), "mid": (count * 3 // 10, count * 7 // 10), "late": (count // 2, count)}[
            which
        ]
        return years(first.year + low, high - low)
    elif length in LENGTHS_OF_YEAR:
        return months(first.year, *{"early": (1, 3), "mid": (6, 3), "late": (10, 3)}[which])
    else:
        third = length // 3
        low, high = {"early": (0, third), "mid": (third, length - third), "late": (length - third, length)}[which]
    return Interval(first + low * DAY, first + (high - 1) * DAY)


def written(edtf: str | None) -> Interval | None:
    """The days of an EDTF year, month or day; None where it is none of these."""
    found = WRITTEN.fullmatch(edtf or "")
    if found is None:
        return None
    try:
        if found["day"]:
            return single(date(int(found["year"]), int(found["month"]), int(found["day"])))
        if found["month"]:
            return months(date(int(found["year"]), int(found["month"]), 1).year, int(found["month"]))
        return years(int(found["year"]))
    except ValueError:
        return None


def edtf(interval: Interval) -> str:
    """The interval in EDTF, as short as its days allow: `2016-03`, `2016-03-21/2016-03-31`, `../2016-03-31`."""
    first, last = interval
    if first is None or last is None:
        return f"{_open(first)}/{_open(last)}"
    if first == last:
        return first.isoformat()
    ends = [first.isoformat(), last.isoformat()]
    if first.day == 1 and (last + DAY).day == 1:
        ends = [end[:7] for end in ends]
        if first.month == 1 and last.month == 12:
            ends = [end[:4] for end in ends]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _open(end: date | None) -> str:
    return ".." if end is None else end.isoformat()
