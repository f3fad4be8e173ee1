"""Frames over a pipe: four bytes of length, most significant first, then as many bytes."""

import os
import selectors
import struct
import time
from typing import BinaryIO

_LENGTH = struct.Struct(">I")
_PIECE = 1 << 20  # bytes that are asked of the system at a time
_LAST_WORDS = 4096  # bytes of the child's standard error that are kept


class Late(Exception):
    """The other side took longer than it may."""


class Gone(Exception):
    """The other side has closed the pipe."""


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """The child's way out."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """The child's way in; None where the parent has closed it, or is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    data = stream.read(_LENGTH.unpack(head)[0])
    return data if len(data) == _LENGTH.unpack(head)[0] else None


class Pipes:
    """The parent's ends of a child's standard input, output and error; waits for none of them beyond a deadline.

    longest: bytes of the longest frame that is taken from the child.
    """

    def __init__(self, stdin: int, stdout: int, stderr: int, longest: int) -> None:
        self.stdin, self.stdout, self.stderr, self.longest = stdin, stdout, stderr, longest
        for descriptor in (stdin, stdout, stderr):
            os.set_blocking(descriptor, False)
        self.received = bytearray()
        self.errors = b""

    def send(self, data: bytes, deadline: float) -> None:
        """Write a frame. deadline: by time.monotonic(). Raises Late or Gone."""
        rest = memoryview(_LENGTH.pack(len(data)) + data)
        with selectors.DefaultSelector() as selector:
            selector.register(self.stdin, selectors.EVENT_WRITE)
            selector.register(self.stderr, selectors.EVENT_READ)
            while rest:
                for key in self._ready(selector, deadline):
                    if key == self.stdin:
                        rest = rest[self._written(rest) :]
                    elif not self._hear():
                        selector.unregister(self.stderr)

    def receive(self, deadline: float) -> bytes:
        """The next frame. deadline: by time.monotonic(). Raises Late, Gone, or ValueError for one over `longest`."""
        if (frame := self._frame()) is not None:
            return frame
        with selectors.DefaultSelector() as selector:
            selector.register(self.stdout, selectors.EVENT_READ)
            selector.register(self.stderr, selectors.EVENT_READ)
            while True:
                for key in self._ready(selector, deadline):
                    if key == self.stderr:
                        if not self._hear():
                            selector.unregister(self.stderr)
                    elif (piece := _read(self.stdout)) == b"":
                        raise Gone
                    elif piece:
                        self.received += piece
                if (frame := self._frame()) is not None:
                    return frame

    def last_words(self) -> str:
        """The last line that the child wrote to its standard error, "" where it wrote none."""
        while self._hear():
            pass
        lines = self.errors.decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def _ready(self, selector: selectors.BaseSelector, deadline: float) -> list[int]:
        ready = selector.select(max(0.0, deadline - time.monotonic()))
        if not ready and time.monotonic() >= deadline:
            raise Late
        return [key.fd for key, _ in ready]

    def _written(self, data: memoryview) -> int:
        try:
            return os.write(self.stdin, data[:_PIECE])
        except BlockingIOError:
            return 0
        except OSError:
            raise Gone from None

    def _hear(self) -> bool:
        """Whether something was read from the child's standard error."""
        piece = _read(self.stderr)
        self.errors = (self.errors + (piece or b""))[-_LAST_WORDS:]
        return bool(piece)

    def _frame(self) -> bytes | None:
        if len(self.received) < _LENGTH.size:
            return None
        length: int = _LENGTH.unpack_from(self.received)[0]
        if length > self.longest:
            raise ValueError(f"a frame of {length} bytes")
        end = _LENGTH.size + length
        if len(self.received) < end:
            return None
        frame = bytes(memoryview(self.received)[_LENGTH.size : end])
        del self.received[:end]
        return frame


def _read(descriptor: int) -> bytes | None:
    """What there is, b"" at the end, None where there is nothing yet."""
    try:
        return os.read(descriptor, _PIECE)
    except BlockingIOError:
        return None
    except OSError:
        return b""
