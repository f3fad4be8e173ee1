"""WARCs for tests: records by hand, so that each can be wrong in its own way, and archives by warcio."""

import base64
import gzip
import hashlib
import io

import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = "text/html; charset=utf-8"


def page(text="The dam holds, she said."):
    return f"<!doctype html><title>Olm</title><p>{text}".encode()


def http(body=None, *, status="200 OK", media=HTML, length=None, **fields):
    """An HTTP response. fields: by their names with `_` for `-`; None leaves out what is there by default."""
    body = page() if body is None else body
    fields = {"Content-Type": media, "Content-Length": len(body) if length is None else length} | {
        name.replace("_", "-"): value for name, value in fields.items()
    }
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in fields.items() if value is not None)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def record(
    block=None, *, kind="response", url="https://www.olm-echo.example/story", length=None, end=b"\r\n\r\n", **fields
):
    """One record as it stands in a plain file."""
    block = http() if block is None else block
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:sha1:{hashlib.sha1(block).hexdigest()}>",
        "WARC-Date": "2022-05-31T14:05:00Z",
        "WARC-Target-URI": url,
        "Content-Type": f"application/http; msgtype={kind}",
        "Content-Length": len(block) if length is None else length,
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return head.encode() + b"\r\n" + block + end


def story(number):
    """The record of a page of its own."""
    return record(http(page(f"Story {number}.")), url=f"https://www.olm-echo.example/{number}")


def sha1(block):
    return "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()


def plain(records):
    return b"".join(records)


def gzipped(records):
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def gzipped_whole(records):
    return gzip.compress(b"".join(records), mtime=0)


def gzipped_in_blocks(records, size=200):
    """As bgzip does: members that end in the middle of a record."""
    data = b"".join(records)
    return b"".join(gzip.compress(data[at : at + size], mtime=0) for at in range(0, len(data), size))


def gzipped_but_for_the_first(records):
    return gzipped(records[:1]) + gzipped_whole(records[1:])


def zstd(records):
    return b"".join(zstandard.ZstdCompressor().compress(each) for each in records)


def zstd_whole(records):
    return zstandard.ZstdCompressor().compress(b"".join(records))


LAYOUTS = (plain, gzipped, gzipped_whole, gzipped_in_blocks, gzipped_but_for_the_first, zstd, zstd_whole)
BY_RECORD = (plain, gzipped, zstd)
"""Layouts in which what is broken does not reach beyond its record."""


def by_warcio(urls, *, packed=True):
    """An archive with a record about itself, and for each address a request, a response and a record of metadata."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record("olm.warc.gz", {"software": "warcio"}))
    for url in urls:
        head = StatusAndHeaders("200 OK", [("Content-Type", HTML)], protocol="HTTP/1.1")
        response = writer.create_warc_record(url, "response", payload=io.BytesIO(page(url)), http_headers=head)
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "www.olm-echo.example")], is_http_request=True)
        request = writer.create_warc_record(url, "request", http_headers=asked)
        writer.write_request_response_pair(request, response)
        noted = writer.create_warc_record(url, "metadata", payload=io.BytesIO(b"via: https://www.olm-echo.example/"))
        writer.write_record(noted)
    return out.getvalue()
