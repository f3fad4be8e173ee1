"""The main text of a page, as the indices of its blocks: what trafilatura finds, repaired."""

from onrecord.read.html.blocks import Page
from onrecord.read.html.chrome import without_chrome
from onrecord.read.html.extraction import main_blocks
from onrecord.read.html.names import Titles
from onrecord.read.html.repairs import repaired


def body(page: Page, titles: Titles) -> list[int]:
    """The indices in `page.blocks` of the article's paragraphs, in order; empty where the page has none.

    titles: what is known to be the page's title. Raises TooCostly or BrokenFile.
    """
    return without_chrome(page, repaired(page, main_blocks(page), titles), titles)
