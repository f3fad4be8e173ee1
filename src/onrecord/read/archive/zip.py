"""ZIP archives → the documents in them, one at a time. Nothing is written anywhere: names are only names."""

import mimetypes
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import BinaryIO

from onrecord.errors import Bomb, BrokenFile, Encrypted, InputError, NothingToRead, UnknownForm
from onrecord.read.media import HEAD, form_of
from onrecord.settings import Settings
from onrecord.types.resource import Resource

MOST_MEMBERS = 100_000
_MOST_DIRECTORY = 32 * 1024 * 1024  # bytes: what 100,000 members with names of 250 need; the library holds all of it
_DECODED_CAP = Settings().max_decoded_bytes
# Text packs to a fifth or a tenth, tables of zeros to a thousandth: what unpacks to more than 200 times itself is padding.
_RATIO, _RATIO_FROM = 200, 1024 * 1024
# The records at an archive's end, and their sizes in bytes (PKWARE APPNOTE 6.3.10, 4.3.14 to 4.3.16).
_END, _END_SIZE = b"PK\x05\x06", 22
_LARGE_END, _LARGE_END_SIZE, _LARGE_LOCATOR_SIZE = b"PK\x06\x06", 56, 20
_LONGEST_COMMENT = 65_535
_TAIL = _LARGE_END_SIZE + _LARGE_LOCATOR_SIZE + _END_SIZE + _LONGEST_COMMENT
_LOCAL_HEADER = 30  # bytes before a member's name
_ENCRYPTED = 0x1
_READ_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The other methods are hardly ever met, and the library unpacks them without a bound."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the library throws over an archive that is damaged."""
_HIDDEN = re.compile(r"(?:^|/)(?:\.(?!\.?(?:/|$))|__MACOSX/)")
_TYPES = mimetypes.MimeTypes(filenames=())  # without the files of this machine, which differ
_NO_TEXT = frozenset({"text/css", "text/javascript", "application/javascript"})
_CURE = "pack it again"


def members(stream: BinaryIO, where: str, start: int = 0) -> Iterator[tuple[int, Resource | InputError]]:
    """(index of the next member, this member or why it is not read), from the `start`th member on.

    Folders, hidden files and files of no form that is read are passed over. A member is refused as Encrypted, as Bomb
    where it says that it unpacks to more than is read at once or to 200 times itself, as UnknownForm where it is packed
    by another method than deflate, else as BrokenFile. Raises BrokenFile where the archive itself cannot be read, Bomb
    where it has more than `MOST_MEMBERS` or members that overlap, and NothingToRead where nothing in it is of a form
    that is read.
    """
    archive = opened(stream)
    empty = True
    for index, info in enumerate(archive.infolist()[start:], start):
        if _is_passed_over(info.filename):
            continue
        try:
            member: Resource | InputError | None = _member(archive, info, where)
        except InputError as error:
            member = error
        if member is not None:
            empty = False
            yield index + 1, member
    if empty and not start:
        raise NothingToRead("an archive without documents", "leave it out")


def opened(stream: BinaryIO) -> zipfile.ZipFile:
    """The archive, none of its members unpacked yet. Raises BrokenFile or Bomb as `members` does."""
    try:
        _measure(stream)
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        raise BrokenFile(f"no readable ZIP archive: {error}"[:200], _CURE) from None
    listed = archive.infolist()
    if len(listed) > MOST_MEMBERS:
        raise _too_many()
    _refuse_overlaps(listed)
    return archive


def _measure(stream: BinaryIO) -> None:
    """Refuse a directory that is too large to be held, before the library reads it."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    found = tail.rfind(_END)
    if found < 0 or found + _END_SIZE > len(tail):
        raise zipfile.BadZipFile("it has no end, or is no ZIP archive")
    count, length = struct.unpack_from("<HI", tail, found + 10)
    large = found - _LARGE_LOCATOR_SIZE - _LARGE_END_SIZE
    if large >= 0 and tail.startswith(_LARGE_END, large):
        count, length = struct.unpack_from("<QQ", tail, large + 32)
    if count > MOST_MEMBERS or length > _MOST_DIRECTORY:
        raise _too_many()


def _too_many() -> Bomb:
    return Bomb(f"an archive of more than {MOST_MEMBERS} members", "split it")


def _is_passed_over(name: str) -> bool:
    """Whether it is a folder, hidden, or a picture, a sound, a script …: a saved page brings hundreds."""
    kind = _TYPES.guess_type(name)[0] or ""
    is_medium = kind.startswith(("image/", "audio/", "video/", "font/")) or kind in _NO_TEXT
    return is_medium or not name or name.endswith("/") or _HIDDEN.search(name) is not None


def _refuse_overlaps(listed: list[zipfile.ZipInfo]) -> None:
    """Members that share bytes are how a small archive unpacks to petabytes (Fifield, A better zip bomb, 2019)."""
    spans = sorted(
        (info.header_offset, info.header_offset + _LOCAL_HEADER + info.compress_size)
        for info in listed
    )  # fmt: skip
    if any(end > begin for (_, end), (begin, _) in pairwise(spans)):
        raise Bomb("an archive whose members overlap", "pack it again with another program, if you trust it")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> Resource | None:
    """The member's bytes; None where it is of no form that is read."""
    name = str(PurePosixPath(info.filename))
    place = f"{where}#{info.filename}"
    if info.flag_bits & _ENCRYPTED:
        raise Encrypted(f"{place}: behind a password", "take it out of the archive with its password")
    if info.compress_type not in _READ_METHODS:
        raise UnknownForm(f"{place}: packed by method {info.compress_type}", "pack it again by deflate")
    _refuse_bombs(info, place)
    try:
        with archive.open(info) as opened:
            head = opened.read(HEAD)
            if form_of(head, info.filename) is None:
                return None
            data = head + opened.read(_DECODED_CAP)  # no more than it says: the library stops there
    except BROKEN as error:
        raise BrokenFile(f"{place}: damaged: {error}"[:300], _CURE) from None
    return Resource(where=place, name=name, data=data)


def _refuse_bombs(info: zipfile.ZipInfo, place: str) -> None:
    size = info.file_size
    if size > _DECODED_CAP or (size > _RATIO_FROM and size > _RATIO * info.compress_size):
        raise Bomb(f"{place}: {info.compress_size} bytes that unpack to {size}", "take it out of the archive yourself")
