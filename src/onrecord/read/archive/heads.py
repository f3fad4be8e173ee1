"""The heads of a WARC's records, and of the HTTP messages in them."""

import io
import re

import msgspec
from fastwarc.warc import HeaderMap

from onrecord.errors import BrokenFile

LONGEST = 32 * 1024
"""Bytes: the longest head that fastwarc takes; those that crawlers write have one thousand."""
MARK = b"WARC/"
"""How a record begins."""
RECORD = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
"""The line with which a record begins."""
CURE = "the records behind it are read; fetch or copy the file again for this one"
"""What to do about a record that is broken."""
_END = re.compile(rb"\r?\n\r?\n|\n(?=WARC/\d)")  # the latter: another record begins before this head has ended
_LENGTH = re.compile(r"\d{1,18}", re.A)
_SINGLE = ("WARC-Type", "WARC-Record-ID", "WARC-Target-URI", "WARC-Date", "Content-Length")
"""Fields of which there is one: of more, the first may be those of a record that was cut short before."""


class Head(msgspec.Struct, frozen=True):
    """The fields of a record, the bytes that they take with the blank line, and the bytes of the block behind them."""

    fields: HeaderMap
    size: int
    length: int


def head_ends(data: bytearray) -> bool:
    """Whether the head with which `data` begins ends in it."""
    return _END.search(data, 0, LONGEST) is not None


def head_of(data: bytearray, offset: int) -> Head | BrokenFile:
    """The head with which `data` begins, or why it begins with none. offset: of `data`, for the message."""
    if not data.startswith(MARK):
        return BrokenFile(f"no record of a WARC at byte {offset}", CURE)
    end = _END.search(data, 0, LONGEST)
    if end is None or len(end[0]) < 2:
        return BrokenFile(f"the head of the record at byte {offset} does not end", CURE)
    try:
        fields = parsed(bytes(data[: end.start()]), "utf-8")
    except OSError:
        return BrokenFile(f"the head of the record at byte {offset} is none", CURE)
    if any(len(fields.get_multiple(name)) > 1 for name in _SINGLE):
        return BrokenFile(f"the record at byte {offset} has two heads in one", CURE)
    length = fields.get("Content-Length") or ""
    if not _LENGTH.fullmatch(length):
        return BrokenFile(f"the record at byte {offset} has no length, or none that makes sense", CURE)
    if not fields.get("WARC-Type"):
        return BrokenFile(f"the record at byte {offset} does not say what it is", CURE)
    return Head(fields, end.end(), int(length))


def parsed(lines: bytes, encoding: str) -> HeaderMap:
    """The status line and the fields of a head, whose lines may end in either way. Raises OSError for a long line."""
    fields = HeaderMap(encoding)
    fields.parse(io.BytesIO(lines.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n\r\n"))
    return fields
