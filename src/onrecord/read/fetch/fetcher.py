"""Addresses → resources: redirects, robots.txt, pauses, retries."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from types import TracebackType
from typing import Self

import msgspec

from onrecord.errors import BadRedirect, BadResponse, BadStatus
from onrecord.read.fetch.addresses import Judge, is_public
from onrecord.read.fetch.allowance import Interrupted
from onrecord.read.fetch.exchanges import Answer, Headers, Wire
from onrecord.read.fetch.pacing import LONGEST_WAIT, RETRIES, Pace, retry_after
from onrecord.read.fetch.resolving import Resolve, resolved
from onrecord.read.fetch.robots import Robots
from onrecord.read.fetch.targets import Target, joined, target
from onrecord.read.inflating import inflated
from onrecord.settings import Settings
from onrecord.types.following import Validators
from onrecord.types.resource import Resource

_MOST_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WITHOUT_PAGE = frozenset({204, 205, 206})  # successes that bring no page, or a part of it
_TRY_LATER = frozenset({429, 503})
_NOT_FOR_US = frozenset({401, 402, 403, 407, 451})
_LONGEST_VALIDATOR = 1000  # characters; a hash has some sixty, and we keep one for each address
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:+-]{1,40})", re.I)


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """A page that came. answers: all there were on the way, redirects first, the last the page's own; for archiving."""

    resource: Resource
    validators: Validators
    answers: tuple[Answer, ...]


class NotModified(msgspec.Struct, frozen=True, kw_only=True):
    """The page is as it was when the validators came; url: where it is in the end."""

    url: str
    answers: tuple[Answer, ...]


class Fetcher:
    """Fetches pages of the public web, politely; a context manager, for one thread.

    No cookies, no proxies, no passwords; certificates are always checked, against the system's list or that of
    SSL_CERT_FILE. permitted, resolve, sleep: what judges addresses, resolves names and waits; for tests.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        permitted: Judge = is_public,
        resolve: Resolve = resolved,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings or Settings()
        self._wire = Wire(self._settings, permitted, resolve, ssl.create_default_context())
        self._pace = Pace(self._settings.pause_seconds, sleep)
        self._robots = Robots(lambda wanted: self._followed(wanted, (), self._asked)[-1])
        self._headers: Headers = (
            ("User-Agent", user_agent(self._settings.contact)),
            ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            ("Accept-Encoding", "gzip, deflate, br, zstd"),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wire.__exit__(kind, error, trace)

    def get(self, url: str, *, validators: Validators | None = None) -> Fetched | NotModified:
        """The page at `url`. With validators of an earlier fetch it is sent only where it has changed.

        Raises FetchErrors; TooLarge over `max_wire_bytes`; Bomb, BrokenFile or UnknownForm where it does not unpack.
        """
        known = validators or Validators()
        answers = self._followed(target(url), _conditions(known), self._allowed)
        answer = answers[-1]
        if answer.status == HTTPStatus.NOT_MODIFIED and known:
            return NotModified(url=answer.target.url, answers=answers)
        if not 200 <= answer.status < 300 or answer.status in _WITHOUT_PAGE:
            raise _bad_status(answer)
        return Fetched(
            resource=self._resource(url, answer),
            validators=_validators(answer),
            answers=answers,
        )

    def wait(self, url: str) -> float:
        """Seconds until the host of `url` may be asked; 0 where it may be at once. Raises ForbiddenAddress."""
        return self._pace.left(target(url).host)

    def _resource(self, url: str, answer: Answer) -> Resource:
        declared = answer.header("content-type") or ""
        charset = _CHARSET.search(declared)
        data = inflated(answer.body, answer.header("content-encoding") or "", self._settings.max_decoded_bytes)
        return Resource(
            where=url,
            name=answer.target.url,
            data=data,
            media=declared.partition(";")[0].strip().lower() or None,
            charset=charset[1] if charset else None,
            url=answer.target.url,
            fetched=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )

    def _followed(
        self, wanted: Target, conditions: Headers, ask: Callable[[Target, Headers], Answer]
    ) -> tuple[Answer, ...]:
        """The answers on the way to a page. Each address on it is judged anew, like the first."""
        answers: list[Answer] = []
        while True:
            answer = ask(wanted, (*self._headers, *conditions))
            answers.append(answer)
            location = answer.header("location")
            if answer.status not in _REDIRECTS or not location:
                return tuple(answers)
            wanted = joined(wanted, _as_sent(location))
            if any(wanted == before.target for before in answers):
                raise BadRedirect(f"redirects in a circle, back to {wanted.url}", "open it in a browser, and save it")
            if len(answers) > _MOST_REDIRECTS:
                raise BadRedirect(f"more than {_MOST_REDIRECTS} redirects", "open it in a browser, and save it")

    def _allowed(self, wanted: Target, headers: Headers) -> Answer:
        rules = self._robots.rules(wanted)
        rules.check(wanted)
        self._pace.wait(wanted.host)
        try:
            return self._asked(wanted, headers)
        finally:
            self._pace.asked(wanted.host, rules.delay)

    def _asked(self, wanted: Target, headers: Headers) -> Answer:
        """The answer, the last one where the host had to be asked again."""
        for attempt in range(1, RETRIES + 1):
            try:
                answer = self._wire.ask(wanted, headers)
            except Interrupted:
                asked = None
            else:
                asked = retry_after(answer.header("retry-after"))
                if answer.status not in _TRY_LATER or (asked or 0.0) > LONGEST_WAIT:
                    return answer
            self._pace.back_off(attempt, asked)
        return self._wire.ask(wanted, headers)


def user_agent(contact: str | None) -> str:
    """How this program names itself: `onrecord/1.0 (+https://newsroom.example.org/bot)`."""
    reach = "".join(c for c in contact or "" if c.isascii() and c.isprintable() and c not in "()")
    return f"onrecord/{version('onrecord')} (+{reach})" if reach else f"onrecord/{version('onrecord')}"


def _validators(answer: Answer) -> Validators:
    sent = (answer.header(name) for name in ("etag", "last-modified"))
    return Validators(*(value if value and len(value) <= _LONGEST_VALIDATOR else None for value in sent))


def _conditions(known: Validators) -> Headers:
    pairs = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    return tuple((name, value) for name, value in pairs if value)


def _as_sent(location: str) -> str:
    """A Location's bytes, which were taken for Latin-1, as UTF-8 where they are."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _bad_status(answer: Answer) -> BadStatus | BadResponse:
    cause = f"the server answered {answer.status} {answer.reason[:60]}".rstrip()
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return BadResponse(f"{cause}, though nothing was asked that could have changed", "try again later")
    if answer.status in _NOT_FOR_US:
        return BadStatus(cause, "the site does not give it to programs: save it with a browser")
    if answer.status in {404, 410}:
        return BadStatus(cause, "check the address")
    return BadStatus(cause, "try again later, or save the page with a browser")
