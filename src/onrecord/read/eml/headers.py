"""What the head of an e-mail says. No address is kept."""

import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import TypeAlias

from onrecord.read.properties import edtf_of
from onrecord.types.document import Description

_LONGEST = 1000  # characters of a header that are looked at; RFC 5322 allows 998 a line
_ADDRESS = re.compile(r"<?[^\s<>@]{1,100}@[^\s<>@]{1,100}>?")
_DOMAIN = re.compile(r"[a-z0-9.-]+\.[a-z]{2,24}", re.I)
_MALFORMED = (
    MessageError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
"""What the library throws over headers that are malformed."""

Mail: TypeAlias = "Message[str, str]"


def said_by(mail: Mail) -> Description:
    """Subject, sender and date, with the basis `header`. The publisher is the sender's name, else the domain."""
    return Description(title=_title(mail), publisher=_publisher(mail), published=_published(mail)).known_by("header")


def _title(mail: Mail) -> str | None:
    return " ".join(_ADDRESS.sub(" ", _decoded(mail, "Subject")).split()) or None


def _publisher(mail: Mail) -> str | None:
    try:
        written = str(mail.get("From", ""))[:_LONGEST]
        name, address = parseaddr(written)
        name = " ".join(_words(name).split()).strip("\"' ")
    except _MALFORMED:
        return None
    if name and "@" not in name:
        return name
    domain = (address or name).rpartition("@")[2]
    return domain.casefold() if _DOMAIN.fullmatch(domain) else None


def _published(mail: Mail) -> str | None:
    try:
        return edtf_of(parsedate_to_datetime(str(mail.get("Date", ""))[:_LONGEST]))
    except _MALFORMED:
        return None


def _decoded(mail: Mail, name: str) -> str:
    try:
        return _words(str(mail.get(name, ""))[:_LONGEST])
    except _MALFORMED:
        return ""


def _words(written: str) -> str:
    """With its encoded words decoded (RFC 2047); as it stands where one names no encoding."""
    try:
        return str(make_header(decode_header(written)))
    except _MALFORMED:
        return written
