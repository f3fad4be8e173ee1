"""The records of a WARC in which each is compressed by itself."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from fastwarc.warc import HeaderMap

from onrecord.errors import BrokenFile, InputError
from onrecord.read.archive.compression import Codec, Member, Meter, next_member
from onrecord.read.archive.framed import LOOK, Framed, Wanted, placed, too_large
from onrecord.read.archive.heads import CURE, LONGEST, MARK, Head, head_of

_FIRST = 4096  # bytes that are looked through for zeros at a time


def separate(
    stream: BinaryIO, codec: Codec, start: int, wanted: Wanted, cap: int, decoded_cap: int
) -> Iterator[Framed]:
    """The records of `stream` from byte `start` on.

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
            if total <= LONGEST + cap or len(held) < LONGEST:
                held += piece
            else:
                del held[LONGEST:]
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
    if behind < 0 or behind > LOOK or bytes(held[end:]).strip(b"\r\n"):
        cause = f"the record at byte {framed.offset} says {head.length} bytes and has {total - head.size}"
        return msgspec.structs.replace(framed, head=HeaderMap(), block=BrokenFile(cause, CURE))
    if not wanted(head.fields):
        return framed
    block = too_large(framed.offset, cap) if head.length > cap else bytes(memoryview(held)[head.size : end])
    return msgspec.structs.replace(framed, block=block)
