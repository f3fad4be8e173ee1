"""Cells of a table's row → one paragraph."""

from itertools import groupby

from onrecord.read.html.blocks import Block, Page

CELLS = "\t"
"""What stands between two cells of a row in a stored text."""

_LONGEST_CELL = 20
"""Words; tables with longer cells lay out a page and are no data."""


def paragraphs(page: Page, chosen: list[int]) -> list[Block]:
    """The chosen blocks as paragraphs: the short cells of one row together, everything else by itself."""
    found: list[Block] = []
    for row, indices in groupby(chosen, lambda index: _row(page, index)):
        cells = [page.blocks[index] for index in indices]
        if row is None or len(cells) == 1:
            found += cells
        else:
            text = CELLS.join(cell.text.replace("\n", " ") for cell in cells)
            found.append(Block(text, (cells[0].span[0], cells[-1].span[1]), row))
    return found


def _row(page: Page, index: int) -> int | None:
    """The row that a block is a short cell of."""
    block = page.blocks[index]
    node = page.nodes[block.node]
    if len(block.words) > _LONGEST_CELL:
        return None
    for _ in range(2):
        if node.name in {"td", "th"} and page.nodes[node.parent].name == "tr":
            return node.parent
        node = page.nodes[max(node.parent, 0)]
    return None
