"""A WARC of 1 GB, read: python -m benchmarks.archives [--bytes 1000000000] [--seconds 60]

The archives are made anew in a temporary folder, one compressed record by record as crawlers do, one plain: articles of
invented words on pages of 60 to 200 kB, each with its request and a record of metadata, one page in 500 broken. Each
figure is taken in a process of its own; rates are for a second of one core, and in brackets by the clock, which differs
where other programs want the cores too.
"""

import argparse
import gzip
import hashlib
import multiprocessing
import os
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.read.archive.warc import members
from onrecord.read.html.page import document
from onrecord.read.sandbox import ReadFile, Sandbox
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource

FLOORS = {"records": 2_000, "pages": 20}
"""A second, on one core (issue 5)."""
_BROKEN_EVERY = 500
_LEVEL = 6  # of gzip, the usual one
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sta",
    "tre",
    "vi",
    "zo",
    "an",
    "el",
    "ir",
    "on",
    "ur",
    "ash",
]
_BARS = "▁▂▃▄▅▆▇█"


class Newsroom:
    """Makes pages: a story of some 600 words of no language, within the menus, scripts and links that such pages have."""

    def __init__(self) -> None:
        self.chance = random.Random(5)
        words = ["".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(1, 4))) for _ in range(4000)]
        self.sentences = [
            " ".join(self.chance.choices(words, k=self.chance.randint(8, 24))).capitalize() + "." for _ in range(5000)
        ]
        names = [" ".join(self.chance.choices(words, k=3)) for _ in range(3000)]
        self.links = [f'<li class="item"><a href="/{n.replace(" ", "-")}">{n.title()}</a></li>' for n in names]
        self.scripts = [self.script(words) for _ in range(500)]

    def script(self, words: list[str]) -> str:
        """What stands between the links: settings of advertisements, mostly the same, with numbers that are not."""
        slots = (
            f'{{"slot":"{self.chance.choice(words)}-{self.chance.getrandbits(16)}","sizes":[[300,250],[728,90]],'
            f'"target":{{"section":"{self.chance.choice(words)}","id":"{self.chance.getrandbits(32):x}"}},"lazy":true}}'
            for _ in range(30)
        )
        return f"<script>window.ads=window.ads||[];window.ads.push([{','.join(slots)}]);</script>"

    def page(self, number: int) -> bytes:
        """The page of that number; others of that number differ."""
        take = self.chance.choices
        paragraphs = "".join(f"<p>{' '.join(take(self.sentences, k=4))}</p>\n" for _ in range(10))
        title = take(self.sentences)[0][:70]
        parts = [
            f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
            f'<meta property="article:published_time" content="2022-05-{number % 28 + 1:02}T08:00:00Z"></head><body>'
            f"<nav><ul>{''.join(take(self.links, k=60))}</ul></nav><main><article><h1>{title}</h1>\n{paragraphs}"
            "</article></main><footer>"
        ]
        size, wanted = sum(map(len, parts)), self.chance.randint(60_000, 200_000)
        while size < wanted:
            parts.append(take(self.scripts)[0] + f"<ul>{''.join(take(self.links, k=20))}</ul>\n")
            size += len(parts[-1])
        return ("".join(parts) + "</footer></body></html>").encode()


def record(kind: str, number: int, block: bytes, media: str, length: int | None = None) -> bytes:
    """One record, uncompressed."""
    digest = hashlib.sha256(block).hexdigest()
    return (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{random.Random(number).getrandbits(128):032x}>\r\n"
        f"WARC-Date: 2022-05-31T10:{number // 60 % 60:02}:{number % 60:02}Z\r\n"
        f"WARC-Target-URI: https://www.marlbeck-echo.example/2022/05/{number}\r\nWARC-Block-Digest: sha256:{digest}\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def captured(newsroom: Newsroom, number: int) -> Iterator[bytes]:
    """The records of one page: its request, its response, what the crawler noted; some are broken."""
    request = f"GET /2022/05/{number} HTTP/1.1\r\nHost: www.marlbeck-echo.example\r\n\r\n".encode()
    page = newsroom.page(number)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n\r\n".encode()
    broken = number % _BROKEN_EVERY == _BROKEN_EVERY // 2
    length = len(head + page) + (-5_000, 5_000)[number // _BROKEN_EVERY % 2] if broken else None
    yield record("request", number, request, "application/http; msgtype=request")
    yield record("response", number, head + page, "application/http; msgtype=response", length)
    yield record("metadata", number, b"fetchTimeMs: 120\r\n", "application/warc-fields")


def make(path: Path, size: int) -> int:
    """An archive of `size` bytes, compressed if its name says so; returns how many pages are in it."""
    newsroom, number = Newsroom(), 0
    with path.open("wb") as out:
        while out.tell() < size:
            for data in captured(newsroom, number):
                out.write(gzip.compress(data, _LEVEL, mtime=0) if path.suffix == ".gz" else data)
            number += 1
    return number


def held() -> float:
    """MiB that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def peak() -> float:
    """MiB that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Clock:
    """Seconds since it was made: of processor time, that of children which have ended included, and by the clock."""

    def __init__(self) -> None:
        self.cpu, self.wall = self.used(), time.perf_counter()

    def used(self) -> float:
        """Processor time so far."""
        usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    @property
    def lasted(self) -> tuple[float, float]:
        """Both."""
        return self.used() - self.cpu, time.perf_counter() - self.wall


def rate(count: int, lasted: tuple[float, float]) -> str:
    """How many a second."""
    return f"{count / lasted[0]:,.0f} ({count / lasted[1]:,.0f})"


def iterate(path: Path, _: float) -> dict[str, Any]:
    """All records, with what is held at each tenth of the file."""
    counts: Counter[str] = Counter()
    size, tenths = path.stat().st_size, []
    clock = Clock()
    with path.open("rb") as stream:
        for position, member in members(stream, path.name, passing=lambda _, why: counts.update([why])):
            counts["refused" if isinstance(member, InputError) else "pages"] += 1
            if position >= len(tenths) * size / 10:
                tenths.append((held(), peak()))
    return {"lasted": clock.lasted, "counts": counts, "tenths": [*tenths, (held(), peak())]}


def resume(path: Path, _: float) -> dict[str, Any]:
    """Whether reading on from the middle gives just the rest."""

    def told(start: int) -> list[tuple[int, bytes]]:
        with path.open("rb") as stream:
            found = members(stream, path.name, start)
            return [
                (at, hashlib.sha256(m.data if isinstance(m, Resource) else str(m).encode()).digest()) for at, m in found
            ]

    everything = told(0)
    middle = len(everything) // 2
    return {"position": everything[middle][0], "same": told(everything[middle][0]) == everything[middle + 1 :]}


def extract(path: Path, seconds: float) -> dict[str, Any]:
    """Pages read to their text in this process, until `seconds` are over."""
    pages = words = 0
    with path.open("rb") as stream:
        found = (m for _, m in members(stream, path.name) if isinstance(m, Resource))
        document(next(found), Description())  # what it imports is no page's time
        clock = Clock()
        for member in found:
            words += len(document(member, Description()).text.split())
            pages += 1
            if clock.lasted[1] > seconds:
                break
        return {"lasted": clock.lasted, "pages": pages, "refused": 0, "words": words / pages, "peak": peak()}


def sandboxed(path: Path, seconds: float) -> dict[str, Any]:
    """The same in the child that may die of it, its start included."""
    clock, counts, words = Clock(), Counter[str](), 0
    with Sandbox() as sandbox:
        for _, item in sandbox.read(ReadFile(path=str(path), where=path.name, name=path.name)):
            counts["pages" if isinstance(item, Document) else "refused"] += 1
            words += len(item.text.split()) if isinstance(item, Document) else 0
            if clock.lasted[1] > seconds:
                break
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"lasted": clock.lasted, **counts, "words": words / counts["pages"], "peak": most}


def alone(measure: Callable[[Path, float], dict[str, Any]], path: Path, seconds: float) -> dict[str, Any]:
    """What `measure` finds in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (path, seconds))


def report(path: Path, seconds: float) -> None:
    """Print all figures of one archive."""
    read = alone(iterate, path, seconds)
    records = sum(read["counts"].values())
    parts = ", ".join(f"{count} {name}" for name, count in read["counts"].most_common())
    print(f"  {rate(records, read['lasted'])} records/s, floor {FLOORS['records']:,}: {parts}")
    print(f"  memory: {curve([now for now, _ in read['tenths']])}")
    at = {f"{share} %": read["tenths"][min(share // 10, len(read["tenths"]) - 1)][1] for share in (10, 50, 100)}
    print("  at most " + ", ".join(f"{most:.0f} MiB up to {share}" for share, most in at.items()))
    again = alone(resume, path, seconds)
    print(f"  resumed at {again['position']:,}: {'exactly the rest' if again['same'] else 'NOT the rest'}")
    for name, measure in (("in one process", extract), ("in the sandbox", sandboxed)):
        done = alone(measure, path, seconds)
        print(
            f"  {rate(done['pages'], done['lasted'])} pages/s {name}, floor {FLOORS['pages']}: {done['pages']} of "
            f"{done['words']:.0f} words, at most {done['peak']:.0f} MiB"
        )


def curve(values: list[float]) -> str:
    """MiB held at each tenth of the file, as bars from 0 on."""
    most = max(values)
    return "".join(_BARS[round(value / most * (len(_BARS) - 1))] for value in values) + f" of {most:.0f} MiB"


def main() -> None:
    """Make the archives and print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bytes", type=int, default=1_000_000_000)
    options.add_argument("--seconds", type=float, default=60)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("crawl.warc.gz", "crawl.warc"):
            path = Path(folder, name)
            begun = time.perf_counter()
            pages = make(path, given.bytes)
            print(
                f"{name}: {path.stat().st_size:,} bytes, {pages:,} pages, made in {time.perf_counter() - begun:.0f} s"
            )
            report(path, given.seconds)
            path.unlink()


if __name__ == "__main__":
    main()
