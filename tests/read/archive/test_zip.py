import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import Bomb, BrokenFile, InputError, NothingToRead
from onrecord.read.archive.zip import MOST_MEMBERS, members
from onrecord.types.resource import Resource

PAGE = b"<!doctype html><title>Olm</title><p>The dam holds, she said."


def packed(*files, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def read(data, start=0):
    return list(members(io.BytesIO(data), "a.zip", start))


def names(found):
    return [member.name if isinstance(member, Resource) else member.code for _, member in found]


STORIES = [("a/story.html", PAGE), ("b.txt", b"No."), ("c", PAGE)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_come_in_order_with_their_place_name_and_bytes(method):
    found = [member for _, member in read(packed(*STORIES, method=method))]
    assert [(each.where, each.name, each.data) for each in found] == [
        (f"a.zip#{name}", name, data) for name, data in STORIES
    ]


def test_reading_goes_on_from_a_position():
    data = packed(("img.png", b"\x89PNG"), *STORIES)
    whole = read(data)
    assert [position for position, _ in whole] == [2, 3, 4]
    for seen, (position, _) in enumerate(whole, 1):
        assert read(data, position) == whole[seen:]


def test_what_no_reader_reads_is_passed_over():
    others = [
        ("img.png", b"\x89PNG\r\n"),
        ("s.css", b"p {}"),
        ("d/", b""),
        ("__MACOSX/._b.txt", b"x"),
        (".hid.txt", b"x"),
    ]
    assert names(read(packed(*others, *STORIES))) == [name for name, _ in STORIES]


def test_an_archive_without_documents_says_so():
    with pytest.raises(NothingToRead):
        read(packed(("img.png", b"\x89PNG\r\n")))
    with pytest.raises(NothingToRead):
        read(packed())


def test_a_member_without_a_name_is_passed_over():
    assert names(read(packed(("b.txt", b"No."), ("c.txt", b"")).replace(b"c.txt", b"\0.txt"))) == ["b.txt"]


def test_an_archive_in_an_archive_is_a_member():
    inner = packed(*STORIES)
    ((_, member),) = read(packed(("inner.zip", inner)))
    assert member.data == inner


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/cron.txt", "C:\\x.txt", "a/../../b.txt", "x" * 5000 + ".txt"]
)
def test_a_name_that_would_climb_is_only_a_name(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ((_, member),) = read(packed((name, b"No.")))
    assert member.data == b"No."
    assert not list(tmp_path.iterdir())


def test_a_member_behind_a_password_is_refused_and_the_rest_go_on():
    data = bytearray(packed(*STORIES))
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    assert names(read(bytes(data))) == ["E111", "b.txt", "c"]


def test_a_damaged_member_is_refused_and_the_rest_go_on():
    data = bytearray(packed(*STORIES, method=zipfile.ZIP_STORED))
    data[data.index(b"The dam")] ^= 1
    assert names(read(bytes(data))) == ["E115", "b.txt", "c"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_unpacks_without_a_bound_is_not_read(method):
    assert names(read(packed(*STORIES, method=method))) == ["E118"] * 3


def test_a_bomb_is_refused_by_what_it_says_and_the_rest_go_on():
    files = [("bomb.txt", bytes(60 * 1024 * 1024)), ("ratio.txt", b" " * (2 * 1024 * 1024)), *STORIES]
    assert names(read(packed(*files)))[:3] == ["E117", "E117", "a/story.html"]


def test_a_bomb_that_says_it_is_small_gives_no_more_than_it_says():
    data = bytearray(packed(("bomb.txt", b"a" * 70 * 1024 * 1024)))
    size = struct.pack("<I", 70 * 1024 * 1024)
    small = struct.pack("<I", 1000)
    assert names(read(bytes(data.replace(size, small)))) == ["E115"]


def test_members_that_overlap_are_refused():
    data = bytearray(packed(*STORIES, method=zipfile.ZIP_STORED))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    with pytest.raises(Bomb):
        read(bytes(data))


def kernel(count):
    """Many entries for one file, as in Fifield's bomb: a small directory over one shared kernel."""
    body = zlib.compress(bytes(1000))[2:-4]
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, zlib.crc32(bytes(1000)), len(body), 1000, 5, 0) + b"a.txt"
    )
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, zlib.crc32(bytes(1000)), len(body), 1000, 5, 0, 0, 0, 0, 0, 0
    ) + b"a.txt"  # fmt: skip
    directory = entry * count
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(local + body), 0)
    return local + body + directory + end


def test_a_shared_kernel_is_an_overlap():
    with pytest.raises(Bomb):
        read(kernel(50))


def test_more_members_than_are_read_are_refused_whatever_the_end_says():
    data = kernel(10)
    entry = data[data.index(b"PK\1\2") :][: 46 + 5]
    start = data.index(b"PK\1\2")
    directory = entry * (MOST_MEMBERS + 1)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(directory), start, 0)
    with pytest.raises(Bomb, match="members"):
        read(data[:start] + directory + end)


def test_a_large_archive_in_the_newer_form_is_read():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(66_000):
            archive.writestr(f"{number}.png", b"")
        archive.writestr("last.txt", b"No.")
    assert names(read(stream.getvalue())) == ["last.txt"]


@pytest.mark.parametrize("cut", [4, 30, 100, -1, -10, -22])
def test_a_truncated_archive_is_broken(cut):
    with pytest.raises(BrokenFile):
        read(packed(*STORIES)[:cut])


def check(data):
    try:
        found = read(data)
    except InputError:
        return
    assert all(isinstance(member, Resource | InputError) for _, member in found)
    assert [position for position, _ in found] == sorted({position for position, _ in found})


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_members_or_refused(data):
    check(data)
    check(b"PK\x03\x04" + data + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(data), 4, 0))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_valid_archive_with_bytes_changed_is_members_or_refused(changes):
    data = bytearray(packed(*STORIES))
    for at, value in changes:
        data[at % len(data)] = value
    check(bytes(data))
