"""Unpacking: the same bytes out as went in, or a reason; and never much more than was allowed."""

import gzip
import random
import subprocess
import sys
import tracemalloc
import zlib
from contextlib import suppress

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Bomb, BrokenFile, InputError, TooCostly, UnknownForm
from onrecord.read.inflating import CHUNK, encoding_of, inflated, inflating

STORY = "“We will not close the bridge,” Mayor Anna Kovar said on Tuesday.\n".encode() * 3000
CAP = 4 * 1024 * 1024


def raw_deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "deflate": zlib.compress,
    "raw": raw_deflate,
    "br": lambda data: brotli.compress(data, quality=4),
    "zstd": zstandard.ZstdCompressor().compress,
}
ENCODINGS = [(name, "deflate" if name == "raw" else name) for name in PACKERS]
every_encoding = pytest.mark.parametrize(("name", "encoding"), ENCODINGS, ids=[name for name, _ in ENCODINGS])


@every_encoding
@pytest.mark.parametrize("size", [1, 7, 4096, 1 << 20])
def test_what_was_packed_comes_out_however_it_is_cut(name, encoding, size):
    packed = PACKERS[name](STORY)
    chunks = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert b"".join(inflating(chunks, encoding, CAP)) == STORY


@every_encoding
def test_noise_that_does_not_compress_comes_out_too(name, encoding):
    noise = random.Random(1).randbytes(300_000)
    assert inflated(PACKERS[name](noise), encoding, CAP) == noise


@every_encoding
def test_nothing_and_the_packed_nothing_come_out_as_nothing(name, encoding):
    assert inflated(b"", encoding, CAP) == b""
    assert inflated(PACKERS[name](b""), encoding, CAP) == b""


@every_encoding
def test_a_file_that_is_cut_short_is_refused_wherever_the_cut_is(name, encoding):
    packed = PACKERS[name](random.Random(2).randbytes(3000) + STORY[:1000])
    for end in [*range(1, 40), len(packed) // 2, *range(len(packed) - 12, len(packed))]:
        for size in (1, 1 << 20):
            chunks = [packed[start : min(end, start + size)] for start in range(0, end, size)]
            with pytest.raises(BrokenFile):
                b"".join(inflating(chunks, encoding, CAP))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
@given(data=st.binary(max_size=2000), flipped=st.integers(0, 1 << 20))
def test_any_bytes_come_out_or_are_refused(encoding, data, flipped):
    packed = bytearray(PACKERS[encoding](data))
    packed[flipped % len(packed)] ^= 1 << flipped % 8
    for attempt in (data, bytes(packed)):
        with suppress(InputError):
            assert len(inflated(attempt, encoding, CAP)) <= CAP


class Counted:
    """What came out of each layer of a bomb before it was refused."""

    def __init__(self, chunks, encoding, cap):
        self.out, self.longest = 0, 0
        pieces = inflating(chunks, encoding, cap)
        with pytest.raises(Bomb):
            self._take(pieces)

    def _take(self, pieces):
        for piece in pieces:
            self.out += len(piece)
            self.longest = max(self.longest, len(piece))


def bomb(name, size=512 * 1024 * 1024):
    """Zeros without end, packed a block at a time so that the test holds no more than a block."""
    block = bytes(1 << 20)
    packer = {
        "gzip": lambda: zlib.compressobj(9, zlib.DEFLATED, 31),
        "deflate": lambda: zlib.compressobj(9),
        "raw": lambda: zlib.compressobj(9, zlib.DEFLATED, -15),
        "zstd": lambda: zstandard.ZstdCompressor(level=3).compressobj(),
    }[name]()
    return b"".join([*(packer.compress(block) for _ in range(size >> 20)), packer.flush()])


def brotli_bomb():
    return brotli.compress(bytes(64 << 20), quality=5)


@pytest.fixture(scope="module")
def bombs():
    return {name: bomb(name) for name in ("gzip", "deflate", "raw", "zstd")} | {"br": brotli_bomb()}


@every_encoding
def test_a_bomb_is_refused_within_a_chunk_of_the_cap(name, encoding, bombs):
    assert len(bombs[name]) < 600 * 1024
    tracemalloc.start()
    seen = Counted([bombs[name]], encoding, CAP)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert CAP - CHUNK <= seen.out <= CAP  # nothing beyond the cap was handed on, and a chunk at most was unpacked
    assert seen.longest <= CHUNK
    assert peak < 1 << 20


@every_encoding
def test_a_bomb_does_not_grow_the_process(name, encoding, bombs, tmp_path):
    """What libraries allocate themselves no tracer sees: the whole process is measured, in a process of its own."""
    (tmp_path / "bomb").write_bytes(bombs[name])
    ran = subprocess.run(
        [sys.executable, "-c", GROWTH, str(tmp_path / "bomb"), encoding], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) < 24 * 1024  # KiB, of which 8 MiB are zstd's window and 16 brotli's


GROWTH = """
import resource, sys
from pathlib import Path
import brotli, zstandard
from onrecord.errors import Bomb
from onrecord.read.inflating import inflating
data = Path(sys.argv[1]).read_bytes()
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
try:
    for piece in inflating([data], sys.argv[2], 50 << 20):
        pass
except Bomb:
    print(peak() - before)
"""


def test_a_gzip_of_a_gzip_is_refused_at_the_layer_that_is_too_large(bombs):
    twice = gzip.compress(bombs["gzip"])
    assert len(twice) < 10_000
    assert Counted([twice], "gzip, gzip", CAP).out <= CAP
    inner_is_small = gzip.compress(gzip.compress(STORY))
    assert inflated(inner_is_small, "gzip, gzip", CAP) == STORY


def test_encodings_around_each_other_are_undone_from_the_last():
    packed = PACKERS["br"](PACKERS["gzip"](STORY))
    assert inflated(packed, "gzip, br", CAP) == STORY
    assert inflated(packed, " GZIP ,identity,, Br ", CAP) == STORY
    with pytest.raises(BrokenFile):
        inflated(packed, "br, gzip", CAP)


def test_more_layers_than_anybody_needs_are_refused_before_anything_is_unpacked():
    with pytest.raises(Bomb):
        inflated(b"", ", ".join(["gzip"] * 6), CAP)


def test_an_unknown_encoding_is_refused_by_its_name():
    with pytest.raises(UnknownForm, match="compress"):
        inflated(b"x", "gzip, compress", CAP)


def test_members_of_gzip_follow_each_other_and_what_is_none_behind_them_is_left():
    members = gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two")
    for end in (b"", b"\0" * 512, b"\x1f", b"garbage"):
        for size in (1, 5, 1 << 20):
            data = members + end
            chunks = [data[start : start + size] for start in range(0, len(data), size)]
            assert b"".join(inflating(chunks, "gzip", CAP)) == b"one two"


def test_frames_of_zstd_follow_each_other():
    frames = PACKERS["zstd"](b"one ") + PACKERS["zstd"](b"two")
    assert inflated(frames, "zstd", CAP) == b"one two"


def test_zstd_with_a_window_that_would_take_the_memory_is_refused():
    parameters = zstandard.ZstdCompressionParameters(window_log=27, write_content_size=False)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    with pytest.raises(TooCostly):
        inflated(packer.compress(STORY) + packer.flush(), "zstd", CAP)


def test_without_an_encoding_the_cap_holds_too():
    assert inflated(STORY, "", len(STORY)) == STORY
    with pytest.raises(Bomb):
        inflated(STORY, "identity", len(STORY) - 1)


def test_names_tell_the_encoding():
    assert [encoding_of(suffix) for suffix in (".gz", ".BR", ".zst", "", ".html")] == [
        "gzip", "br", "zstd", "identity", "identity",
    ]  # fmt: skip
