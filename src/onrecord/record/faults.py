"""From what SQLite says went wrong to the errors that people are told."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from onrecord.errors import BusyRecord, DamagedRecord, DiskFull, NotARecord, ReadOnlyRecord, RecordError

_WRITING = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_IOERR_DELETE,
    sqlite3.SQLITE_IOERR_CLOSE,
}
"""Failures of the disk while something was written: full, over a quota or a limit, or broken."""


@contextmanager
def named(where: Path) -> Iterator[None]:
    """Turns the failures of SQLite at `where` that have a name into the RecordError of that name."""
    try:
        yield
    except DBAPIError as error:
        known = fault(where, error.orig)
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        known = fault(where, error)
        if known is None:
            raise
        raise known from error


def fault(where: Path, error: BaseException | None) -> RecordError | None:
    """The error that people are told for an exception of SQLite's; None for what is a mistake of this program's."""
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is None:
        return None
    code = extended & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyRecord(
            f"{where} is being written by another process.", "Try again when it has finished, or wait longer for it."
        )
    if code == sqlite3.SQLITE_FULL or extended in _WRITING:
        return DiskFull(
            f"The disk did not take what was to be written to {where} ({error}). Nothing of it was kept.",
            "Make room there, or check the disk and its quota, and run the same command again.",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH):
        return read_only(where)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR):
        return damaged(where, str(error))
    if code == sqlite3.SQLITE_NOTADB:
        return not_ours(where, "it is no SQLite database")
    return None


def read_only(where: Path) -> ReadOnlyRecord:
    """No permission to write the file, or the folder in which SQLite keeps its log beside it."""
    return ReadOnlyRecord(
        f"{where} or its folder may not be written.",
        "Ask for permission to write both, or copy the record to a folder of your own and use that.",
    )


def damaged(where: Path, what: str) -> DamagedRecord:
    """The file is ours, but it cannot be read as it should."""
    return DamagedRecord(
        f"{where} is damaged: {what}.",
        "Put back a copy from before, or make a new record from the same texts. `onrecord verify` lists what is wrong.",
    )


def not_ours(where: Path, why: str) -> NotARecord:
    """The file is something else; it was not touched."""
    return NotARecord(f"{where} is no record of onrecord: {why}.", "Name another file; this one was left as it is.")
