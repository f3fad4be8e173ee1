"""A stream seen through a window: bytes from a place on, of which only those asked for are held."""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from onrecord.errors import InputError
from onrecord.read.archive.compression import CHUNK, Codec, Member, Meter


class Window:
    """`held` begins at byte `offset`. `failure` says why nothing more comes, where that is not the stream's end.

    looks_ahead: whether it tells what stands further on without unpacking all that is before.
    """

    looks_ahead: ClassVar[bool] = False

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.offset = 0
        self.held = bytearray()
        self.failure: InputError | None = None

    def fill(self, size: int) -> bool:
        """Hold `size` bytes at least; False where there are fewer, which are all held then."""
        while len(self.held) < size:
            if not (chunk := self._chunk()):
                return False
            self.held += chunk
        return True

    def drop(self, size: int) -> bool:
        """Go on by `size` bytes; False where there are fewer."""
        while size > len(self.held):
            self.offset += len(self.held)
            size -= len(self.held)
            self.held.clear()
            if not self.fill(1):
                return False
        del self.held[:size]
        self.offset += size
        return True

    def ends(self, size: int, look: int) -> bytes | None:
        """The `look` bytes that are `size` bytes further on, fewer at the stream's end, None where it ends before.

        That far is held then, if the stream cannot be looked into without being read.
        """
        self.fill(size + look)
        return bytes(self.held[size : size + look]) if len(self.held) >= size else None

    def seek(self, pattern: re.Pattern[bytes], overlap: int) -> None:
        """Go on to what `pattern` finds, or to the stream's end. overlap: bytes that it may need to be told."""
        while True:
            if match := pattern.search(self.held):
                self.drop(match.start())
                return
            self.drop(max(0, len(self.held) - overlap))
            if not self.fill(len(self.held) + 1):
                self.drop(len(self.held))
                return

    def _chunk(self) -> bytes:
        try:
            return next(self._chunks, b"")
        except InputError as error:
            self.failure = error
            return b""


class PlainWindow(Window):
    """On a stream that is not compressed: what is passed over is not read."""

    looks_ahead = True

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        super().__init__(iter(()))
        self.offset = offset
        self._stream = stream
        self._size = stream.seek(0, io.SEEK_END)

    def drop(self, size: int) -> bool:
        """Go on by `size` bytes; False where there are fewer."""
        there = max(0, self._size - self.offset)
        self.offset += min(size, there)
        del self.held[:size]
        return size <= there

    def ends(self, size: int, look: int) -> bytes | None:
        """As of any window, but nothing is held for it."""
        if self.offset + size > self._size:
            return None
        if len(self.held) >= size + look:
            return bytes(self.held[size : size + look])
        self._stream.seek(self.offset + size)
        return self._stream.read(look)

    def _chunk(self) -> bytes:
        self._stream.seek(self.offset + len(self.held))
        return self._stream.read(CHUNK)


def unpacked(stream: BinaryIO, codec: Codec, cap: int) -> Window:
    """What all members of `stream` unpack to, one behind the other. cap: bytes over which a bomb is one."""
    return Window(_pieces(stream, codec, Meter(cap)))


def _pieces(stream: BinaryIO, codec: Codec, meter: Meter) -> Iterator[bytes]:
    member = Member(stream, codec, 0)
    while True:
        yield from member.pieces(meter)
        stream.seek(member.end)
        if not stream.read(CHUNK).strip(b"\0"):  # the end, or what fills up a block of a tape
            return
        member = Member(stream, codec, member.end)
