"""What stands among the paragraphs of an article and is none: headline, byline, share bars, links to other stories."""

import re

from onrecord.read.html.blocks import Page
from onrecord.read.html.lexicon import phrases
from onrecord.read.html.names import Titles

_MOST_WORDS = 60  # a longer paragraph is the article's, whatever it begins with
_LONGEST = 600  # characters of a phrase and what it begins
_MARKS = re.compile(r"^[\W_]+")
_LINKED = 0.8
"""Share of a paragraph's characters inside links, above which it leads to other stories."""
_NO_TEXT = frozenset({"button", "label", "option", "legend", "nav"})
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def without_chrome(page: Page, chosen: list[int], titles: Titles) -> list[int]:
    """`chosen` without what is no paragraph of the article: its headline, phrases, links alone, headings of nothing."""
    kept = [index for index in chosen if not _is_chrome(page, index, titles)]
    return _without_empty_headings(page, kept)


def _is_chrome(page: Page, index: int, titles: Titles) -> bool:
    block = page.blocks[index]
    if not block.words or page.nodes[block.node].name in _NO_TEXT:
        return True
    if len(block.words) > _MOST_WORDS:
        return False
    if block.linked >= _LINKED * len(block.text):
        return True
    if titles.has(block.text):
        return True
    if len(block.text) > _LONGEST:
        return False
    text = _MARKS.sub("", block.text.replace("\n", " "))
    return bool(phrases("whole").fullmatch(text) or phrases("beginning").match(text))


def _without_empty_headings(page: Page, chosen: list[int]) -> list[int]:
    """Without the headings at the end, which had a list of links or a form behind them."""
    while chosen and page.nodes[page.blocks[chosen[-1]].node].name in _HEADS:
        chosen = chosen[:-1]
    return chosen
