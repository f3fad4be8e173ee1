"""One child process: started, spoken to, and what it died of."""

import os
import signal
import subprocess
import sys
import time

import msgspec

from onrecord.errors import BrokenFile, InputError, TooCostly
from onrecord.read.sandbox.messages import Caps, Job, Report, packed, report_of
from onrecord.read.sandbox.pipes import Gone, Late, Pipes
from onrecord.settings import Settings

_START_SECONDS = 60.0  # by the clock, until a new child says its first word: it imports a reader, on a busy machine
_END_SECONDS = 5.0  # by the clock, for a child that has closed its pipes to be gone
_ROOM = 16
"""A frame may be this many times as long as the longest text: a passage of one letter takes some 15 bytes."""
_CURE = "split it, or open it in another program and save it anew"
_OUT_OF_MEMORY = ("MemoryError", "bad_alloc", "out of memory", "allocate")


class Lost(Exception):
    """The child is dead. reason: what the document that it was at is refused by."""

    def __init__(self, reason: InputError) -> None:
        super().__init__(reason)
        self.reason = reason


class Process:
    """A child, from its start to its end. settings: the caps that it is given."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        # -P: no module is taken from the folder that the user is in. Its own group: Ctrl-C is not for it. The seed: a
        # library that goes through a set of words goes through it in the same order at each run.
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", "-m", "onrecord.read.sandbox.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": "0"},
            process_group=0,
        )
        ends = [stream.fileno() for stream in (self.process.stdin, self.process.stdout, self.process.stderr) if stream]
        self.pipes = Pipes(ends[0], ends[1], ends[2], longest=_ROOM * settings.max_bytes)
        self.patience = _START_SECONDS
        caps = {name: getattr(settings, name) for name in Caps.__struct_fields__}
        self.first = packed(Caps(**caps))

    @property
    def living(self) -> bool:
        """Whether it has not ended yet."""
        return self.process.poll() is None

    def send(self, job: Job) -> None:
        """Hand it a job. Raises Lost."""
        deadline = time.monotonic() + self.patience
        try:
            if self.first:
                self.pipes.send(self.first, deadline)
                self.first = b""
            self.pipes.send(packed(job), deadline)
        except (Late, Gone) as error:
            raise Lost(self._death(error)) from None

    def receive(self) -> Report:
        """Its next report. Raises Lost where there is none in time, or none that can be understood."""
        try:
            report = report_of(self.pipes.receive(time.monotonic() + self.patience))
        except (Late, Gone, ValueError, msgspec.MsgspecError) as error:
            raise Lost(self._death(error)) from None
        self.patience = self.settings.parse_seconds
        return report

    def kill(self) -> None:
        """End it at once, whatever it is at."""
        self.process.kill()
        self._close()

    def _death(self, error: Exception) -> InputError:
        if isinstance(error, Late):
            self.kill()
            return TooCostly(f"more than {self.patience:g} seconds", _CURE)
        if not isinstance(error, Gone):
            self.kill()
            return nonsense(error)
        try:
            status = self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        last = self.pipes.last_words()[-200:]
        self._close()
        return self._reason(status, last)

    def _reason(self, status: int, last: str) -> InputError:
        """status: the exit status, negative for a signal. last: the last line on its standard error."""
        if status == -signal.SIGXCPU:
            return TooCostly(f"more than {self.settings.parse_cpu_seconds} seconds of processor time", _CURE)
        if any(sign in last for sign in _OUT_OF_MEMORY):
            return TooCostly(f"more than {self.settings.parse_memory_bytes >> 20} MiB of memory", _CURE)
        if status == -signal.SIGKILL:
            return TooCostly("its reader was killed, as a system does that is out of memory", _CURE)
        how = signal.Signals(-status).name if status < 0 else f"status {status}"
        return BrokenFile(f"its reader crashed ({how})" + (f": {last}" if last else ""), _CURE)

    def _close(self) -> None:
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()


def nonsense(error: Exception) -> InputError:
    """What a document is refused by whose child reported what cannot be."""
    return BrokenFile(f"its reader gave back what does not hold together: {error}"[:200], _CURE)
