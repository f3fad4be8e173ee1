"""Finding statements."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, text

from onrecord.errors import BadDescription
from onrecord.record.dates import bounds
from onrecord.record.rows import attributions_of
from onrecord.record.terms import expression
from onrecord.record.values import Hit, Query
from onrecord.types.span import slices
from onrecord.types.statement import Statement

RANKED = 10_000
"""Statements, the newest that hold the words, among which the best are chosen: ranking 89,000 took 80 ms."""

_LARGEST = 2**63 - 1  # SQLite's largest integer

# CROSS JOIN keeps SQLite from starting at another table and asking the index once for each of its rows.
_WITH_WORDS = """
SELECT row FROM (
    SELECT s.row AS row, statement_index.rank AS rank
    FROM statement_index CROSS JOIN statements s ON s.row = statement_index.rowid
    CROSS JOIN attributions a ON a.document = s.document AND a.place = s.attribution
    WHERE statement_index MATCH :match AND {filters}
    ORDER BY statement_index.rowid DESC LIMIT :ranked
) ORDER BY rank, row DESC LIMIT :limit
"""
# Nothing to rank by: the whole of what a speaker said, or of everything, in order of time.
_OF_SPEAKER = """
SELECT s.row FROM statement_index CROSS JOIN statements s ON s.row = statement_index.rowid
CROSS JOIN attributions a ON a.document = s.document AND a.place = s.attribution
WHERE statement_index MATCH :match AND {filters} ORDER BY a.said_from DESC, s.row DESC LIMIT :limit
"""
_OF_ANYBODY = """
SELECT s.row FROM attributions a JOIN statements s ON s.document = a.document AND s.attribution = a.place
WHERE {filters} ORDER BY a.said_from DESC, s.row DESC LIMIT :limit
"""
# Who "did not say that Lund said …" gives Lund no words. Nearly every attribution is told by nobody; looking for that as
# a string takes a third of the time that reading the JSON takes, and within JSON's strings quotation marks are escaped.
_UNTOLD = '"within":null'
_NOT_WITHIN_OTHER = """(instr(a.body, :untold) OR NOT EXISTS (
    WITH RECURSIVE teller (id) AS (
        SELECT json_extract(a.body, '$.within')
        UNION SELECT json_extract(o.body, '$.within') FROM teller
        CROSS JOIN attributions o ON o.document = a.document AND o.id = teller.id
    )
    SELECT 1 FROM teller CROSS JOIN attributions o ON o.document = a.document AND o.id = teller.id
    WHERE o.act = 'other'
))"""
_DETAILS = """
SELECT s.document, s.attribution, s.body, d.text, d.sha256, d.id, d.title, d.publisher, d.published, d.url
FROM statements s JOIN documents d ON d.row = s.document WHERE s.row = :row
"""


def search(connection: Connection, query: Query) -> list[Hit]:
    """The statements that a query asks for; see `Query`. Raises BadDescription where since or until is no date."""
    filters, values = _filters(query)
    matches = []
    for words, column in ((query.words, "words"), (query.speaker or "", "speaker")):
        if words.strip():
            match = expression(words, column)
            if match is None:
                return []
            matches.append(match)
    values["limit"] = min(max(query.limit, 0), _LARGEST)
    if matches:
        values["match"] = " AND ".join(matches)
    if query.words.strip():
        values["ranked"] = max(RANKED, values["limit"])
    template = _WITH_WORDS if "ranked" in values else _OF_SPEAKER if matches else _OF_ANYBODY
    statement = template.format(filters=" AND ".join(filters))
    rows = connection.execute(text(statement), values).scalars().all()
    return [_hit(connection, row) for row in rows]


def _filters(query: Query) -> tuple[list[str], dict[str, Any]]:
    """Conditions on the statement `s` and its attribution `a`, and their values."""
    filters = ["a.act <> 'other'" if query.include_hidden else "a.act = 'speech' AND a.shown"]
    filters.append(_NOT_WITHIN_OTHER)
    values: dict[str, Any] = {"untold": _UNTOLD}
    if query.kind is not None:
        filters.append("(s.kind = :kind OR s.kind2 = :kind)")
        values["kind"] = query.kind
    if query.form is not None:
        filters.append("a.form = :form")
        values["form"] = query.form
    since, until = _days("since", query.since), _days("until", query.until)
    if since and until and since[0] > until[1]:
        raise BadDescription(f"since {query.since} lies after until {query.until}.", "Exchange the two.")
    if since:
        filters.append("a.said_to >= :since")
        values["since"] = since[0]
    if until:
        filters.append("a.said_from <= :until")
        values["until"] = until[1]
    return filters, values


def _days(option: str, edtf: str | None) -> tuple[str, str] | None:
    if edtf is None:
        return None
    days = bounds(edtf)
    if days is None:
        raise BadDescription(
            f"{option} {edtf} is no date.", "Write it as 2022, 2022-05, 2022-05-31 or 2022-05/2022-08."
        )
    return days


def _hit(connection: Connection, row: int) -> Hit:
    found: Row[Any] = connection.execute(text(_DETAILS), {"row": row}).one()
    statement = msgspec.json.decode(found.body, type=Statement)
    attribution = next(attributions_of(connection, found.document, found.attribution))
    return Hit(
        statement=statement.id,
        span=statement.span,
        words=tuple(slices(found.text, statement.span)),
        kind=statement.kind,
        source=tuple(slices(found.text, attribution.source)),
        cue=tuple(slices(found.text, attribution.cue)),
        attribution=attribution,
        sha256=found.sha256,
        document=found.id,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        url=found.url,
    )
