"""Titles without the outlet's name, and authors as a list of names."""

import re
from urllib.parse import urlsplit

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»«:]|::|-|/)\s+")
_BY = re.compile(r"^(?:written\s+|reported\s+|story\s+)?by[:\s]\s*", re.I)
_BETWEEN = re.compile(r"\s*(?:;|\||\s&\s|\s+and\s+|,\s+and\s+)\s*", re.I)
_COMMA = re.compile(r"\s*,\s*")
_NO_NAME = re.compile(
    r"https?:|@|[<>{}\[\]=]|\b(?:admin|administrator|editor|staff|unknown|guest|user|null|none|undefined|author|newsroom)\b",
    re.I,
)
_LONGEST_NAME = 60  # characters
_MOST_AUTHORS = 20


def without_outlet(title: str, outlet: str | None, url: str | None) -> str:
    """`title` without the outlet's name, or its address's, behind or before it: "Rain at last | The Outlet"."""
    known = {_letters(outlet or ""), *_of_host(url)} - {""}
    title = " ".join(title.split())
    for _ in range(2):
        parts = list(_SEPARATOR.finditer(title))
        if parts and _letters(title[parts[-1].end() :]) in known:
            title = title[: parts[-1].start()]
        elif parts and _letters(title[: parts[0].start()]) in known:
            title = title[parts[0].end() :]
    return title


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for marks, case and what stands behind one of them."""
    a, b = _letters(one), _letters(other)
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= 12 and (a.startswith(b) or b.startswith(a))))


def authors_of(written: list[str], outlet: str | None) -> tuple[str, ...]:
    """The names in bylines ("By Ana Lund and Per Holm, Staff Writer"), without what is no person's name."""
    names: dict[str, None] = {}
    for line in written[:_MOST_AUTHORS]:
        line = _BY.sub("", " ".join(line.split()))
        for part in _BETWEEN.split(line[:500]):
            for name in _listed(part):
                if _is_name(name) and _letters(name) != _letters(outlet or ""):
                    names.setdefault(name)
    return tuple(names)[:_MOST_AUTHORS]


def _listed(part: str) -> list[str]:
    pieces = _COMMA.split(part)
    if all(" " in piece for piece in pieces):
        return pieces
    return pieces[:1]  # "Ana Lund, Reporter": what stands behind is her office


def _is_name(name: str) -> bool:
    return 2 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) and any(c.isalpha() for c in name)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _of_host(url: str | None) -> set[str]:
    host = (urlsplit(url).hostname or "") if url else ""
    labels = host.removeprefix("www.").split(".")
    return {_letters(host.removeprefix("www.")), *(_letters(label) for label in labels[:-1] if len(label) > 2)}
