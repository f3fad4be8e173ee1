"""WARC → the pages that were fetched, one resource each, and why a page cannot be read."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from fastwarc.warc import HeaderMap

from onrecord.errors import InputError
from onrecord.read.archive.captures import Passed, capture, passed_over
from onrecord.read.archive.framed import Framed, placed
from onrecord.read.archive.layout import records
from onrecord.settings import Settings
from onrecord.types.resource import Resource

_SETTINGS = Settings()


def members(
    stream: BinaryIO,
    where: str,
    start: int = 0,
    *,
    settings: Settings = _SETTINGS,
    passing: Callable[[int, Passed], None] = lambda position, why: None,
) -> Iterator[tuple[int, Resource | InputError]]:
    """(position from which reading goes on, a page or why it cannot be read), from the position `start` on.

    stream: a WARC that can seek, plain, compressed by gzip or zstd record by record, or as a whole. Positions are bytes of
    the file, of what it unpacks to where it is compressed as a whole (to go on, it is unpacked from its beginning
    again); they only grow. Pages are responses of status 200, and resources, of http addresses, of a form that is read.
    passing: told of each record that is passed over, which is no refusal, the position behind it and why.

    A record that is broken, or longer than `settings.max_wire_bytes`, is refused, and the next one looked for; no more
    than one is held. What unpacks to more than `settings.max_decoded_bytes` is refused as Bomb.
    """
    for framed in records(stream, start, _may_hold_a_page, settings):
        found = _page(framed, f"{where}#{framed.offset}", settings.max_decoded_bytes)
        if isinstance(found, Resource | InputError):
            yield framed.next, found
        else:
            passing(framed.next, found)


def _may_hold_a_page(fields: HeaderMap) -> bool:
    return passed_over(fields) is None


def _page(framed: Framed, where: str, decoded_cap: int) -> Resource | InputError | Passed:
    if isinstance(framed.block, InputError):
        return framed.block
    if framed.block is None:
        return passed_over(framed.head) or "kind"
    try:
        return capture(framed.head, framed.block, where, decoded_cap)
    except InputError as error:
        return placed(error, framed.offset)
