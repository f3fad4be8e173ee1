"""Addresses of pages: the canonical one, and what one says by itself (outlet, day)."""

import re
from urllib.parse import SplitResult, urljoin, urlsplit

_DAY = re.compile(
    r"/(?P<year>19[89][0-9]|20[0-9]{2})[/-]?(?P<month>0[1-9]|1[0-2]|[a-z]{3})[/-]?(?P<day>0[1-9]|[12][0-9]|3[01])(?=[/_-]|$)"
)
_MONTHS = {
    name: f"{i:02}"
    for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_LONGEST = 2000  # characters; browsers and servers take no more


def parts(url: str | None) -> SplitResult | None:
    """The parts of a web address, None where it is none."""
    try:
        found = urlsplit((url or "").strip())
    except ValueError:
        return None
    try:
        web = found.scheme in {"http", "https"} and bool(found.hostname)
    except ValueError:
        return None
    return found if web and len(url or "") <= _LONGEST else None


def host(url: str | None) -> str | None:
    """The host of an address without `www.`."""
    found = parts(url)
    return (found.hostname or "").removeprefix("www.") or None if found else None


def canonical(candidates: list[str], fetched_from: str | None) -> str | None:
    """The first candidate that can be the address of one article; relative ones are joined to where it was fetched."""
    for candidate in candidates:
        try:
            joined = urljoin(fetched_from or "", candidate.strip())
        except ValueError:
            continue
        found = parts(joined)
        # A page whose "canonical" address is the front page is a template that was not filled in.
        if found is not None and (found.path.strip("/") or found.query):
            return joined.partition("#")[0]
    return None


def same_page(one: str, other: str) -> bool:
    """Whether two addresses lead to one page: but for scheme, `www.`, query, fragment and a slash at the end."""
    a, b = parts(one), parts(other)
    if a is None or b is None:
        return False
    return host(one) == host(other) and a.path.rstrip("/") == b.path.rstrip("/")


def day_in(url: str | None) -> str | None:
    """The day that stands in the path of an address (`/2022/05/31/`), EDTF."""
    found = parts(url)
    day = _DAY.search(found.path.lower()) if found else None
    if day is None:
        return None
    month = _MONTHS.get(day["month"], day["month"])
    return f"{day['year']}-{month}-{day['day']}" if month.isdigit() else None
