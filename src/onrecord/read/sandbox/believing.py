"""What a child hands back is checked before it is believed: a bad file may have taken the child over."""

import hashlib

from onrecord.types.document import Document


class Forged(ValueError):
    """What no reader of ours gives."""


def check(document: Document, where: str, longest: int) -> None:
    """Raises Forged unless the document holds together and is from `where`, or from inside of that.

    Its hash is its text's, its text not empty and at most `longest` bytes, every passage a stretch of it, in order, and
    nowhere before the beginning of its source.
    """
    data = document.text.encode()
    if not document.text.strip() or len(data) > longest:
        raise Forged(f"a text of {len(data)} bytes")
    if document.sha256 != hashlib.sha256(data).hexdigest() or document.id != document.sha256:
        raise Forged("a hash that is not its text's")
    if document.origin is not None and document.origin.where.partition("#")[0] != where.partition("#")[0]:
        raise Forged(f"a document from {document.origin.where[:100]!r}")
    end = 0
    for passage in document.origin.passages if document.origin else ():
        begin, stop = passage.text
        if not end <= begin < stop <= len(document.text):
            raise Forged(f"a passage at {passage.text} of {len(document.text)}")
        end = stop
        if passage.source is not None and not 0 <= passage.source[0] <= passage.source[1]:
            raise Forged(f"a passage from {passage.source}")
        if passage.page is not None and passage.page < 1:
            raise Forged(f"page {passage.page}")
