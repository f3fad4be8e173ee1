"""From the numbers of statements to the statements, each with all that stands around it."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, text

from onrecord.record.appearances import DOCUMENTS, document_of
from onrecord.record.rows import attributions_of
from onrecord.record.schema import documents
from onrecord.record.values import Hit
from onrecord.types.attribution import Attribution, Genre
from onrecord.types.statement import Statement

_FOUND = text("""
SELECT s.row, s.document, s.place, a.body, (
    SELECT json_group_array(json(o.body)) FROM (
        SELECT body FROM statements
        WHERE statements.document = s.document AND statements.attribution = s.attribution ORDER BY place
    ) o
) AS statements
FROM json_each(:rows) wanted CROSS JOIN statements s ON s.row = wanted.value
CROSS JOIN attributions a ON a.document = s.document AND a.place = s.attribution
ORDER BY wanted.key
""")
_DOCUMENTS = DOCUMENTS.where(documents.c.row.in_(bindparam("rows", expanding=True)))
# What the statement is a copy of, and every other copy of that; the row of the first has no entry in the index.
_ALSO = text("""
SELECT o.wanted AS wanted, p.document AS document, coalesce(p.outlet, substr(d.id, 1, 12)) AS outlet FROM (
    SELECT wanted.value AS wanted, f.document AS document
    FROM json_each(:rows) wanted CROSS JOIN findable mine ON mine.row = wanted.value
    CROSS JOIN findable f ON f.row = mine.same WHERE f.current
    UNION SELECT wanted.value, f.document
    FROM json_each(:rows) wanted CROSS JOIN findable mine ON mine.row = wanted.value
    CROSS JOIN findable f ON f.same = mine.same AND f.same <> f.row WHERE f.current
    UNION SELECT wanted.value, mine.document
    FROM json_each(:rows) wanted CROSS JOIN findable mine ON mine.row = wanted.value
) o CROSS JOIN appearances p ON p.document = o.document
CROSS JOIN documents d ON d.row = o.document ORDER BY p.row
""")
_AT_ONCE = 500  # rows that are named in one query, of the 32,766 that SQLite takes


def hits(connection: Connection, rows: Sequence[int]) -> list[Hit]:
    """The hits of rows of `statements`, in their order. Raises msgspec.MsgspecError where a row makes no sense."""
    found: list[Hit] = []
    for start in range(0, len(rows), _AT_ONCE):
        found += _hits(connection, rows[start : start + _AT_ONCE])
    return found


def _hits(connection: Connection, rows: Sequence[int]) -> list[Hit]:
    found = connection.execute(_FOUND, {"rows": msgspec.json.encode(rows).decode()}).all()
    held = connection.execute(_DOCUMENTS, {"rows": list({each.document for each in found})})
    document = {each.row: (document_of(each), msgspec.convert(each.genre, Genre)) for each in held}
    outlets = _outlets(connection, rows)
    made = []
    for each in found:
        statements = msgspec.json.decode(each.statements, type=tuple[Statement, ...])
        told = msgspec.structs.replace(msgspec.json.decode(each.body, type=Attribution), statements=statements)
        teller = _teller(connection, each.document, told)
        made.append(
            Hit(
                statement=statements[each.place],
                attribution=told,
                document=document[each.document][0],
                teller=teller,
                also=tuple(_others(each.document, outlets[each.row])),
                genre=document[each.document][1],
            )
        )
    return made


def _outlets(connection: Connection, rows: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """For each row, the appearances of all documents that hold it: the document's number and the outlet, as recorded."""
    outlets: dict[int, list[tuple[int, str]]] = {row: [] for row in rows}
    for row, document, outlet in connection.execute(_ALSO, {"rows": msgspec.json.encode(rows).decode()}):
        outlets[row].append((document, outlet))
    return outlets


def _others(document: int, outlets: list[tuple[int, str]]) -> Iterator[str]:
    """The outlets, each once, without the one under which the document is shown."""
    own = next((outlet for number, outlet in outlets if number == document), "")
    told = {own.casefold()}
    for _, outlet in outlets:
        if outlet.casefold() not in told:
            told.add(outlet.casefold())
            yield outlet


def _teller(connection: Connection, document: int, attribution: Attribution) -> Attribution | None:
    if attribution.within is None:
        return None
    return next((each for each in attributions_of(connection, document) if each.id == attribution.within), None)
