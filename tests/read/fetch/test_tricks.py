"""What servers do to programs: each is refused with its code, in bounded time and memory."""

import contextlib
import gzip
import time
import tracemalloc
import zlib

import brotli
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadResponse, Bomb, BrokenFile, InputError, TooLarge, Unreachable
from onrecord.read.fetch.fetcher import Fetcher
from onrecord.settings import Settings

from .server import page

MIB = 1024 * 1024
NOTHING = bytes(60 * MIB)


@pytest.fixture
def hurried():
    """A fetcher with a second for everything."""
    quick = Settings(pause_seconds=0.0, fetch_seconds=1.0, connect_seconds=1.0)
    with Fetcher(quick, permitted=lambda address: True, sleep=lambda seconds: None) as made:
        yield made


def dripping(head, drop, pause=0.05):
    def answer(asked):
        yield head
        while True:
            yield drop
            time.sleep(pause)

    return answer


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"H", b""),
    ],
    ids=["head", "body", "body of a length", "chunks", "continue", "nothing"],
)
def test_what_drips_is_given_up_when_the_time_is_over(server, hurried, head, drop):
    server.routes["/"] = dripping(head, drop)
    with pytest.raises(Unreachable, match="not answered in full"):
        hurried.get(server.url("/"))
    assert server.paths == ["/"]


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", bytes(MIB)),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"100000\r\n" + bytes(MIB) + b"\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 5000),
    ],
    ids=["body", "chunks", "early hints"],
)
def test_what_has_no_end_is_cut_at_the_cap(server, fetcher, head, piece):
    def answer(asked):
        yield head
        while True:
            yield piece

    server.routes["/"] = answer
    tracemalloc.start()
    with pytest.raises((TooLarge, Unreachable)):  # whichever is over first, bytes or time
        fetcher.get(server.url("/"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 * MIB


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", lambda: gzip.compress(NOTHING)),
        ("deflate", lambda: zlib.compress(NOTHING)),
        ("deflate", lambda: zlib.compress(NOTHING)[2:-4]),
        ("br", lambda: brotli.compress(NOTHING, quality=4)),
        ("zstd", lambda: zstandard.compress(NOTHING)),
        ("gzip, gzip", lambda: gzip.compress(gzip.compress(NOTHING))),
        ("gzip, br", lambda: brotli.compress(gzip.compress(NOTHING))),
        ("gzip, " * 30 + "gzip", lambda: b"x"),
    ],
)
def test_a_bomb_is_refused(server, fetcher, encoding, packed):
    server.routes["/"] = page(packed(), Content_Encoding=encoding)
    with pytest.raises(Bomb):
        fetcher.get(server.url("/"))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_what_does_not_unpack_is_broken(server, fetcher, encoding):
    server.routes["/"] = page(b"\x00\x11 this was never packed", Content_Encoding=encoding)
    with pytest.raises(BrokenFile):
        fetcher.get(server.url("/"))


BAD = {
    "a length that is too long": b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort",
    "a length that is too short": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlonger than five",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345",
    "a negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n12345",
    "a length that is no number": b"HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\n12345",
    "a length of a thousand digits": b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 1000 + b"\r\n\r\n12345",
    "chunks that are cut": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123",
    "chunks without an end": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
    "chunks of nonsense": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n12345\r\n0\r\n\r\n",
    "a chunk of a size too large": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\nx",
    "a negative chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n12345\r\n0\r\n\r\n",
    "a transfer encoding that nobody knows": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: rot13\r\n\r\nk",
    "HTTP/0.9": b"<html>a page without a head</html>",
    "HTTP/2 without being asked": b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18),
    "another protocol": b"220 mail.example.org ESMTP\r\n",
    "noise": bytes(range(256)) * 8,
    "a status that is no number": b"HTTP/1.1 abc OK\r\n\r\n",
    "a flood of headers": b"HTTP/1.1 200 OK\r\n" + b"X-Flood: yes\r\n" * 20_000 + b"\r\n",
    "a header without end": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000,
    "a header with NUL": b"HTTP/1.1 200 OK\r\nX: a\x00b\r\nContent-Length: 1\r\n\r\nx",
    "a header without a name": b"HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 1\r\n\r\nx",
    "a head that is cut": b"HTTP/1.1 200 OK\r\nContent-Le",
}


@pytest.mark.parametrize("trick", BAD)
def test_what_is_no_proper_answer_is_refused(server, fetcher, trick):
    server.routes["/"] = BAD[trick]
    with pytest.raises(BadResponse):
        fetcher.get(server.url("/"))
    assert server.paths == ["/"]


def test_what_a_server_sends_unasked_is_not_taken_for_the_next_page(server, fetcher):
    server.routes["/a"] = page(b"the first") + page(b"smuggled")
    server.routes["/b"] = page(b"the second")
    with pytest.raises(BadResponse, match="beyond its Content-Length"):
        fetcher.get(server.url("/a"))
    assert fetcher.get(server.url("/b")).resource.data == b"the second"


@pytest.mark.parametrize("declared", ["utf-7", "utf-99", "\xff", '"', "a" * 500, "base64", "../../etc/passwd"])
def test_a_charset_that_is_none_is_only_a_name(server, fetcher, declared):
    server.routes["/"] = page(b"x", Content_Type=f"text/html; charset={declared}")
    got = fetcher.get(server.url("/"))
    assert got.resource.data == b"x"
    assert len(got.resource.charset or "") <= 40


def test_a_location_of_noise_is_an_error_of_ours(server, fetcher):
    for location in ("http://[", "\xff\xfe", "http://\x7f/", "javascript:x", "//", "http://a b/", "?" * 9000):
        server.routes["/"] = (
            b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location.encode("latin-1") + b"\r\n\r\n"
        )
        with pytest.raises(InputError):
            fetcher.get(server.url("/"))


answers = st.lists(
    st.sampled_from(
        [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 301 x\r\n", b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n",
         b"Location: /\r\n", b"Location: //[\r\n", b"Content-Encoding: gzip\r\n", b"Content-Type: text/html;charset=x\r\n",
         b"\r\n", b"5\r\nabcde\r\n", b"0\r\n\r\n", b"Retry-After: x\r\n", b"ETag: \xff\r\n", b"HTTP/1.1 100 x\r\n\r\n"]
    )
    | st.binary(max_size=8),
    max_size=10,
).map(b"".join)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers)
def test_any_answer_is_a_page_or_an_error_of_ours(server, hurried, answer):
    server.routes["/"] = answer
    with contextlib.suppress(InputError):
        assert hurried.get(server.url("/")).resource.url.startswith(server.origin)
