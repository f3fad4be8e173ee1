"""`onrecord show`: one recorded document."""

from onrecord.cli.options import DEFAULT_CONFIDENCE, DEFAULT_RECORD, Doc, Explain, FormatOption, RecordOption
from onrecord.cli.report import guarded


def show(
    doc: Doc, record: RecordOption = DEFAULT_RECORD, printed: FormatOption = None, explain: Explain = False
) -> None:
    """Print what was recorded of a document."""
    with guarded() as output:
        from onrecord.cli.documents import writer
        from onrecord.record.store import Record

        write = writer(printed, explain)
        with Record.open(record) as store:
            write([store.get(doc)], DEFAULT_CONFIDENCE, output)
