"""What the command line says besides its output: errors, refusals, exit statuses."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import OnrecordError
from onrecord.export.visible import visible

if TYPE_CHECKING:
    from onrecord.types.document import Refusal

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""

BROKEN_PIPE = 141
"""The exit status where nobody reads on: that of a program that died of SIGPIPE."""

FAILED = 2
"""The exit status where nothing could be done."""


def say(message: str) -> None:
    """Write a line to standard error; characters that would act on the terminal are shown by name."""
    print(visible(message), file=sys.stderr, flush=True)


def say_error(error: OnrecordError) -> None:
    """Two lines: the code with the cause, and the cure."""
    say(f"{error.code} {error.cause}")
    say(f"  {error.cure}")


def say_refused(refusal: Refusal) -> None:
    """Two lines: the code with where and the cause, and the cure."""
    where = "standard input" if refusal.where == "-" else refusal.where
    at = "" if repr(refusal.where) in refusal.cause else f"{where}: "
    say(f"{refusal.code} {at}{refusal.cause}")
    say(f"  {refusal.cure}")


def status(done: int, refused: int) -> int:
    """0 where everything was done, 1 where some was refused, 2 where nothing could be done."""
    return 0 if not refused else 1 if done else FAILED


def open_streams() -> None:
    """Stand-ins for standard streams that are closed: nothing to read, an output that fails, errors that nobody reads."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115  stays open like the stream it stands for; so do the others
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115


@contextmanager
def guarded() -> Iterator[BinaryIO]:
    """Gives standard output, and turns what goes wrong inside into messages and an exit status.

    No traceback, and no noise for a reader that left.
    """
    # Not `sys.stdout.buffer`: under PYTHONUNBUFFERED that is the bare file, which may write less than it is given.
    output = open(sys.stdout.fileno(), "wb", closefd=False)  # noqa: SIM115  closed by the end of the process
    try:
        try:
            yield output
        finally:
            output.flush()  # here, where a reader that left is still heard of, and not on the way out
    except OnrecordError as error:
        say_error(error)
        sys.exit(FAILED)
    except BrokenPipeError:
        _let_go_of_output()
        sys.exit(BROKEN_PIPE)
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(INTERRUPTED)
    except OSError as error:  # standard output on a full disk, say
        _let_go_of_output()
        say(f"E000 {error.strerror or error}")
        sys.exit(FAILED)


def _let_go_of_output() -> None:
    """Point standard output elsewhere, or the interpreter complains when it flushes on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
