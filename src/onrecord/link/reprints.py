"""The analysis of a text, taken over for another that is the same but for white space."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from onrecord.types.attribution import Analysis
from onrecord.types.document import Document

_IDS = frozenset({"id", "within", "a", "b"})


def taken_over(analysis: Analysis, document: Document) -> Analysis | None:
    """`analysis` as one of `document`, a reprint of its document, with every span where its words stand there.

    None where a name that it gives is no slice of that text, since a line may break in it. Ids are new ones: they are
    of another text.
    """
    held, there = _inked(analysis.document.text), _inked(document.text)
    found = {name: msgspec.to_builtins(getattr(analysis, name)) for name in ("attributions", "reported", "relations")}
    if any(words in analysis.document.text and words not in document.text for words in _strings(found)):
        return None

    def moved(value: object) -> object:
        if isinstance(value, tuple):
            if len(value) == 2 and all(type(each) is int for each in value):  # a span: nothing else is two integers
                return there[bisect_left(held, value[0])], there[bisect_left(held, value[1]) - 1] + 1
            return tuple(map(moved, value))
        if isinstance(value, dict):
            return {
                name: _anew(document, each) if name in _IDS and each is not None else moved(each)
                for name, each in value.items()
            }
        return value

    taken = msgspec.convert(
        {name: moved(each) for name, each in found.items()}
        | {"document": msgspec.to_builtins(document), "identities": msgspec.to_builtins(analysis.identities)}
        | {"weights": analysis.weights, "genre": analysis.genre},
        type=Analysis,
    )
    return msgspec.structs.replace(taken, document=document)


def _inked(text: str) -> list[int]:
    """Where the characters of a text stand that are no white space."""
    return [place for place, character in enumerate(text) if not character.isspace()]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from () if name in _IDS else _strings(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)


def _anew(document: Document, id: str) -> str:
    return hashlib.sha256(f"{document.sha256} {id}".encode()).hexdigest()[: len(id)]
