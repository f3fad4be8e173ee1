"""Feeds and sitemaps that are followed, and what came of the pages that they list, as rows."""

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from onrecord.record.schema import followed, seen
from onrecord.types.following import Followed, Seen, Validators

REMOVED = "removed"
"""The status of a page whose text was taken out of the record: it is not fetched again."""


def keep(connection: Connection, one: Followed) -> None:
    """Puts a feed or sitemap in, in the place of what was there of that address."""
    put = insert(followed).values(url=one.url, body=msgspec.json.encode(one).decode())
    connection.execute(put.on_conflict_do_update(index_elements=["url"], set_={"body": put.excluded.body}))


def kept(connection: Connection) -> Iterator[Followed]:
    """All that is followed, in order of addresses. Raises msgspec.MsgspecError where a row makes no sense."""
    for body in connection.execute(select(followed.c.body).order_by(followed.c.url)).scalars():
        yield msgspec.json.decode(body, type=Followed)


def drop(connection: Connection, url: str) -> bool:
    """No longer follows an address; whether it was followed. The pages that it listed stay."""
    return connection.execute(delete(followed).where(followed.c.url == url)).rowcount > 0


def saw(connection: Connection, url: str, what: Seen) -> None:
    """Notes what came of a page, in the place of what came of it before."""
    put = insert(seen).values(address=_address(url), body=msgspec.json.encode(what).decode())
    connection.execute(put.on_conflict_do_update(index_elements=["address"], set_={"body": put.excluded.body}))


def seen_at(connection: Connection, url: str) -> Seen | None:
    """What came of a page when it was last fetched, None where it never was. Raises msgspec.MsgspecError."""
    body = connection.execute(select(seen.c.body).where(seen.c.address == _address(url))).scalar()
    return None if body is None else msgspec.json.decode(body, type=Seen)


def forget(connection: Connection, sha256: str) -> None:
    """Keeps nothing of a text that is taken out of the record but that it is not to be fetched again.

    The last listings go as well, since they may have its title; they come again with the next look.
    """
    held = select(seen).where(seen.c.sha256 == sha256)
    for row in connection.execute(held).all():
        known = msgspec.json.decode(row.body, type=Seen)
        left = Seen(status=REMOVED, first=known.first, looked=known.looked)
        body = msgspec.json.encode(left).decode()
        connection.execute(update(seen).where(seen.c.address == row.address).values(body=body))
    for one in list(kept(connection)):
        keep(connection, msgspec.structs.replace(one, listing=(), validators=Validators()))


def _address(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
