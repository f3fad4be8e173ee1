"""Members of governments and words for agents of the PETRARCH2 dictionaries (MIT)."""

import lzma
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.types.entity import Entity, Office
from training.corpora import SHARED
from training.gazetteers.countries import countries, with_article

FOLDER = SHARED / "corpora/petrarch2-dict"
SNAPSHOT = "2014-01-30"
"""Day on which the dictionary of countries was made."""
AGENTS_SOURCE = {
    "source": "Phoenix.agents of openeventdata/petrarch2, see SOURCE.md. Made by `python -m training.gazetteers`",
    "licence": "MIT",
}
OPEN = "9999"
CODE = re.compile(r"\[([^\]]*)\]")
# Only GOV: the interval of ELI ("elite") begins with a guess from the birth and ends with the death.
GOVERNMENT = re.compile(r"([A-Z]{3})GOV(?!LEG)\w*\s+(?:(?P<since>\d{6,8})-(?P<until>\d{6,8})|>\s*(?P<open>\d{6,8}))")
PERSON = re.compile(r"[A-Z][A-Z.'\-]*(?: [A-Z][A-Z.'\-]*){1,5}")
NO_PERSON = re.compile(
    r"\b(?:ADMINISTRATION|AGENCY|ARMY|ASSEMBLY|BANK|CABINET|COMMISSION|COMMITTEE|CONGRESS|COUNCIL|COURT|DEPARTMENT|FORCES?"
    r"|GOVERNMENT|HOUSE|MINISTRY|OFFICE|PARLIAMENT|PARTY|POLICE|SENATE|SERVICE|UNION|ELECT|THE|OF)\b"
)
RANKED = re.compile(
    r"^(?:(?:PRESIDENT|PRIME MINISTER|MINISTER|PREMIER|CHANCELLOR|SECRETARY|SENATOR|GOVERNOR|GOV\.?|GENERAL|GEN\.?|KING|QUEEN"
    r"|PRINCE|PRINCESS|SHEIKH|SHAIKH|EMIR|SULTAN|MR\.?|MRS\.?|MS\.?|DR\.?|SIR|LORD|LADY|U\.?S\.?|VICE|FOREIGN|STATE) )+"
)
UNNAMED = re.compile(
    NO_PERSON.pattern
    + r"|\b(?:PRESIDENT|MINISTER|CHANCELLOR|KANZLER|BUNDESKANZLER|SECRETARY|ADVISOR|DIRECTOR|SENATOR|REPRESENTATIVE|FORMER|MR|MRS|SPEAKER)\b"
)
PARTICLES = {
    "AL",
    "BIN",
    "BINT",
    "DA",
    "DE",
    "DEL",
    "DER",
    "DI",
    "DOS",
    "DU",
    "EL",
    "IBN",
    "LA",
    "OL",
    "UL",
    "VAN",
    "VON",
    "Y",
}
FAMILY_FIRST = {"CHN", "HKG", "KHM", "KOR", "PRK", "TWN", "VNM"}
"""Countries whose names the dictionary prints with the surname first (ISO 3166-1 alpha-3)."""


class Entry(NamedTuple):
    """One actor: its name, further names, and the codes with their dates, as printed in the dictionary."""

    name: str
    others: list[str]
    codes: list[str]


def entries(file: str) -> Iterator[Entry]:
    """The actors of a dictionary, in its order."""
    entry: Entry | None = None
    for printed in lzma.decompress((FOLDER / file).read_bytes()).decode("utf-8", "replace").splitlines():
        line = printed.partition("#")[0].rstrip()
        name = line.partition("[")[0].replace("_", " ").strip()
        if line.startswith("+"):
            if entry:
                entry.others.append(name[1:].strip())
        elif name and not line[0].isspace():
            if entry:
                yield entry
            entry = Entry(name, [], [])
        if entry:
            entry.codes.extend(CODE.findall(line))
    if entry:
        yield entry


def members() -> list[Entity]:
    """Everybody who is dated as a member of a government, sorted by id. Titles of offices are not in the source."""
    names = {row["iso3"]: row["name"] for row in countries()}
    found: dict[str, Entity] = {}
    for entry in entries("Phoenix.Countries.actors.txt.xz"):
        held = [match for code in entry.codes if (match := GOVERNMENT.match(code)) and match[1] in names]
        if held and PERSON.fullmatch(entry.name) and not NO_PERSON.search(entry.name):
            entity = _entity(entry, held, names)
            if entity.offices:
                found.setdefault(entity.id, entity)
    return [found[key] for key in sorted(found)]


def _entity(entry: Entry, held: list[re.Match[str]], names: dict[str, str]) -> Entity:
    country = held[0][1]
    name = RANKED.sub("", entry.name) or entry.name
    words = name.split()
    others = {other for printed in entry.others if PERSON.fullmatch(other := RANKED.sub("", printed))}
    aliases = sorted(_printed(other) for other in others if other != name and not UNNAMED.search(other))
    return Entity(
        id=f"petrarch2:{country}.{re.sub(r'[^a-z]+', '-', name.casefold()).strip('-')}",
        name=_printed(name),
        aliases=tuple(aliases),
        family=_printed(words[0]) if country in FAMILY_FIRST and len(words[0]) > 1 else None,
        offices=tuple(_held(held, names)),
    )


def _held(held: list[re.Match[str]], names: dict[str, str]) -> Iterator[Office]:
    """Stretches of office by country; those that are misprinted, ending before they begin, are left out."""
    for country in dict.fromkeys(match[1] for match in held):
        stretches = [
            (_day(match["since"] or match["open"]), _day(match["until"]) if match["until"] else OPEN)
            for match in held
            if match[1] == country
        ]
        for since, until in _merged(sorted(each for each in stretches if each[0] <= each[1])):
            yield Office(
                title=f"Government of {with_article(names[country])}",
                since=since,
                until=None if until == OPEN else until,
                seen=max(SNAPSHOT, since) if until == OPEN else None,
            )


def _merged(stretches: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that touch or overlap made into one."""
    merged: list[tuple[str, str]] = []
    for since, until in stretches:
        if merged and since <= _next(merged[-1][1]):
            merged[-1] = (merged[-1][0], max(until, merged[-1][1]))
        else:
            merged.append((since, until))
    return merged


def _next(day: str) -> str:
    """The day after; the dictionary writes a month's last day as it is."""
    return day if day == OPEN else (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _day(written: str) -> str:
    """`YYMMDD` or `YYYYMMDD` as `YYYY-MM-DD`; the dictionary's years of two digits begin in 1930."""
    if len(written) == 7:  # a digit is missing: the month or the day, nobody knows which
        written = written[:4] + "0101"
    if len(written) == 6:
        written = ("19" if written >= "30" else "20") + written
    return f"{written[:4]}-{written[4:6]}-{written[6:8]}"


def _printed(name: str) -> str:
    """A name in capitals as newsrooms print it, as far as can be told."""
    words = name.split()
    return " ".join(
        word.lower() if k and word in PARTICLES else re.sub(r"\b(MC)?([A-Z])([A-Z]*)", _cased, word)
        for k, word in enumerate(words)
    )


def _cased(match: re.Match[str]) -> str:
    return (match[1] or "").capitalize() + match[2] + match[3].lower()


def agents() -> dict[str, list[str]]:
    """Words for people and bodies by what they are in CAMEO ("GOV", "MIL"), in lower case, singular."""
    found: dict[str, set[str]] = {}
    for entry in entries("Phoenix.agents.txt.xz"):
        for code in entry.codes:
            phrase = re.sub(r"\{.*?\}", "", entry.name)
            phrase = re.sub(r"!MINIST!(?![A-Z])|\bMINIST\b", "MINISTER", phrase).replace("!MINIST!", "MINIST")
            phrase = " ".join(phrase.replace("!PERSON!", "MAN").casefold().split())
            if code.startswith("~") and re.fullmatch(r"[a-z'. \-]+", phrase):
                found.setdefault(code.strip("~ "), set()).add(phrase)
    return {code: sorted(found[code]) for code in sorted(found)}
