"""`onrecord stats`: what the record holds, counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.report import guarded

if TYPE_CHECKING:
    from rich.table import Table

    from onrecord.record.store import Stats


def stats(record: RecordOption = DEFAULT_RECORD) -> None:
    """Count what the record holds: everything stored, shown or not; kinds, speakers and venues of what is listed."""
    with guarded() as output:
        from onrecord.cli.terminal import terminal
        from onrecord.record.store import Record

        with Record.open(record) as store:
            counted = store.stats()
        with terminal(output) as out:
            out.print(_table(counted))


def _table(counted: Stats) -> Table:
    from rich.table import Table
    from rich.text import Text

    from onrecord.export.visible import visible

    table = Table.grid(padding=(0, 2))
    for name, value in _rows(counted):
        table.add_row(Text(name), Text(visible(value)))
    return table


def _rows(counted: Stats) -> Iterator[tuple[str, str]]:
    def each(counts: dict[str, int]) -> str:
        return ", ".join(f"{count:,} {name or 'not known'}" for name, count in counts.items() if count)

    first, last = (day and day.partition("T")[0] for day in (counted.first_published, counted.last_published))
    yield "documents", f"{counted.documents:,}" + (f", published {first} to {last}" if first and last else "")
    if counted.superseded:
        yield "  superseded", f"{counted.superseded:,} by a later version of their page"
    if (
        counted.origins + counted.superseded < counted.documents
        or counted.appearances + counted.superseded > counted.documents
    ):
        yield "  origins", f"{counted.origins:,}, copies as one; seen in {counted.appearances:,} places"
    yield "attributions", f"{counted.attributions:,}"
    yield "  by act", each(counted.by_act)
    yield "  by form", each(counted.by_form)
    yield "statements", f"{counted.statements:,}"
    yield "  listed", f"{counted.listed:,}"
    yield "  by kind", each(counted.by_kind)
    yield "  by speaker", each(counted.by_speaker_type)
    yield "  by venue", each(counted.by_venue)
    yield "speakers", f"{counted.speakers_resolved:,} by name, {counted.speakers_unresolved:,} times nobody resolved"
    for run in counted.runs:
        yield "analysed by", f"{run.weights or 'nothing'}, onrecord {run.version}: {run.documents:,} documents"
    yield "size", f"{counted.bytes / 1e6:,.1f} MB"
