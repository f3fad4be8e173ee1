"""What reads which form. Each is imported when the first document needs it, and only in the child."""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, BinaryIO, cast

import msgspec

from onrecord.errors import InputError
from onrecord.read import plain
from onrecord.read.media import Form
from onrecord.types.document import Description, Document, Origin
from onrecord.types.following import Entries
from onrecord.types.resource import Resource

Reader = Callable[[Resource, Description], Document]
"""Bytes → one document, or an InputError raised. What is described wins over what the document says."""

Members = Callable[[BinaryIO, str, int], Iterator[tuple[int, Resource | InputError]]]
"""An opened container, where it is, from which position → (position to go on from, a member or why it is none)."""

_DOCUMENTS: dict[Form, str] = {
    "text": "onrecord.read.sandbox.readers:text",
    "html": "onrecord.read.html.page:document",
    "pdf": "onrecord.read.pdf:document",
    "docx": "onrecord.read.docx:document",
    "eml": "onrecord.read.eml:document",
}
_CONTAINERS: dict[Form, str] = {
    "warc": "onrecord.read.archive.warc:members",
    "zip": "onrecord.read.archive.zip:members",
}
_ENTRIES = "onrecord.read.feeds:entries"


def reader_of(form: Form) -> Reader | None:
    """What reads a document of that form, None where the form is not one document."""
    return cast("Reader", _loaded(_DOCUMENTS[form])) if form in _DOCUMENTS else None


def members_of(form: Form) -> Members | None:
    """What opens a container of that form, None where the form is none."""
    return cast("Members", _loaded(_CONTAINERS[form])) if form in _CONTAINERS else None


def entries_of(resource: Resource) -> Entries:
    """What a feed or a sitemap lists (`onrecord.read.feeds`)."""
    return cast("Entries", _loaded(_ENTRIES)(resource))


def text(resource: Resource, described: Description) -> Document:
    """A plain text as a document; as for `plain.document`, with its origin."""
    document = plain.document(resource.data, described)
    sha256 = hashlib.sha256(resource.data).hexdigest()
    origin = Origin(where=resource.where, media="text", sha256=sha256, fetched=resource.fetched)
    return msgspec.structs.replace(document, origin=origin)


@cache
def _loaded(dotted: str) -> Callable[..., Any]:
    module, _, name = dotted.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(module), name)
    return loaded
