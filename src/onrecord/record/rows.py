"""Between an analysis and its rows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_not

from onrecord.record import appearances
from onrecord.record.appearances import document_of
from onrecord.record.checks import faults
from onrecord.record.dates import bounds, days
from onrecord.record.entities import identities_of, write_identities
from onrecord.record.schema import attributions, documents, provenance, runs, speakers, statements
from onrecord.types.amount import Reported
from onrecord.types.attribution import Analysis, Attribution, Genre
from onrecord.types.document import Document
from onrecord.types.relation import Relation
from onrecord.types.span import slices
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Statement

Values = dict[str, Any]


def check(analysis: Analysis) -> None:
    """Raises ValueError unless `faults` finds nothing in it and all of it can be read back."""
    for fault in faults(analysis):
        raise ValueError(f"document {analysis.document.id}: {fault}")
    try:
        again = msgspec.json.decode(msgspec.json.encode(analysis), type=Analysis)
    except msgspec.MsgspecError as error:
        raise ValueError(f"document {analysis.document.id}: {error}") from error
    if again != analysis:
        raise ValueError(f"document {analysis.document.id} holds a value that JSON cannot keep")


def write(connection: Connection, analysis: Analysis, version: str) -> int:
    """Inserts the rows of a checked analysis and returns its document's number."""
    document = analysis.document
    recorded = now()
    row = connection.execute(
        insert(documents).values(
            sha256=document.sha256,
            id=document.id,
            text=document.text,
            language=document.language,
            **derived(analysis),
            run=_run(connection, analysis.weights, version),
            recorded=recorded,
            reported=_json(analysis.reported),
            relations=_json(analysis.relations),
        )
    ).lastrowid
    of_attributions = [
        {
            "document": row,
            "place": place,
            "speaker": speaker,
            "body": _json(msgspec.structs.replace(attribution, statements=())),
            **derived_of(attribution, document),
        }
        for (place, attribution), speaker in zip(
            enumerate(analysis.attributions), _speakers(connection, row, analysis), strict=True
        )
    ]
    of_statements = [
        {"document": row, "attribution": outer, "place": place, "words": words(document, each), "body": _json(each)}
        for outer, attribution in enumerate(analysis.attributions)
        for place, each in enumerate(attribution.statements)
    ]
    if of_attributions:
        connection.execute(insert(attributions), of_attributions)
    if of_statements:
        connection.execute(insert(statements), of_statements)
    write_identities(connection, row, analysis.identities)
    write_provenance(connection, row, analysis, recorded)
    return row


def write_provenance(connection: Connection, row: int, analysis: Analysis, recorded: str) -> None:
    """Inserts where the document of row `row` was seen, what sort of text it is, and that it is nobody's copy yet."""
    appearances.write(connection, row, analysis.document, recorded)
    connection.execute(insert(provenance).values(document=row, genre=analysis.genre, origin=row))


def read(connection: Connection, found: Row[Any]) -> Analysis:
    """The analysis whose row of `DOCUMENTS` was found. Raises msgspec.MsgspecError where a row makes no sense."""
    weights = connection.execute(select(runs.c.weights).where(runs.c.row == found.run)).scalar()
    return Analysis(
        document=document_of(found),
        attributions=tuple(attributions_of(connection, found.row)),
        reported=msgspec.json.decode(found.reported, type=tuple[Reported, ...]),
        relations=msgspec.json.decode(found.relations, type=tuple[Relation, ...]),
        identities=identities_of(connection, found.row),
        weights=weights,
        genre=msgspec.convert(found.genre, Genre),
    )


def attributions_of(connection: Connection, document: int, place: int | None = None) -> Iterator[Attribution]:
    """The attributions of a document in their order, or the one at `place`."""
    outer = select(attributions.c.place, attributions.c.body).where(attributions.c.document == document)
    inner = select(statements.c.attribution, statements.c.body).where(statements.c.document == document)
    if place is not None:
        outer = outer.where(attributions.c.place == place)
        inner = inner.where(statements.c.attribution == place)
    parts: dict[int, list[Statement]] = {}
    for owner, body in connection.execute(inner.order_by(statements.c.attribution, statements.c.place)):
        parts.setdefault(owner, []).append(msgspec.json.decode(body, type=Statement))
    for owner, body in connection.execute(outer.order_by(attributions.c.place)):
        attribution = msgspec.json.decode(body, type=Attribution)
        yield msgspec.structs.replace(attribution, statements=tuple(parts.get(owner, ())))


def words(document: Document, statement: Statement) -> str:
    """What is indexed of a statement: its slices, one a line."""
    return "\n".join(slices(document.text, statement.span))


def derived(analysis: Analysis) -> Values:
    """The columns of a document's row that follow from the rest: its description, how much it holds, and its days."""
    known = analysis.document.description
    first, last = bounds(known.published or "") or (None, None)
    return {
        "title": known.title,
        "publisher": known.publisher,
        "published": known.published,
        "url": known.url,
        "attributions": len(analysis.attributions),
        "statements": sum(len(each.statements) for each in analysis.attributions),
        "published_from": first,
        "published_to": last,
    }


def derived_of(attribution: Attribution, document: Document) -> Values:
    """The columns of an attribution's row that follow from the rest.

    called: the words by which the speaker is searched. said_from, said_to: the days of the saying, null where its time
    is unknown.
    """
    first, last = (days(attribution.time.edtf) if attribution.time else None) or (None, None)
    return {"called": _called(attribution, document), "said_from": first, "said_to": last}


def now() -> str:
    """The time as it is written in the record: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _called(attribution: Attribution, document: Document) -> str:
    names = [each for each in (attribution.speaker.entity_name, attribution.speaker.name) if each]
    if attribution.speaker.status == "resolved" and names:
        return "\n".join(dict.fromkeys(names))
    return "\n".join(slices(document.text, attribution.source))


def _run(connection: Connection, weights: str | None, version: str) -> int:
    """The number of the run, made where it is new."""
    connection.execute(insert_or_not(runs).values(weights=weights, version=version).on_conflict_do_nothing())
    same = runs.c.weights.is_not_distinct_from(weights)
    return int(connection.execute(select(runs.c.row).where(runs.c.version == version, same)).scalar_one())


def _speakers(connection: Connection, document: int, analysis: Analysis) -> Iterator[int | None]:
    """For each attribution the number of its speaker's row, made where it is new; None where nobody was resolved."""
    known: dict[tuple[str | None, str | None], int | None] = {(None, None): None}
    for attribution in analysis.attributions:
        identity = _identity(attribution.speaker)
        if identity not in known:
            entity, name = identity
            key: Values = {"entity": entity} if entity else {"document": document, "name": name}
            connection.execute(insert_or_not(speakers).values(key).on_conflict_do_nothing())
            known[identity] = int(connection.execute(select(speakers.c.row).filter_by(**key)).scalar_one())
        yield known[identity]


def _identity(speaker: Speaker) -> tuple[str | None, str | None]:
    """The entity, else the name within the document, else nothing: an unresolved speaker is never joined to another."""
    if speaker.status != "resolved":
        return None, None
    return (speaker.entity, None) if speaker.entity else (None, speaker.entity_name or speaker.name or None)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
