"""`onrecord export`: the whole record."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_CONFIDENCE, DEFAULT_RECORD, RecordOption
from onrecord.cli.report import guarded


class Format(StrEnum):
    """How a record is printed."""

    jsonl = "jsonl"
    csv = "csv"


def export(
    printed: Annotated[Format, typer.Option("--format", help="How to print it.", show_default=False)],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Print the whole record: jsonl with everything, one document a line; csv with one listed statement a row."""
    with guarded() as output:
        from onrecord.record.store import Record

        with Record.open(record) as store:
            if printed is Format.jsonl:
                from onrecord.export.jsonl import as_object, line

                for analysis in store.analyses():
                    output.write(line(as_object(analysis)))
            else:
                from onrecord.export.csv import lines

                for row in lines(store.analyses(), DEFAULT_CONFIDENCE):
                    output.write(row.encode("utf-8"))
