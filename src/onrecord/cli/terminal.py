"""Standard output as a terminal, or what stands in for one."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from rich.console import Console

from onrecord.export.table import console


@contextmanager
def terminal(output: BinaryIO) -> Iterator[Console]:
    """A console on `output`; what its encoding lacks is written as an escape."""
    text = io.TextIOWrapper(output, encoding=sys.stdout.encoding, errors="backslashreplace", write_through=True)
    try:
        yield console(text)
    finally:
        text.detach()  # or `output` would be closed with it
