"""Where the records of a WARC lie: the file's layout, each record's head and block, and how to go on behind a broken one."""

import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec
from fastwarc.warc import HeaderMap

from onrecord.errors import BrokenFile, InputError, TooLarge
from onrecord.read.archive.compression import Codec, Member, Meter, next_member
from onrecord.read.archive.window import Window

HEAD = 32 * 1024
"""Bytes: the longest head that fastwarc takes; those that crawlers write have one thousand."""
_FIRST = 4096  # bytes in which most heads end
_LOOK = 64  # bytes behind a record that tell whether it ends where it says
MARK = b"WARC/"
"""How a record begins."""
_HEAD_END = re.compile(rb"\r?\n\r?\n|\n(?=WARC/\d)")  # the latter: another record begins before this head has ended
RECORD = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
"""The line with which a record begins."""
_OVERLAP = 16  # bytes of it
_BLANK = re.compile(rb"[\r\n]*")
_LENGTH = re.compile(r"\d{1,18}", re.A)
_SINGLE = ("WARC-Type", "WARC-Record-ID", "WARC-Target-URI", "WARC-Date", "Content-Length")
"""Fields of which there is one: of more, the first may be those of a record that was cut short before."""
_CURE = "the records behind it are read; fetch or copy the file again for this one"

Wanted = Callable[[HeaderMap], bool]


class Framed(msgspec.Struct, frozen=True):
    """One record, or what is broken in its place.

    offset, next: where it begins and where reading goes on behind it, in bytes of the file; of what the file unpacks to
    where it is compressed as a whole. head: its fields, none where it is broken. block: None where it was not wanted.
    """

    offset: int
    next: int
    head: HeaderMap
    block: bytes | InputError | None


class Head(msgspec.Struct, frozen=True):
    """The fields of a record, the bytes that they take with the blank line, and the bytes of the block behind them."""

    fields: HeaderMap
    size: int
    length: int


def continuous(window: Window, wanted: Wanted, cap: int) -> Iterator[Framed]:
    """The records of what is not compressed, or as a whole, from where `window` stands.

    cap: the longest block in bytes that is held. A record that does not end where it says is broken; the next is looked
    for from its first byte on, and so may be a record that stands inside of it.
    """
    while _at_record(window):
        head = _head_in(window)
        offset = window.offset
        if isinstance(head, Head):
            block = _large(window, head, wanted, cap) if head.length > cap else _held(window, head, wanted)
        else:
            block = head
        if isinstance(head, Head) and not isinstance(block, BrokenFile):
            yield Framed(offset, window.offset, head.fields, block)
        else:
            if window.offset == offset:
                window.drop(1)
                window.seek(RECORD, _OVERLAP)
            yield Framed(offset, window.offset, HeaderMap(), block)
    if window.failure is not None:
        yield Framed(window.offset, window.offset + 1, HeaderMap(), window.failure)


def _at_record(window: Window) -> bool:
    """Whether there is more; line ends before it are passed over."""
    while window.fill(1):
        if window.held[0] not in b"\r\n":
            return True
        window.drop(blank.end() if (blank := _BLANK.match(window.held)) else 0)
    return False


def _head_in(window: Window) -> Head | BrokenFile:
    window.fill(_FIRST)
    if not _HEAD_END.search(window.held, 0, HEAD):
        window.fill(HEAD)
    return head_of(window.held, window.offset)


def _held(window: Window, head: Head, wanted: Wanted) -> bytes | InputError | None:
    total = head.size + head.length
    behind = window.ends(total, _LOOK)
    if behind is None:
        return BrokenFile(f"the record at byte {window.offset} is cut short, or shorter than it says", _CURE)
    if not record_ends(behind):
        return BrokenFile(f"the record at byte {window.offset} does not end where it says", _CURE)
    block = None
    if wanted(head.fields):
        window.fill(total)
        block = bytes(memoryview(window.held)[head.size : total])
    window.drop(total)
    _at_record(window)
    return block


def _large(window: Window, head: Head, wanted: Wanted, cap: int) -> InputError | None:
    """A record that is not held: refused if it was wanted."""
    offset, total = window.offset, head.size + head.length
    if window.looks_ahead:
        behind = window.ends(total, _LOOK)
        if behind is None or not record_ends(behind):
            return BrokenFile(f"the record at byte {offset} does not end where it says", _CURE)
    if not window.drop(total):
        cure = "unpack the file: what follows a wrong length is found then"
        return BrokenFile(f"the record at byte {offset} is cut short, or shorter than it says", cure)
    _at_record(window)
    return _too_large(offset, cap) if wanted(head.fields) else None


def separate(
    stream: BinaryIO, codec: Codec, start: int, wanted: Wanted, cap: int, decoded_cap: int
) -> Iterator[Framed]:
    """The records of a file in which each is compressed by itself, from byte `start` on.

    cap: the longest block in bytes that is held. decoded_cap: bytes over which a bomb is one.
    """
    offset = start
    while _more(stream, offset):
        framed = _member(stream, codec, offset, wanted, cap, decoded_cap)
        yield framed
        offset = framed.next


def _more(stream: BinaryIO, offset: int) -> bool:
    stream.seek(offset)
    while chunk := stream.read(_FIRST):
        if chunk.strip(b"\0"):
            return True
    return False


def _member(stream: BinaryIO, codec: Codec, offset: int, wanted: Wanted, cap: int, decoded_cap: int) -> Framed:
    member = Member(stream, codec, offset)
    held, total = bytearray(), 0
    try:
        for piece in member.pieces(Meter(decoded_cap)):
            total += len(piece)
            if total <= HEAD + cap or len(held) < HEAD:
                held += piece
            else:
                del held[HEAD:]
    except InputError as error:
        return Framed(offset, next_member(stream, codec, offset + 1, MARK), HeaderMap(), placed(error, offset))
    head = head_of(held, offset)
    if not isinstance(head, Head):
        return Framed(offset, member.end, HeaderMap(), head)
    return _whole(Framed(offset, member.end, head.fields, None), head, held, total, wanted, cap)


def _whole(framed: Framed, head: Head, held: bytearray, total: int, wanted: Wanted, cap: int) -> Framed:
    """`framed` with its block, if the member of `total` bytes holds just what its head says."""
    end = head.size + head.length
    behind = total - end
    if behind < 0 or behind > _LOOK or bytes(held[end:]).strip(b"\r\n"):
        cause = f"the record at byte {framed.offset} says {head.length} bytes and has {total - head.size}"
        return msgspec.structs.replace(framed, head=HeaderMap(), block=BrokenFile(cause, _CURE))
    if not wanted(head.fields):
        return framed
    block = _too_large(framed.offset, cap) if head.length > cap else bytes(memoryview(held)[head.size : end])
    return msgspec.structs.replace(framed, block=block)


def placed(error: InputError, offset: int) -> InputError:
    """The same, which says of which record it is."""
    return type(error)(f"the record at byte {offset}: {error.cause}", error.cure)


def _too_large(offset: int, cap: int) -> TooLarge:
    return TooLarge(f"the record at byte {offset} is of more than {cap} bytes", "read that page by itself")


def record_ends(behind: bytes) -> bool:
    """Whether a record ends where `behind` begins: as it must, or with another one behind line ends, or with nothing."""
    rest = behind.lstrip(b"\r\n")
    return behind.startswith(b"\r\n\r\n") or not rest or rest.startswith(MARK) or MARK.startswith(rest)


def head_of(data: bytearray, offset: int) -> Head | BrokenFile:
    """The head with which `data` begins, or why it begins with none. offset: of `data`, for the message."""
    if not data.startswith(MARK):
        return BrokenFile(f"no record of a WARC at byte {offset}", _CURE)
    end = _HEAD_END.search(data, 0, HEAD)
    if end is None or len(end[0]) < 2:
        return BrokenFile(f"the head of the record at byte {offset} does not end", _CURE)
    try:
        fields = parsed(bytes(data[: end.start()]), "utf-8")
    except OSError:
        return BrokenFile(f"the head of the record at byte {offset} is none", _CURE)
    if any(len(fields.get_multiple(name)) > 1 for name in _SINGLE):
        return BrokenFile(f"the record at byte {offset} has two heads in one", _CURE)
    length = fields.get("Content-Length") or ""
    if not _LENGTH.fullmatch(length):
        return BrokenFile(f"the record at byte {offset} has no length, or none that makes sense", _CURE)
    if not fields.get("WARC-Type"):
        return BrokenFile(f"the record at byte {offset} does not say what it is", _CURE)
    return Head(fields, end.end(), int(length))


def parsed(lines: bytes, encoding: str) -> HeaderMap:
    """The status line and the fields of a head, whose lines may end in either way. Raises OSError for a long line."""
    fields = HeaderMap(encoding)
    fields.parse(io.BytesIO(lines.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n\r\n"))
    return fields
