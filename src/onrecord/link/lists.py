"""A user's own list of entities: CSV with the columns id, name, aliases, type, office, from, to."""

import csv
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from onrecord.errors import BadList
from onrecord.link.dates import days
from onrecord.link.names import parts
from onrecord.link.offices import post
from onrecord.types.entity import Entity, EntityType, Office

COLUMNS = ("id", "name", "aliases", "type", "office", "from", "to")
"""Nothing else is taken: no births, no addresses."""

LONGEST = 200
"""Characters of an id, a name or an office; the longest titles of ministers have some 150."""

_TYPES: dict[str, EntityType] = {
    "": "person",
    "person": "person",
    "organisation": "organisation",
    "organization": "organisation",
}
_BREAK = re.compile(r"\r\n|\r|\n")
_ID = re.compile(r"[!-~]+")
_CURE = "write id,name,aliases,type,office,from,to; aliases with ; between them; dates as 2022, 2022-05 or 2022-05-31"


class Row(NamedTuple):
    """The entity of a line, with one office or none; the line's number counts from 1, the head included."""

    line: int
    entity: Entity


class Refused(NamedTuple):
    """Why the row of a line was not taken."""

    line: int
    error: BadList


def read_list(content: bytes) -> tuple[list[Entity], list[Refused]]:
    """The entities of a CSV file in UTF-8, in order, and the rows that were refused.

    Rows of one id are one entity with several offices. Raises BadList where the file as a whole is none.
    """
    found: dict[str, Entity] = {}
    refused: list[Refused] = []
    first, *lines = _lines(content)
    for row in _rows(_head(first), lines):
        if isinstance(row, Refused):
            refused.append(row)
            continue
        entity, before = row.entity, found.get(row.entity.id)
        if before and (before.name, before.type) != (entity.name, entity.type):
            told = f"the id {entity.id} is {before.name}'s ({before.type}) in a row above"
            refused.append(Refused(row.line, BadList(told, "give each its own id, or write the same name and type")))
        elif before:
            aliases = tuple(dict.fromkeys((*before.aliases, *entity.aliases)))
            offices = (*before.offices, *entity.offices)
            found[entity.id] = msgspec.structs.replace(before, aliases=aliases, offices=offices)
        else:
            found[entity.id] = entity
    return list(found.values()), refused


def _lines(content: bytes) -> list[str]:
    """The lines of the file: a cell never runs over several, so that one bad row cannot take the next with it."""
    try:
        return _BREAK.split(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadList(f"not UTF-8 from byte {error.start} on", "save it as CSV in UTF-8") from None


def _head(line: str) -> list[str]:
    """The columns that the first line names."""
    named = [name.casefold() for name in _cells(line)]
    if not {"id", "name"} <= set(named) <= set(COLUMNS) or len(named) != len(set(named)):
        told = ", ".join(repr(name) for name in named[:10]) or "nothing"
        raise BadList(f"its first line names {told}", f"{_CURE}; only id and name must be there")
    return named


def _cells(line: str) -> list[str]:
    try:
        return [cell.strip() for cells in csv.reader([line], strict=True) for cell in cells]
    except csv.Error as error:
        raise BadList(f"no CSV: {error}", "close each quotation mark that is opened") from None


def _rows(head: list[str], lines: list[str]) -> Iterator[Row | Refused]:
    for number, line in enumerate(lines, start=2):
        try:
            cells = _cells(line)
            if any(cells):
                yield Row(number, _entity(_under(head, cells)))
        except BadList as error:
            yield Refused(number, error)


def _under(head: list[str], cells: list[str]) -> dict[str, str]:
    """The cells by column; those that are missing at the end are empty."""
    if len(cells) > len(head):
        told = f"{len(cells)} cells, where the first line has {len(head)}"
        raise BadList(told, "put quotation marks around cells with commas")
    return dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True))


def _entity(cells: dict[str, str]) -> Entity:
    for column in ("id", "name", "office"):
        if len(cells.get(column, "")) > LONGEST:
            raise BadList(f"{column}: more than {LONGEST} characters", "shorten it")
    if not _ID.fullmatch(cells["id"]):
        raise BadList(f"id: {cells['id']!r}", "give an id of ASCII letters, digits and signs, without spaces: own:17")
    if cells.get("type", "").casefold() not in _TYPES:
        raise BadList(f"type: {cells['type']!r}", "write person or organisation")
    aliases = [alias for each in cells.get("aliases", "").split(";") if (alias := each.strip())]
    for name in (cells["name"], *aliases):
        _be_name(name)
    kind = _TYPES[cells.get("type", "").casefold()]
    return Entity(
        id=cells["id"], name=cells["name"], type=kind, aliases=tuple(aliases), offices=tuple(_offices(cells, kind))
    )


def _be_name(name: str) -> None:
    """Raises BadList for a name that could never be found: characters that are not, or only look like, Latin letters."""
    if len(name) > LONGEST or parts(name) is None:
        odd = next((each for each in name if not parts(f"a{each}a")), "")
        told = f"name: {name[:60]!r}" + (f", in it {odd!r} (U+{ord(odd):04X})" if odd else "")
        raise BadList(told, "write it in Latin letters, as English-language news prints it")


def _offices(cells: dict[str, str], kind: EntityType) -> Iterator[Office]:
    """The office of a row; of an organisation the days on which it was there, where they are given."""
    title = cells.get("office", "")
    since, until = _day(cells.get("from", ""), "from", 0), _day(cells.get("to", ""), "to", 1)
    if since and until and since > until:
        raise BadList(f"from {since} to {until}", "put the earlier day first")
    if kind == "organisation" and title:
        raise BadList(f"office: {title!r} for an organisation", "leave it empty: only people hold offices")
    if kind == "person" and (since or until) and not title:
        raise BadList("days without an office", "name the office, or leave from and to empty")
    if title and not (post(title).title or post(title).places):
        raise BadList(f"office: {title!r}", "name it first, then its place: Mayor of Port Ellery")
    if title or since or until:
        yield Office(title=title, since=since, until=until)


def _day(written: str, column: str, end: int) -> str | None:
    """The first (0) or last (1) day of a date as EDTF; None where nothing is written."""
    if not written:
        return None
    first, last = days(written) or ("", "")
    try:
        begun = date.fromisoformat(first)
    except ValueError:
        cure = "write a year, a month or a day: 2022, 2022-05 or 2022-05-31"
        raise BadList(f"{column}: {written[:60]!r}", cure) from None
    if end == 0:
        return first
    _, length = monthrange(begun.year, int(last[5:7]))
    return min(last, f"{last[:8]}{length}")  # `days` writes the last day of every month 31
