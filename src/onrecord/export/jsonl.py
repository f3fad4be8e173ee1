"""An analysis as one JSON object: everything that was found, nothing left out."""

from typing import Any

import msgspec

from onrecord.types.attribution import Analysis
from onrecord.types.document import Document

NOTE = "extracted by machine, unchecked"
"""What stands with everything that is printed."""


def as_object(analysis: Analysis) -> dict[str, Any]:
    """The object of `data/analysis.schema.json`: lists, dicts, strings, numbers and None; unknown is None."""
    found: dict[str, Any] = msgspec.to_builtins(analysis)
    return {
        **document_object(analysis.document),
        "note": NOTE,
        "weights": found["weights"],
        "genre": found["genre"],
        "primary": analysis.primary,
        "attributions": found["attributions"],
        "reported": found["reported"],
        "relations": found["relations"],
        "identities": found["identities"],
    }


def document_object(document: Document) -> dict[str, Any]:
    """A document alone, as `read` prints it and `analyse --from jsonl` takes it back."""
    known = document.description
    return {
        "id": document.id,
        "sha256": document.sha256,
        "title": known.title,
        "publisher": known.publisher,
        "published": known.published,
        "url": known.url,
        "authors": list(known.authors),
        "modified": known.modified,
        "basis": known.basis,
        "origin": msgspec.to_builtins(document.origin),
        "language": document.language,
        "text": document.text,
    }


def line(value: dict[str, Any]) -> bytes:
    """`value` as one line of JSON in UTF-8, newline included."""
    return msgspec.json.encode(value) + b"\n"
