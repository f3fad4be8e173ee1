"""What an extraction left out of an article or took along from around it, told from how the page is built."""

import re
from collections.abc import Iterator

from onrecord.read.html.blocks import HIDDEN, Page
from onrecord.read.html.lexicon import phrases
from onrecord.read.html.names import Titles
from onrecord.read.html.tree import Signature, around, container, signature, weights

_MOST_ASIDE = 0.3
"""Share of the chosen words that something beside the article may hold; where it is more, it is the article."""
_MOST_HIDDEN = 0.5
"""The same for what is not shown: where it is more, a script shows it once the page is loaded."""
_LEAST_ADDED = 6  # words of a paragraph that is added
_LEAST_LEAD = 15  # words of an opening
_NO_LEAD = frozenset({"h2", "h3", "h4", "figure", "figcaption", "aside", "li"})
_LINKED = 0.5  # share of characters inside links, above which a paragraph is not added
_NEAR = 3  # elements above the article's own in which its other parts are looked for
_TEXT = frozenset({"p", "blockquote", "li", "div", "section", "article", "h2", "h3", "h4", "pre", "dd"})
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


def repaired(page: Page, chosen: list[int], titles: Titles) -> list[int]:
    """`chosen` without what lies before the headline or beside the article, with the article's other paragraphs."""
    headline = _headline(page, titles)
    chosen = _without_asides(page, _behind(page, chosen, headline))
    if not chosen:
        return []
    homes = {signature(page, container(page, i)) for i in chosen if len(page.blocks[i].words) >= _LEAST_ADDED}
    near = {node for i in chosen for node in _holders(page, i)}
    added = [
        i for i in _candidates(page, chosen) if _is_set_as(page, i, homes) and not near.isdisjoint(_holders(page, i))
    ]
    return sorted({*chosen, *added, *_lead(page, headline, chosen[0], near)})


def _headline(page: Page, titles: Titles) -> int:
    """The index of the block that is the headline, -1 where none is."""
    for index, block in enumerate(page.blocks):
        if page.nodes[block.node].name == "h1" and titles.has(block.text):
            return index
    return -1


def _behind(page: Page, chosen: list[int], headline: int) -> list[int]:
    """Without what stands above the headline, unless that is much."""
    behind = [i for i in chosen if i > headline]
    return behind if _words(page, behind) > (1 - _MOST_ASIDE) * _words(page, chosen) else chosen


def _without_asides(page: Page, chosen: list[int]) -> list[int]:
    """Without what is set in elements that are not shown, or named for other things than an article, unless it is much."""
    inside = weights(page, chosen)
    total = inside[0]
    asides = {
        index
        for index, weight in enumerate(inside)
        if (0 < weight < _MOST_ASIDE * total and phrases("unlike").search(page.nodes[index].written))
        or (0 < weight < _MOST_HIDDEN * total and HIDDEN.search(page.nodes[index].written))
    }
    return [i for i in chosen if asides.isdisjoint(around(page, page.blocks[i].node))]


def _candidates(page: Page, chosen: list[int]) -> Iterator[int]:
    """Paragraphs of text from the first chosen one to the headline of another article."""
    taken = set(chosen)
    for index in range(chosen[0] + 1, len(page.blocks)):
        if page.nodes[page.blocks[index].node].name == "h1":
            return
        if index not in taken and _is_text(page, index, _LEAST_ADDED):
            yield index


def _is_text(page: Page, index: int, least_words: int) -> bool:
    """Whether a block is a paragraph that leads nowhere, in an element not named for other things than an article."""
    block = page.blocks[index]
    if page.nodes[block.node].name not in _TEXT or len(block.words) < least_words:
        return False
    if block.linked > _LINKED * len(block.text):
        return False
    holders = _holders(page, index)
    set_in = [page.nodes[node].written for node in (block.node, *holders)]
    if any(HIDDEN.search(written) for written in set_in):
        return False
    # Posts are quotations that are set in elements named "social".
    return _in_quotation(page, holders) or not any(phrases("unlike").search(written) for written in set_in)


def _is_set_as(page: Page, index: int, homes: set[Signature]) -> bool:
    """Whether a block is set as those at `homes` are, or stands in a quotation, a post for example."""
    holders = _holders(page, index)
    return signature(page, holders[0]) in homes or _in_quotation(page, holders)


def _in_quotation(page: Page, holders: list[int]) -> bool:
    return any(page.nodes[node].name == "blockquote" for node in holders)


def _lead(page: Page, headline: int, first: int, near: set[int]) -> list[int]:
    """Sentences between the headline and the first chosen paragraph: an opening that is set in another way."""
    if headline < 0:
        return []
    return [
        index
        for index in range(headline + 1, first)
        if _is_text(page, index, _LEAST_LEAD)
        and _SENTENCE_END.search(page.blocks[index].text)
        and not near.isdisjoint(_holders(page, index)[:2])
        and not any(page.nodes[node].name in _NO_LEAD for node in (page.blocks[index].node, *_holders(page, index)))
    ]


def _holders(page: Page, index: int) -> list[int]:
    """The elements that hold a block's paragraph, the innermost first."""
    return around(page, container(page, index))[: _NEAR + 1]


def _words(page: Page, chosen: list[int]) -> int:
    return sum(len(page.blocks[i].words) for i in chosen)
