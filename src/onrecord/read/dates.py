"""Dates as EDTF: a year, a month, a day, or a time of day."""

import re
from datetime import date, time

from onrecord.errors import BadDescription

_EDTF = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_TIME = re.compile(r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?")
# What else news sites print behind a date. It is dropped: EDTF knows no such time.
_TIME_OF_DAY = re.compile(r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_CURE = "write a year, a month or a day: 2022, 2022-05 or 2022-05-31; a time is written 2022-05-31T14:05:00Z"


def edtf(written: str) -> str:
    """The EDTF date that `written` holds: `2022`, `2022-05`, `2022-05-31` or `2022-05-31T14:05:00Z`.

    A time of day in any other writing is dropped.

    Raises BadDescription where it is none, or no day of the calendar.
    """
    found = _EDTF.match(written.strip())
    if found is None:
        raise BadDescription(f"no date: {written[:60]!r}", _CURE)
    rest = written.strip()[found.end() :]
    if rest and not (found["day"] and _TIME_OF_DAY.fullmatch(rest)):
        raise BadDescription(f"no date: {written[:60]!r}", _CURE)
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        raise BadDescription(f"no day of the calendar: {written[:60]!r}", _CURE) from None
    return found[0] + rest if found["day"] and _is_time(rest) else found[0]


def _is_time(written: str) -> bool:
    """Whether it is a time of day of EDTF, and one that clocks show."""
    if not _TIME.fullmatch(written):
        return False
    try:
        time.fromisoformat(written[1:])
    except ValueError:
        return False
    return True
