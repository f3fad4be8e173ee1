"""Days on which a story may have been published, against the days on which an office was held."""

import re

from onrecord.types.entity import Office

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
FIRST, LAST = "0000-00-00", "9999-99-99"
"""Days before and after every other, for an end that is open."""


def days(published: str | None) -> tuple[str, str] | None:
    """The first and last day (`YYYY-MM-DD`) of a year, a month, a day or a time as EDTF; None where none is known.

    The last day of a month is written 31 whatever the month, which changes no comparison.
    """
    match = _EDTF.fullmatch((published or "").partition("T")[0])
    if match is None:
        return None
    year, month, day = match.groups()
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"


def within(published: tuple[str, str], office: Office) -> bool:
    """Whether the office is known to have been held on every day on which the story may have been published."""
    return (office.since or FIRST) <= published[0] and published[1] <= (office.until or office.seen or LAST)


def over(published: tuple[str, str], office: Office) -> bool:
    """Whether the office is known to have ended before the story was published, or on that day."""
    return office.until is not None and office.until <= published[0]


def begun(published: tuple[str, str], office: Office) -> bool:
    """Whether the office is known to have begun before the story was published, or on that day."""
    return (office.since or FIRST) <= published[0]
