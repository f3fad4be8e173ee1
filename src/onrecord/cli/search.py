"""`onrecord search`: statements that were recorded."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from onrecord.cli import search_options as o
from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.report import guarded, say
from onrecord.errors import BadDescription

if TYPE_CHECKING:
    from onrecord.record.store import Hit, Query


class Format(StrEnum):
    """How hits are printed."""

    table = "table"
    jsonl = "jsonl"


Printed = Annotated[Format, typer.Option("--format", help="How to print them.", rich_help_panel=o.OUTPUT)]


def search(
    words: o.Words = None,
    record: RecordOption = DEFAULT_RECORD,
    speaker: o.Speaker = "",
    entity: o.Entity = None,
    resolved: o.Resolved = None,
    type: o.Type = None,
    role: o.Role = "",
    principal: o.Principal = "",
    addressee: o.Addressee = "",
    act: o.Act = "speech",
    kind: o.Kind = None,
    form: o.Form = None,
    polarity: o.Polarity = None,
    modality: o.Modality = None,
    stance: o.Stance = None,
    condition: o.Condition = None,
    since: o.Since = None,
    until: o.Until = None,
    undated: o.Undated = False,
    basis: o.Basis = None,
    place: o.Place = "",
    venue: o.Venue = None,
    outlet: o.Outlet = "",
    min_amount: o.MinAmount = None,
    max_amount: o.MaxAmount = None,
    currency: o.Currency = None,
    stage: o.Stage = None,
    publisher: o.Publisher = "",
    published: o.Published = None,
    min_confidence: o.MinConfidence = None,
    limit: o.Limit = 50,
    all_versions: o.AllVersions = False,
    printed: Printed = Format.table,
) -> None:
    """Find statements by their words and by every field; an option given several times asks for any of its values.

    Exit status 0, found or not.
    """
    given = {name: value for name, value in locals().items() if value is not None}
    with guarded() as output:
        from onrecord.record.store import Record

        query = _query(given)
        with Record.open(record) as store:
            hits = store.search(query)
        _print(hits, query.words.strip(), printed, output)


_SUMS = {"least": "min_amount", "most": "max_amount", "currency": "currency", "stage": "stage"}
_NO_FIELDS = {"words", "record", "printed", *_SUMS.values()}


def _query(given: dict[str, Any]) -> Query:
    """The query that the options make; most have the names of its fields. Raises BadDescription for one of nothing."""
    from onrecord.record.store import Money, Query

    money = Money(**{name: given[option] for name, option in _SUMS.items() if option in given})
    fields = {name: value for name, value in given.items() if name not in _NO_FIELDS}
    query = Query(" ".join(given.get("words", ())), money=None if money == Money() else money, **fields)
    if not query.words.strip() and query == Query(query.words, limit=query.limit, all_versions=query.all_versions):
        raise BadDescription("nothing to search for", "give words or a filter; see 'onrecord search --help'")
    return query


def _print(hits: list[Hit], words: str, printed: Format, output: BinaryIO) -> None:
    from onrecord.cli.hits import as_object, table

    if printed is Format.jsonl:
        from onrecord.export.jsonl import line

        for hit in hits:
            output.write(line(as_object(hit)))
    elif hits:
        from onrecord.cli.terminal import terminal

        with terminal(output) as out:
            out.print(table(hits))
    if not hits:
        say("nothing found" + (f" in what was said; --speaker {words!r} looks for a name" if words else ""))
