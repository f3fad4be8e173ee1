"""Keeping what searches look through beside the rows that it is made from."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, text

_COLUMNS = "words, speaker, role, principal, addressee, place, outlet, publisher"
_INDEX = text(
    f"INSERT INTO statement_index (rowid, {_COLUMNS}) "
    f"SELECT row, {_COLUMNS} FROM indexed_statements WHERE document = :document"
)
_FIELDS = (
    text("INSERT INTO findable SELECT * FROM statement_fields WHERE document = :document"),
    text("INSERT INTO amounts SELECT * FROM statement_sums WHERE document = :document"),
)
_WITHDRAW = text(
    f"INSERT INTO statement_index (statement_index, rowid, {_COLUMNS}) "
    f"SELECT 'delete', row, {_COLUMNS} FROM indexed_statements WHERE document = :document"
)
_REFRESH = text("""
UPDATE findable SET
    current = (SELECT c.current FROM document_currency c WHERE c.document = findable.document),
    same = coalesce((SELECT e.first FROM echoes e WHERE e.row = findable.row), row)
WHERE row IN (SELECT row FROM statements WHERE document IN (SELECT value FROM json_each(:documents)))
""")


def enter(connection: Connection, document: int) -> None:
    """Puts the statements of a document, whose rows are there, into the index and the tables of their fields."""
    index(connection, document)
    for insertion in _FIELDS:
        connection.execute(insertion, {"document": document})


def index(connection: Connection, document: int) -> None:
    """Puts the statements of a document, whose rows are there, into the index alone."""
    connection.execute(_INDEX, {"document": document})


def withdraw(connection: Connection, document: int) -> None:
    """Takes the statements of a document, whose rows are still as they were, out of the index."""
    connection.execute(_WITHDRAW, {"document": document})


def refresh(connection: Connection, documents: Iterable[int]) -> None:
    """Brings up to date which statements of documents are current, and which are echoes."""
    connection.execute(_REFRESH, {"documents": msgspec.json.encode(list(documents)).decode()})


def forget(connection: Connection) -> None:
    """Clears the index of the words of statements that were withdrawn.

    FTS5 only marks statements as deleted, and the words stay in its pages until those are merged: they are merged at
    once. Its option `secure-delete` would do with less work, but versions of SQLite before 3.42 cannot read the file
    then.
    """
    connection.exec_driver_sql("INSERT INTO statement_index (statement_index) VALUES ('optimize')")
