"""A record as it lies in a file."""

from collections.abc import Callable

import msgspec
from fastwarc.warc import HeaderMap

from onrecord.errors import InputError, TooLarge

LOOK = 64
"""Bytes behind a record that tell whether it ends where it says."""
Wanted = Callable[[HeaderMap], bool]
"""Whether the block of a record with that head is wanted."""


class Framed(msgspec.Struct, frozen=True):
    """One record, or what is broken in its place.

    offset, next: where it begins and where reading goes on behind it, in bytes of the file; of what the file unpacks to
    where it is compressed as a whole. head: its fields, none where it is broken. block: None where it was not wanted.
    """

    offset: int
    next: int
    head: HeaderMap
    block: bytes | InputError | None


def placed(error: InputError, offset: int) -> InputError:
    """The same, which says of which record it is."""
    return type(error)(f"the record at byte {offset}: {error.cause}", error.cure)


def too_large(offset: int, cap: int) -> TooLarge:
    """Why the record at byte `offset` is not held."""
    return TooLarge(f"the record at byte {offset} is of more than {cap} bytes", "read that page by itself")
