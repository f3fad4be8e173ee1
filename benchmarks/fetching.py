"""Fetching from a server on this machine: python -m benchmarks.fetching [--pages 2000]

Pages a second through the whole fetcher (robots.txt, judging, unpacking; without the pause between pages, which would be
all there is to measure), against a bare loop of sockets; then what came of each trick that a server can play, in how many
seconds and with how much memory; then how many connections were made for the addresses that must not be connected to.
"""

import argparse
import gzip
import json
import socket
import statistics
import sys
import time
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import brotli
import zstandard

from onrecord.errors import InputError
from onrecord.read.fetch.fetcher import Fetcher
from onrecord.settings import Settings
from tests.read.fetch.server import Server, page, redirect

MIB = 1024 * 1024
PAGE = b"<p>The council will meet again in the autumn.</p>" * 1200  # 60 kB, a usual page
VECTORS = Path(__file__).parent.parent / "tests/read/fetch/vectors.json"
RUNS = 3
HURRY = {"pause_seconds": 0.0, "fetch_seconds": 3.0, "connect_seconds": 3.0}


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=2000)
    count = options.parse_args().pages
    with Server() as server:
        rates(server, count)
        tricks(server)
    vectors()


def opened(**more: object) -> Fetcher:
    return Fetcher(Settings(**HURRY), permitted=lambda address: True, sleep=lambda seconds: None, **more)


def rates(server: Server, count: int) -> None:
    """Pages a second, and what the fetcher adds to a request."""
    packed = gzip.compress(PAGE)
    server.routes |= {"/plain": page(PAGE), "/gzip": page(packed, Content_Encoding="gzip")}
    bare = median(lambda: loop(server, b"/plain", count))
    print(f"sockets alone, one connection      {count / bare:8.0f} pages/s  {1e3 * bare / count:6.2f} ms a page")
    for path in ("/plain", "/gzip"):
        with opened() as fetcher:
            fetcher.get(server.url(path))
            taken = median(partial(fetch, fetcher, server.url(path), count))
        print(
            f"the fetcher, {path[1:]:5} page of {len(PAGE) // 1000} kB   {count / taken:8.0f} pages/s  "
            f"{1e3 * taken / count:6.2f} ms a page, {1e3 * (taken - bare) / count:.2f} ms of it its own"
        )


def fetch(fetcher: Fetcher, url: str, count: int) -> None:
    """The same page so often."""
    for _ in range(count):
        fetcher.get(url)


def loop(server: Server, path: bytes, count: int) -> None:
    """The same pages by a socket and nothing else."""
    with socket.create_connection(server.server_address) as made:
        for _ in range(count):
            made.sendall(b"GET %b HTTP/1.1\r\nHost: x\r\n\r\n" % path)
            data = made.recv(65536)
            body = data.partition(b"\r\n\r\n")[2]
            left = len(PAGE) - len(body)
            while left > 0:
                left -= len(made.recv(65536))


def median(measure: Callable[[], object]) -> float:
    """Seconds, the median over the runs."""
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        measure()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Callable[[object], Iterator[bytes]]:
    def answer(asked: object) -> Iterator[bytes]:
        yield head
        while True:
            yield piece
            time.sleep(pause)

    return answer


def tricks(server: Server) -> None:
    """What came of each trick."""
    zeros = bytes(60 * MIB)
    ok, chunked = b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    played: dict[str, object] = {
        "head that drips": endless(ok, b"X: y\r\n", 0.05),
        "body that drips": endless(ok + b"\r\n", b"x", 0.05),
        "silence": endless(b"", b"", 0.05),
        "body without end": endless(ok + b"\r\n", bytes(MIB)),
        "chunks without end": endless(chunked, b"100000\r\n" + bytes(MIB) + b"\r\n"),
        "informational answers without end": endless(b"", b"HTTP/1.1 103 Hints\r\n\r\n" * 5000),
        "flood of headers": ok + b"X-Flood: yes\r\n" * 20_000 + b"\r\n",
        "bomb, gzip": page(gzip.compress(zeros), Content_Encoding="gzip"),
        "bomb, deflate": page(zlib.compress(zeros), Content_Encoding="deflate"),
        "bomb, br": page(brotli.compress(zeros, quality=4), Content_Encoding="br"),
        "bomb, zstd": page(zstandard.compress(zeros), Content_Encoding="zstd"),
        "bomb, gzip in gzip": page(gzip.compress(gzip.compress(zeros)), Content_Encoding="gzip, gzip"),
        "31 layers": page(b"x", Content_Encoding="gzip, " * 30 + "gzip"),
        "packed by nothing": page(b"plain", Content_Encoding="gzip"),
        "length too long": ok + b"Content-Length: 900\r\n\r\nshort",
        "length too short": ok + b"Content-Length: 5\r\n\r\nlonger than five",
        "two lengths": ok + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345",
        "chunks of nonsense": chunked + b"zz\r\n12345\r\n0\r\n\r\n",
        "chunks cut short": chunked + b"5\r\n123",
        "HTTP/0.9": b"<html>a page without a head</html>",
        "closed at once": b"",
        "redirect in a circle": redirect("/trick"),
        "redirect to a private network": redirect("http://169.254.169.254/latest/meta-data/"),
        "redirect to a file": redirect("file:///etc/passwd"),
        "redirect to localhost": redirect("http://localhost:6379/"),
        "429 with Retry-After of a day": page(status="429 Too Many", Retry_After="86400"),
        "304 unasked": page(status="304 Not Modified"),
        "charset that is none": page(b"x", Content_Type="text/html; charset=../../etc"),
        "cookies": page(b"x", Set_Cookie="a=b"),
    }
    print(f"\n{'trick':36}{'what came of it':48}{'seconds':>8}{'peak MiB':>10}")
    own = ip_address("127.0.0.1")
    for trick, route in played.items():
        server.routes["/trick"] = route
        with Fetcher(Settings(**HURRY), permitted=lambda a: a == own, sleep=lambda s: None) as fetcher:
            tracemalloc.start()
            begun = time.perf_counter()
            try:
                came = f"read, {len(fetcher.get(server.url('/trick')).resource.data)} bytes"
            except InputError as error:
                came = f"{error.code} {error.cause}"
            seconds, peak = time.perf_counter() - begun, tracemalloc.get_traced_memory()[1] / MIB
            tracemalloc.stop()
        print(f"{trick:36}{came[:46]:48}{seconds:8.2f}{peak:10.1f}")


def vectors() -> None:
    """Connections that were made for addresses that must not be connected to, and would be without the judge."""
    seen: list[str] = []
    watching = [True]

    def spy(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "socket.connect":
            seen.append(str(arguments[1]))
            raise OSError("no network here")

    sys.addaudithook(spy)
    listed = json.loads(VECTORS.read_text("utf-8"))
    for name, more in (("as it is", {}), ("control: the judge replaced", {"permitted": lambda address: True})):
        seen.clear()
        codes: Counter[str] = Counter()
        for vector in listed:
            answers = [ip_address(one) for one in vector.get("resolves", [["127.0.0.1"]])[0]]
            resolve = lambda host, port, seconds, answers=answers: answers  # noqa: E731
            with Fetcher(Settings(**HURRY), resolve=resolve, sleep=lambda s: None, **more) as fetcher:
                try:
                    fetcher.get(vector["url"])
                except InputError as error:
                    codes[error.code] += 1
        tally = ", ".join(f"{count} {code}" for code, count in codes.most_common())
        print(f"\n{len(listed)} addresses, {name}: {len(seen)} connections tried; refused: {tally}", end="")
    watching.clear()
    print()


if __name__ == "__main__":
    main()
