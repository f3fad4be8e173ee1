"""When a host may be asked again."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

RETRIES = 3
"""Times that a request is made again after 429, 503 or a connection that failed."""

LONGEST_WAIT = 60.0
"""Seconds: the most that a host is waited for, be it by its Crawl-delay, its Retry-After or our own backing off."""

_FIRST_WAIT = 1.0  # seconds before the first retry; it doubles with each


class Pace:
    """Keeps a pause between two requests to one host. sleep, clock: seconds; for tests that do not wait."""

    def __init__(
        self, pause: float, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pause = pause
        self._sleep = sleep
        self._clock = clock
        self._next: dict[str, float] = {}

    def left(self, host: str) -> float:
        """Seconds until `host` may be asked; 0 where it may be at once."""
        return max(0.0, self._next.get(host, 0.0) - self._clock())

    def wait(self, host: str) -> None:
        """Waits until `host` may be asked."""
        if left := self.left(host):
            self._sleep(left)

    def asked(self, host: str, delay: float | None) -> None:
        """Takes note that `host` was asked just now. delay: seconds that it asks to be left alone for."""
        pause = max(self._pause, min(delay or 0.0, LONGEST_WAIT))
        self._next[host] = self._clock() + pause

    def back_off(self, attempt: int, asked: float | None) -> None:
        """Waits before try `attempt`, from 1: as long as the host asks for, or twice as long as the time before.

        Half of our own waiting is left to chance, so that not everybody comes again at once.
        """
        own = min(_FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)
        self._sleep(max(own / 2 + random.random() * own / 2, asked or 0.0))


def retry_after(value: str | None) -> float | None:
    """Seconds that a Retry-After asks for, given as such or as a date; None where there is none or it makes no sense."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())
