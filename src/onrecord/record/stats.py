"""Counting what the record holds."""

from pathlib import Path

from sqlalchemy import Column, Connection, Table, func, select

from onrecord.record.schema import attributions, documents, findable, runs, speakers, statements
from onrecord.record.values import Run, Stats


def stats(connection: Connection, where: Path) -> Stats:
    """What the record at `where` holds."""
    nobody = select(func.count()).select_from(attributions).where(attributions.c.speaker.is_(None))
    dated = select(documents.c.published).where(documents.c.published_from.is_not(None)).limit(1)
    return Stats(
        documents=_count(connection, documents),
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
    shown = select(column, number).where(findable.c.act == "speech", findable.c.shown == 1)
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
