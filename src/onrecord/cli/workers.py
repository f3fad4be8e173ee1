"""Analysts: the analyser in this process, or one in each of several worker processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.analyse.pipeline import Analyser
    from onrecord.flow import Analyse
    from onrecord.types.attribution import Analysis
    from onrecord.types.document import Document


class Manner(msgspec.Struct, frozen=True):
    """How documents are analysed: the weights' name, the probability from which is shown, threads a process."""

    weights: str
    min_confidence: float
    threads: int


class WorkerLost(OnrecordError):
    """A worker process died over a document, as it does when memory runs out."""

    code = "E000"


@contextmanager
def analysts(manner: Manner, jobs: int) -> Iterator[tuple[Analyse, int]]:
    """How to analyse, and how many documents ahead to hand over. jobs: worker processes, 0 for one a processor core.

    Raises WeightsError at once where the weights cannot be loaded.
    """
    analyser = _analyser(manner)
    if jobs == 1:
        yield (lambda document: lambda: analyser.analyse(document)), 0
        return
    workers = _Workers(manner, jobs or len(os.sched_getaffinity(0)))
    try:
        yield workers.analyse, workers.jobs * 2
    finally:
        workers.close()


@cache  # in a worker: loaded once a process, not once a document
def _analyser(manner: Manner) -> Analyser:
    from onrecord.analyse.pipeline import Analyser  # here: it brings numpy and onnxruntime, and --help must not wait

    return Analyser(manner.weights, min_confidence=manner.min_confidence, threads=manner.threads)


def _work(manner: Manner, document: Document) -> Analysis:
    return _analyser(manner).analyse(document)


class _Workers:
    """A pool of spawned processes that is made anew when one of them dies."""

    def __init__(self, manner: Manner, jobs: int) -> None:
        self.manner = manner
        self.jobs = jobs
        self.pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn"))

    def analyse(self, document: Document) -> Callable[[], Analysis]:
        pool, future = self._submit(document)
        return lambda: self._result(document, pool, future)

    def _submit(self, document: Document) -> tuple[ProcessPoolExecutor, Future[Analysis]]:
        # Submitting may start a process. It must not hear Ctrl-C, which goes to the whole process group: this process
        # decides what is finished. A blocked signal stays blocked in the child, and waits here until it is unblocked.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self.pool, self.pool.submit(_work, self.manner, document)
        except BrokenProcessPool:
            self.pool = self._new()
            return self.pool, self.pool.submit(_work, self.manner, document)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _result(self, document: Document, pool: ProcessPoolExecutor, future: Future[Analysis]) -> Analysis:
        try:
            return future.result()
        except BrokenProcessPool:
            # Any of those under way may have been the one: each is tried once more, alone as far as it can be.
            if self.pool is pool:
                self.pool = self._new()
        try:
            return self._submit(document)[1].result()
        except BrokenProcessPool:
            raise WorkerLost(
                "a worker process died over this document", "give it to a machine with more memory, or split it"
            ) from None

    def close(self) -> None:
        self.pool.shutdown(wait=True, cancel_futures=True)
