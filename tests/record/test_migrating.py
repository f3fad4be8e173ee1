import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from onrecord.errors import NoRecord, ReadOnlyRecord
from onrecord.record import migrating, opening, rows
from onrecord.record.connecting import engine
from onrecord.record.schema import HEAD, REVISIONS, metadata
from onrecord.record.store import Query, Record
from onrecord.types.attribution import Analysis
from onrecord.types.moment import Venue

from .stories import saying, story
from .test_copies import COPIES
from .test_opening import as_nobody

ADDED = [story("it rains."), story("it snows.", id="snow.txt", published="2022-05-31")]


@pytest.fixture
def older(where: Path) -> Path:
    """A record as revision 0001 left it: with rows, without the index."""
    return left_by("0001", where, *ADDED)


def left_by(revision: str, where: Path, *analyses: Analysis) -> Path:
    """A record of an older revision, with rows."""
    made = engine(where, "rwc", 1)
    with made.connect().execution_options(writes=True) as connection, connection.begin():
        migrating.migrate(connection, revision)
        with patch.object(rows, "write_provenance", lambda *_: None):  # revision 0005 was the first to keep it
            for analysis in analyses:
                rows.write(connection, analysis, "0")
    made.dispose()
    return where


def backups(where: Path) -> list[Path]:
    return [path for path in where.parent.iterdir() if ".backup" in path.name]


def revision(where: Path) -> str:
    with closing(sqlite3.connect(where)) as raw:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_an_older_record_keeps_its_documents_and_becomes_searchable(older: Path) -> None:
    with Record.open(older) as record:
        assert list(record.analyses()) == ADDED
        assert [hit.words for hit in record.search(Query("snows"))] == [("it snows.",)]
        assert list(record.verify()) == []
    assert revision(older) == HEAD


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_statements_of_an_older_record_have_no_fields_and_are_found_without(where: Path, revision: str) -> None:
    left_by(revision, where, *ADDED)
    with closing(sqlite3.connect(where)) as raw:  # as it was: the publication stood in for the time of saying
        raw.execute("UPDATE attributions SET said_from = '2022-05-31', said_to = '2022-05-31' WHERE document = 2")
        raw.commit()
    with Record.open(where) as record:
        assert list(record.verify()) == []
        assert [hit.words for hit in record.search(Query(published="2022"))] == [("it snows.",)]
        assert record.search(Query(since="2022")) == []
        assert len(record.search(Query(since="2022", undated=True))) == 1
        assert len(record.search(Query(condition=("none",)))) == 2
        assert record.stats().by_kind == record.stats().by_venue == {"": 2}


def test_fields_that_an_older_record_holds_are_found(where: Path) -> None:
    text = "She said that Ada Lund said rain falls."
    denied = saying(text, "that Ada Lund said rain falls", source="She", name=None, act="other", shown=False)
    told = saying(text, "rain falls", within=denied.id)
    kept = saying("It is said so.", "is said", source="It", kind="warn", time="../2022", venue=Venue(type="vote"))
    left_by("0002", where, story(denied, told, text=text), story(kept, text="It is said so."))
    with Record.open(where) as record:
        assert [hit.attribution for hit in record.search(Query())] == [kept]
        assert len(record.search(Query(kind=("warn",), venue=("vote",), since="2022", until="2022"))) == 1
        assert list(record.verify()) == []


def test_an_older_record_is_backed_up_beside_itself_first(older: Path) -> None:
    with Record.open(older):
        pass
    (backup,) = backups(older)
    assert backup.name.startswith("onrecord.db.20")
    assert backup.name.endswith(".0001.backup")
    assert revision(backup) == "0001"
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("SELECT count(*) FROM documents").fetchone() == (2,)


def test_the_backup_is_a_record_that_can_be_opened_in_its_turn(older: Path) -> None:
    with Record.open(older):
        pass
    (backup,) = backups(older)
    with Record.open(backup) as record:
        assert list(record.analyses()) == ADDED


def test_a_record_of_this_revision_is_not_backed_up(older: Path) -> None:
    for _ in range(3):
        with Record.open(older):
            pass
    assert len(backups(older)) == 1


def test_a_record_that_another_process_migrates_meanwhile_is_not_migrated_again(older: Path) -> None:
    other = engine(older, "rw", 1)
    with ThreadPoolExecutor() as threads, other.connect().execution_options(writes=True) as connection:
        with connection.begin():
            opening_too = threads.submit(Record.open, older)
            time.sleep(0.5)  # it has seen the old revision, and waits for the lock
            migrating.migrate(connection)
        with opening_too.result() as record:
            assert list(record.analyses()) == ADDED
    other.dispose()
    assert backups(older) == []


def test_a_migration_that_fails_leaves_the_older_record_as_it_was(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: object) -> None:
        migrating.migrate(connection)  # type: ignore[arg-type]
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(opening, "migrate", half)
        with pytest.raises(ZeroDivisionError):
            Record.open(older)
    assert revision(older) == "0001"
    with closing(sqlite3.connect(older)) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'statement_index%'").fetchone() == (0,)
    with Record.open(older) as record:
        assert list(record.analyses()) == ADDED


def test_a_backup_for_which_there_is_no_room_stops_the_migration(older: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path; from onrecord.record.store import Record\n"
        "from onrecord.errors import DiskFull\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({older.stat().st_size // 2}, -1))\n"
        "try: Record.open(Path(sys.argv[1]))\n"
        "except DiskFull: sys.exit(7)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, str(older)], check=False).returncode == 7
    assert backups(older) == []
    assert revision(older) == "0001"


def test_an_older_record_that_may_only_be_read_asks_for_permission(older: Path) -> None:
    older.chmod(0o444)
    for folder in older.parents:
        if folder.is_relative_to("/tmp") and folder != Path("/tmp"):
            folder.chmod(0o755)

    def refused() -> None:
        with pytest.raises(ReadOnlyRecord):
            Record.open(older)

    as_nobody(refused)
    assert revision(older) == "0001"


def test_a_record_whose_making_was_cut_short_is_completed(where: Path) -> None:
    made = engine(where, "rwc", 1)
    with made.connect().execution_options(writes=True) as connection:
        transaction = connection.begin()
        migrating.migrate(connection)
        transaction.rollback()
    made.dispose()
    with pytest.raises(NoRecord):
        Record.open(where)
    with Record.open(where, create=True) as record:
        assert record.add(ADDED[0], version="1")


def test_the_revisions_that_opening_knows_are_those_that_are_shipped() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrating.__file__).with_name("migrations")))
    shipped = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(shipped)) == REVISIONS


def test_the_tables_that_queries_know_are_those_that_the_migrations_make(where: Path) -> None:
    with Record.open(where, create=True) as record, record._engine.begin() as connection:
        for name, table in metadata.tables.items():
            made = connection.exec_driver_sql(f"PRAGMA table_xinfo({name})")
            assert [row[1] for row in made] == [column.name for column in table.columns]


def test_opening_an_up_to_date_record_does_not_load_alembic(where: Path) -> None:
    with Record.open(where, create=True):
        pass
    program = (
        "import sys; from pathlib import Path; from onrecord.record.store import Record\n"
        "with Record.open(Path(sys.argv[1])) as record: record.stats()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(where)], check=False).returncode == 0


def test_migrations_run_from_a_folder_with_a_percent_sign(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = older.parent / "100%s %(here)s"
    shutil.copytree(Path(migrating.__file__).with_name("migrations"), odd / "migrations")
    monkeypatch.setattr(migrating, "__file__", str(odd / "migrating.py"))
    with Record.open(older) as record:
        assert len(record.search(Query("rains"))) == 1


def test_what_an_older_record_knows_of_pages_and_copies_is_found_when_it_is_brought_up_to_date(where: Path) -> None:
    page = "https://www.dellin.example/dam?utm_source=x"
    older = [
        story("the gates stay open.", url=page, title="Gates", publisher="Dellin Standard", published="2022-05-31"),
        story("the gates are shut.", url="http://dellin.example/dam/", publisher="Dellin Standard"),
        *COPIES,
    ]
    left_by("0004", where, *older)
    with Record.open(where) as record:
        assert list(record.analyses()) == older
        assert list(record.verify()) == []
        assert [hit.words for hit in record.search(Query("gates", publisher="dellin"))] == [("the gates are shut.",)]
        assert [version.analysis for version in record.versions(page)] == older[:2]
        assert [hit.also for hit in record.search(Query("harvest"))] == [("Bay", "Cape")]
        stats = record.stats()
        assert (stats.documents, stats.superseded, stats.origins) == (5, 1, 2)
        record.remove(older[1].document.sha256)
        assert len(record.search(Query("gates", publisher="dellin"))) == 1
