"""What one exchange with a server may use of time and bytes."""

import time

from onrecord.errors import TooLarge, Unreachable


class Interrupted(Unreachable):
    """A connection that failed or broke off before anything came: it may hold the next time."""


class Allowance:
    """What one exchange may still use: seconds by the clock, and bytes that come in, heads and framing included."""

    def __init__(self) -> None:
        self.renew(0.0, 0)

    def renew(self, seconds: float, most: int) -> None:
        """Begins a new exchange. most: bytes."""
        self._seconds, self._until = seconds, time.monotonic() + seconds
        self._most, self.received, self.last = most, 0, b""

    def left(self) -> float:
        """Seconds. Raises Unreachable where there are none left."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise self.late()
        return left

    def late(self) -> Unreachable:
        """What is raised when the time is over."""
        return Unreachable(f"not answered in full in {self._seconds:.0f} s", "try again later, or save the page")

    def count(self, data: bytes) -> bytes:
        """Takes note of what came. Raises TooLarge."""
        self.received += len(data)
        self.last = data
        if self.received > self._most:
            raise TooLarge(f"more than {self._most} bytes came", "save it as a file, and split it")
        return data
