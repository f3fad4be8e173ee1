"""How far a long run has come, on standard error where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rich.progress


class Progress:
    """Documents done, the rate, and the time left where the total is known; nothing at all without a terminal."""

    def __init__(self, bar: rich.progress.Progress | None) -> None:
        self._bar = bar

    def step(self) -> None:
        """One more document is done."""
        if self._bar is None:
            return
        [task] = self._bar.tasks
        done = task.completed + 1
        # A count made beforehand may be short by a line without an end.
        total = max(task.total, done) if task.total else None
        self._bar.update(task.id, completed=done, total=total, rate=f"{task.speed or 0:.1f}/s")

    def aside(self) -> AbstractContextManager[object]:
        """While something else is written to standard error."""
        return _paused(self._bar) if self._bar else nullcontext()


@contextmanager
def progress(count: Callable[[], int | None]) -> Iterator[Progress]:
    """A bar for `count()` documents; that is asked only where there is a terminal to show it on."""
    if not sys.stderr.isatty():
        yield Progress(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (MofNCompleteColumn(), TextColumn("documents"), BarColumn(), TextColumn("{task.fields[rate]}"))
    with Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        bar.add_task("", total=count(), rate="")
        yield Progress(bar)


@contextmanager
def _paused(bar: rich.progress.Progress) -> Iterator[None]:
    bar.stop()
    try:
        yield
    finally:
        bar.start()
