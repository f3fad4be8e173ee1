"""`onrecord entities`: the record's own list of people and organisations, in whose names speakers are recognised."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.report import guarded, say, say_refused, status
from onrecord.errors import BadList, NoSuchEntity, NoSuchPath, TooLarge, Unreadable
from onrecord.settings import Settings
from onrecord.types.document import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from onrecord.types.entity import Entity, Office

app = typer.Typer(
    help="The record's own list of people and organisations: import, list and remove.",
    no_args_is_help=False,
    add_completion=False,
)

ListFile = Annotated[Path, typer.Argument(metavar="FILE.csv", help="id,name,aliases,type,office,from,to")]


@app.command("import")
def import_(file: ListFile, record: RecordOption = DEFAULT_RECORD) -> None:
    """Put a list into the record; a row whose id is there takes the older one's place. Dates: 2022, 2022-05, 2022-05-31.

    Documents that are added afterwards are joined to it where name, office and day fit. Exit status: 0 everything was
    taken, 1 some rows were refused, 2 nothing could be taken.
    """
    with guarded():
        from onrecord.link.lists import read_list
        from onrecord.record.store import Record

        try:
            entities, refused = read_list(_content(file))
        except BadList as error:
            raise BadList(f"{file}: {error.cause}", error.cure) from None
        for line, why in refused:
            say_refused(Refusal(where=f"{file}:{line}", code=why.code, cause=why.cause, cure=why.cure))
        if entities:
            with Record.open(record, create=True) as store:
                store.list_entities(entities)
        rows = "row" if len(refused) == 1 else "rows"
        say(f"{len(entities)} listed, {len(refused)} {rows} refused: {record}")
        sys.exit(status(len(entities), len(refused)))


@app.command("list")
def list_(record: RecordOption = DEFAULT_RECORD) -> None:
    """Print the record's own list."""
    with guarded() as output:
        from onrecord.cli.terminal import terminal
        from onrecord.record.store import Record

        with Record.open(record) as store:
            entities = store.entities()
        with terminal(output) as out:
            out.print(_table(entities))


@app.command("remove")
def remove(
    id: Annotated[str, typer.Argument(metavar="ID", help="Of the list.")], record: RecordOption = DEFAULT_RECORD
) -> None:
    """Take one out of the list. What was joined to it before stays as it was recorded."""
    with guarded():
        from onrecord.record.store import Record

        with Record.open(record) as store:
            there = store.unlist_entity(id)
        if not there:
            raise NoSuchEntity(f"No entity {id!r} in the list of {record}.", "See them all: onrecord entities list.")
        say(f"removed {id}")


def _content(file: Path) -> bytes:
    """The file's bytes. Raises NoSuchPath, TooLarge or Unreadable."""
    largest = Settings().max_bytes
    try:
        with file.open("rb") as opened:
            content = opened.read(largest + 1)
    except FileNotFoundError:
        raise NoSuchPath(f"{file}: no such file", "check the name") from None
    except OSError as error:
        raise Unreadable(f"{file}: {error.strerror}", "give a file that may be read") from None
    if len(content) > largest:
        raise TooLarge(f"{file}: more than {largest} bytes", "split it")
    return content


def _table(entities: Sequence[Entity]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from onrecord.export.visible import visible

    table = Table(box=None, pad_edge=False)
    for head in ("Id", "Name", "Type", "Office"):
        table.add_column(head)
    for each in entities:
        names = [each.name, *(f"also {alias}" for alias in each.aliases)]
        offices = [f"{office.title} {_days(office)}".strip() for office in each.offices]
        cells = ([each.id], names, [each.type], offices)
        table.add_row(*(Text("\n").join(Text(visible(line)) for line in cell) for cell in cells))
    return table


def _days(office: Office) -> str:
    return f"{office.since or '…'} to {office.until or '…'}" if office.since or office.until else ""
