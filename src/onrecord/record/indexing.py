"""Keeping the full-text index beside the rows it is made from."""

from sqlalchemy import Connection, text

_ENTER = text(
    "INSERT INTO statement_index (rowid, words, speaker) "
    "SELECT row, words, speaker FROM indexed_statements WHERE document = :document"
)
_WITHDRAW = text(
    "INSERT INTO statement_index (statement_index, rowid, words, speaker) "
    "SELECT 'delete', row, words, speaker FROM indexed_statements WHERE document = :document"
)


def enter(connection: Connection, document: int) -> None:
    """Puts the statements of a document, whose rows are there, into the index."""
    connection.execute(_ENTER, {"document": document})


def withdraw(connection: Connection, document: int) -> None:
    """Takes the statements of a document, whose rows are still there, out of the index, with their words.

    FTS5 only marks them as deleted, and the words stay in its pages until those are merged: they are merged at once.
    Its option `secure-delete` would do with less work, but versions of SQLite before 3.42 cannot read the file then.
    """
    connection.execute(_WITHDRAW, {"document": document})
    connection.exec_driver_sql("INSERT INTO statement_index (statement_index) VALUES ('optimize')")
