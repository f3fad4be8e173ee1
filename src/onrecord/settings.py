"""Every knob, typed, with its unit."""

from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user may turn.

    record: where the record is, a path. min_confidence: probability from which an attribution is shown. threads:
    processor threads a process uses for the network. max_bytes: longest text that is read, in bytes; 8 MiB are a
    thousand long articles in one. busy_seconds: how long to wait for another process that writes.

    For what is parsed or fetched, each per document: max_wire_bytes as it comes over the wire or lies in the file,
    max_decoded_bytes after unpacking; parse_cpu_seconds and parse_memory_bytes of the child process that parses it;
    parse_seconds by the clock. The values are those of promise 4 (docs/explanation/safety.md).

    For fetching: connect_seconds until a connection is there; fetch_seconds for a whole answer, however it trickles;
    pause_seconds between two requests to one host; contact: an address or URL at which a site's owner reaches whoever
    runs this, told to every site.
    """

    record: Path = Path("onrecord.db")
    min_confidence: float = 0.6
    threads: int = 1
    max_bytes: int = 8 * 1024 * 1024
    busy_seconds: float = 30.0
    max_wire_bytes: int = 10 * 1024 * 1024
    max_decoded_bytes: int = 50 * 1024 * 1024
    parse_cpu_seconds: int = 5
    parse_memory_bytes: int = 512 * 1024 * 1024
    parse_seconds: float = 20.0
    connect_seconds: float = 10.0
    fetch_seconds: float = 30.0
    pause_seconds: float = 1.0
    contact: str | None = None
