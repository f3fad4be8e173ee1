"""What stands around the headline: who wrote the story, and when."""

import re

from onrecord.read.html.blocks import Page
from onrecord.read.html.markup import attributes
from onrecord.read.html.names import Titles

_MARKS = frozenset({"author", "byline", "author-name", "byline-name", "article-author", "article__author"})
_NEAR = 12  # blocks before or behind the headline; further down, names and times are those of comments and teasers
_PARAGRAPH = 20  # words
_LONGEST = 14  # words of a line that says who or when
_BY = re.compile(r"[Bb][Yy]:?\s+[A-Z]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})\b"
_DAYS = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.I),
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}", re.I),
)
_CHANGED = re.compile(r"\W*(?:last )?(?:updated|modified|changed)\b", re.I)


def around_headline(page: Page, titles: Titles) -> list[int]:
    """The indices of the blocks around the headline, in order, without itself; none where no `h1` is the title.

    They end where the story has begun: at its second paragraph, since the first long one may be a standfirst.
    """
    for index, block in enumerate(page.blocks):
        if _inside(page, block.node, "h1") and titles.has(block.text):
            behind = range(index + 1, min(len(page.blocks), index + _NEAR + 1))
            story = [i for i in behind if len(page.blocks[i].words) >= _PARAGRAPH]
            end = story[1] if len(story) > 1 else behind.stop
            return [*range(max(0, index - _NEAR), index), *range(index + 1, end)]
    return []


def marked_authors(page: Page, near: list[int]) -> list[str]:
    """The texts that are marked up as an author's name."""
    return [page.blocks[i].text for i in near if _is_marked(page, i)]


def written_authors(page: Page, near: list[int]) -> list[str]:
    """The lines that begin with "By" and a name."""
    return [page.blocks[i].text for i in near if _is_short(page, i) and _BY.match(page.blocks[i].text)]


def marked_times(page: Page, near: list[int]) -> list[str]:
    """The `datetime` of the `time` elements around the headline."""
    if not near:
        return []
    first, last = page.blocks[near[0]].node, page.blocks[near[-1]].node
    times = (node for node in page.nodes[first : max(first, last) + 1] if node.name == "time")
    return [written for node in times if (written := attributes(node.written).get("datetime"))]


def written_days(page: Page, near: list[int]) -> tuple[list[str], list[str]]:
    """The days in English that short lines name, ISO 8601: of publication, and of change ("Updated May 3, 2022")."""
    published: list[str] = []
    changed: list[str] = []
    for index in near:
        text = page.blocks[index].text
        if _is_short(page, index) and (day := _day(text)):
            (changed if _CHANGED.match(text) else published).append(day)
    return published, changed


def _day(text: str) -> str | None:
    found = next((found for pattern in _DAYS if (found := pattern.search(text))), None)
    if found is None:
        return None
    month = _MONTHS.index(found["month"].lower()) + 1
    return f"{found['year']}-{month:02}-{int(found['day']):02}"


def _is_short(page: Page, index: int) -> bool:
    return len(page.blocks[index].words) <= _LONGEST


def _is_marked(page: Page, index: int) -> bool:
    node = page.nodes[page.blocks[index].node]
    for _ in range(3):
        if "author" in node.written or "byline" in node.written:
            found = attributes(node.written)
            return bool({found.get("itemprop"), found.get("rel"), *found.get("class", "").lower().split()} & _MARKS)
        node = page.nodes[max(node.parent, 0)]
    return False


def _inside(page: Page, index: int, name: str) -> bool:
    for _ in range(4):
        if page.nodes[index].name == name:
            return True
        index = max(page.nodes[index].parent, 0)
    return False
