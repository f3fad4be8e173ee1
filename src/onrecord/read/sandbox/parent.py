"""The parent's side: hands jobs to a child, takes what comes back, and puts another child in the place of a dead one."""

from collections.abc import Generator, Iterator
from types import TracebackType
from typing import Self

import msgspec

from onrecord.read.sandbox.believing import Forged, check
from onrecord.read.sandbox.messages import (
    Answer,
    Begun,
    Ended,
    Job,
    Read,
    ReadEntries,
    ReadFile,
    ReadResource,
    Refused,
    Report,
    Retiring,
    unpacked,
)
from onrecord.read.sandbox.process import Lost, Process, nonsense
from onrecord.read.sandbox.refusing import refusal
from onrecord.settings import Settings
from onrecord.types.document import Document, Refusal
from onrecord.types.following import Entries
from onrecord.types.resource import Resource

Item = tuple[int, Document | Refusal]
"""From where reading goes on behind it, and what was read or why it was not."""

_Job = ReadFile | ReadResource


class Sandbox:
    """Reads files in a child process that may die of them. A context manager; one job at a time, from one thread.

    The child is started with the first job and used again for the next ones.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.child: Process | None = None
        self._busy = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, whatever it is at."""
        if self.child is not None:
            self.child.kill()
            self.child = None

    def read(self, job: _Job) -> Generator[Item, None, None]:
        """Each document in what the job names, and a refusal for each that could not be read; raises nothing for them.

        A file that is one document has the position 1 behind it. Where the child dies, what it was at is refused,
        TooCostly where it took too much time or memory, else BrokenFile, and a container goes on behind it.
        """
        rest: _Job | None = job
        while rest is not None:
            rest = yield from self._read_by_one(rest)

    def entries(self, resource: Resource) -> Entries | Refusal:
        """What a feed, a sitemap or a page that names feeds lists, or why there is nothing to be had of it."""
        answer: Entries | Refusal = refusal(resource.where, nonsense(ValueError("no answer")))
        try:
            for report in self._reports(ReadEntries(resource=resource)):
                if isinstance(report, Answer):
                    answer = unpacked(report.value, Entries)
                elif isinstance(report, Refused):
                    answer = report.refusal
        except Lost as lost:
            answer = refusal(resource.where, lost.reason)
        except (ValueError, msgspec.MsgspecError) as error:
            answer = refusal(resource.where, nonsense(error))
        return answer

    def _read_by_one(self, job: _Job) -> Generator[Item, None, _Job | None]:
        """The items of one child; returns what is left to do for the next one."""
        begun: Begun | None = None
        behind = job.start
        try:
            for report in self._reports(job):
                if isinstance(report, Begun):
                    begun = report
                elif isinstance(report, Read):
                    check(report.document, job.where, self.settings.max_bytes)
                    begun, behind = None, report.position
                    yield report.position, report.document
                elif isinstance(report, Refused):
                    begun, behind = None, report.position
                    yield report.position, report.refusal
                elif isinstance(report, Retiring):
                    return _behind(job, report.position)
        except Lost as lost:
            reason = lost.reason
        except Forged as forged:
            reason = nonsense(forged)
        else:
            return None
        if begun is None and behind > job.start:  # it died between two members: of nothing that is known
            return _behind(job, behind)
        if begun is None:  # before the first one, or once more behind the same one: nothing tells how to go on
            yield job.start, refusal(job.where, reason)
            return None
        yield begun.position, refusal(begun.where, reason)
        return _behind(job, begun.position) if begun.where != job.where else None

    def _reports(self, job: Job) -> Iterator[Report]:
        """What a child reports of the job, up to its end. A child that is left in the middle is of no use any more."""
        if self._busy:
            raise RuntimeError("one job at a time: read the one before to its end, or close it")
        self._busy, whole = True, False
        if self.child is not None and not self.child.living:  # killed while it had nothing to do
            self.close()
        try:
            self.child = self.child or Process(self.settings)
            self.child.send(job)
            while not isinstance(report := self.child.receive(), Ended):
                yield report
            whole = not report.worn
        finally:
            self._busy = False
            if not whole:
                self.close()


def _behind(job: _Job, position: int) -> _Job | None:
    """The rest of the job; None where that would be all of it again, as only a child that was taken over asks for."""
    return msgspec.structs.replace(job, start=position) if position > job.start else None
