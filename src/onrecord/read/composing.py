"""Pieces of text → a document, each piece tied to where it stood."""

import hashlib
import re
from collections.abc import Iterable

import msgspec

from onrecord.errors import EmptyInput, TooLarge
from onrecord.read.language import language_of
from onrecord.read.media import Form
from onrecord.settings import Settings
from onrecord.types.document import Description, Document, Origin, Passage
from onrecord.types.resource import Resource
from onrecord.types.span import Span

PARAGRAPH = "\n\n"
"""What stands between the paragraphs of a stored text."""
_LONGEST = Settings().max_bytes
_HALF_PAIR = re.compile("[\ud800-\udfff]")


class Piece(msgspec.Struct, frozen=True):
    """A paragraph, or what one page holds of it.

    source and page: as in `Passage`. joint: what stands before it in the stored text, unless it is the first: less
    than `PARAGRAPH` where it goes on with the paragraph of the piece before.
    """

    text: str
    source: Span | None = None
    page: int | None = None
    joint: str = PARAGRAPH


def composed(
    pieces: Iterable[Piece],
    resource: Resource,
    media: Form,
    described: Description,
    said: Description,
    encoding: str | None = None,
    language: str | None = None,
) -> Document:
    """The document of the pieces that hold more than white space, each a passage of it, in their order.

    described: what is known already, which `said` fills. language: where it is known; else the text tells. Halves of surrogate pairs, which no file can hold, become
    U+FFFD. Raises EmptyInput where nothing is left, TooLarge over 8 Mi characters.
    """
    parts: list[str] = []
    passages: list[Passage] = []
    end = 0
    for piece in pieces:
        if not piece.text.strip():
            continue
        if parts:
            parts.append(piece.joint)
            end += len(piece.joint)
        parts.append(_HALF_PAIR.sub("\ufffd", piece.text))
        passages.append(Passage((end, end + len(piece.text)), piece.source, piece.page))
        end += len(piece.text)
    if not parts:
        raise EmptyInput("no text in it", "leave it out")
    if end > _LONGEST:
        raise TooLarge(f"more than {_LONGEST} characters of text", "split the document")
    text = "".join(parts)
    origin = Origin(
        where=resource.where,
        media=media,
        sha256=hashlib.sha256(resource.data).hexdigest(),
        encoding=encoding,
        fetched=resource.fetched,
        passages=tuple(passages),
    )
    return Document.of(text, described.filled_by(said), language=language or language_of(text), origin=origin)
