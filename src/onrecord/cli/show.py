"""`onrecord show`: one recorded document."""

from onrecord.cli.options import DEFAULT_CONFIDENCE, DEFAULT_RECORD, Doc, Explain, FormatOption, RecordOption
from onrecord.cli.report import guarded, say


def show(
    doc: Doc, record: RecordOption = DEFAULT_RECORD, printed: FormatOption = None, explain: Explain = False
) -> None:
    """Print what was recorded of a document."""
    with guarded() as output:
        from onrecord.cli.documents import writer
        from onrecord.record.store import Record

        write = writer(printed, explain)
        with Record.open(record) as store:
            found = store.get(doc)
            write([found], DEFAULT_CONFIDENCE, output)
            if not store.is_current(found.document):
                say(f"superseded by a later version of its page: onrecord versions {found.document.sha256[:12]}")
