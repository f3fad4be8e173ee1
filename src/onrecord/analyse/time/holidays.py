"""Holidays: the day that a feast falls on in a year."""

from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def holiday(rule: str, year: int) -> date:
    """The day of `12-24` (that day), `11-thu-4` (fourth Thursday), `05-mon-last`, `easter-2` (days from Easter Sunday).

    Raises ValueError where the rule or the year is none.
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule.removeprefix("easter")))
    month, *rest = rule.split("-")
    if len(rest) == 1:
        return date(year, int(month), int(rest[0]))
    name, which = rest
    weekday = WEEKDAYS.index(name)
    if which == "last":
        following = date(year + int(month) // 12, int(month) % 12 + 1, 1)
        return following - timedelta((following.weekday() - weekday - 1) % 7 + 1)
    first = date(year, int(month), 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (int(which) - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm in Meeus, Astronomical Algorithms (1991), ch. 8."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
