import gzip
import io
import multiprocessing
import os
import resource

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from onrecord.errors import BrokenFile, Unreadable
from onrecord.read.archive.mending import whole_bytes
from onrecord.read.archive.warc import members
from onrecord.read.archive.writing import Archive
from onrecord.read.fetch.exchanges import Answer
from onrecord.read.fetch.targets import Target
from tests.read.archive import making
from tests.read.archive.making import page

FETCHED = "2022-05-31T14:05:00Z"


def answer(number, body=None, status=200, **headers):
    return Answer(
        target=Target("https", "www.olm-echo.example", 443, f"/{number}?q=%C3%A9"),
        asked=(("Host", "www.olm-echo.example"), ("User-Agent", "onrecord/1")),
        version="HTTP/1.1",
        status=status,
        reason="OK",
        headers=(("Content-Type", "text/html; charset=utf-8"), *headers.items()),
        body=page(f"Story {number}.") if body is None else body,
    )


def written(path, *answers):
    with Archive(path) as archive:
        for each in answers:
            archive.write(each, FETCHED)
    return path.read_bytes()


def read(data):
    return [member for _, member in members(io.BytesIO(data), "olm.warc.gz")]


def records(data):
    return list(ArchiveIterator(io.BytesIO(data), check_digests="raise"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "olm.warc.gz"


def test_what_was_written_is_read_again(path):
    data = written(path, answer(1), answer(2))
    assert [(each.data, each.url, each.fetched, each.charset) for each in read(data)] == [
        (page(f"Story {number}."), f"https://www.olm-echo.example/{number}?q=%C3%A9", FETCHED, "utf-8")
        for number in (1, 2)
    ]


def test_others_find_a_record_about_it_and_pairs_of_response_and_request_with_digests_that_hold(path):
    found = records(written(path, answer(1)))
    assert [each.rec_type for each in found] == ["warcinfo", "response", "request"]
    assert {each.rec_headers.protocol for each in found} == {"WARC/1.1"}
    identifier = found[1].rec_headers.get_header("WARC-Record-ID")
    assert found[2].rec_headers.get_header("WARC-Concurrent-To") == identifier
    assert found[2].http_headers.statusline == "/1?q=%C3%A9 HTTP/1.1"
    assert found[2].http_headers.get_header("User-Agent") == "onrecord/1"


def test_bytes_stand_as_they_came_and_what_was_undone_is_named_otherwise(path):
    body = gzip.compress(page())
    headers = {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked", "X-Odd": "caf\xc3\xa9"}
    data = written(path, answer(1, body, **headers))
    plain = gzip.decompress(data)
    assert body in plain
    assert "X-Odd: café\r\n".encode() in plain
    assert b"\r\nX-Crawl-Transfer-Encoding: chunked\r\n" in plain
    assert [each.data for each in read(data)] == [page()]


def test_redirects_are_kept_and_no_pages(path):
    data = written(path, answer(1, b"", 301, Location="/2"), answer(2))
    assert [each.data for each in read(data)] == [page("Story 2.")]
    assert len(records(data)) == 5


def test_it_is_added_to_when_it_is_opened_again(path):
    first = written(path, answer(1))
    both = written(path, answer(2))
    assert both.startswith(first)
    assert [each.rec_type for each in records(both)].count("warcinfo") == 1
    assert len(read(both)) == 2


def test_wherever_the_writing_was_cut_short_the_whole_records_stay_and_others_follow(path):
    data = written(path, answer(1, os.urandom(300)), answer(2))
    ends = sorted({whole_bytes(io.BytesIO(data[:cut])) for cut in range(len(data) + 1)})
    assert len(ends) == 6  # none, and behind each of the five records
    for cut in range(0, len(data), 13):
        path.write_bytes(data[:cut])
        again = written(path, answer(3))
        assert again.startswith(data[: max(end for end in ends if end <= cut)])
        assert records(again)[-1].rec_type == "request"
        assert read(again)[-1].data == page("Story 3.")


def test_a_page_that_holds_an_archive_is_not_taken_for_its_end():
    inner = making.gzipped([making.story(1)])
    whole = making.gzipped([making.story(2)])
    data = whole + gzip.compress(making.record(making.http(b"x" * 9000 + inner + b"x" * 9000)), compresslevel=0)
    assert inner in data  # packed no further
    start = data.index(inner)
    for cut in range(start, len(data) - 1, 101):
        assert whole_bytes(io.BytesIO(data[:cut])) == len(whole)


@pytest.mark.parametrize("data", [
    b"My novel, chapter one.", making.plain([making.story(1)]), making.gzipped([making.story(1)]) + b"notes",
    making.gzipped([making.story(1)])[:-1] + b"?", b"WARC", b"\x1f\x8b\x08\0" + b"?" * 40, b"\0" * 100,
])  # fmt: skip
def test_what_is_no_archive_or_ends_otherwise_is_refused_and_stays_as_it_is(path, data):
    path.write_bytes(data)
    with pytest.raises(BrokenFile):
        Archive(path)
    assert path.read_bytes() == data


def test_an_archive_that_was_packed_as_a_whole_can_be_added_to(path):
    path.write_bytes(making.gzipped_whole([making.story(1), making.story(2)]))
    assert len(read(written(path, answer(3)))) == 3


def test_one_process_adds_at_a_time(path):
    with Archive(path), pytest.raises(Unreadable, match="another process"):
        Archive(path)


def test_a_folder_or_a_file_of_others_is_refused(tmp_path):
    with pytest.raises(Unreadable):
        Archive(tmp_path)
    with pytest.raises(Unreadable):
        Archive(tmp_path / "missing" / "olm.warc.gz")


def _fill(path):
    most = path.stat().st_size + 2000
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    with Archive(path) as archive:
        with pytest.raises(OSError, match="too large"):
            archive.write(answer(2, os.urandom(9000)), FETCHED)
        archive.write(answer(3), FETCHED)


def test_without_room_it_stays_as_it_was_and_what_is_smaller_can_follow(path):
    first = written(path, answer(1))
    child = multiprocessing.get_context("fork").Process(target=_fill, args=(path,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert path.read_bytes().startswith(first)
    assert [each.data for each in read(path.read_bytes())] == [page("Story 1."), page("Story 3.")]


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_taken_up_cut_or_refused(data):
    try:
        end = whole_bytes(io.BytesIO(data))
    except BrokenFile:
        return
    assert end == 0
    assert b"\x1f\x8b\x08".startswith(data[:3])
