"""Gzip members and zstd frames: where each begins and ends, and what is in it."""

import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from onrecord.errors import Bomb, BrokenFile

CHUNK = 64 * 1024
"""Bytes that are read at a time, and of gzip unpacked at a time."""
_GZIP_STEP = 16 * 1024  # bytes that are unpacked at a time: what zlib has not used yet is copied
_ZSTD_STEP = 128  # the same: its library unpacks all that it is given, and 4 bytes may be a block of 128 KiB
_ZSTD_WINDOW = 128 * 1024 * 1024  # bytes: what `zstd --ultra -22` asks for
_MOST_RATIO = 200
"""Whoever unpacks to more than this many times its size, over a cap's length, is a bomb: pages have 3 to 30."""
UNBOUNDED = 1 << 40
"""Bytes: a cap for where no more is unpacked than is looked at, or what we packed ourselves."""


class Inflater(Protocol):
    """What zlib calls a decompressobj."""

    @property
    def eof(self) -> bool:
        """Whether the member's end was seen."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What was given to it from behind the member's end."""
        ...

    @property
    def unconsumed_tail(self) -> bytes:
        """What was given to it and would have made more come out than was asked for."""
        ...

    def decompress(self, data: bytes, most: int, /) -> bytes:
        """At most `most` bytes of what comes out for `data`."""
        ...


class Codec(NamedTuple):
    """A way of compressing: its name, how a member begins, bytes to unpack at a time, and how to begin one."""

    name: str
    magic: re.Pattern[bytes]
    step: int
    inflater: Callable[[], Inflater]


class _ZstdFrame:
    """A zstd frame as zlib has it, but that all comes out at once."""

    unconsumed_tail = b""

    def __init__(self) -> None:
        import zstandard

        self._frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    @property
    def eof(self) -> bool:
        return self._frame.eof

    @property
    def unused_data(self) -> bytes:
        return self._frame.unused_data

    def decompress(self, data: bytes, most: int, /) -> bytes:
        return self._frame.decompress(data)


GZIP = Codec("gzip", re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"), _GZIP_STEP, lambda: zlib.decompressobj(31))
ZSTD = Codec("zstd", re.compile(rb"\x28\xb5\x2f\xfd"), _ZSTD_STEP, _ZstdFrame)
CODECS = (GZIP, ZSTD)
"""Those in which WARCs are compressed."""


class Meter:
    """Raises Bomb where what is unpacked, over a stretch of `cap` bytes, is far too much for what it came from."""

    def __init__(self, cap: int) -> None:
        self.cap, self.taken, self.given = cap, 0, 0

    def count(self, taken: int, given: int) -> None:
        """Bytes that went in and came out."""
        self.taken, self.given = self.taken + taken, self.given + given
        if self.given > self.cap:
            if self.given > _MOST_RATIO * self.taken:
                raise Bomb(f"{self.taken} bytes unpack to more than {self.cap}", "unpack it yourself, and split it")
            self.taken = self.given = 0


class Member:
    """The member of `stream` that begins at byte `offset`; `end` is where the next one would, once all pieces came."""

    def __init__(self, stream: BinaryIO, codec: Codec, offset: int) -> None:
        self.stream, self.codec, self.offset = stream, codec, offset
        self.end = offset

    def pieces(self, meter: Meter) -> Iterator[bytes]:
        """What is in it. Raises BrokenFile where it is damaged or cut short, Bomb as `meter` finds."""
        inflater = self.codec.inflater()
        while not inflater.eof:
            self.stream.seek(self.end)
            chunk = self.stream.read(CHUNK)
            if not chunk:
                raise BrokenFile(f"{self.codec.name}: cut short at byte {self.end}", "fetch or copy the file again")
            for start in range(0, len(chunk), self.codec.step):
                yield from self._pieces(inflater, chunk[start : start + self.codec.step], meter)
                if inflater.eof:
                    break

    def _pieces(self, inflater: Inflater, data: bytes, meter: Meter) -> Iterator[bytes]:
        while True:
            try:
                piece = inflater.decompress(data, CHUNK)
            except MemoryError:
                raise
            except Exception as error:  # zlib.error or ZstdError: the latter is not imported unless needed
                cause = f"{self.codec.name}: damaged at byte {self.end} ({str(error)[:80]})"
                raise BrokenFile(cause, "fetch or copy the file again") from None
            rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            taken = len(data) - len(rest)
            self.end += taken
            meter.count(taken, len(piece))
            if piece:
                yield piece
            if inflater.eof or (not rest and len(piece) < CHUNK):
                return
            data = rest


def next_member(stream: BinaryIO, codec: Codec, offset: int, beginning: bytes) -> int:
    """Where, from byte `offset` on, a member begins whose content begins with `beginning`; the stream's end if nowhere.

    Such bytes can also stand inside a damaged member that holds another archive: only then is it a wrong one.
    """
    held, overlap = b"", 8
    while True:
        stream.seek(offset + len(held))
        chunk = stream.read(CHUNK)
        held += chunk
        for match in codec.magic.finditer(held):
            if begins(stream, codec, offset + match.start(), beginning):
                return offset + match.start()
        if not chunk:
            return offset + len(held)
        offset, held = offset + max(0, len(held) - overlap), held[-overlap:]


def begins(stream: BinaryIO, codec: Codec, offset: int, beginning: bytes) -> bool:
    """Whether a member at byte `offset` begins with what unpacks to `beginning`."""
    found = b""
    try:
        for piece in Member(stream, codec, offset).pieces(Meter(UNBOUNDED)):
            found += piece
            if len(found) >= len(beginning):
                break
    except BrokenFile:
        pass
    return found.startswith(beginning)
