"""The records of a WARC that is not compressed, or as a whole: one behind the other, each as long as it says."""

import re
from collections.abc import Iterator

from fastwarc.warc import HeaderMap

from onrecord.errors import BrokenFile, InputError
from onrecord.read.archive.framed import LOOK, Framed, Wanted, too_large
from onrecord.read.archive.heads import CURE, LONGEST, MARK, RECORD, Head, head_ends, head_of
from onrecord.read.archive.window import Window

_FIRST = 4096  # bytes in which most heads end
_OVERLAP = 16  # bytes of the line with which a record begins
_BLANK = re.compile(rb"[\r\n]*")


def continuous(window: Window, wanted: Wanted, cap: int) -> Iterator[Framed]:
    """The records from where `window` stands.

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
    if not head_ends(window.held):
        window.fill(LONGEST)
    return head_of(window.held, window.offset)


def _held(window: Window, head: Head, wanted: Wanted) -> bytes | InputError | None:
    total = head.size + head.length
    behind = window.ends(total, LOOK)
    if behind is None:
        return BrokenFile(f"the record at byte {window.offset} is cut short, or shorter than it says", CURE)
    if not _record_ends(behind):
        return BrokenFile(f"the record at byte {window.offset} does not end where it says", CURE)
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
        behind = window.ends(total, LOOK)
        if behind is None or not _record_ends(behind):
            return BrokenFile(f"the record at byte {offset} does not end where it says", CURE)
    if not window.drop(total):
        cure = "unpack the file: what follows a wrong length is found then"
        return BrokenFile(f"the record at byte {offset} is cut short, or shorter than it says", cure)
    _at_record(window)
    return too_large(offset, cap) if wanted(head.fields) else None


def _record_ends(behind: bytes) -> bool:
    """Whether a record ends where `behind` begins: as it must, or with another one behind line ends, or with nothing."""
    rest = behind.lstrip(b"\r\n")
    return behind.startswith(b"\r\n\r\n") or not rest or rest.startswith(MARK) or MARK.startswith(rest)
