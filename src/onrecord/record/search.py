"""Finding statements."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, text

from onrecord.record.filters import conditions
from onrecord.record.rows import attributions_of, document_of
from onrecord.record.terms import expression
from onrecord.record.values import Hit, Query
from onrecord.types.attribution import Attribution
from onrecord.types.statement import Statement

RANKED = 10_000
"""Statements, the newest that hold the words, among which the best are chosen: ranking 89,000 took 80 ms."""

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
_DETAILS = """
SELECT s.document AS owner, s.attribution, s.body, d.text, d.sha256, d.id, d.title, d.publisher, d.published, d.url,
    d.language
FROM statements s JOIN documents d ON d.row = s.document WHERE s.row = :row
"""


def search(connection: Connection, query: Query) -> list[Hit]:
    """The statements that a query asks for; see `Query`. Raises BadDescription where a date is none."""
    matches: list[str] = []
    for column in _INDEXED:
        asked = getattr(query, column)
        if asked.strip():
            match = expression(asked, column)
            if match is None:
                return []
            matches.append(match)
    holding = list(conditions(query))
    values = {name: value for _, named in holding for name, value in named.items()}
    values["limit"] = min(max(query.limit, 0), _LARGEST)
    if matches:
        values["match"] = " AND ".join(matches)
    if query.words.strip():
        values["ranked"] = max(RANKED, values["limit"])
    template = _WITH_WORDS if "ranked" in values else _OF_SOME if matches else _OF_ANYBODY
    statement = template.format(filters=" AND ".join(condition for condition, _ in holding))
    rows = connection.execute(text(statement), values).scalars().all()
    return [_hit(connection, row) for row in rows]


def _hit(connection: Connection, row: int) -> Hit:
    found: Row[Any] = connection.execute(text(_DETAILS), {"row": row}).one()
    attribution = next(attributions_of(connection, found.owner, found.attribution))
    return Hit(
        statement=msgspec.json.decode(found.body, type=Statement),
        attribution=attribution,
        document=document_of(found),
        teller=_teller(connection, found.owner, attribution),
    )


def _teller(connection: Connection, document: int, attribution: Attribution) -> Attribution | None:
    if attribution.within is None:
        return None
    return next((each for each in attributions_of(connection, document) if each.id == attribution.within), None)
