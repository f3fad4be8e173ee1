"""E-mail → one document."""

import hashlib
from importlib import import_module

import msgspec

from onrecord.errors import EmptyInput, InputError
from onrecord.read.composing import composed
from onrecord.read.eml.body import paragraphs
from onrecord.read.eml.headers import said_by
from onrecord.read.eml.parts import Part, Parts, mail_of, parts_of, text_of
from onrecord.read.media import HEAD, form_of
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource

_FEW_WORDS = 30
"""A plain text of so few words may only say that the message is a page: then the page is read, if it has more."""
_ATTACHED = {"pdf": "onrecord.read.pdf", "docx": "onrecord.read.docx", "eml": "onrecord.read.eml"}
_DEEPEST = 5  # messages in one another


def document(resource: Resource, described: Description) -> Document:
    """The text that the sender wrote: the plain one, else that of the page in it, read as pages are.

    Quoted lines and the signature are left out, a message that is passed on stays as it is. Attachments are not read,
    unless there is no text and one of them alone is a PDF, a DOCX or a message: then that is the document, and its
    origin is `mail#name`. Subject, sender's name or domain and date are the title, publisher and time (basis `header`); no
    address is kept there. The sources of passages are spans of the decoded part, not of the file.
    Raises BrokenFile, Encrypted, UnknownEncoding, BinaryInput, EmptyInput, and what the readers of pages, PDF and DOCX
    raise.
    """
    mail = mail_of(resource.data)
    parts = parts_of(mail)
    known = described.filled_by(said_by(mail))
    plain = _plain(resource, parts, known)
    if plain is not None and len(plain.text.split()) >= _FEW_WORDS:
        return plain
    pages = [part for part in parts.pages if part.data.strip()]
    if not pages:
        return plain or _attached(resource, parts, known, described)
    if plain is None:
        return _page(resource, pages[0], known)
    try:
        page = _page(resource, pages[0], known)
    except InputError:
        return plain
    return page if len(page.text) > 2 * len(plain.text) else plain


def _plain(resource: Resource, parts: Parts, known: Description) -> Document | None:
    """The first plain text that holds any."""
    for part in parts.texts:
        if part.data.strip():
            text, encoding = text_of(part)
            pieces = paragraphs(text, flowed=part.flowed, joins=part.joins)
            if pieces:
                return composed(pieces, resource, "eml", known, Description(), encoding)
    return None


def _page(resource: Resource, part: Part, known: Description) -> Document:
    text_of(part)  # refuses what is encrypted or in no encoding
    inner = msgspec.structs.replace(resource, data=part.data, media="text/html", charset=part.charset)
    read: Document = import_module("onrecord.read.html.page").document(inner, known)
    sha256 = hashlib.sha256(resource.data).hexdigest()
    origin = msgspec.structs.replace(read.origin, media="eml", sha256=sha256) if read.origin else None
    return msgspec.structs.replace(read, origin=origin)


def _attached(resource: Resource, parts: Parts, known: Description, described: Description) -> Document:
    """The one attachment that can be read; of a message in it, what that one's head says goes before."""
    forms = [(form_of(part.data[:HEAD], part.name, part.media), part) for part in parts.attached]
    readable = [(form, part) for form, part in forms if form in _ATTACHED]
    if len(readable) != 1 or resource.where.count("#") > _DEEPEST:
        count = len(parts.attached)
        raise EmptyInput(f"no text in it, and {count} attachments", "save the attachments and give them by themselves")
    (form, part), *_ = readable
    inner = msgspec.structs.replace(
        resource, where=f"{resource.where}#{part.name or form}", data=part.data, media=part.media, charset=None
    )
    read: Document = import_module(_ATTACHED[str(form)]).document(inner, described if form == "eml" else known)
    return read
