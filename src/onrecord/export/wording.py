"""How one wording became another, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal

import msgspec

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Piece(msgspec.Struct, frozen=True):
    """Words that both wordings have (`kept`), or that the first or the second alone has."""

    what: Literal["kept", "removed", "added"]
    words: str


def pieces(before: str, after: str) -> list[Piece]:
    """The two wordings in one row of pieces: what is kept and removed makes `before`, what is kept and added `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    row: list[Piece] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed, added = "".join(old[first:last]), "".join(new[start:end])
        if tag == "equal":
            row.append(Piece("kept", removed))
            continue
        row += [Piece("removed", removed)] if removed else []
        row += [Piece("added", added)] if added else []
    return row
