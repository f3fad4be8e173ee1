"""The plain text of an e-mail → its paragraphs, without what it replies to and without the signature."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from onrecord.read.composing import Piece
from onrecord.read.eml.marks import introduces_reply, opens_forward

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_QUOTED = re.compile(r"(?:> ?)+|>")
_WHITE = re.compile(r"[ \t\f\v]+")
_SIGNATURE = "-- "
_SHORT_SIGNATURE = 12  # lines behind a "--" without its space: more is text behind a rule
_NARROWEST, _WIDEST = 60, 80  # columns at which mail programs break lines
_INTRODUCTION = 3  # lines: "On Tue, 13 Jun 2023 at 10:00, … wrote:" is broken over as many


class _Line(msgspec.Struct, frozen=True):
    text: str
    start: int
    end: int
    depth: int
    soft: bool  # flowed: goes on in the next line


def paragraphs(text: str, *, flowed: bool = False, joins: bool = False) -> list[Piece]:
    """The paragraphs of a body, with their spans in it.

    Left out: quoted lines (">") with the line that introduces them, unless what is quoted is a message passed on; the
    signature. Lines that a program has broken are joined again; the lines of an address stay lines. flowed, joins:
    format=flowed and DelSp=yes of RFC 3676.
    """
    lines = _unquoted(list(_lines(text, flowed)))
    width = _width(lines)
    pieces = []
    for block in _blocks(_without_signature(lines)):
        parts = [block[0].text]
        for above, line in pairwise(block):
            if above.soft:
                parts[-1] = parts[-1].removesuffix(" ") if joins else parts[-1].rstrip() + " "
            else:
                is_broken = not flowed and len(above.text) + 1 + len(line.text.partition(" ")[0]) > width
                parts[-1] = parts[-1].rstrip() + (" " if is_broken else "\n")
            parts.append(line.text)
        written = "\n".join(_WHITE.sub(" ", each).strip() for each in "".join(parts).split("\n"))
        pieces.append(Piece(written.strip(), (block[0].start, block[-1].end)))
    return pieces


def _lines(text: str, flowed: bool) -> Iterator[_Line]:
    for found in _LINE.finditer(text):
        line, start = found[1], found.start()
        quoted = _QUOTED.match(line)
        depth = quoted[0].count(">") if quoted else 0
        bare = line[quoted.end() :] if quoted else line
        if flowed and bare.startswith(" "):
            bare = bare[1:]  # stuffed (RFC 3676, 4.4)
        begin = found.end(1) - len(bare.lstrip())
        yield _Line(
            bare,
            begin if bare.strip() else start,
            start + len(line.rstrip()),
            depth,
            flowed and bare.endswith(" ") and bare != _SIGNATURE,
        )


def _unquoted(lines: Sequence[_Line]) -> list[_Line]:
    """The lines that are the sender's own, or of a message that is passed on."""
    kept: list[_Line] = []
    passed_on = quoting = False
    for line in lines:
        passed_on = passed_on or opens_forward(line.text)
        if passed_on or not line.depth:
            kept.append(line)
            quoting = False
        elif not quoting:
            _drop_introduction(kept)
            kept.append(msgspec.structs.replace(line, text="", soft=False))  # what follows is another paragraph
            quoting = True
    return kept


def _drop_introduction(kept: list[_Line]) -> None:
    """Take away the "On Tuesday … wrote:" that would else put what follows into somebody's mouth."""
    end = len(kept)
    while end and not kept[end - 1].text.strip():
        end -= 1
    if not end or not introduces_reply(kept[end - 1].text):
        return
    begin = end
    while begin and kept[begin - 1].text.strip():
        begin -= 1
    del kept[begin if end - begin <= _INTRODUCTION else end - 1 :]


def _without_signature(lines: Sequence[_Line]) -> Sequence[_Line]:
    for at, line in enumerate(lines):
        if line.text == _SIGNATURE:
            return lines[:at]
        if line.text.rstrip() == "--" and sum(bool(each.text.strip()) for each in lines[at + 1 :]) <= _SHORT_SIGNATURE:
            return lines[:at]
    return lines


def _blocks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in lines:
        if line.text.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _width(lines: Sequence[_Line]) -> int:
    """The column at which the sender's program breaks lines: that of the longest, unless it breaks none."""
    lengths = [length for line in lines if (length := len(line.text.rstrip())) <= _WIDEST]
    return max(_NARROWEST, *lengths) if lengths else _WIDEST
