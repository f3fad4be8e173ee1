"""Connections to the file: what each must have switched on, and how a transaction begins."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a loss of power, not only a kill
    "PRAGMA secure_delete = ON",  # on for every writer: pages that the index frees hold words too
    "PRAGMA cell_size_check = ON",
)


def engine(where: Path, mode: str, busy_seconds: float) -> Engine:
    """An engine on the file. mode: SQLite's, as in its URIs: `rw`, `rwc` (may make it), `ro`, `ro&immutable=1`."""
    made = create_engine("sqlite://", creator=_creator(where, mode, busy_seconds), poolclass=QueuePool)
    event.listen(made, "begin", _begin)
    return made


def _creator(where: Path, mode: str, busy_seconds: float) -> Callable[[], sqlite3.Connection]:
    uri = f"{where.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver begins no transactions of its own; `_begin` does. A connection may move
        # between threads because the pool hands it to one at a time.
        connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    return connect


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: it then waits its turn, where an upgrade from reading would fail."""
    options: dict[str, Any] = dict(connection.get_execution_options())
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
