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
    from rich.text import Text

    from onrecord.link.across import Namesakes
    from onrecord.types.entity import Entity, Office

app = typer.Typer(
    help="The record's own list of people and organisations: import, list, candidates and remove.",
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


@app.command("candidates")
def candidates(
    record: RecordOption = DEFAULT_RECORD,
    limit: Annotated[int, typer.Option(min=1, help="How many names at most.")] = 50,
) -> None:
    """Print the full names that several documents share and that were joined to nobody, with the evidence.

    Whoever is one person can be put into the list, with an office and its days; the machine never joins a bare name.
    """
    with guarded() as output:
        from onrecord.cli.terminal import terminal
        from onrecord.link.across import namesakes
        from onrecord.record.store import Record

        with Record.open(record) as store:
            found = namesakes(store.origins())
        with terminal(output) as out:
            out.print(_namesakes(found[:limit]))


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


def _namesakes(found: Sequence[Namesakes]) -> Table:
    table = _headed("Name", "Evidence", "Where")
    for each in found:
        where = [
            " ".join(filter(None, [one.document[:12], one.published, "; ".join(one.roles)])) for one in each.appearances
        ]
        offered = dict.fromkeys(
            f"may be {listed.entity_name}, {listed.entity}" for one in each.appearances for listed in one.listed
        )
        table.add_row(_cell([each.name]), _cell([*each.evidence, *offered]), _cell(where))
    return table


def _table(entities: Sequence[Entity]) -> Table:
    table = _headed("Id", "Name", "Type", "Office")
    for each in entities:
        names = [each.name, *(f"also {alias}" for alias in each.aliases)]
        offices = [f"{office.title} {_days(office)}".strip() for office in each.offices]
        table.add_row(_cell([each.id]), _cell(names), _cell([each.type]), _cell(offices))
    return table


def _headed(*heads: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in heads:
        table.add_column(head)
    return table


def _cell(lines: Sequence[str]) -> Text:
    from rich.text import Text

    from onrecord.export.visible import visible

    return Text("\n").join(Text(visible(line)) for line in lines)


def _days(office: Office) -> str:
    return f"{office.since or '…'} to {office.until or '…'}" if office.since or office.until else ""
