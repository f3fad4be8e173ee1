"""Chosen blocks → the stored text and its passages."""

from onrecord.read.html.blocks import Block
from onrecord.types.document import Passage

BETWEEN = "\n\n"
"""What stands between two paragraphs of a stored text."""


def joined(blocks: list[Block]) -> tuple[str, tuple[Passage, ...]]:
    """The stored text of paragraphs, and where each stands in it and in the page's source, in code points."""
    passages: list[Passage] = []
    at = 0
    for block in blocks:
        passages.append(Passage((at, at + len(block.text)), block.span))
        at += len(block.text) + len(BETWEEN)
    return BETWEEN.join(block.text for block in blocks), tuple(passages)
