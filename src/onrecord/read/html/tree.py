"""Where the chosen blocks of a page lie in its tree."""

from collections.abc import Iterator
from itertools import islice

from onrecord.read.html.blocks import Page

Signature = tuple[str, ...]
"""An element and the one around it by name and class: paragraphs of one article are set in elements that look alike."""

_LOOKED_UP = 40  # elements around a block; real pages nest 20 to 50 deep


def weights(page: Page, chosen: list[int]) -> list[int]:
    """For each element the words of the chosen blocks inside it."""
    found = [0] * len(page.nodes)
    for index in chosen:
        block = page.blocks[index]
        found[block.node] += len(block.words)
    for index in range(len(page.nodes) - 1, 0, -1):  # an element stands behind the one around it
        found[page.nodes[index].parent] += found[index]
    return found


def around(page: Page, node: int) -> list[int]:
    """The elements that hold `node`, itself first, the page last or left out where it is deep."""
    return list(islice(_upwards(page, node), _LOOKED_UP))


def container(page: Page, index: int) -> int:
    """The element that a block's paragraph is set in: of `div > p > text` the div."""
    return max(page.nodes[page.blocks[index].node].parent, 0)


def signature(page: Page, node: int) -> Signature:
    """Names and attributes, without figures, of an element and the one around it."""
    outer = page.nodes[max(page.nodes[node].parent, 0)]
    return _looks(page.nodes[node].name, page.nodes[node].written), _looks(outer.name, outer.written)


def _looks(name: str, written: str) -> str:
    start = written.lower().find("class")
    look = written[start : start + 120] if start >= 0 else ""
    return name + "".join(c for c in look if not c.isdigit())


def _upwards(page: Page, node: int) -> Iterator[int]:
    while node >= 0:
        yield node
        node = page.nodes[node].parent
