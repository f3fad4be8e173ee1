"""What was fetched → WARC/1.1, compressed record by record, as it came over the wire: for keeping, and for any reader."""

from __future__ import annotations

import io
import os
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from onrecord.errors import Unreadable
from onrecord.read.archive.mending import whole_bytes

if TYPE_CHECKING:
    from onrecord.read.fetch.exchanges import Answer, Headers

try:
    import fcntl
except ImportError:  # Windows: there nobody sees to it that one process writes at a time
    fcntl = None  # type: ignore[assignment]

_UNDONE = "transfer-encoding"
_KEPT_AS = "X-Crawl-Transfer-Encoding"
"""What is named so in the archive was undone before it came to us; Common Crawl writes the same."""


class Archive:
    """A WARC that is added to, a context manager. The file is made where there is none, with a record about itself.

    A record that was half written when the program or the machine died is cut off when the file is opened again, and
    nothing else is: raises BrokenFile for a file that is no such archive, which stays as it is, and Unreadable where
    another process adds to it or the system refuses.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
        except OSError as error:
            raise Unreadable(f"{path}: {error.strerror}", "give a file that may be written") from None
        try:
            self._lock()
            self._end = whole_bytes(self._file)
            if not self._end:
                self._add([_about(path.name)])
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is left to be written."""
        self._file.close()

    def write(self, answer: Answer, fetched: str) -> None:
        """Add an answer and the request for it; they are on the disk when this returns. fetched: ISO 8601, in UTC.

        Raises OSError where there is no room; then the archive is as it was.
        """
        url = answer.target.url
        status = f"{answer.version} {answer.status} {answer.reason}".rstrip()
        received = tuple((_KEPT_AS if name.lower() == _UNDONE else name, value) for name, value in answer.headers)
        response = _record(url, "response", fetched, _Sent(status, received), answer.body)
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        request = _record(url, "request", fetched, _Sent(f"GET {path} {answer.version}", answer.asked), b"")
        request.rec_headers.add_header("WARC-Concurrent-To", response.rec_headers.get_header("WARC-Record-ID"))
        self._add([response, request])

    def _add(self, records: list[ArcWarcRecord]) -> None:
        packed = io.BytesIO()
        writer = _writer(packed)
        for record in records:
            writer.write_record(record)
        try:
            self._file.seek(self._end)
            self._file.truncate()
            rest = packed.getbuffer()
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(self._end)
            raise
        self._end = self._file.tell()

    def _lock(self) -> None:
        if fcntl is None:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unreadable(f"{self.path}: another process adds to it", "wait for it, or give another file") from None


class _Sent(StatusAndHeaders):  # type: ignore[misc]
    """A head with the bytes that were sent; warcio would escape those beyond ASCII."""

    def __init__(self, first: str, headers: Headers) -> None:
        super().__init__(first, list(headers))

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """What is written."""
        self.headers_buff = self.to_bytes(encoding="latin-1")


def _writer(out: io.BytesIO) -> WARCWriter:
    return WARCWriter(out, gzip=True, warc_version="1.1")


def _about(name: str) -> ArcWarcRecord:
    fields = {"software": f"onrecord/{version('onrecord')}", "format": "WARC File Format 1.1"}
    return _writer(io.BytesIO()).create_warcinfo_record(name, fields)


def _record(url: str, kind: str, fetched: str, head: _Sent, body: bytes) -> ArcWarcRecord:
    return _writer(io.BytesIO()).create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=head,
        warc_headers_dict={"WARC-Date": fetched},
    )
