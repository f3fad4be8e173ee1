"""DOCX → one document."""

import io
import posixpath
import zipfile
from collections.abc import Iterator

from onrecord.errors import Bomb, BrokenFile, Encrypted, UnknownForm
from onrecord.read.archive.zip import BROKEN, opened
from onrecord.read.composing import Piece, composed
from onrecord.read.properties import described_by, of_iso
from onrecord.read.word_xml import Body, Texts, Tree, parse
from onrecord.settings import Settings
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource

_CAP = Settings().max_decoded_bytes
_CHUNK = 64 * 1024  # bytes that are unpacked at a time
_MOST_RELATIONS = 1024 * 1024  # bytes of a part that only names other parts, or properties
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Microsoft's compound file: an older Word, or a newer one with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAIN, _CORE = "/officeDocument", "/metadata/core-properties"
_CURE = "save it again as .docx"


def document(resource: Resource, described: Description) -> Document:
    """The paragraphs of a DOCX, headings, items of lists and cells of tables among them, in order.

    Left out: what is deleted or moved away with changes tracked, hidden text, footnotes, comments, heads and feet of
    pages. A line break in a paragraph stays one, other white space becomes a space, a soft hyphen nothing. Passages
    have no source: a paragraph is spread over many elements. Title, authors and times are those of the core
    properties (basis `meta`), else the title is the first paragraph in the style Title (`markup`).
    Raises Encrypted, BrokenFile, Bomb where it unpacks to too much, UnknownForm for an older Word's, EmptyInput.
    """
    if resource.data.startswith(_OLE):
        raise _older(resource.data)
    archive = opened(io.BytesIO(resource.data))
    parts = _parts(archive)
    body = Body()
    _read(archive, _named(parts, _MAIN, "word/document.xml"), body, _CAP)
    said = _properties(archive, _named(parts, _CORE, "docProps/core.xml"))
    if body.title:
        said = said.filled_by(Description(title=body.title).known_by("markup"))
    return composed((Piece(text) for text in body.paragraphs), resource, "docx", described, said)


def _older(data: bytes) -> Encrypted | UnknownForm:
    if _LOCKED in data:
        return Encrypted("behind a password", "save it again without one")
    return UnknownForm("a document of Word 2003 or older", _CURE)


def _parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(type, name) of each part that the package names."""
    relations = Texts()
    if "_rels/.rels" in archive.NameToInfo:
        _read(archive, "_rels/.rels", relations, _MOST_RELATIONS)
    return [
        (found.get("Type", ""), posixpath.normpath(found.get("Target", "").lstrip("/")))
        for found in relations.attributes.get("Relationship", [])
    ]


def _named(parts: list[tuple[str, str]], kind: str, usual: str) -> str:
    return next((name for each, name in parts if each.endswith(kind)), usual)


def _properties(archive: zipfile.ZipFile, name: str) -> Description:
    """What the core properties say; nothing where they are missing or broken: the text is what counts."""
    core = Texts()
    try:
        if name in archive.NameToInfo:
            _read(archive, name, core, _MOST_RELATIONS)
    except BrokenFile:
        return Description()
    said = {key: "".join(pieces) for key, pieces in core.texts.items()}
    return described_by(
        said.get("title", ""),
        said.get("creator", ""),
        of_iso(said.get("created", "")),
        of_iso(said.get("modified", "")),
    )


def _read(archive: zipfile.ZipFile, name: str, into: Tree, cap: int) -> None:
    """Parse one part of the package."""
    try:
        info = archive.NameToInfo[name]
    except KeyError:
        raise BrokenFile(f"no DOCX: it has no {name[:100]!r}", _CURE) from None
    if info.flag_bits & 1:
        raise Encrypted("behind a password", "save it again without one")
    parse(_unpacked(archive, info, cap), into)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, cap: int) -> Iterator[bytes]:
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise BrokenFile(f"no DOCX: packed by method {info.compress_type}", _CURE)
    if info.file_size > cap:
        raise Bomb(f"{info.compress_size} bytes that unpack to {info.file_size}", "split the document")
    try:
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                yield chunk
    except BROKEN as error:
        raise BrokenFile(f"damaged: {error}"[:200], _CURE) from None
