"""Ctrl-C: the first one waits for the document under way."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from onrecord.cli.report import say


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Gives what says whether Ctrl-C was pressed. Pressed a second time it raises KeyboardInterrupt at once.

    A KeyboardInterrupt may come between any two instructions, also while a transaction is closed; so the first one is
    kept until the caller asks.
    """
    pressed = False

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True
        say("stopping after this document; Ctrl-C again stops at once")

    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
