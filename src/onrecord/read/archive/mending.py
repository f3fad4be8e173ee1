"""How much of an archive was written wholly: what stands behind its last whole record is a record cut short."""

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import BrokenFile, InputError
from onrecord.read.archive.compression import GZIP, UNBOUNDED, Member, Meter
from onrecord.read.archive.heads import MARK

_STEP = 1024 * 1024  # bytes that are looked through at a time, from the end on
_MAGIC = 4  # bytes
_BEGINNING = b"\x1f\x8b\x08"
_CURE = "give another file, or none for a new one"


def whole_bytes(stream: BinaryIO) -> int:
    """The length of `stream`, compressed record by record, without a last record that is cut short; 0 if all of it is.

    Raises BrokenFile where it ends in anything else, or is no such archive.
    """
    size = stream.seek(0, 2)
    for offset in _members_from_the_end(stream, size):
        end = _end(stream, offset)
        if end is not None and _is_cut(stream, end, size):
            return end
    if _is_cut(stream, 0, size):
        return 0
    raise BrokenFile("no WARC that can be added to: its end is damaged, or it is not compressed by record", _CURE)


def _members_from_the_end(stream: BinaryIO, size: int) -> Iterator[int]:
    """Where members may begin, the last first."""
    end = size
    while end > 0:
        start = max(0, end - _STEP)
        stream.seek(start)
        held = stream.read(end - start + _MAGIC - 1)
        for match in reversed(list(GZIP.magic.finditer(held))):
            yield start + match.start()
        end = start


def _end(stream: BinaryIO, offset: int) -> int | None:
    """Where the record ends whose member begins at `offset`, None where none does or it is not whole."""
    member = Member(stream, GZIP, offset)
    found = b""
    try:
        for piece in member.pieces(Meter(UNBOUNDED)):
            found = found or piece
    except InputError:
        return None
    return member.end if found.startswith(MARK) else None


def _is_cut(stream: BinaryIO, offset: int, size: int) -> bool:
    """Whether nothing follows at `offset`, or the beginning of a record alone."""
    stream.seek(offset)
    head = stream.read(len(_BEGINNING))
    if not _BEGINNING.startswith(head):
        return False
    member = Member(stream, GZIP, offset)
    found = b""
    try:
        for piece in member.pieces(Meter(UNBOUNDED)):
            found += piece if len(found) < len(MARK) else b""
    except InputError:
        return member.end == size and (found.startswith(MARK) or MARK.startswith(found))
    return False
