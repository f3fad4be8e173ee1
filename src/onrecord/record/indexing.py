"""Keeping what searches look through beside the rows that it is made from."""

from sqlalchemy import Connection, text

_COLUMNS = "words, speaker, role, principal, addressee, place, outlet, publisher"
_ENTER = (
    text(
        f"INSERT INTO statement_index (rowid, {_COLUMNS}) "
        f"SELECT row, {_COLUMNS} FROM indexed_statements WHERE document = :document"
    ),
    text("INSERT INTO findable SELECT * FROM statement_fields WHERE document = :document"),
    text("INSERT INTO amounts SELECT * FROM statement_sums WHERE document = :document"),
)
_WITHDRAW = text(
    f"INSERT INTO statement_index (statement_index, rowid, {_COLUMNS}) "
    f"SELECT 'delete', row, {_COLUMNS} FROM indexed_statements WHERE document = :document"
)


def enter(connection: Connection, document: int) -> None:
    """Puts the statements of a document, whose rows are there, into the index and the tables of their fields."""
    for insertion in _ENTER:
        connection.execute(insertion, {"document": document})


def withdraw(connection: Connection, document: int) -> None:
    """Takes the statements of a document, whose rows are still there, out of the index, with their words.

    Their fields go with the rows. FTS5 only marks statements as deleted, and the words stay in its pages until those
    are merged: they are merged at once. Its option `secure-delete` would do with less work, but versions of SQLite
    before 3.42 cannot read the file then.
    """
    connection.execute(_WITHDRAW, {"document": document})
    connection.exec_driver_sql("INSERT INTO statement_index (statement_index) VALUES ('optimize')")
