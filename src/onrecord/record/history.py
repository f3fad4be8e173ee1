"""The versions of a page, and what was printed before."""

from pathlib import Path

from sqlalchemy import Connection

from onrecord.errors import NoSuchDocument
from onrecord.record.addresses import address
from onrecord.record.appearances import DOCUMENTS, addresses, before, chain, document_of
from onrecord.record.copies import alike
from onrecord.record.finding import find
from onrecord.record.rows import now, read
from onrecord.record.schema import documents
from onrecord.record.values import Version
from onrecord.types.attribution import Analysis
from onrecord.types.document import Document


def versions(connection: Connection, name: str, where: Path) -> list[Version]:
    """What was shown at an address, or at those where a document was seen, address by address in order of time.

    name: a URL, in any spelling of the same page's, with or without its scheme; or a document as for `find`. Raises
    NoSuchDocument where it is neither, or the document has no address.
    """
    there = _addresses(connection, name, where)
    return [
        Version(address=each, seen=seen, analysis=_analysis(connection, row))
        for each in there
        for seen, row in chain(connection, each)
    ]


def version_before(connection: Connection, document: Document) -> Analysis | None:
    """What the address of a document showed before, as of now where it is not known when that was fetched."""
    row = before(connection, document, now())
    return None if row is None else _analysis(connection, row)


def printed(connection: Connection, document: Document) -> Analysis | None:
    """What was recorded of a text that differs from this one in white space alone, published on the same day."""
    words = document.text.split()
    for row in alike(connection, document.text):
        found = connection.execute(DOCUMENTS.where(documents.c.row == row)).one()
        other = document_of(found)
        same_day = other.description.published == document.description.published
        if same_day and other.language == document.language and other.text.split() == words:
            return read(connection, found)
    return None


def _addresses(connection: Connection, name: str, where: Path) -> list[str]:
    if (page := address(name)) is not None:
        found = [page] if chain(connection, page) else []
    else:
        try:
            found = addresses(connection, find(connection, name, where).row)
        except NoSuchDocument:
            page = address(f"https://{name}")
            if page is None or not chain(connection, page):
                raise
            found = [page]
    if not found:
        raise NoSuchDocument(
            f"{where} knows no address {name}."
            if page
            else f"{name} has no address in {where}, so it has no versions.",
            "`onrecord search` shows where documents are from; give --url when you add a text that does not say it.",
        )
    return found


def _analysis(connection: Connection, row: int) -> Analysis:
    return read(connection, connection.execute(DOCUMENTS.where(documents.c.row == row)).one())
