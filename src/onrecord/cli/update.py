"""`onrecord update`: bring what is new at the feeds and sitemaps that are followed."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.follow import Contact
from onrecord.cli.interrupt import stoppable
from onrecord.cli.options import (
    DEFAULT_CONFIDENCE,
    DEFAULT_RECORD,
    DEFAULT_WEIGHTS,
    Jobs,
    MinConfidence,
    RecordOption,
    Weights,
)
from onrecord.cli.progress import Progress, progress
from onrecord.cli.report import INTERRUPTED, guarded, say, say_refused, status
from onrecord.cli.tally import Tally
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.cli.workers import Manner
    from onrecord.read.fetch.fetcher import Fetched, NotModified
    from onrecord.read.web import Keep, Wanted
    from onrecord.updating import Brought, Update

ArchiveFile = Annotated[
    Path | None, typer.Option("--archive", metavar="FILE.warc.gz", help="Keep what is fetched there, as it came.")
]


class _Counts:
    """What was brought so far."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.unchanged = 0

    def count(self, brought: Brought, bar: Progress) -> None:
        self.unchanged += brought.status == "unchanged"
        if brought.outcome and brought.status != "unchanged":
            self.tally.count(brought.outcome)
            if brought.outcome.refusal:
                with bar.aside():
                    say_refused(brought.outcome.refusal)

    def __str__(self) -> str:
        return f"{self.tally}, {self.unchanged} unchanged"


def update(
    record: RecordOption = DEFAULT_RECORD,
    archive: ArchiveFile = None,
    weights: Weights = DEFAULT_WEIGHTS,
    min_confidence: MinConfidence = DEFAULT_CONFIDENCE,
    jobs: Jobs = 1,
    contact: Contact = None,
) -> None:
    """Look at what is followed and record what is new, and what changed on pages of the last fortnight.

    Interrupted and started again it goes on where it was. Exit status: 0 all was well, 1 something was refused, 2
    nothing could be done.
    """
    with guarded(), ExitStack() as held:
        from onrecord.cli.workers import Manner
        from onrecord.read.fetch.fetcher import Fetcher
        from onrecord.read.sandbox import Sandbox
        from onrecord.record.store import Record
        from onrecord.updating import Update

        settings = Settings(contact=contact)
        counts = _Counts()
        store = held.enter_context(Record.open(record))
        stopped = held.enter_context(stoppable())
        keep = _keeping(archive, held)
        fetcher, sandbox = held.enter_context(Fetcher(settings)), held.enter_context(Sandbox(settings))
        try:
            _run(
                Update(store, fetcher, sandbox, keep, stopped), Manner(weights, min_confidence, threads=1), jobs, counts
            )
        finally:
            say(f"{counts}: {record}")
        if stopped():
            say("interrupted; the same command goes on from there")
            sys.exit(INTERRUPTED)
        sys.exit(status(counts.tally.recorded + counts.tally.known + counts.unchanged, counts.tally.refused))


def _run(update: Update, manner: Manner, jobs: int, counts: _Counts) -> None:
    from onrecord import __version__
    from onrecord.cli.workers import analysts
    from onrecord.updating import Brought

    wanted: list[Wanted] = []
    with progress(lambda: None) as bar:
        for one in update.look():
            if isinstance(one, Brought):
                counts.count(one, bar)
            else:
                wanted.append(one)
    if not wanted:
        return
    with analysts(manner, jobs) as (analyse, ahead), progress(lambda: len(wanted)) as bar:
        for brought in update.bring(wanted, analyse, __version__, ahead):
            counts.count(brought, bar)
            bar.step()


def _keeping(archive: Path | None, held: ExitStack) -> Keep:
    """What puts everything that is fetched into the archive, where one is asked for."""
    if archive is None:
        return lambda got: None
    from datetime import UTC, datetime

    from onrecord.read.archive.writing import Archive

    opened = held.enter_context(Archive(archive))

    def keep(got: Fetched | NotModified) -> None:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for answer in got.answers:
            opened.write(answer, now)

    return keep
