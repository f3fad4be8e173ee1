import gzip
import hashlib
import io
import random
import tracemalloc
from collections import Counter

import brotli
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import Bomb, BrokenFile, InputError, TooLarge
from onrecord.read.archive.warc import members
from onrecord.settings import Settings
from onrecord.types.resource import Resource
from tests.read.archive import making
from tests.read.archive.making import http, page, record, sha1, story

OTHERS = [
    record(b"software: x\r\n", kind="warcinfo", url=None, Content_Type="application/warc-fields"),
    record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
    record(b"fetchTimeMs: 1\r\n", kind="metadata", Content_Type="application/warc-fields"),
    record(
        http(b"", length=0), kind="revisit", WARC_Profile="http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    ),
    record(
        b"20220531\r\nwww.olm-echo.example. 300 IN A 192.0.2.1\n",
        url="dns:www.olm-echo.example",
        Content_Type="text/dns",
    ),
    record(http(b"\x89PNG\r\n", media="image/png"), url="https://www.olm-echo.example/a.png"),
    record(http(b"p {}", media="text/css"), url="https://www.olm-echo.example/a.css"),
    record(http(b"User-agent: *", media="text/plain"), url="https://www.olm-echo.example/robots.txt"),
    record(http(b"Gone.", status="404 Not Found")),
    record(http(b"", status="301 Moved Permanently", Location="/new")),
]
STORIES = [story(number) for number in range(4)]


def read(data, start=0, **options):
    return list(members(io.BytesIO(data), "olm.warc", start, **options))


def told(found):
    """What can be compared: errors are equal to themselves alone."""
    return [(at, each if isinstance(each, Resource) else str(each)) for at, each in found]


def pages(found):
    return [each.data for _, each in found if isinstance(each, Resource)]


def codes(found):
    return [each.code if isinstance(each, InputError) else "read" for _, each in found]


def check(data):
    """What holds of any bytes whatever; returns what was read."""
    found = read(data)
    positions = [at for at, _ in found]
    assert positions == sorted(set(positions))
    assert all(isinstance(each, Resource | InputError) for _, each in found)
    for seen, (at, _) in enumerate(found, 1):
        assert told(read(data, at)) == told(found[seen:])
    return found


@pytest.mark.parametrize("layout", making.LAYOUTS)
def test_pages_come_in_order_from_every_layout_and_from_every_position(layout):
    found = check(layout(OTHERS[:2] + STORIES[:2] + OTHERS + STORIES[2:]))
    assert pages(found) == [page(f"Story {number}.") for number in range(4)]
    assert codes(found) == ["read"] * 4


@pytest.mark.parametrize("packed", [True, False])
def test_what_warcio_writes_is_read(packed):
    urls = [f"https://www.olm-echo.example/{number}.html" for number in range(3)]
    found = check(making.by_warcio(urls, packed=packed))
    assert [each.url for _, each in found] == urls


def test_a_page_comes_with_what_the_archive_knows_of_it():
    data = making.plain([OTHERS[0], record(url="https://WWW.Olm-Echo.example/2022/05/story.html?p=1")])
    ((at, found),) = read(data)
    assert at == len(data)
    assert found == Resource(
        where=f"olm.warc#{len(OTHERS[0])}",
        name="www.olm-echo.example/2022/05/story.html",
        data=page(),
        media="text/html",
        charset="utf-8",
        url="https://WWW.Olm-Echo.example/2022/05/story.html?p=1",
        fetched="2022-05-31T14:05:00Z",
    )


def test_the_address_may_stand_in_angle_brackets_as_wget_writes_it():
    ((_, found),) = read(record(url="<https://www.olm-echo.example/story>"))
    assert found.url == "https://www.olm-echo.example/story"


def test_a_time_that_is_none_is_left_out():
    for date, fetched in [("2022-05-31T14:05:00.25Z", "2022-05-31T14:05:00.25Z"), ("31 May 2022", None), (None, None)]:
        ((_, found),) = read(record(WARC_Date=date))
        assert found.fetched == fetched


def test_records_of_resources_are_pages_as_they_are():
    data = record(page(), kind="resource", Content_Type="text/html")
    assert pages(read(data)) == [page()]
    assert pages(read(record(b"%PDF-1.7", kind="resource", url="file:///olm.pdf"))) == []


@pytest.mark.parametrize(("name", "media", "body"), [
    ("a.pdf", "application/pdf", b"%PDF-1.7 x"), ("a", "application/octet-stream", b"%PDF-1.7 x"),
    ("a.txt", "text/plain", b"No."), ("a", "message/rfc822", b"Subject: Olm\r\n\r\nNo."), ("a", "text/plain", b"No."),
])  # fmt: skip
def test_documents_of_every_form_that_is_read_are_pages(name, media, body):
    assert pages(read(record(http(body, media=media), url=f"http://www.olm-echo.example/{name}"))) == [body]


def test_what_is_passed_over_is_counted_with_its_reason():
    counts = Counter()
    assert read(making.gzipped(OTHERS), passing=lambda _, why: counts.update([why])) == []
    assert counts == {"kind": 4, "address": 1, "media": 3, "status": 2}


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress), ("identity", bytes)])
def test_codings_are_undone(encoding, pack):
    body = pack(page())
    chunks = b"".join(
        b"%x;a=b\r\n%s\r\n" % (len(body[at : at + 7]), body[at : at + 7]) for at in range(0, len(body), 7)
    )
    data = record(http(chunks + b"0\r\n\r\n", length=None, Transfer_Encoding="chunked", Content_Encoding=encoding))
    assert pages(read(data)) == [page()]


def test_codings_that_the_archiver_has_undone_are_not_undone_again():
    undone = http(Transfer_Encoding="chunked", Content_Encoding="gzip", Content_Length="99999")
    assert pages(read(record(undone))) == [page()]


@pytest.mark.parametrize("block", [
    http(length=999),
    http(b"5\r\nabcde\r\n9\r\nabc", Transfer_Encoding="chunked"),
    http(b"5\r\nabcde\r\nzz\r\nabc\r\n0\r\n\r\n", Transfer_Encoding="chunked"),
    http(b"ffffffffffff\r\nabc\r\n0\r\n\r\n", Transfer_Encoding="chunked"),
    http(gzip.compress(page())[:-9], Content_Encoding="gzip"),
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html",
    b"SSH-2.0-x\r\n\r\n",
    b"",
])  # fmt: skip
def test_a_page_that_is_damaged_or_cut_short_is_refused_alone(block):
    found = check(STORIES[0] + record(block) + STORIES[1])
    assert codes(found) == ["read", "E115", "read"]
    assert f"byte {len(STORIES[0])}" in found[1][1].cause


@pytest.mark.parametrize("fields", [
    {"WARC_Truncated": "length"}, {"WARC_Segment_Number": 1}, {"WARC_Block_Digest": sha1(b"another")},
    {"url": "http://[::1/story"},
])  # fmt: skip
def test_a_page_that_the_archive_holds_in_part_or_otherwise_is_refused(fields):
    assert codes(check(STORIES[0] + record(**fields) + STORIES[1])) == ["read", "E115", "read"]


def test_a_digest_that_holds_however_it_is_written_is_no_reason_to_refuse():
    block = http()
    for digest in (sha1(block), sha1(block).lower(), f"sha1:{hashlib.sha1(block).hexdigest()}", "crc:1", "sha1"):
        assert codes(read(record(block, WARC_Block_Digest=digest))) == ["read" if digest != "sha1" else "E115"]


@pytest.mark.parametrize("layout", making.BY_RECORD)
@pytest.mark.parametrize("broken", [
    record(length=5), record(length=5000), record(length=10**14), record(length=-5), record(length="many"),
    record(length=""), record(Content_Length=None), record(kind=""), record(Content_length=7), b"no record\r\n\r\n",
    record().replace(b"WARC/1.0", b"WRAC/1.0"), b"WARC/1.0\r\n" + b"X: y\r\n" * 9000, record()[:60],
    b"WARC/1.0\r\n" + b"a" * 40_000 + b"\r\n\r\n",
])  # fmt: skip
def test_a_broken_record_is_refused_and_the_next_one_read(layout, broken):
    found = check(layout([*STORIES[:2], broken, *STORIES[2:]]))
    assert pages(found) == [page(f"Story {number}.") for number in range(4)]
    assert set(codes(found)) == {"read", "E115"}
    assert codes(found)[2] == "E115"


def test_each_damaged_member_is_refused_and_the_next_one_read():
    packed = [gzip.compress(each, mtime=0) for each in STORIES]
    middle = packed[1]
    for at in range(len(middle)):
        flipped = middle[:at] + bytes([middle[at] ^ 0x55]) + middle[at + 1 :]
        found = check(packed[0] + flipped + packed[2] + packed[3])
        assert codes(found) in (["read", "E115", "read", "read"], ["read"] * 4)  # the time in a head is nobody's
        if codes(found)[1] == "read":
            assert pages(found)[1] == page("Story 1.")


@pytest.mark.parametrize("layout", making.LAYOUTS)
def test_a_last_record_that_is_cut_short_is_refused_with_its_place(layout):
    data = layout(STORIES)
    for cut in range(1, 60, 7):
        found = check(data[: len(data) - cut])
        *whole, last = codes(found)
        if layout is making.plain and cut <= 4:
            assert [*whole, last] == ["read"] * 4  # the page is whole: only line ends are missing
        else:
            assert last == "E115"
            assert "cut short" in found[-1][1].cause
            assert set(whole) <= {"read", "E115"}


@pytest.mark.parametrize("layout", making.LAYOUTS)
def test_every_truncation_gives_a_beginning_of_the_pages(layout):
    data = layout(STORIES)
    everything = pages(read(data))
    for cut in range(0, len(data), 11):
        some = pages(check(data[:cut]))
        assert some == everything[: len(some)]


@pytest.mark.parametrize("layout", [making.plain, making.gzipped, making.gzipped_whole, making.zstd])
def test_a_record_over_the_cap_is_refused_and_not_held(layout):
    small = Settings(max_wire_bytes=2000)
    data = layout([STORIES[0], record(http(page("x" * 3000))), record(b"x" * 3000, kind="metadata"), STORIES[1]])
    found = read(data, settings=small)
    assert codes(found) == ["read", "E106", "read"]
    assert isinstance(found[1][1], TooLarge)
    assert [told(read(data, at, settings=small)) for at, _ in found] == [told(found[1:]), told(found[2:]), []]


@pytest.mark.parametrize("layout", [making.plain, making.gzipped, making.gzipped_whole, making.zstd, making.zstd_whole])
def test_no_more_is_held_than_the_cap_however_long_a_record_is(layout, tmp_path):
    noise = random.Random(5).randbytes(6_000_000)
    long = [record(http(noise)), record(noise, kind="metadata"), record(http(noise), length=10**9)]
    path = tmp_path / "olm.warc"
    path.write_bytes(layout([STORIES[0], *long, STORIES[1]]))
    del long, noise
    tracemalloc.start()
    with path.open("rb") as stream:
        found = codes(members(stream, "olm.warc", settings=Settings(max_wire_bytes=500_000)))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[:3] == ["read", "E106", "E115"]
    assert held < 2_000_000


BOMB = 60_000_000
"""Bytes: more than the cap of 50 MiB."""


@pytest.mark.parametrize("layout", [making.gzipped, making.zstd])
def test_a_bomb_in_a_member_is_refused_and_the_next_one_read(layout):
    found = check(layout([STORIES[0], record(http(b"\0" * BOMB)), STORIES[1]]))
    assert codes(found) == ["read", "E117", "read"]
    assert isinstance(found[1][1], Bomb)


def test_a_bomb_around_all_records_ends_the_reading():
    found = check(making.gzipped_whole([STORIES[0], record(http(b"\0" * BOMB)), STORIES[1]]))
    assert codes(found) == ["read", "E115", "E117"]


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip"])
def test_a_bomb_in_a_page_is_refused_and_the_next_one_read(encoding):
    body = b"\0" * BOMB
    for _ in encoding.split(","):
        body = gzip.compress(body)
    found = check(making.plain([STORIES[0], record(http(body, Content_Encoding=encoding)), STORIES[1]]))
    assert codes(found) == ["read", "E117", "read"]


def test_junk_and_zeros_behind_the_last_record_do_no_harm():
    data = making.gzipped(STORIES)
    assert codes(check(data + b"\0" * 5000)) == ["read"] * 4
    assert codes(check(data + b"junk")) == ["read"] * 4 + ["E115"]
    assert check(b"") == []


def test_a_page_is_no_archive():
    (only,) = check(page())
    assert isinstance(only[1], BrokenFile)


@pytest.mark.parametrize("layout", making.LAYOUTS)
def test_records_inside_of_a_page_are_its_bytes(layout):
    """Nobody is given a page that another one has made up."""
    forged = record(http(page("I resign.")), url="https://www.marlbeck-council.example/mayor")
    found = check(layout([STORIES[0], record(http(page("x") + b"\r\n\r\n" + forged)), STORIES[1]]))
    assert codes(found) == ["read"] * 3
    assert [each.url for _, each in found].count("https://www.marlbeck-council.example/mayor") == 0


layouts = st.sampled_from(making.LAYOUTS)
fragments = st.sampled_from(
    [*STORIES, *OTHERS, b"WARC/1.0\r\n", b"\r\n\r\n", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"\0"]
)
soups = st.lists(fragments | st.binary(max_size=40), max_size=8)


@given(st.binary(max_size=400))
@example(b"\x1f\x8b\x08\0")
@example(b"WARC/1.0\r\n\r\n")
@example(b"\n\nWARC/1.0\n\n")
def test_any_bytes_are_read_or_refused(data):
    check(data)


@settings(max_examples=150, deadline=None)
@given(soups, layouts)
def test_any_mixture_of_records_and_bytes_is_read_or_refused(parts, layout):
    check(layout(parts) if parts else b"")


@settings(max_examples=200, deadline=None)
@given(layouts, st.data())
def test_any_flipped_byte_leaves_the_rest_to_be_read(layout, data):
    whole = bytearray(layout(STORIES))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    found = check(bytes(whole))
    if layout in making.BY_RECORD:
        assert len(pages(found)) >= 3
