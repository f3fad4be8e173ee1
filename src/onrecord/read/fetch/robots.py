"""What sites ask robots not to fetch, and how slowly they ask to be read (RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import DeniedByRobots, InputError
from onrecord.read.fetch.exchanges import Answer
from onrecord.read.fetch.targets import Target
from onrecord.read.inflating import inflated

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "onrecord"
"""The name by which a robots.txt may speak to this program."""

_MOST_BYTES = 500 * 1024  # of a robots.txt that are read, RFC 9309 2.5: at least 500 kibibytes
_MOST_LINE = 2000  # characters of a line: no path is longer
_EXPIRES = 24 * 3600.0  # seconds, RFC 9309 2.4
_EXPIRES_UNREACHABLE = 600.0  # seconds after which a site that did not answer is asked again


class Rules(msgspec.Struct, frozen=True):
    """A site's rules. parsed: None where they could not be had: everything is refused, because of `failure`.

    expires: by the clock.
    """

    parsed: Protego | None
    expires: float
    failure: InputError | None = None

    def check(self, target: Target) -> None:
        """Raises DeniedByRobots where the page may not be fetched, or why the rules could not be."""
        if self.failure:
            raise type(self.failure)(self.failure.cause, self.failure.cure)
        if self.parsed and not self.parsed.can_fetch(target.url, TOKEN):
            cause = f"the robots.txt of {target.host} asks programs not to fetch it"
            raise DeniedByRobots(cause, "save the page, or ask the site")

    @property
    def delay(self) -> float | None:
        """Seconds between two requests, where the site asks for it."""
        return self.parsed.crawl_delay(TOKEN) if self.parsed else None


class Robots:
    """The rules of each origin, asked for once a day. ask: gives the last answer to a request, redirects followed."""

    def __init__(self, ask: Callable[[Target], Answer], clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._rules: dict[str, Rules] = {}

    def rules(self, target: Target) -> Rules:
        """The rules for a page. Without a robots.txt (any 4xx but 429) all is allowed.

        Where the server fails (5xx, 429) or does not answer, nothing is: RFC 9309 2.3.1.
        """
        known = self._rules.get(target.origin)
        if known is None or known.expires <= self._clock():
            known = self._rules[target.origin] = self._asked(target)
        return known

    def _asked(self, target: Target) -> Rules:
        from protego import Protego  # here: only those who fetch need it

        try:
            answer = self._ask(msgspec.structs.replace(target, path="/robots.txt"))
            if answer.status >= 500 or answer.status == 429:
                cause = f"the site did not say what programs may fetch: its robots.txt answered {answer.status}"
                raise DeniedByRobots(cause, "try again later, or save the page")
        except InputError as failure:
            return Rules(None, self._clock() + _EXPIRES_UNREACHABLE, failure)
        text = _text(answer) if answer.status < 300 else ""
        return Rules(Protego.parse(text), self._clock() + _EXPIRES)


def _text(answer: Answer) -> str:
    """The lines of a robots.txt; those of one that cannot be unpacked are none."""
    try:
        data = inflated(answer.body, answer.header("content-encoding") or "", _MOST_BYTES)
    except InputError:
        return ""
    lines = data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    return "\n".join(line for line in lines if len(line) <= _MOST_LINE)
