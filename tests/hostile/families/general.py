"""Packing and names: bombs, cuts, files that are two things at once, names that are paths."""

import base64
import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

import brotli
import zstandard

from tests.hostile.families import Hostile
from tests.hostile.material import page, story

COUNT = 25  # files a family
_MIB = 1 << 20
_BOMB = frozenset({"E117"})
_BROKEN = frozenset({"E115"})
_FORMS = ("html", "txt", "xml", "zip", "md")


def files() -> Iterator[Hostile]:
    """All of these families."""
    yield from _bombs("a bomb in gzip", "gz", _gzipped)
    yield from _bombs("a bomb in brotli", "br", _brotlied)
    yield from _bombs("a bomb in zstd", "zst", _zstd)
    yield from _many_members()
    yield from _layers()
    yield from _cut()
    yield from _flipped()
    yield from _trailing()
    yield from _windows()
    yield from _polyglots()
    yield from _names()
    yield from _empty()
    yield from _wrong_suffix()
    yield from _front_matter()
    yield from _long_lines()
    yield from _blank_lines()
    yield from _archives_in_archives()


@cache
def _gzipped(mebibytes: int, byte: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes([byte]) * _MIB
    return b"".join([*(packer.compress(block) for _ in range(mebibytes)), packer.flush()])


@cache
def _brotlied(mebibytes: int, byte: int) -> bytes:
    packer = brotli.Compressor(quality=1)
    block = bytes([byte]) * _MIB
    return b"".join([*(packer.process(block) for _ in range(mebibytes)), packer.finish()])


@cache
def _zstd(mebibytes: int, byte: int) -> bytes:
    packer = zstandard.ZstdCompressor(level=1).compressobj()
    block = bytes([byte]) * _MIB
    return b"".join([*(packer.compress(block) for _ in range(mebibytes)), packer.flush()])


def _bombs(family: str, suffix: str, pack) -> Iterator[Hostile]:
    for seed in range(COUNT):
        data = pack((51, 52, 60, 80, 120)[seed // 5], b"\0 a<\n"[seed // 5])
        yield Hostile(family, f"story-{seed}.{_FORMS[seed % 5]}.{suffix}", data, "refused", _BOMB)


def _many_members() -> Iterator[Hostile]:
    """Each member is small; together they are a bomb, or come to nothing at all."""
    for seed in range(COUNT):
        member = gzip.compress(bytes(_MIB if seed % 2 else 0), mtime=0)
        count = 60 + seed * 20 if seed % 2 else 1000 * (seed + 1)
        refused = _BOMB if seed % 2 else frozenset({"E103", "E113"})
        yield Hostile(
            "gzip of many members", f"story-{seed}.{_FORMS[seed % 3 % 2]}.gz", member * count, "refused", refused
        )


def _layers() -> Iterator[Hostile]:
    """Gzip in gzip: one layer is undone by name, what is left is no text."""
    for seed in range(COUNT):
        data = _gzipped(64, 0) if seed % 2 else story(seed).encode()
        for _ in range(seed % 5 + 2):
            data = gzip.compress(data, mtime=0)
        name = f"story-{seed}.{_FORMS[seed % 2]}" + ".gz" * (seed % 3 + 1)
        yield Hostile("gzip in gzip", name, data, "refused", frozenset({"E104", "E105", "E113", "E115", "E117"}))


def _packed(seed: int) -> tuple[str, bytes]:
    data = (page(seed) if seed % 2 else story(seed)).encode()
    pack = (("gz", gzip.compress), ("br", brotli.compress), ("zst", zstandard.ZstdCompressor().compress))[seed % 3]
    return f"story-{seed}.{'html' if seed % 2 else 'txt'}.{pack[0]}", pack[1](data)


def _cut() -> Iterator[Hostile]:
    for seed in range(COUNT):
        name, data = _packed(seed)
        kept = max(5, len(data) * (seed + 1) // (COUNT + 2))
        yield Hostile("compression cut short", name, data[:kept], "refused", _BROKEN)


def _flipped() -> Iterator[Hostile]:
    for seed in range(COUNT):
        name, data = _packed(seed)
        chance = random.Random(seed)
        damaged = bytearray(data)
        for _ in range(3):
            damaged[chance.randrange(12, len(data))] ^= 1 << chance.randrange(8)
        yield Hostile("compression with flipped bits", name, bytes(damaged))


def _trailing() -> Iterator[Hostile]:
    for seed in range(COUNT):
        name, data = _packed(seed * 3)
        behind = (b"\0" * 1000, b"garbage", random.Random(seed).randbytes(10_000), b"\x1f\x8b" * 2, b"<html>")[seed % 5]
        yield Hostile("garbage behind compression", name, data + behind)


def _windows() -> Iterator[Hostile]:
    """A zstd frame that asks for a window of up to 2 GiB to unpack a page."""
    for seed in range(COUNT):
        parameters = zstandard.ZstdCompressionParameters(window_log=24 + seed % 4, write_content_size=False)
        packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
        data = packer.compress(story(seed).encode()) + packer.flush()
        if seed % 5 == 4:  # the window's descriptor stands behind the magic number and the frame's descriptor
            data = data[:5] + bytes([21 << 3]) + data[6:]
        yield Hostile("a window of zstd too large", f"s-{seed}.txt.zst", data, "refused", frozenset({"E115", "E116"}))


def _polyglots() -> Iterator[Hostile]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("story.txt", story(1))
    pdf = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
    parts = {
        "pdf": pdf, "zip": packed.getvalue(), "html": page(2).encode(), "gif": b"GIF89a/*\0\0*/=1;",
        "warc": b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", "rtf": rb"{\rtf1 story}",
        "xml": b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "gz": gzip.compress(b"x", mtime=0),
    }  # fmt: skip
    pairs = [(one, other) for one in parts for other in parts if one != other]
    suffixes = ("html", "pdf", "zip", "txt")
    for seed, (one, other) in enumerate(random.Random(7).sample(pairs, COUNT)):
        data = parts[one] + b"\n" + parts[other]
        yield Hostile("two formats in one file", f"{one}-{other}.{suffixes[seed % 4]}", data)


def _names() -> Iterator[Hostile]:
    names = (
        "../../../../etc/passwd.html", "/etc/shadow.txt", "C:\\windows\\win.ini.html", "story\0.html", "a\nb.html",
        "\u202elmth.exe", "‮gpj.html", ".html", "..", "", " ", "con.html", "a" * 5000 + ".html", "a." * 2000 + "html",
        "story.html.gz.gz.gz", "story.html;.jpg", "story.HTML", "story.html ", "story.html.", "%2e%2e%2fstory.html",
        "-rf.html", "$(reboot).html", "`reboot`.txt", "<img src=x onerror=alert(1)>.html", "=cmd|' /C calc'!A0.txt",
    )  # fmt: skip
    for seed, name in enumerate(names):
        yield Hostile("names that are paths or commands", name, page(seed).encode())


def _empty() -> Iterator[Hostile]:
    nothings = (b"", b"\xef\xbb\xbf", b" \n\t\r\n", b"\r", b"<!DOCTYPE html>")
    kinds = ("txt", "html", "pdf", "docx", "eml")
    for seed in range(COUNT):
        expect = "refused" if seed % 5 < 4 else "either"
        yield Hostile("next to nothing", f"e-{seed}.{kinds[seed // 5]}", nothings[seed % 5], expect)


def _wrong_suffix() -> Iterator[Hostile]:
    """What is called one thing and is another."""
    kinds = ("pdf", "docx", "warc", "zip", "eml")
    contents = (page(3).encode(), story(3).encode(), b"%PDF-1.7\n", base64.b64decode("UEsDBBQAAAAA"), b"WARC/1.0\r\n")
    for seed in range(COUNT):
        yield Hostile("a suffix that lies", f"story-{seed}.{kinds[seed % 5]}", contents[seed // 5])


def _front_matter() -> Iterator[Hostile]:
    heads = (
        "---\n" * 100_000, "---\n" + "a: b\n" * 200_000 + "---\n", "---\ntitle: " + "x" * 2_000_000 + "\n---\n",
        "---\n" + "&a [" * 50_000 + "\n---\n", "---\na: &a [b]\nc: [" + "*a," * 50_000 + "]\n---\n",
        "---\npublished: " + "9" * 100_000 + "\n---\n", "---\ntitle: !!python/object/apply:os.system [id]\n---\n",
        "+++\n" * 100_000, "---", "---\nurl: javascript:alert(1)\n---\n",
    )  # fmt: skip
    for seed in range(COUNT):
        yield Hostile("heads of Markdown", f"story-{seed}.md", (heads[seed % len(heads)] + story(seed)).encode())


def _long_lines() -> Iterator[Hostile]:
    pieces = ("a", "said ", "“", "Mr. ", "https://a.example/", "1,", "(", "\t", "👩‍👩‍👧", "A.")
    for seed in range(COUNT):
        size = (_MIB, 2 * _MIB, _MIB // 2)[seed % 3]
        piece = pieces[seed % len(pieces)]
        line = piece * (size // len(piece.encode()))
        text = page(seed, before=f"<p>{line}</p>") if seed % 2 else story(seed) + line
        yield Hostile("one line of a megabyte", f"story-{seed}.{'html' if seed % 2 else 'txt'}", text.encode())


def _blank_lines() -> Iterator[Hostile]:
    breaks = ("\n", "\r\n", "\r", "\u2028", "\x85\n", " \n", "\t\n", "\v", "\f", "&nbsp;\n")
    for seed in range(COUNT):
        gap = breaks[seed % len(breaks)] * (200_000 + seed)
        yield Hostile(
            "a story of blank lines", f"story-{seed}.{_FORMS[seed % 2]}", story(seed).replace("\n\n", gap, 2).encode()
        )


def _archives_in_archives() -> Iterator[Hostile]:
    for seed in range(COUNT):
        data = story(seed).encode()
        for depth in range(seed % 8 + 1):
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for copy in range(seed % 3 + 1):
                    archive.writestr(f"{copy}.{'zip' if depth else 'txt'}", data)
            data = packed.getvalue()
        yield Hostile("archives in archives", f"nest-{seed}.zip", data)
