"""Titles without the outlet's name, and authors as a list of names."""

import re
from collections.abc import Iterable
from typing import Self

import msgspec

from onrecord.read.html.addresses import host

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»«:]|::|-|/)\s+")
_BY = re.compile(r"^(?:(?:[a-z]+\s+){0,2}by[:\s]|(?:author|writer)s?\s*:)\s*", re.I)
_TIME = re.compile(
    r"\s*(?:[|•·]|\bon\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:published|updated|posted)\b).*$"
    r"|\W*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d.*$|\s+\d.*$",
    re.I,
)
"""What stands behind the name in a byline: when it was published."""
_BETWEEN = re.compile(r"\s*(?:;|\||\s&\s|\s+and\s+|,\s+and\s+)\s*", re.I)
_COMMA = re.compile(r"\s*,\s*")
_NO_NAME = re.compile(
    r"https?:|@|[<>{}\[\]=]|\b(?:admin|administrator|editor|staff|unknown|guest|user|null|none|undefined|author|newsroom"
    r"|writer|reporter|correspondent|columnist|contributor|commented|comments?|posts?)\b|\d"
    r"|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.I,
)
_LEAST_PREFIX = 5  # letters that two names of an outlet must share at their head
_MOST_LONGER = 2.5  # times as long as it may be: "Wen Courier Online" for the Wen Courier, not a title that begins so
_MOST_TITLES = 30
_LONGEST_TITLE = 400  # characters
_LEAST_TITLE = 12  # letters from which a title may be the beginning of another
_LONGEST_BYLINE = 500  # characters
_LONGEST_NAME = 60  # characters
_MOST_AUTHORS = 20


def without_outlet(title: str, outlet: str | None, url: str | None) -> str:
    """`title` without the outlet's name, or its address's, behind or before it: "Rain at last | The Outlet"."""
    known = {_letters(outlet or ""), *_of_host(url)} - {""}
    title = " ".join(title.split())
    for _ in range(2):
        parts = list(_SEPARATOR.finditer(title))
        if parts and _is_outlet(title[parts[-1].end() :], known):
            title = title[: parts[-1].start()]
        elif parts and _is_outlet(title[: parts[0].start()], known):
            title = title[parts[0].end() :]
    return title


def matches_host(outlet: str, url: str | None) -> bool:
    """Whether an outlet's name is that of its address: "The Dellin Standard" at `dellinstandard.example`."""
    return _is_outlet(outlet, _of_host(url) - {""})


def _is_outlet(part: str, known: set[str]) -> bool:
    bare = _letters(part).removeprefix("the")
    return any(
        bare == name
        or (
            _LEAST_PREFIX <= len(bare) <= _MOST_LONGER * len(name)
            and len(name) >= _LEAST_PREFIX
            and _begins(bare, name)
        )
        for name in (other.removeprefix("the") for other in known)
    )


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


class Titles(msgspec.Struct, frozen=True):
    """What a page gives as its title in several places, each as its letters and digits alone."""

    letters: tuple[str, ...]

    @classmethod
    def of(cls, titles: Iterable[str]) -> Self:
        """The titles among `titles` that are not empty, the first thirty."""
        return cls(tuple(dict.fromkeys(filter(None, map(_letters, titles))))[:_MOST_TITLES])

    def has(self, text: str) -> bool:
        """Whether `text` is one of them but for marks, case and what stands behind one of the two."""
        if len(text) > _LONGEST_TITLE:
            return False
        letters = _letters(text)
        return letters in self.letters or (
            len(letters) >= _LEAST_TITLE
            and any(len(title) >= _LEAST_TITLE and _begins(letters, title) for title in self.letters)
        )


def authors_of(written: list[str], outlet: str | None) -> tuple[str, ...]:
    """The names in bylines ("By Ana Lund and Per Holm, Staff Writer"), without what is no person's name."""
    names: dict[str, None] = {}
    for line in written[:_MOST_AUTHORS]:
        line = _TIME.sub("", _BY.sub("", " ".join(line[:_LONGEST_BYLINE].split())))
        for part in _BETWEEN.split(line):
            for name in (listed.strip(" -–—|,.:") for listed in _listed(part)):
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
    name = host(url) or ""
    return {_letters(name), *(_letters(label) for label in name.split(".")[:-1] if len(label) > 2)}
