"""Counting what the record holds."""

from pathlib import Path

from sqlalchemy import Column, Connection, Table, func, select, text

from onrecord.record.schema import attributions, documents, findable, runs, speakers, statements
from onrecord.record.values import Run, Stats

_CURRENT = text("""
SELECT count(*), count(DISTINCT p.origin),
    coalesce(sum((SELECT count(*) FROM appearances a WHERE a.document = p.document AND (
        a.address IS NULL OR NOT EXISTS (
            SELECT 1 FROM appearances b WHERE b.address = a.address AND (b.seen, b.row) > (a.seen, a.row)
        )
    ))), 0)
FROM document_currency c CROSS JOIN provenance p ON p.document = c.document WHERE c.current
""")

# A copy counts only where nothing counts that it is a copy of, nor an older copy of that.
_ONCE = text("""(findable.same = findable.row OR NOT EXISTS (
    SELECT 1 FROM findable o WHERE o.row = findable.same AND o.current AND o.act = 'speech' AND o.shown
) AND NOT EXISTS (
    SELECT 1 FROM findable o WHERE o.same = findable.same AND o.same <> o.row AND o.row < findable.row
        AND o.current AND o.act = 'speech' AND o.shown
))""")


def stats(connection: Connection, where: Path) -> Stats:
    """What the record at `where` holds."""
    nobody = select(func.count()).select_from(attributions).where(attributions.c.speaker.is_(None))
    current, origins, appearances = connection.execute(_CURRENT).one()
    dated = select(documents.c.published).where(documents.c.published_from.is_not(None)).limit(1)
    return Stats(
        documents=(stored := _count(connection, documents)),
        superseded=stored - current,
        origins=origins,
        appearances=appearances,
        attributions=_count(connection, attributions),
        by_act=_tally(connection, attributions.c.act),
        by_form=_tally(connection, attributions.c.form),
        statements=_count(connection, statements),
        listed=sum(_listed(connection, findable.c.kind).values()),
        by_kind=_listed(connection, findable.c.kind),
        by_speaker_type=_listed(connection, findable.c.type),
        by_venue=_listed(connection, findable.c.venue),
        speakers_resolved=_count(connection, speakers),
        speakers_unresolved=connection.execute(nobody).scalar_one(),
        first_published=connection.execute(dated.order_by(documents.c.published_from)).scalar(),
        last_published=connection.execute(dated.order_by(documents.c.published_to.desc())).scalar(),
        runs=_runs(connection),
        bytes=where.stat().st_size,
    )


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _tally(connection: Connection, column: Column[str]) -> dict[str, int]:
    found = connection.execute(select(column, func.count()).group_by(column).order_by(column))
    return {str(value): int(number) for value, number in found}


def _listed(connection: Connection, column: Column[str]) -> dict[str, int]:
    """How many of the statements of speech that searches list have each value, most frequent first; "" for none, last."""
    number = func.count()
    shown = select(column, number).where(
        findable.c.act == "speech", findable.c.shown == 1, findable.c.current == 1, _ONCE
    )
    found = connection.execute(shown.group_by(column).order_by(column.is_(None), number.desc(), column))
    return {value or "": int(count) for value, count in found}


def _runs(connection: Connection) -> tuple[Run, ...]:
    """In the order in which they were first used."""
    found = connection.execute(
        select(runs.c.weights, runs.c.version, func.count(documents.c.row))
        .join_from(runs, documents, documents.c.run == runs.c.row)
        .group_by(runs.c.row)
        .order_by(runs.c.row)
    )
    return tuple(Run(weights=weights, version=version, documents=number) for weights, version, number in found)
