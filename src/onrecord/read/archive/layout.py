"""How a WARC is laid out: plain, compressed record by record as the standard says, or as a whole as some tools do."""

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.read.archive.compression import CODECS, UNBOUNDED, Codec, Member, Meter, begins
from onrecord.read.archive.continuous import continuous
from onrecord.read.archive.framed import LOOK, Framed, Wanted
from onrecord.read.archive.heads import LONGEST, MARK, RECORD, Head, head_of
from onrecord.read.archive.separate import separate
from onrecord.read.archive.window import PlainWindow, Window, unpacked
from onrecord.settings import Settings

_TOLD_BY = 2
"""Members that are looked at: some tools compress the record about the file by itself, and the rest as a whole."""
_TOLD_IN = 256 * 1024  # bytes in which another record begins, if the first one is damaged


def records(stream: BinaryIO, start: int, wanted: Wanted, settings: Settings) -> Iterator[Framed]:
    """The records of `stream`, which can seek, from the position `start` on, with the blocks of those `wanted`.

    Nothing longer than `settings.max_wire_bytes` is held, and nothing unpacked that over `settings.max_decoded_bytes`
    turns out to be a bomb.
    """
    codec = _codec(stream)
    cap, decoded_cap = settings.max_wire_bytes, settings.max_decoded_bytes
    if codec is None:
        return continuous(PlainWindow(stream, start), wanted, cap)
    if not _as_a_whole(stream, codec, decoded_cap):
        return separate(stream, codec, start, wanted, cap, decoded_cap)
    window = unpacked(stream, codec, decoded_cap)
    return continuous(window, wanted, cap) if window.drop(start) else iter(())


def _codec(stream: BinaryIO) -> Codec | None:
    """How `stream` is compressed, None where it is not: as its first record is, be that the second of the file."""
    stream.seek(0)
    head = stream.read(_TOLD_IN)
    told = next((codec for codec in CODECS if codec.magic.match(head)), None)
    if told or head.startswith(MARK):
        return told
    plain = first.start() if (first := RECORD.search(head)) else len(head)
    places = ((match.start(), codec) for codec in CODECS for match in codec.magic.finditer(head, 0, plain))
    return next((codec for at, codec in places if begins(stream, codec, at, MARK)), None)


def _as_a_whole(stream: BinaryIO, codec: Codec, decoded_cap: int) -> bool:
    offset = 0
    for _ in range(_TOLD_BY):
        member = Member(stream, codec, offset)
        window = Window(member.pieces(Meter(decoded_cap)))
        window.fill(LONGEST)
        if not window.held.startswith(MARK):
            return False
        head = head_of(window.held, offset)
        size = head.size + head.length if isinstance(head, Head) else LONGEST
        if not window.drop(size):
            return window.failure is None and not _begins(stream, codec, member.end)
        if not isinstance(head, Head):
            return False
        window.fill(LOOK)
        if window.held.lstrip(b"\r\n").startswith(MARK):
            return True
        while window.fill(1):
            window.drop(len(window.held))
        offset = member.end
    return False


def _begins(stream: BinaryIO, codec: Codec, offset: int) -> bool:
    """Whether a record begins with the member at `offset`, or nothing does; else it goes on with one."""
    window = Window(Member(stream, codec, offset).pieces(Meter(UNBOUNDED)))
    return not window.fill(len(MARK)) or window.held.startswith(MARK)
