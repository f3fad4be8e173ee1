"""Which blocks of a page are its main text, as trafilatura sees it.

Trafilatura gives text without offsets. So each block is marked with one character of its own before it is handed over,
and the marks that come back say which blocks were kept.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.errors import BrokenFile, TooCostly
from onrecord.read.html.blocks import Page

_FIRST = 0x20000
"""CJK Extension B: letters to every library, and in no news page; 42,720 of them follow one another."""
_MOST_BLOCKS = 20_000
_MOST_NODES = 30_000
"""Three and a half seconds of one core at the most; the largest of 181 pages of news had 1,500 elements, 600 blocks."""
_DEEPEST = 250
"""Elements inside one another; the parser that trafilatura uses reads 256 and drops what is deeper."""
_MARKS = re.compile("[\U00020000-\U0002a6df]")
_SPANS = re.compile(r"\b(?:col|row)span\s*+=", re.I)
"""Trafilatura makes a cell for each column and row that a cell spans, a hundred by a hundred at most."""
_CURE = "give its text as a text file"


def main_blocks(page: Page) -> list[int]:
    """The indices in `page.blocks` of the main text, in order; empty where there is none.

    Raises TooCostly for a page of more elements than are taken apart in time, BrokenFile where the library fails.
    """
    _refuse_costly(page)
    text = _extracted(_marked(page))
    return sorted({index for mark in _MARKS.findall(text) if (index := ord(mark) - _FIRST) < len(page.blocks)})


def _refuse_costly(page: Page) -> None:
    if len(page.nodes) > _MOST_NODES or len(page.blocks) > _MOST_BLOCKS:
        raise TooCostly(f"{len(page.nodes)} elements, {len(page.blocks)} paragraphs: more than are read", _CURE)
    depths = [0]
    for node in page.nodes[1:]:
        depths.append(depths[node.parent] + 1)
    if max(depths) > _DEEPEST:
        raise TooCostly(f"elements {max(depths)} deep inside one another: more than are read", _CURE)


def _marked(page: Page) -> str:
    """The source with a mark before each block, without what costs time and holds no text: scripts, endless tags."""
    edits = [(block.span[0], block.span[0], f"{chr(_FIRST + i)} ") for i, block in enumerate(page.blocks)]
    edits += [(*raw.span, "") for _, raw in page.raws if "ld+json" not in raw.written]
    edits += [(*span, "") for span in page.bulky]
    edits.sort()
    parts: list[str] = []
    at = 0
    for start, end, instead in edits:
        parts += (_MARKS.sub("\u4e00", page.source[at:start]), instead)
        at = end
    parts.append(_MARKS.sub("\u4e00", page.source[at:]))
    return _SPANS.sub("data-span=", "".join(parts))


def _extracted(source: str) -> str:
    from trafilatura import extract  # here: it takes half a second to import

    with _silenced("trafilatura"):
        try:
            return extract(source, fast=True, include_comments=False) or ""
        except RecursionError:
            raise TooCostly("elements too deep inside one another", _CURE) from None
        except Exception as error:
            raise BrokenFile(f"could not be taken apart: {error}", _CURE) from error


@contextmanager
def _silenced(name: str) -> Iterator[None]:
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
