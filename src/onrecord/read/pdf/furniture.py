"""Page furniture: running heads and feet, page numbers, numbers of lines. None of it is the text."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from onrecord.read.pdf.lines import Line

_EDGE = 3  # lines from the top and from the bottom of a page that are looked at
_LEAST_PAGES, _FEW = 3, 4
"""A line must stand on that many pages to be a running one; on both of two, or of up to four, two are enough."""
_LEAST_SHARE = 0.4  # of the pages from its first to its last: a head on every other page has half
_SAME_HEIGHT = 4.0  # points: heads are set at one height, bodies begin where they may
_LEAST_NUMBERED = 10  # lines in a row: transcripts number 24 to 28 a page
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d{1,3}(?!\S)")


def without_furniture(texts: Sequence[str], pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page that are its text. texts: the raw text of each page."""
    bare = [_unnumbered(text, lines) for text, lines in zip(texts, pages, strict=True)]
    edges = [_edges(lines) for lines in bare]
    running = _running(texts, edges)
    kept = []
    for text, lines, (top, bottom) in zip(texts, bare, edges, strict=True):
        dropped: set[int] = set()
        for edge in (top, bottom):
            for line in edge:  # from the outermost inwards, as far as it is furniture
                written = text[line.start : line.end]
                if not (_mark().fullmatch(written.strip()) or _key(written, line) in running):
                    break
                dropped.add(line.start)
        kept.append([line for line in lines if line.start not in dropped])
    return kept if any(kept) else bare


def _edges(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The topmost and the bottommost lines, from the outermost inwards; a page of few lines has no body between."""
    down = sorted(lines, key=lambda line: (-line.baseline, line.left))
    return down[:_EDGE], down[: -_EDGE - 1 : -1]


def _key(written: str, line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", " ".join(written.split())), round(line.baseline / _SAME_HEIGHT)


def _running(texts: Sequence[str], edges: Sequence[tuple[list[Line], list[Line]]]) -> set[tuple[str, int]]:
    """Lines at the edge that recur at one height, whatever the numbers in them."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, (text, (top, bottom)) in enumerate(zip(texts, edges, strict=True)):
        for line in top + bottom:
            seen[_key(text[line.start : line.end], line)].add(number)
    least = 2 if len(texts) <= _FEW else _LEAST_PAGES
    return {
        key
        for key, numbers in seen.items()
        if len(numbers) >= least and len(numbers) >= _LEAST_SHARE * (max(numbers) - min(numbers) + 1)
    }


def _unnumbered(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines without the numbers that count them in the margin: 1, 2, 3 … down the page."""
    numbers = {
        at: int(found[0]) for at, line in enumerate(lines) if (found := _NUMBER.match(text, line.start, line.end))
    }
    counted: set[int] = set()
    chain: list[int] = []
    for at, number in numbers.items():
        if chain and number != numbers[chain[-1]] + 1:
            chain = []
        chain.append(at)
        if len(chain) >= _LEAST_NUMBERED:
            counted.update(chain)
    bare = []
    for at, line in enumerate(lines):
        if at not in counted:
            bare.append(line)
        elif line.second is not None:
            left, start = line.second
            bare.append(
                msgspec.structs.replace(line, left=left, start=start, second=None, cells=max(1, line.cells - 1))
            )
    return bare


@cache
def _mark() -> re.Pattern[str]:
    """A page's number alone, or that the text goes on: "- 2 -", "Page 2 of 5", "-more-"."""
    data = json.loads((files("onrecord") / "data" / "page_marks.json").read_text("utf-8"))
    page, of, more = ("|".join(map(re.escape, data[name])) for name in ("page_words", "of_words", "goes_on"))
    number = rf"(?:(?:{page})\.? ?)?\d{{1,3}}(?: ?(?:{of}) ?\d{{1,3}})?|[ivx]{{1,6}}"
    return re.compile(rf"[-–—|( ]{{0,3}}(?:{number}|\(?(?:{more})\)?(?: ?\.\.\.| ?…)?)[-–—|) ]{{0,3}}", re.I)
