"""From EDTF, as far as news needs it, to the first and the last day that it allows."""

import re

FIRST, LAST = "0000-00-00", "9999-99-99"
"""Days before and after every other, for an end that is open or unknown."""

_DATE = re.compile(
    r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T[0-9:.,]+(?:Z|[+-][0-9:]+)?)?[?~%]?", re.ASCII
)
_OPEN = ("", "..")


def bounds(edtf: str) -> tuple[str, str] | None:
    """The first and the last day, `YYYY-MM-DD`, of a date or an interval; None where it cannot be read.

    The days compare as strings. The last day of a month is written 31 whatever the month, which changes no comparison.
    Open (`../2022`, `2022/..`) and unknown (`2022/`) ends reach as far as days go.
    """
    start, slash, end = edtf.strip().partition("/")
    if not slash:
        return _date(start)
    if start in _OPEN and end in _OPEN:
        return None
    first = (FIRST, FIRST) if start in _OPEN else _date(start)
    last = (LAST, LAST) if end in _OPEN else _date(end)
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]


def days(edtf: str) -> tuple[str, str] | None:
    """The days on which something may have been said, as for `bounds`; an end that is open is the other one.

    "Has said repeatedly" is `../2022-05-31`: it was said by then, and 31 May is the only day that is known of it.
    """
    known = bounds(edtf)
    if known is None:
        return None
    first, last = known
    return last if first == FIRST else first, first if last == LAST else last


def _date(edtf: str) -> tuple[str, str] | None:
    """The bounds of a date that may lack its day, its month, or be unspecified (X) in places."""
    match = _DATE.fullmatch(edtf)
    if match is None:
        return None
    year, month, day = match[1], _given(match[2]), _given(match[3])
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31) or (day and not month):
        return None
    return (
        f"{year.replace('X', '0')}-{month or '01'}-{day or '01'}",
        f"{year.replace('X', '9')}-{month or '12'}-{day or '31'}",
    )


def _given(part: str | None) -> str | None:
    return None if part in (None, "XX") else part
