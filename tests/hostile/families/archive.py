"""WARCs: cut, flipped, of wrong lengths, with heads and chunks without end, with bombs, with records in records."""

import gzip
import random
import zlib
from collections.abc import Iterator
from functools import cache

import brotli
import zstandard

from tests.hostile.families import Hostile
from tests.hostile.material import story
from tests.read.archive import making
from tests.read.archive.making import http, record

COUNT = 25  # files a family
_BROKEN = frozenset({"E115"})
_BOMB = frozenset({"E117"})
_MIB = 1 << 20
_LAYOUTS = ((making.plain, ".warc"), (making.gzipped, ".warc.gz"), (making.zstd, ".warc.zst"))
_PRIVATE = (
    "http://127.0.0.1/admin", "http://localhost:8080/", "http://10.0.0.7/router", "http://192.168.1.1/", "http://[::1]/",
    "http://169.254.169.254/latest/meta-data/", "http://0x7f000001/", "http://2130706433/", "http://printer/",
    "http://user:secret@10.1.2.3/", "http://172.16.0.1:22/", "https://db.internal/", "http://[fe80::1%25eth0]/",
)  # fmt: skip
_NO_ADDRESSES = (
    "http://", "https://[", "http://[::1", "javascript:alert(1)", "file:///etc/passwd", "http://a b/", "data:text/html,x",
    "http://\x01/", "//olm-echo.example/", "", "http://" + "a" * 20_000 + "/", "http://../../etc/passwd", "urn:x:y",
    "http://olm-echo.example:99999/", "http://olm-echo.example:port/", "http://‮example.olm/", "HTTP://%00/",
)  # fmt: skip


def files() -> Iterator[Hostile]:
    """All of these families."""
    yield from _cut()
    yield from _flipped()
    yield from _lengths()
    yield from _bombs()
    yield from _bombs_around()
    yield from _endless_heads()
    yield from _chunks()
    yield from _line_ends()
    yield from _addresses("a WARC of private addresses", _PRIVATE, "read")
    yield from _addresses("a WARC of addresses that are none", _NO_ADDRESSES, "either")
    yield from _junk()
    yield from _crowds()
    yield from _forged()
    yield from _partial()
    yield from _fields()


def _page(seed: int, **fields: object) -> bytes:
    """A record of a story in plain text."""
    return record(http(story(seed).encode(), media="text/plain"), url=f"https://www.olm-echo.example/{seed}", **fields)


def _in(seed: int, records: list[bytes], stem: str) -> tuple[str, bytes]:
    layout, suffix = _LAYOUTS[seed % len(_LAYOUTS)]
    return f"{stem}-{seed}{suffix}", layout(records)


def _cut() -> Iterator[Hostile]:
    """Anywhere behind the first record."""
    layouts = (*_LAYOUTS, (making.gzipped_whole, ".warc.gz"), (making.gzipped_in_blocks, ".warc.gz"))
    for seed in range(COUNT):
        layout, suffix = layouts[seed % len(layouts)]
        chance = random.Random(seed)
        data = layout([_page(seed), *(_page(1000 * seed + more) for more in range(4))])
        name, cut = f"cut-{seed}{suffix}", chance.randrange(len(data) // 2, len(data) - 4)
        yield Hostile("a WARC cut short", name, data[:cut], "read")


def _flipped() -> Iterator[Hostile]:
    for seed in range(COUNT):
        chance = random.Random(seed)
        name, data = _in(seed, [_page(seed), _page(seed + 100), _page(seed + 200)], "flipped")
        flipped = bytearray(data)
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield Hostile("a bit flipped in a WARC", name, bytes(flipped), "read")


def _lengths() -> Iterator[Hostile]:
    wrong = (
        "-1",
        "0",
        "1",
        "99",
        "99999",
        str(2**31),
        str(2**63),
        "9" * 400,
        "1e3",
        "0x10",
        " 12 ",
        "１２",
        "",
        "+5",
        "1,000",
    )
    for seed in range(COUNT):
        broken = _page(seed + 300, length=wrong[seed % len(wrong)])
        name, data = _in(seed, [_page(seed), broken, _page(seed + 100)], "length")
        yield Hostile("a WARC record of a wrong length", name, data, "read")


@cache
def _zeros(coding: str, mebibytes: int) -> bytes:
    block = bytes(_MIB)
    if coding == "gzip":
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        return b"".join([*(packer.compress(block) for _ in range(mebibytes)), packer.flush()])
    if coding == "deflate":
        return zlib.compress(block * mebibytes, 9)
    if coding == "br":
        return bytes(brotli.compress(block * mebibytes, quality=1))
    return zstandard.ZstdCompressor().compress(block * mebibytes)


def _bombs() -> Iterator[Hostile]:
    """In a page, behind its Content-Encoding, once or twice over."""
    for seed in range(COUNT):
        coding = ("gzip", "deflate", "br", "zstd")[seed % 4]
        body = _zeros(coding, 60 + seed)
        if seed % 3 == 0:
            body, coding = gzip.compress(body, mtime=0), f"{coding}, gzip"
        name, data = _in(seed, [record(http(body, Content_Encoding=coding))], "bomb")
        yield Hostile("a bomb in a page in a WARC", name, data, "refused", _BOMB)


def _bombs_around() -> Iterator[Hostile]:
    """The compression around a record, with one that is read behind it where each is compressed by itself."""
    for seed in range(COUNT):
        bomb = record(http(bytes((60 + seed) * _MIB)))
        packed = (making.gzipped, making.zstd)[seed % 2]([bomb])
        behind = seed % 5 != 0
        data = packed + ((making.gzipped, making.zstd)[seed % 2]([_page(seed)]) if behind else b"")
        name = f"bomb-{seed}.warc.{('gz', 'zst')[seed % 2]}"
        yield Hostile(
            "a bomb around a WARC record", name, data, "read" if behind else "refused", frozenset() if behind else _BOMB
        )


def _endless_heads() -> Iterator[Hostile]:
    lines = (b"X: y\r\n", b"a", b"a\r\n\t", b": \r\n", b"WARC-Type: response\r\n")
    for seed in range(COUNT):
        endless = lines[seed % len(lines)] * (40_000 + seed)
        block = b"HTTP/1.1 200 OK\r\n" + endless
        broken = record(block) if seed % 2 else b"WARC/1.0\r\nX: " + endless
        name, data = _in(seed, [broken], "head")
        yield Hostile("a head without end in a WARC", name, data, "refused", _BROKEN)


def _chunks() -> Iterator[Hostile]:
    for seed in range(COUNT):
        chance = random.Random(seed)
        good = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (b"<p>", b"No, she said.", b"</p>"))
        bad = (
            b"zz\r\nabc\r\n0\r\n\r\n", b"-5\r\nabc\r\n", b"f" * 15 + b"\r\nabc\r\n", b"5\r\nab\r\n0\r\n\r\n", b"", b"3\r\nabc0\r\n\r\n",
            b"1;" + b"x" * 9000 + b"\r\na\r\n0\r\n\r\n", chance.randbytes(200), b"1\r\na\r\n" * 5000,
        )[seed % 9]  # fmt: skip
        block = http(good * (1 + seed // 9) + bad, length=None, Transfer_Encoding="chunked")
        name, data = _in(seed, [record(block)], "chunks")
        yield Hostile("chunks that make no sense in a WARC", name, data, "refused", _BROKEN)


def _line_ends() -> Iterator[Hostile]:
    ends = (b"", b"\n", b"\r\n", b"\n\n", b"\r\n" * 50, b"\r\r", b"\r\n\r\n" * 3)
    for seed in range(COUNT):
        first = _page(seed, end=ends[seed % len(ends)])
        if seed % 2:
            head, _, block = first.partition(b"\r\n\r\n")
            first = head.replace(b"\r\n", b"\n") + b"\n\n" + block
        name, data = _in(seed, [first, _page(seed + 100)], "lines")
        yield Hostile("a WARC with other line ends", name, data, "read")


def _addresses(family: str, addresses: tuple[str, ...], expect: str) -> Iterator[Hostile]:
    """Nothing is fetched: what was captured is read, whatever it is said to be from."""
    for seed in range(COUNT):
        block = http(story(seed).encode(), media="text/plain")
        name, data = _in(seed, [record(block, url=addresses[seed % len(addresses)])], family.rpartition(" ")[2])
        yield Hostile(family, name, data, expect)


def _junk() -> Iterator[Hostile]:
    for seed in range(COUNT):
        chance = random.Random(seed)
        junk = (
            chance.randbytes(500), b"\0" * 5000, b"WARC/1.0\r\n" * 200, b"\x1f\x8b\x08\0" * 200, b"\x28\xb5\x2f\xfd" * 200,
            b"WARC/9.9\r\n\r\n", b"\r\n" * 500, b"WARC/1.0\r\nWARC-Type: response\r\n" * 50,
        )[seed % 8]  # fmt: skip
        layout, suffix = _LAYOUTS[seed % len(_LAYOUTS)]
        data = layout([_page(seed)]) + junk + layout([_page(seed + 100)])
        yield Hostile("junk between WARC records", f"junk-{seed}{suffix}", data, "read")


def _crowds() -> Iterator[Hostile]:
    """Records by the thousand before the one that counts."""
    for seed in range(COUNT):
        others = (
            record(b"", kind="request"), record(b"", kind="revisit"), record(http(b"", status="404 No")),
            record(b"x", length=10**15), record(kind="metadata", length=3),
        )  # fmt: skip
        name, data = _in(seed, [*[others[seed % 5]] * (500 + seed), _page(seed)], "crowd")
        yield Hostile("a crowd of WARC records", name, data, "read")


def _forged() -> Iterator[Hostile]:
    """Records in pages; in one that is whole they are its text."""
    for seed in range(COUNT):
        inner = _page(seed + 500) * (1 + seed % 3)
        if seed % 4 == 1:
            inner = gzip.compress(inner, mtime=0)
        media = ("text/plain", "application/warc", "application/octet-stream", "text/plain")[seed % 4]
        body = story(seed).encode() + b"\r\n\r\n" + inner if media == "text/plain" else inner
        length = None if seed % 5 else 50
        name, data = _in(
            seed, [record(http(body, media=media), length=length or len(http(body, media=media)))], "forged"
        )
        yield Hostile("a WARC record within a page", name, data, "either")


def _partial() -> Iterator[Hostile]:
    """Pages of which the archive says itself that they are not whole, or not what they were."""
    ways: tuple[dict[str, object], ...] = (
        {"WARC_Truncated": "length"}, {"WARC_Truncated": "disconnect"}, {"WARC_Segment_Number": "1"},
        {"WARC_Block_Digest": "sha1:" + "A" * 32}, {"WARC_Block_Digest": "md5:"}, {"WARC_Block_Digest": "sha256:xyz"},
    )  # fmt: skip
    for seed in range(COUNT):
        broken = _page(seed, **ways[seed % len(ways)])
        if seed % 7 == 6:
            broken = record(http(story(seed).encode(), media="text/plain", length=99_999))
        name, data = _in(seed, [broken], "partial")
        yield Hostile("a page that a WARC holds in part", name, data, "refused", _BROKEN)


def _fields() -> Iterator[Hostile]:
    """Heads that contradict themselves."""
    for seed in range(COUNT):
        chance = random.Random(seed)
        block = (
            http(story(seed).encode(), media="text/plain\0"), http(media="x" * 5000), http(Content_Encoding="br, br, br, br, br, br, br"),
            http(Content_Encoding="rot13"), http(status="200"), http(status="2000 OK"), http().replace(b"HTTP/1.1", b"HTTP/\xff"),
            http(Content_Type="application/pdf"), http(Content_Type="text/html; charset=" + "utf-7" * 50),
        )[seed % 9]  # fmt: skip
        doubled = {"WARC_Type": "warcinfo", "Content_length": "7", "WARC_target_uri": "https://www.marlbeck.example/"}
        some = dict(chance.sample(sorted(doubled.items()), seed % 3))
        name, data = _in(seed, [record(block, **some)], "fields")
        yield Hostile("a WARC record that contradicts itself", name, data, "either")
