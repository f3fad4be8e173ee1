"""Times as pages write them → EDTF, with the precision and the zone that they have."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<year>[12][0-9]{3})[-/.]?(?P<month>[0-9]{2})(?:[-/.]?(?P<day>[0-9]{2}))?"
    r"(?:(?:T|\s+)(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,:][0-9]{1,9})?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?)?",
    re.I,
)
_EARLIEST = 1980
"""Before the web; 1970-01-01 is what a program writes that does not know the time."""
_AHEAD = timedelta(days=1)  # clocks that are wrong and zones that are missing


def edtf_of(written: str) -> str | None:
    """The EDTF value of a time in ISO 8601 or RFC 5322 (e-mail), seconds at most; None where it is neither.

    `2022-05-31`, `2022-05-31T14:05:00+02:00`; no zone is added where none was said.
    """
    written = written.strip()
    found = _ISO.fullmatch(written)
    if found is None:
        return _of_mail(written)
    day = found["year"] + "-" + found["month"] + (f"-{found['day']}" if found["day"] else "")
    try:
        date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
    except ValueError:
        return None
    if not found["day"] or not found["hour"]:
        return day
    if found["hour"] > "23" or found["minute"] > "59" or (found["second"] or "0") > "59":
        return day
    return f"{day}T{found['hour']}:{found['minute']}:{found['second'] or '00'}{_zone(found['zone'])}"


def plausible(edtf: str, fetched: str | None) -> bool:
    """Whether a page can be of that time: since the web is there, and not ahead of when it was fetched, or of now."""
    if int(edtf[:4]) < _EARLIEST:
        return False
    limit = datetime.fromisoformat(fetched).astimezone(UTC) if fetched else datetime.now(UTC)
    return edtf[:10] <= (limit + _AHEAD).date().isoformat()[: len(edtf[:10])]


def _zone(written: str | None) -> str:
    if not written:
        return ""
    if written.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    digits = written[1:].replace(":", "").ljust(4, "0")
    return "Z" if digits == "0000" else f"{written[0]}{digits[:2]}:{digits[2:]}"


def _of_mail(written: str) -> str | None:
    try:
        found = parsedate_to_datetime(written[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.isoformat(timespec="seconds").replace("+00:00", "Z")
