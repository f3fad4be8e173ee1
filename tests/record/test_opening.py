import os
import shutil
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import (
    BusyRecord,
    DamagedRecord,
    NewerRecord,
    NoRecord,
    NotARecord,
    ReadOnlyRecord,
)
from onrecord.record.store import Query, Record

from .stories import story

RAIN = story("it rains.")


@pytest.fixture
def kept(where: Path) -> Path:
    """A record with one document."""
    with Record.open(where, create=True) as record:
        record.add(RAIN, version="1")
    return where


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_missing_record_is_told_and_not_made(where: Path) -> None:
    with pytest.raises(NoRecord):
        Record.open(where)
    assert not where.exists()


def test_a_record_is_not_made_in_a_folder_that_is_not_there(where: Path) -> None:
    with pytest.raises(NoRecord, match="no folder"):
        Record.open(where / "deeper" / "onrecord.db", create=True)


def test_an_empty_file_becomes_a_record_only_when_asked(where: Path) -> None:
    where.touch()
    with pytest.raises(NoRecord):
        Record.open(where)
    assert where.stat().st_size == 0
    with Record.open(where, create=True) as record:
        assert record.add(RAIN, version="1")


def _other_database(where: Path, *statements: str) -> None:
    with closing(sqlite3.connect(where)) as other:
        for statement in statements:
            other.execute(statement)
        other.commit()


FOREIGN: dict[str, Callable[[Path], None]] = {
    "text": lambda where: where.write_text("Dear diary\n" * 100) and None,
    "one byte": lambda where: where.write_bytes(b"S") and None,
    "zeros": lambda where: where.write_bytes(bytes(8192)) and None,
    "the magic alone": lambda where: where.write_bytes(b"SQLite format 3\0") and None,
    "another database": lambda where: _other_database(where, "CREATE TABLE documents (id)"),
    "another in WAL mode": lambda where: _other_database(where, "PRAGMA journal_mode=WAL", "CREATE TABLE a (b)"),
    "another that is empty": lambda where: _other_database(where, "PRAGMA user_version = 3"),
    "our number, other tables": lambda where: _other_database(
        where, "PRAGMA application_id = 0x6F6E7263", "CREATE TABLE diary (day)"
    ),
    "a folder": lambda where: where.mkdir(),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_no_record_is_refused_and_not_touched(where: Path, what: str, create: bool) -> None:
    FOREIGN[what](where)
    before = contents(where.parent)
    with pytest.raises(NotARecord) as caught:
        Record.open(where, create=create)
    assert str(where) in caught.value.cause
    assert contents(where.parent) == before


def test_a_foreign_log_is_not_played_into_its_database(where: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "other.db"
    with closing(sqlite3.connect(elsewhere)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE a (b)")
        other.commit()
        for path in elsewhere.parent.iterdir():
            shutil.copy(path, where.with_name(path.name.replace("other.db", where.name)))
    before = contents(where.parent)
    assert f"{where.name}-wal" in before
    with pytest.raises(NotARecord):
        Record.open(where, create=True)
    assert contents(where.parent) == before


def test_a_newer_record_is_refused_with_a_cure_and_not_changed(kept: Path) -> None:
    _other_database(kept, "UPDATE alembic_version SET version_num = '9999'")
    before = kept.read_bytes()
    with pytest.raises(NewerRecord, match="9999") as caught:
        Record.open(kept, create=True)
    assert "pip install --upgrade" in caught.value.cure
    assert kept.read_bytes() == before


def test_a_record_without_one_of_its_tables_is_damaged(kept: Path) -> None:
    _other_database(kept, "PRAGMA foreign_keys = OFF", "DROP TABLE speakers")
    with pytest.raises(DamagedRecord, match="speakers"):
        Record.open(kept)


def _used_somehow(where: Path) -> None:
    with Record.open(where) as record:
        record.stats()
        list(record.analyses())
        record.search(Query("rains"))
        record.add(story("it snows."), version="1")
        record.remove(RAIN.document.sha256)


@pytest.mark.parametrize("damage", ["pages", "cut"])
def test_broken_pages_are_told_as_damage(where: Path, damage: str) -> None:
    with Record.open(where, create=True) as record:
        for number in range(50):
            record.add(story(f"it is day {number}."), version="1")
        record.add(RAIN, version="1")
    content = where.read_bytes()
    broken = content[:100] + b"\xa5" * (len(content) - 100) if damage == "pages" else content[: len(content) // 2]
    where.write_bytes(broken)
    with pytest.raises(DamagedRecord):
        _used_somehow(where)


def test_a_row_that_makes_no_sense_is_damage(kept: Path) -> None:
    _other_database(kept, """UPDATE statements SET body = '{"id": "s", "span": "everywhere"}'""")
    with Record.open(kept) as record:
        for use in (lambda: record.get(RAIN.document.sha256), lambda: list(record.analyses())):
            with pytest.raises(DamagedRecord):
                use()
        with pytest.raises(DamagedRecord):
            record.search(Query("rains"))


def test_a_lock_that_lasts_is_told_as_busy(kept: Path) -> None:
    with closing(sqlite3.connect(kept, isolation_level=None)) as other, Record.open(kept, busy_seconds=0.1) as record:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyRecord):
            record.add(story("it snows."), version="1")
        assert record.get(RAIN.document.sha256) == RAIN
        other.execute("ROLLBACK")
        assert record.add(story("it snows."), version="1")


def test_a_lock_while_opening_is_told_as_busy(where: Path) -> None:
    with closing(sqlite3.connect(where, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyRecord):
            Record.open(where, create=True, busy_seconds=0.1)
        other.execute("ROLLBACK")
    with Record.open(where, create=True) as record:
        assert record.add(RAIN, version="1")


def test_each_acknowledged_document_is_synced_and_logged_ahead(where: Path) -> None:
    with Record.open(where, create=True) as record, record._engine.begin() as connection:
        read = connection.exec_driver_sql
        assert read("PRAGMA journal_mode").scalar() == "wal"
        assert read("PRAGMA synchronous").scalar() == 2
        assert read("PRAGMA foreign_keys").scalar() == 1
        assert read("PRAGMA secure_delete").scalar() == 1


@pytest.fixture
def shared() -> Iterator[Path]:
    """A record with one document in a folder that any user can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    with Record.open(folder / "onrecord.db", create=True) as record:
        record.add(RAIN, version="1")
    yield folder / "onrecord.db"
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_nobody(work: Callable[[], None]) -> None:
    """Does the work without the superuser's rights, to whom no file is read-only; fails where it fails."""
    if os.geteuid() != 0:
        work()
        return
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            work()
            status = 0
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _reads_but_does_not_write(where: Path) -> None:
    with Record.open(where, create=True) as record:
        assert record.get(RAIN.document.sha256) == RAIN
        assert len(record.search(Query("rains"))) == 1
        assert record.stats().documents == 1
        assert list(record.verify()) == []
        with pytest.raises(ReadOnlyRecord):
            record.add(story("it snows."), version="1")
        with pytest.raises(ReadOnlyRecord):
            record.remove(RAIN.document.sha256)


@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_read_only_record_can_be_read_and_says_so_when_written(shared: Path, folder_mode: int) -> None:
    shared.chmod(0o444)
    shared.parent.chmod(folder_mode)
    as_nobody(lambda: _reads_but_does_not_write(shared))


def test_a_writable_record_in_a_read_only_folder_can_be_read(shared: Path) -> None:
    shared.chmod(0o666)
    shared.parent.chmod(0o555)
    as_nobody(lambda: _reads_but_does_not_write(shared))


def test_a_read_only_record_shows_what_its_owner_has_just_written(shared: Path) -> None:
    snow = story("it snows.")

    def read() -> None:
        with Record.open(shared) as record:
            assert list(record.analyses()) == [RAIN, snow]

    shared.parent.chmod(0o555)
    with Record.open(shared) as owner:
        owner.add(snow, version="1")
        assert shared.with_name("onrecord.db-wal").stat().st_size > 0
        for path in shared.parent.iterdir():
            path.chmod(0o444)
        as_nobody(read)


def test_a_record_cannot_be_made_in_a_read_only_folder(shared: Path) -> None:
    shared.unlink()
    shared.parent.chmod(0o555)

    def made() -> None:
        with pytest.raises(ReadOnlyRecord):
            Record.open(shared, create=True)
        with pytest.raises(NoRecord):
            Record.open(shared)

    as_nobody(made)


def test_a_record_that_may_not_be_read_says_so(shared: Path) -> None:
    shared.chmod(0)

    def refused() -> None:
        with pytest.raises(ReadOnlyRecord):
            Record.open(shared)

    as_nobody(refused)
