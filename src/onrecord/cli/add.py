"""`onrecord add`: analyse and record."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from onrecord.cli.interrupt import stoppable
from onrecord.cli.options import (
    DEFAULT_CONFIDENCE,
    DEFAULT_RECORD,
    DEFAULT_WEIGHTS,
    AnyLanguage,
    FromOption,
    Jobs,
    MinConfidence,
    Paths,
    Published,
    Publisher,
    RecordOption,
    Title,
    Url,
    Weights,
    described,
    form_of,
)
from onrecord.cli.progress import Progress, progress
from onrecord.cli.report import INTERRUPTED, guarded, say, say_refused, status
from onrecord.cli.tally import Tally
from onrecord.errors import OnrecordError
from onrecord.flow import Outcome
from onrecord.types.document import Document, Refusal
from onrecord.types.resource import Reached


def add(
    paths: Paths,
    record: RecordOption = DEFAULT_RECORD,
    form: FromOption = None,
    title: Title = None,
    publisher: Publisher = None,
    published: Published = None,
    url: Url = None,
    weights: Weights = DEFAULT_WEIGHTS,
    min_confidence: MinConfidence = DEFAULT_CONFIDENCE,
    any_language: AnyLanguage = False,
    jobs: Jobs = 1,
) -> None:
    """Analyse and record, each document wholly or not at all. Running it again goes on where it was stopped.

    Exit status: 0 everything was recorded or known already, 1 some was refused, 2 nothing could be done.
    """
    with guarded():
        from onrecord import __version__
        from onrecord.cli.workers import Manner, analysts
        from onrecord.flow import recorded
        from onrecord.read.paths import count, read_paths
        from onrecord.record.store import Record

        known = described(title, publisher, published, url)
        tally = Tally()
        try:
            with stoppable() as stopped, progress(lambda: count(paths, form_of(form))) as bar:
                read = _from_first_document(
                    read_paths(paths, form_of(form), known, before=_reached(record)), tally, bar
                )
                if read is not None:
                    with (
                        analysts(Manner(weights, min_confidence, threads=1), jobs) as (analyst, ahead),
                        Record.open(record, create=True) as store,
                    ):
                        outcomes = recorded(
                            read, store, analyst, version=__version__, any_language=any_language, ahead=ahead
                        )
                        _follow(outcomes, tally, bar, stopped)
        except KeyboardInterrupt:
            say(f"interrupted: {tally}: {record}; the same command goes on from there")
            sys.exit(INTERRUPTED)
        except OnrecordError:
            if tally:
                say(f"{tally}: {record}")
            raise
        say(f"{tally}: {record}")
        sys.exit(status(tally.recorded + tally.known, tally.refused))


def _reached(record: Path) -> Callable[[str], Reached | None]:
    """How far an archive was read by earlier runs, as the record tells if there is one."""
    from onrecord.record.store import Record

    def reached(archive: str) -> Reached | None:
        if not record.exists():
            return None
        with Record.open(record) as store:
            return store.reached(archive)

    return reached


def _from_first_document(
    read: Iterator[Document | Refusal], tally: Tally, bar: Progress
) -> Iterator[Document | Refusal] | None:
    """The documents from the first one on, None where there is none: no record is made for nothing."""
    for one in read:
        if isinstance(one, Document):
            return chain([one], read)
        _count(Outcome(status="refused", refusal=one), tally, bar)
    return None


def _follow(outcomes: Iterable[Outcome], tally: Tally, bar: Progress, stopped: Callable[[], bool]) -> None:
    for outcome in outcomes:
        _count(outcome, tally, bar)
        if stopped():
            raise KeyboardInterrupt


def _count(outcome: Outcome, tally: Tally, bar: Progress) -> None:
    tally.count(outcome)
    if outcome.refusal:
        with bar.aside():
            say_refused(outcome.refusal)
    bar.step()
