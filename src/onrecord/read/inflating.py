"""Compressed bytes → bytes, piece by piece, never more than a piece beyond what may come out."""

import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, cast

from onrecord.errors import Bomb, BrokenFile, InputError, TooCostly, UnknownForm

CHUNK = 64 * 1024
"""Bytes: the most that is unpacked at a time, and so the most that is unpacked in vain behind the cap."""
_PIECE = 16 * 1024  # bytes of input that a decompressor is given at a time: it copies what it has not used yet
_BROTLI_PIECE = 32_000  # bytes: less than the first block of its buffer, the second one would pass CHUNK
_ZSTD_WINDOW = 8 * 1024 * 1024  # bytes: the most that a zstd content encoding may ask for (RFC 9659)
_MOST_LAYERS = 5
"""Encodings around each other; curl's limit, since each more multiplies what a few bytes become (CVE-2022-32206)."""
_CURE = "fetch it again, or unpack it yourself"

_Layer = Callable[[Iterator[bytes]], Iterator[bytes]]


def inflated(data: bytes, encoding: str, cap: int) -> bytes:
    """`data` unpacked, at most `cap` bytes of it; as for `inflating`."""
    return b"".join(inflating([data], encoding, cap))


def inflating(chunks: Iterable[bytes], encoding: str, cap: int) -> Iterator[bytes]:
    """`chunks` unpacked, in pieces of at most `CHUNK` bytes that come as soon as they can.

    encoding: as a Content-Encoding names it: gzip (also of several members), deflate (with zlib's head or without), br,
    zstd, identity, or several with commas, the outermost last. cap: bytes that may come out of each layer. Nothing in
    comes out as nothing. Raises Bomb within `CHUNK` of the cap, BrokenFile for what is cut short or damaged, TooCostly
    for zstd with a window over 8 MiB, UnknownForm for another encoding.
    """
    names = [name for part in encoding.casefold().split(",") if (name := part.strip()) not in {"", "identity"}]
    unknown = [name for name in names if name not in _LAYERS]
    if unknown:
        raise UnknownForm(f"compressed by {unknown[0][:40]!r}", "gzip, deflate, br and zstd are unpacked")
    if len(names) > _MOST_LAYERS:
        raise Bomb(f"compressed {len(names)} times over", f"at most {_MOST_LAYERS} layers are unpacked")
    stream = _pieces(chunks)
    for name in reversed(names):
        stream = _capped(_mended(name, _LAYERS[name](stream)), cap)
    return stream if names else _capped(stream, cap)


def encoding_of(suffix: str) -> str:
    """The encoding that the suffix of a file's name stands for (`.gz`, `.br`, `.zst`), `identity` for any other."""
    return {".gz": "gzip", ".br": "br", ".zst": "zstd"}.get(suffix.casefold(), "identity")


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), _PIECE):
            yield chunk[start : start + _PIECE]


def _capped(stream: Iterator[bytes], cap: int) -> Iterator[bytes]:
    total = 0
    for piece in stream:
        total += len(piece)
        if total > cap:
            raise Bomb(f"unpacks to more than {cap} bytes", "unpack it yourself, and split it")
        yield piece


def _mended(name: str, stream: Iterator[bytes]) -> Iterator[bytes]:
    """`stream`, with whatever a decompressor throws as one of ours."""
    try:
        yield from stream
    except InputError:
        raise
    except EOFError:
        raise BrokenFile(f"{name}: cut short", _CURE) from None
    except Exception as error:  # zlib.error, brotli.error, ZstdError: the latter two are not imported unless needed
        raise BrokenFile(f"{name}: damaged ({str(error)[:100]})", _CURE) from None


def _gzip(stream: Iterator[bytes]) -> Iterator[bytes]:
    """Members one behind another; as gzip does, what follows the last one and does not begin as a member is left."""
    member, rest = zlib.decompressobj(31), b""
    begun = False
    for piece in stream:
        rest += piece
        while rest:
            begun = begun or not member.eof
            if member.eof:
                if len(rest) < 2:
                    break
                if not rest.startswith(b"\x1f\x8b"):
                    return
                member = zlib.decompressobj(31)
            yield from _drained(member, rest)
            rest = member.unused_data
    if begun and not member.eof:
        raise EOFError


def _deflate(stream: Iterator[bytes]) -> Iterator[bytes]:
    """With zlib's two bytes of head (RFC 1950), or raw, as servers send it too; what follows the end is left."""
    head = b""
    while len(head) < 2 and (piece := next(stream, None)) is not None:
        head += piece
    if not head:
        return
    # Raw deflate cannot begin so: its first block would be a stored one with a bit set that stays clear.
    zlibs = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    member = zlib.decompressobj(15 if zlibs else -15)
    yield from _drained(member, head)
    for piece in stream:
        if member.eof:
            return
        yield from _drained(member, piece)
    if not member.eof:
        raise EOFError


def _drained(member: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    while not member.eof:
        out = member.decompress(data, CHUNK)
        data = member.unconsumed_tail
        if out:
            yield out
        elif not data:
            return


def _brotli(stream: Iterator[bytes]) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped]

    member, begun = brotli.Decompressor(), False
    for piece in stream:
        begun = True
        data = piece
        while not member.is_finished():
            out = member.process(data, output_buffer_limit=_BROTLI_PIECE)
            data = b""
            if out:
                yield out
            elif member.can_accept_more_data():
                break
    if begun and not member.is_finished():
        raise EOFError


class _Sealed(io.RawIOBase):
    """What a zstd reader reads: the pieces (no longer than it asks for), and behind them `seal`, byte by byte.

    At once, zstd would take the seal for the whole frame whose head is cut, where that one is large enough.
    """

    def __init__(self, pieces: Iterator[bytes], seal: bytes) -> None:
        self.pieces, self.seal = pieces, seal
        self.ended = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if (piece := next(self.pieces, None)) is not None:
            return piece
        byte, self.seal = self.seal[:1], self.seal[1:]
        self.ended = True
        return byte


def _zstd(stream: Iterator[bytes]) -> Iterator[bytes]:
    """Frames one behind another. The library does not tell the end from a cut, so a known frame is put behind it."""
    import zstandard

    token = b"\0" * 64  # packed into fewer bytes: cut anywhere, a frame that takes the seal for data gives others
    source = _Sealed(stream, zstandard.ZstdCompressor().compress(token))
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    reader = unpacker.stream_reader(cast("IO[bytes]", source), read_size=_PIECE, read_across_frames=True)
    held = b""
    try:
        while out := reader.read(CHUNK - len(token)):
            held += out
            yield held[: -len(token)]
            held = held[-len(token) :]
    except zstandard.ZstdError as error:
        if "too much memory" in str(error):
            raise TooCostly("zstd: its window is over 8 MiB", "unpack it yourself") from None
        if source.ended:
            raise EOFError from None
        raise
    if held != token:
        raise EOFError


_LAYERS: dict[str, _Layer] = {
    "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
}  # fmt: skip
