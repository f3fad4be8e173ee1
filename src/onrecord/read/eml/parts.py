"""The parts of an e-mail: its text, its page, what is attached."""

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

import msgspec

from onrecord.errors import BrokenFile, Encrypted
from onrecord.read.decoding import decode
from onrecord.read.eml.headers import Mail

_MOST_PARTS = 200
"""Parts that hold others; the library follows them by recursion, and a mail that was passed on ten times has forty."""
_HOLDERS = re.compile(rb"^content-type:[ \t]*(?:multipart|message)/", re.I | re.M)
_HEAD = 64 * 1024  # bytes in which a mail's own head must be
_KNOWN = ("From", "Subject", "Date", "Received", "MIME-Version", "Message-ID")
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_PGP = "-----BEGIN PGP MESSAGE-----"
_ESCAPES = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Python's encodings that no mail is in; decoding one of them takes time that grows with the square."""
# Senders name these when they mean the other, which has typographic quotation marks; so do browsers (WHATWG Encoding).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_CURE = "save the message again from the mail program"


class Part(msgspec.Struct, frozen=True):
    """One part: its bytes after transfer encoding was undone, and what its head says of them."""

    data: bytes
    media: str
    charset: str | None
    name: str
    flowed: bool
    joins: bool  # DelSp of RFC 3676: the space at the end of a flowed line is not text


class Parts(msgspec.Struct, frozen=True):
    """The parts of each use, in order."""

    texts: tuple[Part, ...]
    pages: tuple[Part, ...]
    attached: tuple[Part, ...]


def mail_of(data: bytes) -> Mail:
    """The message. Raises BrokenFile where it is none or nests its parts too deeply."""
    if len(_HOLDERS.findall(data)) > _MOST_PARTS:
        raise BrokenFile(f"an e-mail of more than {_MOST_PARTS} parts in one another", _CURE)
    try:
        mail: Mail = message_from_bytes(data, policy=policy.compat32)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BrokenFile(f"no readable e-mail: {error}"[:200], _CURE) from None
    if not any(name in mail for name in _KNOWN):
        raise BrokenFile("no e-mail: it has no head", _CURE)
    return mail


def parts_of(mail: Mail) -> Parts:
    """What the message holds; a message that is attached is one of its attachments. Raises Encrypted."""
    texts: list[Part] = []
    pages: list[Part] = []
    attached: list[Part] = []
    for leaf in _leaves(mail):
        media = leaf.get_content_type()
        if media in _LOCKED:
            raise Encrypted("an encrypted e-mail", "decrypt it in the mail program and save it again")
        part = _part(leaf, media)
        if leaf.get_content_disposition() == "attachment" or media not in {"text/plain", "text/html"}:
            attached.append(part)
        else:
            (texts if media == "text/plain" else pages).append(part)
    return Parts(tuple(texts), tuple(pages), tuple(attached))


def text_of(part: Part) -> tuple[str, str | None]:
    """The part's text and its encoding: the declared one where it fits, else what can be told.

    Raises UnknownEncoding, BinaryInput or Encrypted.
    """
    text, encoding = _declared(part)
    if text is None:
        text = decode(part.data)
        encoding = next((name for name in ("utf-8", "cp1252") if _tried(part.data, name) == text), None)
    if _PGP in text:
        raise Encrypted("an encrypted e-mail", "decrypt it in the mail program and save it again")
    return text, encoding


def _declared(part: Part) -> tuple[str | None, str | None]:
    if part.charset is None:
        return None, None
    try:
        name = codecs.lookup(part.charset).name
    except (LookupError, ValueError):
        return None, None
    name = _MEANT.get(name, name)
    return (None, None) if name in _ESCAPES else (_tried(part.data, name), name)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _leaves(mail: Mail) -> Iterator[Mail]:
    """The parts that hold no others, in order; encrypted ones as they are."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        media = part.get_content_type()
        if part.is_multipart() and media not in _LOCKED and not media.startswith("message/"):
            waiting += reversed(_inner(part))
        else:
            yield part


def _inner(part: Mail) -> list[Mail]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _part(leaf: Mail, media: str) -> Part:
    try:
        payload = leaf.get_payload(decode=True)
        if payload is None and leaf.is_multipart():
            payload = b"\n".join(each.as_bytes() for each in _inner(leaf))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        payload = None
    return Part(
        data=payload if isinstance(payload, bytes) else b"",
        media=media,
        charset=_parameter(leaf, "charset"),
        name=_name(leaf),
        flowed=(_parameter(leaf, "format") or "").casefold() == "flowed",
        joins=(_parameter(leaf, "delsp") or "").casefold() == "yes",
    )


def _parameter(leaf: Mail, name: str) -> str | None:
    try:
        value = leaf.get_param(name)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    if isinstance(value, tuple):  # RFC 2231: encoding, language, value
        value = value[2]
    return value.strip() or None if isinstance(value, str) else None


def _name(leaf: Mail) -> str:
    try:
        return str(leaf.get_filename() or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
