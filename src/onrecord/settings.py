"""Every knob, typed, with its unit."""

from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user may turn.

    record: where the record is, a path. min_confidence: probability from which an attribution is shown. threads:
    processor threads a process uses for the network. max_bytes: longest text that is read, in bytes; 8 MiB are a
    thousand long articles in one. busy_seconds: how long to wait for another process that writes.
    """

    record: Path = Path("onrecord.db")
    min_confidence: float = 0.6
    threads: int = 1
    max_bytes: int = 8 * 1024 * 1024
    busy_seconds: float = 30.0
