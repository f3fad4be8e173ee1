"""Finding statements."""

from typing import Any

from sqlalchemy import Connection, text

from onrecord.record.filters import conditions
from onrecord.record.hits import hits
from onrecord.record.terms import expression
from onrecord.record.values import Hit, Query

RANKED = 5_000
"""Statements, the newest that hold the words, among which the best are chosen: ranking 10,000 takes some 20 ms."""

_LARGEST = 2**63 - 1  # SQLite's largest integer

_INDEXED = ("words", "speaker", "role", "principal", "addressee", "place", "outlet", "publisher")
"""What a query asks for by words: columns of the index, and of `Query`, of the same names."""

# CROSS JOIN keeps SQLite from starting at the fields and asking the index once for each of their rows.
_WITH_WORDS = """
SELECT row FROM (
    SELECT f.row AS row, statement_index.rank AS rank
    FROM statement_index CROSS JOIN findable f ON f.row = statement_index.rowid
    WHERE statement_index MATCH :match AND {filters}
    ORDER BY statement_index.rowid DESC LIMIT :ranked
) ORDER BY rank, row DESC LIMIT :limit
"""
# Nothing to rank by: the whole of what a speaker said, or of everything, in order of time.
_OF_SOME = """
SELECT f.row FROM statement_index CROSS JOIN findable f ON f.row = statement_index.rowid
WHERE statement_index MATCH :match AND {filters} ORDER BY f.day DESC, f.row DESC LIMIT :limit
"""
_OF_ANYBODY = "SELECT f.row FROM findable f WHERE {filters} ORDER BY f.day DESC, f.row DESC LIMIT :limit"


def search(connection: Connection, query: Query) -> list[Hit]:
    """The statements that a query asks for; see `Query`. Raises BadDescription where a date is none."""
    asked = statement(query)
    if asked is None:
        return []
    sql, values = asked
    return hits(connection, connection.execute(text(sql), values).scalars().all())


def statement(query: Query) -> tuple[str, dict[str, Any]] | None:
    """The SQL that gives the rows of a query, with its values; None for words without a letter or digit."""
    matches = {column: asked for column in _INDEXED if (asked := getattr(query, column)).strip()}
    expressions = [expression(asked, column) for column, asked in matches.items()]
    if None in expressions:
        return None
    holding = list(conditions(query))
    values = {name: value for _, named in holding for name, value in named.items()}
    values["limit"] = min(max(query.limit, 0), _LARGEST)
    if matches:
        values["match"] = " AND ".join(filter(None, expressions))
    if "words" in matches:
        values["ranked"] = max(RANKED, values["limit"])
    template = _WITH_WORDS if "words" in matches else _OF_SOME if matches else _OF_ANYBODY
    return template.format(filters=" AND ".join(condition for condition, _ in holding)), values
