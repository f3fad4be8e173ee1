"""Taking a document out of the record, with every byte of it."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, exists, select

from onrecord.errors import BusyRecord
from onrecord.record import copies, following, indexing
from onrecord.record.appearances import neighbours
from onrecord.record.schema import attributions, documents, runs, speakers


def remove(connection: Connection, found: Row[Any]) -> str:
    """Deletes the document whose row was found, and what only it held in place; returns its SHA-256.

    Attributions, statements, appearances and the names that it alone gives go with it through their foreign keys. What
    it superseded is current again, and the oldest of its copies stands for the others.
    """
    touched = set(neighbours(connection, found.row)) - {found.row}
    indexing.withdraw(connection, found.row)
    touched |= set(copies.withdraw(connection, found.row))
    connection.execute(delete(documents).where(documents.c.row == found.row))
    indexing.refresh(connection, touched)
    indexing.forget(connection)
    following.forget(connection, found.sha256)
    spoke = exists(select(attributions.c.place).where(attributions.c.speaker == speakers.c.row))
    connection.execute(delete(speakers).where(~spoke))
    made = exists(select(documents.c.row).where(documents.c.run == runs.c.row))
    connection.execute(delete(runs).where(~made))
    return str(found.sha256)


def truncate_log(engine: Engine, where: Path) -> None:
    """Moves the log's pages into the file and empties it. Raises BusyRecord where a reader still needs it."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise BusyRecord(
            f"The document was removed, but another process still reads {where}: its words stay in {where}-wal.",
            "End that process; the log is emptied when the last one that uses the record closes it.",
        )
