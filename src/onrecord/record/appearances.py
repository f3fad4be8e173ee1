"""Where and when each text was seen: a document once for each address, and again where that showed another meanwhile."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Integer, Row, cast, func, insert, select

from onrecord.record.addresses import address, outlet
from onrecord.record.schema import appearances, documents, provenance
from onrecord.types.document import Description, Document, Origin
from onrecord.types.resource import Reached


class Appearance(msgspec.Struct, frozen=True, kw_only=True):
    """What was known of a text where it was seen, and what it was read from there."""

    description: Description
    origin: Origin | None = None


_FIRST = (
    select(appearances.c.body)
    .where(appearances.c.document == documents.c.row)
    .order_by(appearances.c.row)
    .limit(1)
    .scalar_subquery()
)

DOCUMENTS = select(documents, _FIRST.label("appearance"), provenance.c.genre).outerjoin(
    provenance, provenance.c.document == documents.c.row
)
"""Rows of `documents` with the `body` of their first appearance, which describes them, and their genre."""


def document_of(found: Row[Any]) -> Document:
    """The document of a row of `DOCUMENTS`. Raises msgspec.MsgspecError where it makes no sense."""
    first = msgspec.json.decode(found.appearance or "", type=Appearance)
    return Document(
        id=found.id,
        sha256=found.sha256,
        text=found.text,
        description=first.description,
        language=found.language,
        origin=first.origin,
    )


def is_news(connection: Connection, row: int, document: Document, recorded: str) -> bool:
    """Whether seeing the text in row `row` of `documents` as `document` says is an appearance to keep.

    It is none where its address showed it when it was last looked at before, or, without an address, where its outlet
    is known to have it. recorded: the time now, which stands for that of seeing it where the document has none.
    """
    values = derived(Appearance(description=document.description, origin=document.origin), recorded)
    if values["address"] is not None:
        return _before(connection, values) != row
    if values["outlet"] is None:
        return False
    known = select(appearances.c.outlet).where(appearances.c.document == row)
    return values["outlet"].casefold() not in {(each or "").casefold() for each in connection.execute(known).scalars()}


def write(connection: Connection, row: int, document: Document, recorded: str) -> None:
    """Inserts an appearance of a document whose row is there."""
    seen_as = Appearance(description=document.description, origin=document.origin)
    body = msgspec.json.encode(seen_as).decode()
    connection.execute(insert(appearances).values(document=row, body=body, **derived(seen_as, recorded)))


def derived(seen_as: Appearance, recorded: str) -> dict[str, str | None]:
    """The columns of an appearance that follow from its body: the page's address, the outlet, and when it was seen.

    recorded: an ISO 8601 time in UTC, for a text of which it is not known when it was fetched.
    """
    known, origin = seen_as.description, seen_as.origin
    seen = recorded
    if origin and origin.fetched:
        with suppress(ValueError, OverflowError):
            fetched = datetime.fromisoformat(origin.fetched)
            fetched = fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC)
            seen = fetched.astimezone(UTC).isoformat(timespec="seconds")
    return {"address": address(known.url), "outlet": outlet(known.publisher, known.url), "seen": seen}


def before(connection: Connection, document: Document, recorded: str) -> int | None:
    """The number of the document that the address of `document` showed before; None where it showed none."""
    values = derived(Appearance(description=document.description, origin=document.origin), recorded)
    return _before(connection, values)


def is_current(connection: Connection, row: int) -> bool:
    """Whether a document is what one of its addresses showed last, or has none."""
    asked = "SELECT current FROM document_currency WHERE document = ?"
    return bool(connection.exec_driver_sql(asked, (row,)).scalar_one())


def chain(connection: Connection, where: str) -> list[tuple[str, int]]:
    """When, in order of time, an address showed another document than before, and that one's number."""
    kept = select(appearances.c.seen, appearances.c.document).where(appearances.c.address == where)
    shown: list[tuple[str, int]] = []
    for seen, document in connection.execute(kept.order_by(appearances.c.seen, appearances.c.row)):
        if not shown or shown[-1][1] != document:
            shown.append((seen, document))
    return shown


def addresses(connection: Connection, row: int) -> list[str]:
    """Where a document was seen, in order."""
    kept = select(appearances.c.address).where(appearances.c.document == row, appearances.c.address.is_not(None))
    return list(dict.fromkeys(connection.execute(kept.order_by(appearances.c.row)).scalars()))


def reached(connection: Connection, archive: str) -> Reached | None:
    """The document that lies farthest into an archive of those that were read from it; None where none was.

    archive: its path, as it was given. Looks at every appearance.
    """
    where = func.json_extract(appearances.c.body, "$.origin.where")
    position = cast(func.substr(where, len(archive) + 2), Integer)
    of_it = func.substr(where, 1, len(archive) + 1) == f"{archive}#"
    kept = select(position.label("position"), documents.c.sha256).where(
        documents.c.row == appearances.c.document, of_it
    )
    found = connection.execute(kept.order_by(position.desc()).limit(1)).first()
    return None if found is None else Reached(found.position, found.sha256)


def faults(connection: Connection, row: int) -> Iterator[str]:
    """What does not hold of the appearances of a document, one sentence each: columns that do not follow from the rest."""
    kept = select(appearances).where(appearances.c.document == row).order_by(appearances.c.row)
    for number, each in enumerate(connection.execute(kept)):
        try:
            seen_as = msgspec.json.decode(each.body, type=Appearance)
        except msgspec.MsgspecError as error:
            yield f"appearance {number} makes no sense: {error}"
            continue
        for column, value in derived(seen_as, each.seen).items():
            if each._mapping[column] != value:
                yield f"appearance {number}: {column} is {each._mapping[column]!r}, not {value!r}"


def neighbours(connection: Connection, row: int) -> list[int]:
    """The numbers of all documents that were seen where this one was, itself among them."""
    where = select(appearances.c.address).where(appearances.c.document == row)
    there = select(appearances.c.document).where(appearances.c.address.in_(where)).distinct()
    return sorted({row, *connection.execute(there).scalars()})


def _before(connection: Connection, values: dict[str, str | None]) -> int | None:
    if values["address"] is None:
        return None
    earlier = (
        select(appearances.c.document)
        .where(appearances.c.address == values["address"], appearances.c.seen <= values["seen"])
        .order_by(appearances.c.seen.desc(), appearances.c.row.desc())
        .limit(1)
    )
    return connection.execute(earlier).scalar()
