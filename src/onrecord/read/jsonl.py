"""JSON lines → documents, one a line; a broken line is refused and the others go on."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, TypeVar

import msgspec

from onrecord.errors import BadDescription, BinaryInput, BrokenLine, EmptyInput, InputError, TooLarge, UnknownEncoding
from onrecord.read.dates import edtf
from onrecord.read.language import language_of
from onrecord.types.document import Basis, Description, Document, Origin

_T = TypeVar("_T")
_CHUNK = 1 << 20  # bytes that are thrown away at a time when a line is too long
_LINE_ROOM = 16
"""A line may be this many times as long as its text may be: what `export` writes is up to nine times its text."""
_HALF_PAIR = re.compile(rb"\\u[dD][89a-fA-F]")
_CURE = 'each line is an object {"id", "text", "title", "publisher", "published", "url"}; only "text" must be there'


class _Line(msgspec.Struct):
    """What a line says. The last four are as `export` writes them; what another program means by them is passed over."""

    text: str
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    authors: msgspec.Raw = msgspec.Raw(b"[]")
    modified: msgspec.Raw = msgspec.Raw(b"null")
    basis: msgspec.Raw = msgspec.Raw(b"{}")
    origin: msgspec.Raw = msgspec.Raw(b"null")


_BEGINNING = re.compile(rf'\s*\{{\s*"(?:sha256|{"|".join(_Line.__struct_fields__)})"\s*:'.encode())


def begins(head: bytes) -> bool:
    """Whether a text begins as a line that `read` or `export` writes does."""
    return _BEGINNING.match(head.removeprefix(codecs.BOM_UTF8)) is not None


def documents(stream: BinaryIO, described: Description, max_bytes: int) -> Iterator[tuple[int, Document | InputError]]:
    """(line number, the document or why it is none), for each line of `stream` that is not blank.

    The text of a document is the decoded JSON string, exactly. `described` fills what a line does not say. A text over
    `max_bytes` is refused, a line over `_LINE_ROOM` times that without being held; the rest goes on.
    """
    decoder = msgspec.json.Decoder(_Line)
    for number, line in _lines(stream, _LINE_ROOM * max_bytes):
        if number == 1:
            line, refused = _first(line)
            if refused is not None:
                yield number, refused
                return
        if line is None:
            yield number, _too_large(max_bytes)
        elif line.strip():
            try:
                document = _document(decoder, line, described)
                large = len(document.text) > max_bytes or len(document.text.encode()) > max_bytes
                yield number, _too_large(max_bytes) if large else document
            except InputError as error:
                yield number, error


def _too_large(max_bytes: int) -> TooLarge:
    return TooLarge(f"a text of more than {max_bytes} bytes", "split the document")


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines of `stream` without their ends, None for those over `max_bytes`; at most one is held."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes and not line.endswith(b"\n"):
            while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line.rstrip(b"\r\n")


def _first(line: bytes | None) -> tuple[bytes | None, InputError | None]:
    """The first line without its byte order mark, or what refuses the whole file at a glance."""
    if line is None:
        return None, None
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return line, UnknownEncoding("JSON lines in UTF-16 or UTF-32", "save them as UTF-8")
    if b"\0" in line:  # JSON writes NUL as an escape
        return line, BinaryInput("holds NUL bytes: no JSON lines", _CURE)
    return line.removeprefix(codecs.BOM_UTF8), None


def _document(decoder: msgspec.json.Decoder[_Line], line: bytes, described: Description) -> Document:
    try:
        line.decode("utf-8")  # the decoder looks only into the strings that it keeps
        read = decoder.decode(line)
    except UnicodeDecodeError as error:
        raise BrokenLine(f"not UTF-8 from byte {error.start} of the line on", "save it as UTF-8") from None
    except RecursionError:
        raise BrokenLine("nested too deeply", _CURE) from None
    except msgspec.ValidationError as error:
        raise BrokenLine(f"no document: {error}", _CURE) from None
    except msgspec.DecodeError as error:
        if _HALF_PAIR.search(line):
            raise BrokenLine("broken JSON, or half of a surrogate pair, which no text can hold", _CURE) from None
        raise BrokenLine(f"broken JSON: {error}", _CURE) from None
    if not read.text.strip():
        raise EmptyInput("its text is empty", "leave the line out")
    described_by = _description(read).filled_by(described)
    origin = _origin(read)
    return Document.of(read.text, described_by, id=read.id or None, language=language_of(read.text), origin=origin)


def _description(read: _Line) -> Description:
    try:
        published = edtf(read.published) if read.published else None
    except BadDescription as error:
        raise BadDescription(f"published: {error.cause}", error.cure) from None
    said = Description(
        title=read.title or None,
        publisher=read.publisher or None,
        published=published,
        url=read.url or None,
        authors=tuple(filter(str.strip, _as(tuple[str, ...], read.authors) or ())),
        modified=_modified(read),
    ).known_by("given")
    bases = _as(dict[str, Basis], read.basis) or {}
    return msgspec.structs.replace(said, basis={field: bases.get(field, known) for field, known in said.basis.items()})


def _modified(read: _Line) -> str | None:
    try:
        return edtf(_as(str, read.modified) or "") or None
    except BadDescription:
        return None


def _origin(read: _Line) -> Origin | None:
    """What the text was read from at first, where its passages are still those of the text."""
    origin = _as(Origin, read.origin)
    ends = [end for passage in origin.passages for end in passage.text] if origin else []
    whole = all(start < end for start, end in zip(ends[::2], ends[1::2], strict=True))
    inside = not ends or (ends[0] >= 0 and ends[-1] <= len(read.text))
    return origin if whole and inside and ends == sorted(ends) else None


def _as(type: type[_T], raw: msgspec.Raw) -> _T | None:
    """The value, None where it is of another type."""
    try:
        return msgspec.json.decode(raw, type=type)
    except (msgspec.MsgspecError, RecursionError):
        return None
