"""Which document is meant."""

import re
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row

from onrecord.errors import NoSuchDocument
from onrecord.record.appearances import DOCUMENTS
from onrecord.record.schema import documents

_LISTED = 10
"""Documents that a message lists where more than one is meant."""


def find(connection: Connection, document: str, where: Path) -> Row[Any]:
    """The row of `DOCUMENTS` with that SHA-256, that id, or the only one whose SHA-256 begins so (4 digits or more).

    Raises NoSuchDocument where there is none or more than one.
    """
    # Undecodable bytes of a command line come as lone surrogates, which no stored text holds and SQLite does not take.
    document = document.encode("utf-8", "replace").decode()
    digits = document.lower()
    ways = [documents.c.sha256 == digits, documents.c.id == document]
    if re.fullmatch("[0-9a-f]{4,63}", digits):
        # Every digit sorts before g, so that the index finds all that begin so.
        ways.append(documents.c.sha256.between(digits, f"{digits}g"))
    for way in ways:
        found = connection.execute(DOCUMENTS.where(way).order_by(documents.c.row).limit(_LISTED + 1)).all()
        if len(found) > 1:
            listed = ", ".join(f"{row.sha256[:16]} ({row.title or row.id})" for row in found[:_LISTED])
            more = " and more" if len(found) > _LISTED else ""
            raise NoSuchDocument(f"{document} may be {listed}{more} in {where}.", "Name one by more of its digits.")
        if found:
            return found[0]
    raise NoSuchDocument(
        f"{where} holds no document {document}.",
        "Name it by its SHA-256, four or more of its first digits, or the id it came with; `onrecord search` finds them.",
    )
