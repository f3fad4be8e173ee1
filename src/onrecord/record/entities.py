"""Entities that users list, and the identities of a document's names, as rows."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_replace

from onrecord.record.schema import entities, identities
from onrecord.types.entity import Entity, Identity


def keep(connection: Connection, listed: Iterable[Entity]) -> int:
    """Puts entities into the list; one whose id is there already takes its place. Returns how many it put there."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [{"id": each.id, "body": msgspec.json.encode(each).decode(), "imported": now} for each in listed]
    if rows:
        new = insert_or_replace(entities)
        changed = {"body": new.excluded.body, "imported": new.excluded.imported}
        connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=changed), rows)
    return len(rows)


def kept(connection: Connection) -> Iterator[Entity]:
    """The entities of the list, in order of their ids. Raises msgspec.MsgspecError where a row makes no sense."""
    for body in connection.execute(select(entities.c.body).order_by(entities.c.id)).scalars():
        yield msgspec.json.decode(body, type=Entity)


def drop(connection: Connection, id: str) -> bool:
    """Takes an entity out of the list; whether it was there. What was joined to it stays as it was recorded."""
    return connection.execute(delete(entities).where(entities.c.id == id)).rowcount > 0


def write_identities(connection: Connection, document: int, found: Iterable[Identity]) -> None:
    """Inserts the identities of a document, whose row is there."""
    rows = [
        {"document": document, "place": place, "body": msgspec.json.encode(each).decode()}
        for place, each in enumerate(found)
    ]
    if rows:
        connection.execute(insert(identities), rows)


def identities_of(connection: Connection, document: int) -> tuple[Identity, ...]:
    """The identities of a document in their order."""
    found = select(identities.c.body).where(identities.c.document == document).order_by(identities.c.place)
    return tuple(msgspec.json.decode(body, type=Identity) for body in connection.execute(found).scalars())
