"""What a file's own properties say: titles and authors that somebody wrote, times that the program wrote."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files

from onrecord.types.document import Description

_LONGEST_TITLE, _LONGEST_NAME, _MOST_AUTHORS = 500, 100, 50  # characters; more is no title, no name, no list of them
_EARLIEST = 1990  # a year before the formats that have such properties: a clock that was not set
_PDF_DATE = re.compile(
    r"(?:D:)?(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?(?P<hour>\d\d)?(?P<minute>\d\d)?(?P<second>\d\d)?"
    r"(?:(?P<zone>[Zz+-])(?:(?P<hours>\d\d)'?(?:(?P<minutes>\d\d)'?)?)?)?\s*"
)


def described_by(title: str, authors: str, created: str | None, modified: str | None) -> Description:
    """What these properties say, without what a program writes by itself ("Microsoft Word - draft.doc", "Owner").

    authors: separated by semicolons; a name in one piece ("jsmith") is an account's. created and modified: EDTF. The
    basis is `meta`, but that it was published when the file was made is a guess.
    """
    said = Description(title=_title(title), authors=_authors(authors), modified=modified).known_by("meta")
    return said.filled_by(Description(published=created).known_by("guess"))


def edtf_of(when: datetime) -> str | None:
    """A time as EDTF with its zone, where it is known; None before 1990."""
    if when.year < _EARLIEST:
        return None
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")


def of_iso(written: str) -> str | None:
    """EDTF of a time as XML has it (`2022-05-31T14:05:00Z`), None where it is none."""
    try:
        return edtf_of(datetime.fromisoformat(written.strip()))
    except ValueError:
        return None


def of_pdf(written: str) -> str | None:
    """EDTF of a time as PDF has it (`D:20220531140500+02'00'`, from the right less and less), None where it is none."""
    found = _PDF_DATE.fullmatch(written)
    if found is None or int(found["year"]) < _EARLIEST:
        return None
    year, month, day, hour, minute, second = (
        int(found[name]) if found[name] else None for name in ("year", "month", "day", "hour", "minute", "second")
    )
    try:
        when = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=_zone(found))
    except ValueError:
        return None
    if hour is None:  # as exact as it is written
        return "-".join(part for part in (found["year"], found["month"], found["day"]) if part)
    return edtf_of(when)


def _zone(found: re.Match[str]) -> timezone | None:
    if not found["zone"]:
        return None
    if found["zone"] in "Zz":
        return UTC
    offset = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    return timezone(-offset if found["zone"] == "-" else offset)


def _title(written: str) -> str | None:
    written = " ".join(written.split())
    known = _known()
    folded = written.casefold()
    if not written or len(written) > _LONGEST_TITLE or "\ufffd" in written or folded in known["titles"]:
        return None
    if folded.startswith(known["title_prefixes"]) or folded.endswith(known["title_suffixes"]):
        return None
    return written if any(letter.isalpha() for letter in written) else None


def _authors(written: str) -> tuple[str, ...]:
    names = (" ".join(name.split()) for name in written.split(";")[:_MOST_AUTHORS])
    return tuple(dict.fromkeys(name for name in names if _is_name(name)))


def _is_name(name: str) -> bool:
    return " " in name and "@" not in name and len(name) <= _LONGEST_NAME and name.casefold() not in _known()["authors"]


@cache
def _known() -> dict[str, tuple[str, ...]]:
    data = json.loads((files("onrecord") / "data" / "file_properties.json").read_text("utf-8"))
    return {name: tuple(each.casefold() for each in data[name]) for name in data if name != "source"}
