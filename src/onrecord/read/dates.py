"""Dates as EDTF: a year, a month or a day."""

import re
from datetime import date

from onrecord.errors import BadDescription

_EDTF = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
# What news sites print: a date with a time of day behind it. The record dates publications by the day.
_TIME_OF_DAY = re.compile(r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_CURE = "write a year, a month or a day: 2022, 2022-05 or 2022-05-31"


def edtf(written: str) -> str:
    """The EDTF date that `written` holds: `2022`, `2022-05` or `2022-05-31`; a time of day after a day is dropped.

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
    return found[0]
