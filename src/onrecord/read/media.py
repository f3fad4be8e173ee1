"""What a resource holds, told from its first bytes, then from its name, then from what a server declared."""

import codecs
import re
from pathlib import PurePosixPath
from typing import Literal

Form = Literal["text", "jsonl", "html", "pdf", "docx", "eml", "feed", "sitemap", "warc", "zip", "urls"]
"""What a file holds: one document, documents (`jsonl`, `warc`, `zip`), or addresses of documents."""

HEAD = 4096
"""Bytes that are looked at."""

_BY_SUFFIX: dict[str, Form] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", ".jsonl": "jsonl",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".eml": "eml",
    ".rss": "feed", ".atom": "feed", ".warc": "warc", ".zip": "zip", ".urls": "urls",
}  # fmt: skip
_BY_MEDIA_TYPE: dict[str, Form] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/rdf+xml": "feed",
    "application/warc": "warc", "application/zip": "zip", "text/plain": "text", "text/markdown": "text",
    "application/jsonl": "jsonl", "application/x-ndjson": "jsonl", "text/uri-list": "urls",
}  # fmt: skip
_COMPRESSED = frozenset({".gz", ".br", ".zst"})
"""Suffixes behind another suffix: `story.html.gz`, `crawl.warc.gz`."""
_WORD_MEMBER = b"word/"
_PROLOGUE = rb"(?:\s|<\?xml[^>]{0,200}>|<!--.{0,1000}?-->|<!DOCTYPE\s+(?!html)[^>]{0,500}>)*+"
_ROOT = re.compile(_PROLOGUE + rb"<([\w:.-]+)", re.I | re.S)
_ROOTS: dict[bytes, Form] = {
    b"rss": "feed", b"feed": "feed", b"rdf:rdf": "feed", b"atom:feed": "feed", b"urlset": "sitemap",
    b"sitemapindex": "sitemap", b"html": "html",
}  # fmt: skip
_MAIL = re.compile(
    rb"(?=(?:[!-9;-~]{1,60}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n)*+){3})"
    rb"(?=(?:[^\r\n][^\n]*+\n)*?From:)(?:[^\r\n][^\n]*+\n)*?(?:MIME-Version|Message-ID|Received):",
    re.I,
)
"""The head of an e-mail: three fields or more, who sent it among them and what only mail programs write."""
_MARKUP = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def suffixes(name: str) -> tuple[str, str]:
    """The suffix that tells the form, and the one of a compression around it, each "" where there is none."""
    path = PurePosixPath(name.casefold())
    if path.suffix in _COMPRESSED:
        return PurePosixPath(path.stem).suffix, path.suffix
    return path.suffix, ""


def form_of_name(name: str) -> Form | None:
    """What a file of that name holds, None where its suffix does not tell."""
    return _BY_SUFFIX.get(suffixes(name)[0])


def suffixes_of(form: Form | None) -> list[str]:
    """The suffixes of files that hold `form`, of all forms where it is None; in order."""
    return sorted(suffix for suffix, known in _BY_SUFFIX.items() if form in {None, known})


def form_of(head: bytes, name: str, declared: str | None = None) -> Form | None:
    """What a resource holds. head: its first `HEAD` bytes, uncompressed. declared: a media type; None: cannot be told.

    What the bytes are beats what they are called: a PDF that a server calls a page is a PDF.
    """
    told = _of_bytes(_in_ascii(head))
    if told == "zip":  # a DOCX is one, and does not always show it at its beginning
        return "docx" if "docx" in {form_of_name(name), _of_media_type(declared)} else told
    return told or form_of_name(name) or _of_media_type(declared)


def _in_ascii(head: bytes) -> bytes:
    """Without its byte order mark, and out of UTF-16: markup is told by its ASCII."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(codecs.BOM_UTF8)


def _of_media_type(declared: str | None) -> Form | None:
    return _BY_MEDIA_TYPE.get((declared or "").partition(";")[0].strip().casefold())


def _of_bytes(head: bytes) -> Form | None:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if _WORD_MEMBER in head else "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if _MAIL.match(head):
        return "eml"
    if _MARKUP.match(head):
        return "html"
    if root := _ROOT.match(head):
        return _ROOTS.get(root[1].lower())
    return None
