"""Addresses and times as lists of pages write them."""

import re
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

MOST = 50_000
"""Entries that are taken from one list: what a sitemap may hold (sitemaps.org)."""

_LONGEST_LABEL = 1000  # characters of a title or a publisher's name
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def link(written: str | None, base: str | None) -> str | None:
    """The web address that `written` stands for in a list at `base`; None where it is none, such as a `mailto:`."""
    try:
        joined = urljoin(base or "", (written or "").strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in {"http", "https"} and parts.netloc else None


def label(written: str | None) -> str | None:
    """One line of text, white space evened out; None where there is none."""
    return " ".join((written or "").split())[:_LONGEST_LABEL].strip() or None


def w3c(written: str | None) -> str | None:
    """A W3C date or time (`2022-05-31`, `2022-05-31T14:05+02:00`) as EDTF, in UTC; None where it is none.

    A time without a zone is taken for UTC, which most lists mean by it.
    """
    text = (written or "").strip()
    try:
        if date := _DATE.fullmatch(text):
            datetime(int(date[1]), int(date[2] or 1), int(date[3] or 1), tzinfo=UTC)
            return text
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year > 1 else None
    except (ValueError, OverflowError):
        return None
