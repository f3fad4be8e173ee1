"""What the processes of the crash tests do, and how what they leave behind is judged."""

import os
import resource
from multiprocessing.synchronize import Barrier
from pathlib import Path

import msgspec
from sqlalchemy import insert

from onrecord.errors import DiskFull, NoRecord
from onrecord.record import connecting, rows
from onrecord.record.indexing import enter
from onrecord.record.schema import attributions, documents, statements
from onrecord.record.store import Record
from onrecord.types.attribution import Analysis
from tests.record.stories import story

FULL = 3
"""Exit status of a worker to whom the disk was full."""


def document(number: int) -> Analysis:
    """A document of forty statements: long enough to be killed in the middle of."""
    return story(*(f"sentence {place} of story {number} is about the weather." for place in range(40)), id=str(number))


def add(where: Path, acknowledgements: Path, numbers: range, barrier: Barrier | None = None) -> None:
    """Records documents, and writes each one's number down once it was acknowledged as new."""
    if barrier is not None:
        barrier.wait()
    with Record.open(where, create=True) as record, acknowledgements.open("ab", buffering=0) as acknowledged:
        for number in numbers:
            if record.add(document(number), version="1"):
                acknowledged.write(f"{number}\n".encode())


def add_row_by_row(where: Path, acknowledgements: Path, numbers: range) -> None:
    """The same without the transaction around a document: what the checker must catch."""
    with Record.open(where, create=True) as record, acknowledgements.open("ab", buffering=0) as acknowledged:
        for number in numbers:
            analysis = document(number)
            if not record.knows(analysis.document.sha256):
                _write_row_by_row(record, analysis)
                acknowledged.write(f"{number}\n".encode())


def _write_row_by_row(record: Record, analysis: Analysis) -> None:
    bare = msgspec.structs.replace(analysis, attributions=())
    with record._writing() as connection:
        row = rows.write(connection, bare, "1")
        connection.execute(documents.update().where(documents.c.row == row).values(**rows.derived(analysis)))
    for place, attribution in enumerate(analysis.attributions):
        key = {"document": row, "place": place}
        body = msgspec.json.encode(msgspec.structs.replace(attribution, statements=())).decode()
        with record._writing() as connection:
            derived = rows.derived_of(attribution, analysis.document)
            connection.execute(insert(attributions).values(**key, body=body, **derived))
        for statement in attribution.statements:
            words = rows.words(analysis.document, statement)
            body = msgspec.json.encode(statement).decode()
            with record._writing() as connection:
                connection.execute(
                    insert(statements).values(document=row, attribution=place, place=0, words=words, body=body)
                )
    with record._writing() as connection:
        enter(connection, row)


def add_with_little_room(where: Path, acknowledgements: Path, numbers: range, limit: str) -> None:
    """Adds on a disk that will be full: no file may grow (`file size`), or the database may not (`pages`)."""
    if limit == "file size":
        resource.setrlimit(resource.RLIMIT_FSIZE, (where.stat().st_size + 60_000, resource.RLIM_INFINITY))
    else:
        connecting._PRAGMAS = (*connecting._PRAGMAS, f"PRAGMA max_page_count = {where.stat().st_size // 4096 + 20}")
    try:
        add(where, acknowledgements, numbers)
    except DiskFull:
        os._exit(FULL)


def numbers_in(acknowledgements: Path) -> list[int]:
    """The numbers that were acknowledged; the last line may have been cut by a kill."""
    lines = acknowledgements.read_text().split("\n")[:-1] if acknowledgements.exists() else []
    return [int(line) for line in lines]


def wrongs(where: Path, acknowledgements: Path) -> list[str]:
    """Everything that must not be after a crash: a document that was acknowledged and is lost, or one that is half."""
    acknowledged = numbers_in(acknowledgements)
    found: list[str] = []
    try:
        record = Record.open(where)
    except NoRecord:
        return [f"{number} is lost" for number in acknowledged]
    with record:
        found += [f"{problem.where}: {problem.what}" for problem in record.verify()]
        there = {int(analysis.document.id): analysis for analysis in record.analyses()}
    found += [f"{number} is lost" for number in acknowledged if number not in there]
    found += [f"{number} is half" for number, analysis in there.items() if analysis != document(number)]
    return found
