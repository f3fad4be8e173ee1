import multiprocessing
import os
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from onrecord.record.store import Record

from . import workers

KILLS = int(os.environ.get("ONRECORD_KILLS", "40"))
"""Processes that are killed; raise it for a long run."""

PROCESSES = multiprocessing.get_context("forkserver")
# Loaded once in the server: each worker then starts in milliseconds, and is killed while it works, not while it loads.
PROCESSES.set_forkserver_preload(["tests.crash.workers", "alembic.command"])


def start(work: Callable[..., None], *arguments: object) -> Any:
    process = PROCESSES.Process(target=work, args=arguments)
    process.start()
    return process


def kill_after(seconds: float, work: Callable[..., None], *arguments: object) -> None:
    process = start(work, *arguments)
    time.sleep(seconds)
    process.kill()
    process.join()


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


@pytest.fixture
def acknowledgements(tmp_path: Path) -> Path:
    return tmp_path / "acknowledged"


def test_kills_lose_nothing_acknowledged_and_leave_nothing_half(where: Path, acknowledgements: Path) -> None:
    chance = random.Random(2022)
    for _ in range(KILLS):
        kill_after(chance.uniform(0, 0.12), workers.add, where, acknowledgements, range(10_000))
        assert workers.wrongs(where, acknowledgements) == []
    assert len(workers.numbers_in(acknowledgements)) > KILLS / 4  # else the kills came before the work


def test_a_rerun_after_a_kill_ends_in_the_same_record(where: Path, acknowledgements: Path) -> None:
    kill_after(0.15, workers.add, where, acknowledgements, range(40))
    start(workers.add, where, acknowledgements, range(40)).join()
    assert workers.wrongs(where, acknowledgements) == []
    with Record.open(where) as record:
        assert list(record.analyses()) == [workers.document(number) for number in range(40)]


def test_the_checker_catches_an_add_without_its_transaction(where: Path, acknowledgements: Path) -> None:
    chance = random.Random(2022)
    for _ in range(KILLS):
        kill_after(chance.uniform(0.05, 0.2), workers.add_row_by_row, where, acknowledgements, range(10_000))
        if any("half" in wrong for wrong in workers.wrongs(where, acknowledgements)):
            return
    pytest.fail("documents that were written row by row were all found whole")


def test_the_checker_catches_a_lost_document(where: Path, acknowledgements: Path) -> None:
    workers.add(where, acknowledgements, range(3))
    with Record.open(where) as record:
        record.remove("1")
    assert workers.wrongs(where, acknowledgements) == ["1 is lost"]


def test_a_record_whose_making_was_killed_can_be_made(tmp_path: Path) -> None:
    chance = random.Random(2022)
    for number in range(KILLS):
        where, acknowledgements = tmp_path / f"{number}.db", tmp_path / f"{number}.acknowledged"
        kill_after(chance.uniform(0, 0.04), workers.add, where, acknowledgements, range(3))
        assert workers.wrongs(where, acknowledgements) == []
        workers.add(where, acknowledgements, range(3))
        assert workers.wrongs(where, acknowledgements) == []
        assert sorted(workers.numbers_in(acknowledgements))[-1] == 2


def test_a_making_that_lost_power_before_its_journal_was_undone_can_be_made(where: Path, tmp_path: Path) -> None:
    """As the disk may look then: the file has its length, none of its bytes, and the journal says it was empty."""
    elsewhere = tmp_path / "elsewhere.db"
    with closing(sqlite3.connect(elsewhere, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_spill = 1")
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("CREATE TABLE a (b)")
        raw.execute("INSERT INTO a SELECT randomblob(400000)")
        where.with_name(f"{where.name}-journal").write_bytes((tmp_path / "elsewhere.db-journal").read_bytes())
        where.write_bytes(bytes(elsewhere.stat().st_size))
    workers.add(where, tmp_path / "acknowledged", range(1))
    assert workers.wrongs(where, tmp_path / "acknowledged") == []


@pytest.mark.parametrize("same", [True, False], ids=["the same documents", "different documents"])
def test_two_processes_make_one_record_and_add_at_once(where: Path, tmp_path: Path, same: bool) -> None:
    barrier = PROCESSES.Barrier(3)
    kept = [tmp_path / f"acknowledged-{name}" for name in range(3)]
    numbers = [range(20) if same else range(name * 20, name * 20 + 20) for name in range(3)]
    processes = [start(workers.add, where, *each, barrier) for each in zip(kept, numbers, strict=True)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    acknowledged = [number for each in kept for number in workers.numbers_in(each)]
    assert sorted(acknowledged) == list(range(20 if same else 60))  # each by one process and no more
    assert [workers.wrongs(where, each) for each in kept] == [[], [], []]


@pytest.mark.parametrize("limit", ["file size", "pages"])
def test_a_full_disk_is_told_and_leaves_nothing_half(where: Path, acknowledgements: Path, limit: str) -> None:
    workers.add(where, acknowledgements, range(5))
    process = start(workers.add_with_little_room, where, acknowledgements, range(1000), limit)
    process.join()
    assert process.exitcode == workers.FULL
    assert workers.wrongs(where, acknowledgements) == []
    full = len(workers.numbers_in(acknowledgements))
    workers.add(where, acknowledgements, range(full + 5))
    assert len(workers.numbers_in(acknowledgements)) == full + 5
    assert workers.wrongs(where, acknowledgements) == []


def test_the_same_open_record_goes_on_when_there_is_room_again(where: Path) -> None:
    with Record.open(where, create=True) as record:
        record.add(workers.document(0), version="1")
        with record._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute(f"PRAGMA max_page_count = {where.stat().st_size // 4096}")
        with pytest.raises(workers.DiskFull):
            _add_many(record)
        before = record.stats().documents
        with record._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA max_page_count = 1000000")
        assert record.add(workers.document(before), version="1")
        assert list(record.verify()) == []


def _add_many(record: Record) -> None:
    for number in range(1, 100):
        record.add(workers.document(number), version="1")
