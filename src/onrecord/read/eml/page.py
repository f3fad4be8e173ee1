"""The page in an e-mail → its paragraphs, without what it replies to, the signature and the mailing service's lines.

It is not read as a page of the web is: a mail has no article to be found among other things, and may be two lines long.
"""

import re
from collections.abc import Callable

from onrecord.read.composing import Piece
from onrecord.read.eml.marks import introduces_reply, marks, opens_forward
from onrecord.read.html.blocks import Block, Page, page_of

_HIDDEN = re.compile(r"\b(?:display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|max-height\s*:\s*0)", re.I)
_SERVICE = 300  # characters: longer blocks are text that speaks of it
_SIGNATURE = re.compile(r"--\s*(?:\n|$)")
_SHORT_SIGNATURE = 12  # blocks behind the mark: more is text behind a rule


def paragraphs(source: str) -> list[Piece]:
    """The blocks of text of a page, with their spans in it; of what is passed on all of them."""
    page = page_of(source)
    hidden, quoted = _inside(page, _is_hidden), _inside(page, _is_marked)
    kept: list[Block] = []
    passed_on = False
    for at, block in enumerate(page.blocks):
        passed_on = passed_on or opens_forward(block.text.partition("\n")[0])
        if not passed_on and quoted[block.node]:
            if kept and introduces_reply(kept[-1].text):
                kept.pop()
            continue
        if not passed_on and _SIGNATURE.match(block.text) and len(page.blocks) - at <= _SHORT_SIGNATURE:
            break
        if not hidden[block.node] and not _is_service(block.text):
            kept.append(block)
    return [Piece(block.text, block.span) for block in kept]


def _inside(page: Page, holds: Callable[[str], bool]) -> list[bool]:
    """Of each element, whether it or one around it is such, by its attributes as written."""
    found: list[bool] = []
    for node in page.nodes:  # an element stands behind the one around it
        found.append((node.parent >= 0 and found[node.parent]) or holds(node.written))
    return found


def _is_hidden(written: str) -> bool:
    return _HIDDEN.search(written) is not None


def _is_marked(written: str) -> bool:
    folded = written.casefold()
    return any(mark in folded for mark in marks("marked_up"))


def _is_service(text: str) -> bool:
    return len(text) <= _SERVICE and any(mark in text.casefold() for mark in marks("service"))
