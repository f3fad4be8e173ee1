"""The record: documents go in whole, and come out as they went in."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, Engine, Select, select

from onrecord.errors import RecordError
from onrecord.record import appearances, copies, entities, following, history, indexing, rows, verify
from onrecord.record.appearances import DOCUMENTS
from onrecord.record.faults import damaged, named, read_only
from onrecord.record.finding import find
from onrecord.record.opening import opened
from onrecord.record.removal import remove, truncate_log
from onrecord.record.schema import documents, provenance
from onrecord.record.search import search
from onrecord.record.stats import stats
from onrecord.record.values import Hit, Money, Problem, Query, Run, Stats, Version
from onrecord.types.attribution import Analysis
from onrecord.types.document import Document
from onrecord.types.entity import Entity
from onrecord.types.following import Followed, Seen
from onrecord.types.resource import Reached

__all__ = ["Hit", "Money", "Problem", "Query", "Record", "Run", "Stats", "Version"]

MANY = 200
"""Documents added after which the query planner's statistics are taken anew when the record is closed."""


class Record:
    """A record in one SQLite file, opened with `Record.open`; a context manager.

    Every method raises DamagedRecord where the file is broken and BusyRecord where another process held it for longer
    than `busy_seconds`; those that write raise ReadOnlyRecord and DiskFull, and have changed nothing then.
    """

    def __init__(self, where: Path, engine: Engine, *, writable: bool) -> None:
        self._where = where
        self._engine = engine
        self._writable = writable
        self._added = 0

    @classmethod
    def open(cls, where: Path, *, create: bool = False, busy_seconds: float = 30.0) -> Self:
        """The record at the path `where`; an older one is backed up beside itself and brought up to date.

        create: make it where there is none. busy_seconds: how long to wait for another process that writes. A file
        that may not be written is opened for reading. Raises NoRecord, NotARecord, NewerRecord, DamagedRecord,
        ReadOnlyRecord, DiskFull or BusyRecord; a file that is no record is never changed.
        """
        engine, writable = opened(where, create=create, busy_seconds=busy_seconds)
        return cls(where, engine, writable=writable)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file, after taking statistics for the query planner where much was added."""
        try:
            if self._added >= MANY:
                with self._writing() as connection:
                    connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
                    connection.exec_driver_sql("ANALYZE")
        except RecordError:
            pass  # Only speed was lost; everything that was added is there.
        finally:
            self._added = 0
            self._engine.dispose()

    def knows(self, sha256: str) -> bool:
        """Whether a text of that SHA-256 was recorded."""
        with self._reading() as connection:
            return _number(connection, sha256) is not None

    def add(self, analysis: Analysis, *, version: str) -> bool:
        """Records a document with all that was found in it, in one transaction; on return it is safe on the disk.

        version: of the program that made the analysis. False where that text was recorded already, by whomever: the
        first analysis, and the id that came with it, then stay, and where it was seen now is kept as for `appear`.
        Raises ValueError where a span is no slice of the text, a teller is not there, the hash is not the text's, or a
        value could not be read back.
        """
        rows.check(analysis)
        with self._writing() as connection:
            if (known := _number(connection, analysis.document.sha256)) is not None:
                _appear(connection, known, analysis.document)
                return False
            row = rows.write(connection, analysis, version)
            copies.enter(connection, row)
            indexing.enter(connection, row)
            indexing.refresh(connection, set(appearances.neighbours(connection, row)) - {row})
        self._added += 1
        return True

    def appear(self, document: Document) -> bool:
        """Keeps where, and in whose name, a text was seen that is recorded already; whether that was news.

        Where its address showed another text meanwhile, this one is current again. False for a text that is not there.
        """
        with self._reading() as connection:  # what was seen before, as in every run after the first, takes no lock
            known = _number(connection, document.sha256)
            if known is None or not appearances.is_news(connection, known, document, rows.now()):
                return False
        with self._writing() as connection:
            known = _number(connection, document.sha256)
            return known is not None and _appear(connection, known, document)

    def get(self, document: str) -> Analysis:
        """What was recorded of a document, equal to what was added.

        document: its SHA-256, the id that the input gave, or four or more first digits of the SHA-256, looked for in
        that order. Raises NoSuchDocument where there is none, or more than one, which are listed.
        """
        with self._reading() as connection, self._decoding():
            return rows.read(connection, find(connection, document, self._where))

    def versions(self, name: str) -> list[Version]:
        """What was shown at an address, or at those where a document was seen, address by address in order of time.

        name: a URL, in any spelling of the same page's; or a document as for `get`. What goes back to an older text is a
        version again. Raises NoSuchDocument where it is neither, or the document has no address.
        """
        with self._reading() as connection, self._decoding():
            return history.versions(connection, name, self._where)

    def reached(self, archive: str) -> Reached | None:
        """How far the archive at a path was read: its farthest document that is recorded; None where none is."""
        with self._reading() as connection:
            return appearances.reached(connection, archive)

    def version_before(self, document: Document) -> Analysis | None:
        """What the address of a document that is not recorded yet showed before it; None where nothing is known."""
        with self._reading() as connection, self._decoding():
            return history.version_before(connection, document)

    def printed(self, document: Document) -> Analysis | None:
        """A recorded text of the same day that differs from this one in white space alone, and what was found in it."""
        with self._reading() as connection, self._decoding():
            return history.printed(connection, document)

    def is_current(self, document: Document) -> bool:
        """Whether a recorded document is what one of its addresses showed last, or has none."""
        with self._reading() as connection:
            return appearances.is_current(connection, find(connection, document.sha256, self._where).row)

    def analyses(self) -> Iterator[Analysis]:
        """Every document in the order of recording, one in memory at a time.

        Each is read in a transaction of its own, so that a slow reader does not keep the log from being emptied;
        what is added meanwhile comes last, and what is removed does not come.
        """
        return self._each(DOCUMENTS)

    def origins(self) -> Iterator[Analysis]:
        """As `analyses`, but of copies, and versions that are as alike as copies, the oldest alone."""
        return self._each(DOCUMENTS.where(provenance.c.origin == provenance.c.document))

    def _each(self, some: Select[Any]) -> Iterator[Analysis]:
        last = 0
        while True:
            with self._reading() as connection, self._decoding():
                following = some.where(documents.c.row > last).order_by(documents.c.row).limit(1)
                found = connection.execute(following).first()
                if found is None:
                    return
                analysis = rows.read(connection, found)
            last = found.row
            yield analysis

    def list_entities(self, listed: Iterable[Entity]) -> int:
        """Puts entities into the record's own list, in one transaction; one of the same id takes its place.

        Returns how many. Documents that are recorded already are not asked again who their speakers are.
        """
        with self._writing() as connection:
            return entities.keep(connection, listed)

    def entities(self) -> list[Entity]:
        """The record's own list, in order of ids."""
        with self._reading() as connection, self._decoding():
            return list(entities.kept(connection))

    def unlist_entity(self, id: str) -> bool:
        """Takes an entity out of the record's own list; whether it was there. What was joined to it stays."""
        with self._writing() as connection:
            return entities.drop(connection, id)

    def follow(self, one: Followed) -> None:
        """Follows a feed or sitemap, or keeps what a look at it gave, in the place of what is known of its address."""
        with self._writing() as connection:
            following.keep(connection, one)

    def followed(self) -> list[Followed]:
        """The feeds and sitemaps that are followed, in order of addresses."""
        with self._reading() as connection, self._decoding():
            return list(following.kept(connection))

    def unfollow(self, url: str) -> bool:
        """No longer follows an address; whether it was followed. What came of its pages stays."""
        with self._writing() as connection:
            return following.drop(connection, url)

    def saw(self, url: str, what: Seen) -> None:
        """Notes what came of a page that is followed."""
        with self._writing() as connection:
            following.saw(connection, url, what)

    def seen(self, url: str) -> Seen | None:
        """What came of a page when it was last fetched, None where it never was."""
        with self._reading() as connection, self._decoding():
            return following.seen_at(connection, url)

    def search(self, query: Query) -> list[Hit]:
        """The statements that a query asks for: best first where it has words, else latest first.

        Raises BadDescription where since, until or published is no date.
        """
        with self._reading() as connection, self._decoding():
            return search(connection, query)

    def stats(self) -> Stats:
        """What the record holds, counted."""
        with self._reading() as connection:
            return stats(connection, self._where)

    def verify(self) -> Iterator[Problem]:
        """Everything that does not hold: pages, references, the index, hashes, spans and what follows from them."""
        return verify.problems(self._engine, self._where)

    def remove(self, document: str) -> str:
        """Removes a document, named as for `get`, and every byte of it from the file and its log.

        Returns its SHA-256. Raises NoSuchDocument, and BusyRecord where it was removed but a process that is still
        reading keeps the log from being emptied. Backups and copies are not reached.
        """
        with self._writing() as connection:
            removed = remove(connection, find(connection, document, self._where))
        with named(self._where):
            truncate_log(self._engine, self._where)
        return removed

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with named(self._where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if not self._writable:
            raise read_only(self._where)
        with named(self._where), self._engine.execution_options(writes=True).begin() as connection:
            yield connection

    @contextmanager
    def _decoding(self) -> Iterator[None]:
        try:
            yield
        except msgspec.MsgspecError as error:
            raise damaged(self._where, f"a row makes no sense ({error})") from error


def _number(connection: Connection, sha256: str) -> int | None:
    return connection.execute(select(documents.c.row).filter_by(sha256=sha256)).scalar()


def _appear(connection: Connection, row: int, document: Document) -> bool:
    """Keeps an appearance that is news, and indexes the document anew: its outlets are searched, others are superseded."""
    now = rows.now()
    if not appearances.is_news(connection, row, document, now):
        return False
    indexing.withdraw(connection, row)
    appearances.write(connection, row, document, now)
    indexing.index(connection, row)
    indexing.refresh(connection, appearances.neighbours(connection, row))
    return True
