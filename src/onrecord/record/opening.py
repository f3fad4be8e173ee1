"""Opening a record: telling what a file is before SQLite may touch it, making it, bringing it up to date."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from onrecord.errors import NewerRecord, NoRecord
from onrecord.record.connecting import engine
from onrecord.record.faults import damaged, fault, named, not_ours, read_only
from onrecord.record.migrating import back_up, migrate
from onrecord.record.schema import APPLICATION_ID, HEAD, REVISIONS, metadata

_MAGIC = b"SQLite format 3\0"


def opened(where: Path, *, create: bool, busy_seconds: float) -> tuple[Engine, bool]:
    """An engine on the record at `where`, of the newest revision, and whether it may be written.

    create: make it where there is none, or where making it was cut short. busy_seconds: how long to wait for another
    process. Raises NoRecord, NotARecord, NewerRecord, DamagedRecord, ReadOnlyRecord, DiskFull or BusyRecord.
    """
    found = _inspect(where)
    if not found and not create:
        raise _nothing(where)
    if found and not _writable(where):
        return _reading(where, busy_seconds), False
    if not found and not os.access(where.parent, os.W_OK):
        raise read_only(where)
    made = engine(where, "rwc" if create else "rw", busy_seconds)
    try:
        with named(where):
            _prepare(made, where, create=create)
    except BaseException:
        made.dispose()
        raise
    return made, True


def _inspect(where: Path) -> bool:
    """Whether a record is there, told from the file's first bytes: SQLite changes some files by opening them.

    False where nothing is there yet, an empty file included. Raises NotARecord for anything else.
    """
    try:
        if not where.exists():
            if not where.parent.is_dir():
                raise NoRecord(f"There is no folder {where.parent} to hold a record.", "Make the folder first.")
            return False
        if where.is_dir():
            raise not_ours(where, "it is a folder")
        if not where.is_file():
            raise not_ours(where, "it is no regular file")
        with where.open("rb") as file:
            header = file.read(100)
    except PermissionError:
        raise read_only(where) from None
    # A making that was cut short by a loss of power may leave zeros, and the journal that undoes them.
    undone = where.with_name(f"{where.name}-journal").exists() and not header.strip(b"\0")
    if not header or undone:
        return False
    if not header.startswith(_MAGIC):
        raise not_ours(where, "it is no SQLite database")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise not_ours(where, "it is a database of another program")
    return True


def _writable(where: Path) -> bool:
    """Whether file and folder may be written; SQLite keeps its log in the folder."""
    return os.access(where, os.W_OK) and os.access(where.parent, os.W_OK)


def _reading(where: Path, busy_seconds: float) -> Engine:
    """An engine that only reads.

    Without a log beside the file nobody is writing; SQLite is told so (`immutable`) where it may not make a log.
    """
    log = where.with_name(f"{where.name}-wal")
    unused = not log.exists() or log.stat().st_size == 0
    for mode in ("ro", "ro&immutable=1") if unused else ("ro",):
        made = engine(where, mode, busy_seconds)
        try:
            with made.connect() as connection:
                _be_newest(_revision(connection, where), where)
        except DBAPIError as error:
            made.dispose()
            failure = fault(where, error.orig) or error
        except BaseException:
            made.dispose()
            raise
        else:
            return made
    raise failure


def _be_newest(revision: str | None, where: Path) -> None:
    """Raises what is in the way of a record that can neither be made nor brought up to date here."""
    if revision != HEAD:
        raise read_only(where) if revision else _nothing(where)


def _prepare(made: Engine, where: Path, *, create: bool) -> None:
    """Makes the record, or brings it up to date; afterwards it is whole, or nothing was changed."""
    with made.connect() as connection:
        revision = _revision(connection, where)
    if revision is None and not create:
        raise _nothing(where)
    if revision != HEAD:
        with made.connect().execution_options(writes=True) as connection, connection.begin():
            # Read again under the lock: another process may have done it meanwhile.
            revision = _revision(connection, where)
            if revision is not None and revision != HEAD:
                back_up(where, revision)
            if revision != HEAD:
                migrate(connection)
    _use_log(made)


def _use_log(made: Engine) -> None:
    """Switches to a write-ahead log, which the file remembers.

    It needs the file for itself: where others have it open the next opening tries again, and until then everything
    holds, only slower.
    """
    with made.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        if raw.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            return
        with suppress(sqlite3.OperationalError):
            raw.execute("PRAGMA journal_mode = WAL")


def _revision(connection: Connection, where: Path) -> str | None:
    """The record's revision, None where no table was made yet. Raises NotARecord, NewerRecord, DamagedRecord."""
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in rows}
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise not_ours(where, "it holds other tables")
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if revision not in REVISIONS:
        raise NewerRecord(
            f"{where} was made by a newer version of onrecord (its revision is {revision}, this one knows {HEAD}).",
            "Upgrade onrecord (`pip install --upgrade onrecord`); the record was left as it is.",
        )
    if revision == HEAD and (missing := metadata.tables.keys() - tables):
        raise damaged(where, f"it lacks the tables {', '.join(sorted(missing))}")
    return str(revision)


def _nothing(where: Path) -> NoRecord:
    return NoRecord(f"Nothing was recorded at {where} yet.", "Record something there first: onrecord add PATH.")
