"""Looking for everything in the record that does not hold."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Row, select

from onrecord.errors import DamagedRecord
from onrecord.record import appearances, copies
from onrecord.record.appearances import DOCUMENTS
from onrecord.record.checks import faults
from onrecord.record.faults import named
from onrecord.record.rows import derived, derived_of, read, words
from onrecord.record.schema import attributions, documents, statements
from onrecord.record.values import Problem
from onrecord.types.attribution import Analysis

Check = Callable[[Connection], Iterator[Problem]]


def problems(engine: Engine, where: Path) -> Iterator[Problem]:
    """Every problem of the record at `where`; none where all holds. Reads everything once."""
    numbers: list[int] = []
    for check in (_pages, _references, _index, _strangers, partial(_list, numbers)):
        yield from _guarded(engine, where, check)
    for number in numbers:
        yield from _guarded(engine, where, partial(_document, number))


def _guarded(engine: Engine, where: Path, check: Check) -> list[Problem]:
    """What a check finds, in a transaction of its own; pages that cannot be read are a problem like others."""
    found: list[Problem] = []
    try:
        with named(where), engine.begin() as connection:
            found.extend(check(connection))
    except DamagedRecord as error:
        found.append(Problem(where="file", what=error.cause))
    return found


def _pages(connection: Connection) -> Iterator[Problem]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Problem(where="file", what=line)


def _references(connection: Connection) -> Iterator[Problem]:
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(where="file", what=f"row {row} of {table} refers to a row of {parent} that is not there")


def _index(connection: Connection) -> Iterator[Problem]:
    """FTS5's own comparison of the index with the rows.

    It counts as writing, so it is done on a copy in a temporary file: a record that may only be read is checked too.
    """
    source = connection.connection.driver_connection
    assert source is not None
    with closing(sqlite3.connect("")) as copy:
        source.backup(copy)
        try:
            copy.execute("INSERT INTO statement_index (statement_index, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield Problem(where="index", what=f"the words in the index are not those of the statements ({error})")


def _strangers(connection: Connection) -> Iterator[Problem]:
    """Fingerprints of documents that are not there: no reference keeps these."""
    unknown = "SELECT count(*) FROM fingerprints WHERE document NOT IN (SELECT row FROM documents)"
    if number := connection.exec_driver_sql(unknown).scalar_one():
        yield Problem(where="file", what=f"{number} fingerprints are of documents that are not there")


def _list(numbers: list[int], connection: Connection) -> Iterator[Problem]:
    """Fills in the numbers of all documents; a damaged table is told by the caller."""
    numbers.extend(connection.execute(select(documents.c.row).order_by(documents.c.row)).scalars())
    yield from ()


def _document(number: int, connection: Connection) -> Iterator[Problem]:
    """One document: its hash, its spans, and every column that follows from them."""
    row = connection.execute(DOCUMENTS.where(documents.c.row == number)).first()
    if row is None:
        return  # removed meanwhile
    try:
        analysis = read(connection, row)
    except msgspec.MsgspecError as error:
        yield Problem(where=row.sha256, what=f"a row makes no sense: {error}")
        return
    found = (
        faults(analysis),
        _departures(connection, row, analysis),
        appearances.faults(connection, number),
        copies.faults(connection, number),
        _unlike(connection, number),
    )
    for what in chain.from_iterable(found):
        yield Problem(where=row.sha256, what=what)


def _unlike(connection: Connection, document: int) -> Iterator[str]:
    """Tables that searches look through and that are not what their views make of the document's rows."""
    for table, view in (("findable", "statement_fields"), ("amounts", "statement_sums")):
        one, other = (f"SELECT * FROM {name} WHERE document = {document}" for name in (table, view))
        for these, those in ((one, other), (other, one)):
            differing = connection.exec_driver_sql(f"SELECT count(*) FROM ({these} EXCEPT {those})").scalar_one()
            if differing:
                yield f"{differing} rows of {table} are not what follows from its statements"
                break


def _departures(connection: Connection, row: Row[Any], analysis: Analysis) -> Iterator[str]:
    """Columns that are not what follows from the rest of the document, and rows that are missing."""
    for column, value in derived(analysis).items():
        if row._mapping[column] != value:
            yield f"its {column} are {row._mapping[column]}, where {value} follows from the rest"
    kept = connection.execute(select(attributions).filter_by(document=row.row).order_by(attributions.c.place)).all()
    for each, attribution in zip(kept, analysis.attributions, strict=True):
        for column, value in derived_of(attribution, analysis.document).items():
            if each._mapping[column] != value:
                yield f"attribution {attribution.id}: {column} is {each._mapping[column]!r}, not {value!r}"
    indexed = select(statements.c.words).filter_by(document=row.row)
    stored = connection.execute(indexed.order_by(statements.c.attribution, statements.c.place)).scalars().all()
    given = [each for attribution in analysis.attributions for each in attribution.statements]
    for found, statement in zip(stored, given, strict=False):
        if found != words(analysis.document, statement):
            yield f"statement {statement.id}: its words {found!r} are not the slices of the text"
