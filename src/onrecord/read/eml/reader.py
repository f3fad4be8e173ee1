"""E-mail → one document."""

from importlib import import_module

import msgspec

from onrecord.errors import EmptyInput, TooLarge
from onrecord.read.composing import composed
from onrecord.read.eml.body import paragraphs
from onrecord.read.eml.headers import said_by
from onrecord.read.eml.page import paragraphs as paragraphs_of_page
from onrecord.read.eml.parts import Parts, mail_of, parts_of, text_of
from onrecord.read.html.charset import decoded
from onrecord.read.media import HEAD, form_of
from onrecord.settings import Settings
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource

_FEW_WORDS = 30
"""A plain text of so few words may only say that the message is a page: then the page is read, if it has more."""
_LONGEST = Settings().max_bytes
_ATTACHED = {"pdf": "onrecord.read.pdf", "docx": "onrecord.read.docx", "eml": "onrecord.read.eml"}
_DEEPEST = 5  # messages in one another


def document(resource: Resource, described: Description) -> Document:
    """The text that the sender wrote: the plain one, else that of the page in it.

    Quoted lines and the signature are left out, a message that is passed on stays as it is. Attachments are not read,
    unless there is no text and one of them alone is a PDF, a DOCX or a message: then that is the document, and its
    origin is `mail#name`. Subject, sender's name or domain and date are the title, publisher and time (basis `header`); no
    address is kept there. The sources of passages are spans of the decoded part, not of the file.
    Raises BrokenFile, Encrypted, UnknownEncoding, BinaryInput, TooLarge, EmptyInput, and what the readers of PDF and
    DOCX raise.
    """
    mail = mail_of(resource.data)
    parts = parts_of(mail)
    known = described.filled_by(said_by(mail))
    plain = _plain(resource, parts, known)
    if plain is not None and len(plain.text.split()) >= _FEW_WORDS:
        return plain
    page = _page(resource, parts, known)
    if plain is None or (page is not None and len(page.text) > 2 * len(plain.text)):
        return page or _attached(resource, parts, known, described)
    return plain


def _plain(resource: Resource, parts: Parts, known: Description) -> Document | None:
    """The first plain text that holds any."""
    for part in parts.texts:
        if part.data.strip():
            text, encoding = text_of(part)
            pieces = paragraphs(text, flowed=part.flowed, joins=part.joins)
            if pieces:
                return composed(pieces, resource, "eml", known, Description(), encoding)
    return None


def _page(resource: Resource, parts: Parts, known: Description) -> Document | None:
    """The first page that holds any text."""
    for part in parts.pages:
        if len(part.data) > _LONGEST:
            raise TooLarge(f"a page of more than {_LONGEST} bytes", "give its text as a text file")
        if part.data.strip():
            source, encoding = decoded(msgspec.structs.replace(resource, data=part.data, charset=part.charset))
            pieces = paragraphs_of_page(source)
            if pieces:
                return composed(pieces, resource, "eml", known, Description(), encoding)
    return None


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
