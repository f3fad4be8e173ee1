"""A record of a WARC → the page that was captured, where it holds one."""

import re
from http import HTTPStatus
from typing import Literal
from urllib.parse import urlsplit

from fastwarc.warc import HeaderMap

from onrecord.errors import BrokenFile
from onrecord.read.archive.digests import is_intact
from onrecord.read.archive.heads import LONGEST, parsed
from onrecord.read.archive.unchunking import unchunked
from onrecord.read.inflating import inflated
from onrecord.read.media import HEAD, Form, form_of
from onrecord.types.resource import Resource

Passed = Literal["kind", "address", "status", "media"]
"""Why a record is passed over: it is a request, a revisit or the like; of no web address; of no page; of no text."""

READ: frozenset[Form] = frozenset({"html", "pdf", "docx", "eml", "text"})
"""The forms that are read out of WARCs: documents, not the feeds, lists and archives that were fetched on the way."""
_KINDS = frozenset({"response", "resource"})
_PICTURES = re.compile(r"(?:image|video|audio|font)/", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>\x00-\x1f\x7f]+", re.I)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z", re.A)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.I | re.A)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(r"\d{1,18}", re.A)
_CURE = "fetch the page again"


def passed_over(fields: HeaderMap) -> Passed | None:
    """Why a record with these fields cannot hold a page, None where it may."""
    if _kind(fields) not in _KINDS:
        return "kind"
    return None if _address(fields) else "address"


def _kind(fields: HeaderMap) -> str:
    return (fields.get("WARC-Type") or "").casefold()


def _address(fields: HeaderMap) -> str | None:
    """The address of the page; wget puts it in angle brackets, as WARC 1.0 seemed to ask."""
    address = (fields.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    return address if _ADDRESS.fullmatch(address) else None


def capture(fields: HeaderMap, block: bytes, where: str, decoded_cap: int) -> Resource | Passed:
    """The page in `block`, or why the record is passed over; of a record that `passed_over` lets through.

    where: of the record. decoded_cap: bytes to which the page may unpack. Raises BrokenFile for a page that is damaged,
    of which the archive holds the beginning alone, or that is no HTTP, and what `inflated` raises.
    """
    if truncated := fields.get("WARC-Truncated"):
        raise BrokenFile(f"the archive holds its beginning alone ({truncated[:40]})", _CURE)
    if "WARC-Segment-Number" in fields:
        raise BrokenFile("kept in segments, which are not put together", _CURE)
    if not is_intact(block, fields.get("WARC-Block-Digest") or ""):
        raise BrokenFile("no longer what was archived: its digest is another", "fetch or copy the archive again")
    http, body = fields, block
    if _kind(fields) == "response":
        http, body = _message(block)
        if http.status_code != HTTPStatus.OK:
            return "status"
    media = http.get("Content-Type")
    url = _address(fields)
    name = _name(url or "")
    if _PICTURES.match(media or "") or name.endswith("/robots.txt"):
        return "media"
    data = _payload(http, body, decoded_cap) if http is not fields else body
    if form_of(data[:HEAD], name, media) not in READ:
        return "media"
    moment, charset = fields.get("WARC-Date") or "", _CHARSET.search(media or "")
    return Resource(
        where=where,
        name=name,
        data=data,
        media=(media or "").partition(";")[0].strip() or None,
        charset=charset[1] if charset else None,
        url=url,
        fetched=moment if _MOMENT.fullmatch(moment) else None,
    )


def _message(block: bytes) -> tuple[HeaderMap, bytes]:
    """The head and the body of an HTTP response."""
    end = _HEAD_END.search(block, 0, LONGEST)
    if end is None or not block.startswith(b"HTTP/"):
        raise BrokenFile("no HTTP response, or only a part of its head", _CURE)
    try:
        return parsed(block[: end.start()], "latin1"), block[end.end() :]
    except OSError:
        raise BrokenFile("the head of its HTTP response is none", _CURE) from None


def _payload(http: HeaderMap, body: bytes, decoded_cap: int) -> bytes:
    """`body` without its transfer and content codings; those that the archiver has undone, leaving the field, are seen."""
    transfer = (http.get("Transfer-Encoding") or "").casefold()
    if "chunked" in transfer:
        body = unchunked(body)
    encoding = ",".join(http.get_multiple("Content-Encoding"))
    if encoding and form_of(body[:HEAD], "") is not None:
        return body
    length = http.get("Content-Length") or ""
    if not transfer and _LENGTH.fullmatch(length) and int(length) > len(body):
        raise BrokenFile(f"cut short: {len(body)} bytes of {length}", _CURE)
    return inflated(body, encoding, decoded_cap) if encoding else body


def _name(address: str) -> str:
    """Host and path, as a path: `www.example.org/2022/05/story.html`."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise BrokenFile("its address makes no sense", _CURE) from None
    return parts.netloc.casefold() + parts.path
