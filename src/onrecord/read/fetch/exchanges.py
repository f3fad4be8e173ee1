"""One request to one host, and its answer, as they went over the wire."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import httpcore
import msgspec

from onrecord.errors import BadResponse, Unreachable
from onrecord.read.fetch.addresses import Judge
from onrecord.read.fetch.allowance import Allowance, Interrupted
from onrecord.read.fetch.connecting import Guard
from onrecord.read.fetch.resolving import Resolve
from onrecord.read.fetch.targets import Target
from onrecord.settings import Settings

Headers = tuple[tuple[str, str], ...]
"""Names as they were sent, and values, bytes taken for Latin-1 (RFC 9110 knows no other)."""

_CURE = "try again later, or save the page with a browser"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A response: body is what was sent after transfer encodings (chunks) were undone, content encodings still on it.

    asked: the headers of the request.
    """

    target: Target
    asked: Headers
    version: str
    status: int
    reason: str
    headers: Headers
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of the header of that name in lower case; of several all, joined by commas; None where none."""
        values = [value for key, value in self.headers if key.lower() == name]
        return ", ".join(values) if values else None


class Wire:
    """The connections; a context manager. One exchange at a time: it is not for several threads."""

    def __init__(self, settings: Settings, permitted: Judge, resolve: Resolve, certificates: ssl.SSLContext) -> None:
        self._settings = settings
        self._allowance = Allowance()
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates,
            max_keepalive_connections=0,  # what a server sends behind an answer must not be taken for the next one's
            network_backend=Guard(permitted, resolve, self._allowance, settings.connect_seconds),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def ask(self, target: Target, headers: Headers) -> Answer:
        """The answer to a GET, whatever its status. Raises ForbiddenAddress before anything is connected to.

        Raises Unreachable (Interrupted where it may hold the next time), BadCertificate, TooLarge, and BadResponse for
        what is no HTTP/1, ends early or goes on beyond its Content-Length.
        """
        self._allowance.renew(self._settings.fetch_seconds, self._settings.max_wire_bytes)
        try:
            return self._asked(target, headers)
        except httpcore.RemoteProtocolError as error:
            if not self._allowance.received:  # closed without a word, as servers do with a connection kept too long
                raise Interrupted(f"no answer: {error}", "try again later") from None
            raise BadResponse(f"no proper HTTP: {str(error)[:200]}", _CURE) from None
        except (httpcore.NetworkError, httpcore.TimeoutException) as error:
            raise Interrupted(f"the connection broke: {error}", "try again later") from None
        except httpcore.LocalProtocolError as error:
            raise Unreachable(f"cannot be asked for: {error}", "check the address") from None

    def _asked(self, target: Target, headers: Headers) -> Answer:
        url = httpcore.URL(target.url)
        asked = (("Host", target.origin.partition("//")[2]), *headers)
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in asked]
        with self._pool.stream("GET", url, headers=encoded) as response:
            received = _text(response.headers)
            body = b"".join(response.iter_stream())
            if any(name.lower() == "content-length" for name, _ in received):
                self._refuse_more(body)
            return Answer(
                target=target,
                asked=asked,
                version=bytes(response.extensions["http_version"]).decode("ascii"),
                status=response.status,
                reason=bytes(response.extensions["reason_phrase"]).decode("latin-1"),
                headers=received,
                body=body,
            )

    def _refuse_more(self, body: bytes) -> None:
        """Where a Content-Length is too small, HTTP cuts the page there in silence: what came last is not its end."""
        last = self._allowance.last
        end = body[-len(last) :] if body else b""
        if end and not last.endswith(end):
            raise BadResponse(f"goes on beyond its Content-Length of {len(body)} bytes", _CURE)


def _text(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
