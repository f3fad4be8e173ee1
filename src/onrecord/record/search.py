"""Finding statements."""

from collections.abc import Iterable
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
SELECT row, same FROM (
    SELECT f.row AS row, f.same AS same, statement_index.rank AS rank
    FROM statement_index CROSS JOIN findable f ON f.row = statement_index.rowid
    WHERE statement_index MATCH :match AND {filters}
    ORDER BY statement_index.rowid DESC LIMIT :ranked
) ORDER BY rank, row DESC
"""
# Nothing to rank by: the whole of what a speaker said, or of everything, in order of time.
_OF_SOME = """
SELECT f.row, f.same FROM statement_index CROSS JOIN findable f ON f.row = statement_index.rowid
WHERE statement_index MATCH :match AND {filters} ORDER BY f.day DESC, f.row DESC
"""
_OF_ANYBODY = "SELECT f.row, f.same FROM findable f WHERE {filters} ORDER BY f.day DESC, f.row DESC"


def search(connection: Connection, query: Query) -> list[Hit]:
    """The statements that a query asks for; see `Query`. Raises BadDescription where a date is none."""
    asked = statement(query)
    if asked is None:
        return []
    sql, values = asked
    with connection.execute(text(sql), values) as found:
        rows = _first(
            min(max(query.limit, 0), _LARGEST), ((row, row if query.all_versions else same) for row, same in found)
        )
    return hits(connection, rows)


def _first(limit: int, found: Iterable[tuple[int, int]]) -> list[int]:
    """Of the statements of `found`, each with that of which it is a copy, one for each of these; no more are read."""
    shown: dict[int, int] = {}
    if limit:
        for row, same in found:
            if same not in shown and len(shown) == limit:
                break
            shown[same] = min(row, shown.get(same, row))  # the oldest of the copies that fit
    return list(shown.values())


def statement(query: Query) -> tuple[str, dict[str, Any]] | None:
    """The SQL that gives the rows of a query in order, each with that of which it is a copy, and its values.

    None for words without a letter or digit. It has no limit: whoever reads on stops.
    """
    matches = {column: asked for column in _INDEXED if (asked := getattr(query, column)).strip()}
    expressions = [expression(asked, column) for column, asked in matches.items()]
    if None in expressions:
        return None
    holding = list(conditions(query))
    values = {name: value for _, named in holding for name, value in named.items()}
    if matches:
        values["match"] = " AND ".join(filter(None, expressions))
    if "words" in matches:
        values["ranked"] = min(max(RANKED, query.limit), _LARGEST)
    template = _WITH_WORDS if "words" in matches else _OF_SOME if matches else _OF_ANYBODY
    return template.format(filters=" AND ".join(condition for condition, _ in holding)), values
