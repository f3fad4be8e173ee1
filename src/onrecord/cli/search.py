"""`onrecord search`: statements that were recorded."""

from enum import StrEnum
from typing import Annotated, get_args

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.report import guarded, say
from onrecord.errors import BadDescription
from onrecord.types.attribution import Form

KINDS = (
    "enact", "demand", "request", "propose", "question", "pledge", "announce", "state_intent", "refuse", "threaten",
    "retract", "clarify", "reaffirm", "apologize", "decline_comment", "accuse", "criticize", "praise", "deny", "warn",
    "predict", "opine", "assert",
)  # fmt: skip
"""What a statement can be, as `--kind` takes it."""

FORMS: tuple[str, ...] = get_args(Form)
"""How a statement can be told, as `--form` takes it."""


class Format(StrEnum):
    """How hits are printed."""

    table = "table"
    jsonl = "jsonl"


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS...", help='All of them; "a phrase" in double quotes; begin* for any ending.'),
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    speaker: Annotated[str | None, typer.Option(help="Words of the speaker's name.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"One of {', '.join(KINDS)}.")] = None,
    since: Annotated[str | None, typer.Option(help="Said on or after: 2022, 2022-05 or 2022-05-31.")] = None,
    until: Annotated[str | None, typer.Option(help="Said on or before.")] = None,
    form: Annotated[str | None, typer.Option(help=f"One of {', '.join(FORMS)}.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="The most statements to print.")] = 50,
    printed: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.table,
) -> None:
    """Find statements by their words, speaker, kind, date or form. Exit status 0, found or not."""
    with guarded() as output:
        _allowed("--kind", kind, KINDS)
        _allowed("--form", form, FORMS)
        asked = " ".join(words or ())
        if not asked.strip() and not any((speaker, kind, since, until, form)):
            raise BadDescription(
                "nothing to search for", "give words, or one of --speaker --kind --since --until --form"
            )
        from onrecord.cli.hits import as_object, table, told
        from onrecord.record.store import Query, Record

        query = Query(asked, speaker=speaker, kind=kind, since=_date(since), until=_date(until), form=form, limit=limit)
        with Record.open(record) as store:
            hits = told(store.search(query), store)
        if printed is Format.jsonl:
            from onrecord.export.jsonl import line

            for hit in hits:
                output.write(line(as_object(hit)))
        elif hits:
            from onrecord.cli.terminal import terminal

            with terminal(output) as out:
                out.print(table(hits))
        if not hits:
            say("nothing found")


def _allowed(option: str, value: str | None, values: tuple[str, ...]) -> None:
    if value is not None and value not in values:
        raise BadDescription(f"{option}: {value!r} is none", f"it is one of {', '.join(values)}")


def _date(written: str | None) -> str | None:
    from onrecord.read.dates import edtf

    return edtf(written) if written is not None else None
