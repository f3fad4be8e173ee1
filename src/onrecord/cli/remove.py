"""`onrecord remove`: take a document out of the record."""

from onrecord.cli.options import DEFAULT_RECORD, Doc, RecordOption
from onrecord.cli.report import guarded, say


def remove(doc: Doc, record: RecordOption = DEFAULT_RECORD) -> None:
    """Take a document and all that was found in it out of the record. Backups and copies are not reached."""
    with guarded():
        from onrecord.record.store import Record

        with Record.open(record) as store:
            removed = store.remove(doc)
        say(f"removed {removed}")
