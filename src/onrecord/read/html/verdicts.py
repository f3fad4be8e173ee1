"""Whether what was read of a page is an article at all: no list of links, no consent wall, no stub of what is sold."""

import re

from onrecord.errors import NoArticle, Paywalled
from onrecord.read.html.blocks import Page
from onrecord.read.html.lexicon import phrases

_WORD = re.compile(r"\w+")
_LOOKED_AT = 200_000  # characters of a page in which a wall is looked for

LEAST_WORDS = 25
"""Fewer are no article: the shortest of 181 that people marked as articles has more."""
STUB_WORDS = 150
"""An article that says it is sold, and shows fewer words, is its beginning alone."""


def judge(text: str, page: Page, *, free: bool | None, spaceless: bool) -> None:
    """Raises NoArticle or Paywalled where `text`, the main text of `page`, is none or a stub.

    free: what the page says of itself, None where nothing. spaceless: in a script without spaces between words.
    """
    words = len(text) // 2 if spaceless else len(_WORD.findall(text))
    if words >= STUB_WORDS:
        return
    whole = "\n".join(block.text for block in page.blocks)[:_LOOKED_AT]
    sold = phrases("paywall").search(whole)
    if free is False or sold:
        shown = f"“{sold[0]}”" if sold else "the page says so"
        raise Paywalled(f"{words} words of an article that is sold: {shown}", "give a copy that you may read in full")
    if phrases("consent").search(text if words >= LEAST_WORDS else whole):
        raise NoArticle("a page that asks for consent", "open it in a browser, answer, and save the article")
    if words < LEAST_WORDS:
        raise NoArticle(f"{words} words of running text: no article", "give the address of one article")
