"""`onrecord show`: one recorded document."""

from onrecord.cli.options import DEFAULT_CONFIDENCE, DEFAULT_RECORD, Doc, Format, FormatOption, RecordOption
from onrecord.cli.report import guarded


def show(doc: Doc, record: RecordOption = DEFAULT_RECORD, printed: FormatOption = Format.table) -> None:
    """Print what was recorded of a document."""
    with guarded() as output:
        from onrecord.cli.documents import write
        from onrecord.record.store import Record

        with Record.open(record) as store:
            write([store.get(doc)], printed, DEFAULT_CONFIDENCE, output)
