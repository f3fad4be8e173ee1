"""Pages written for these tests: outlets, people and places are invented."""

from onrecord.read.html.page import document
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource

PARAGRAPHS = [
    "The council of Marlbeck voted on Tuesday to close the old bridge over the Wen before the winter, after engineers "
    "found cracks in two of its piers.",
    "“We will not send a single bus across it,” Mayor Anna Kovar said. “Nobody has told me what a detour costs, and "
    "nobody needs to.”",
    "Tomas Reiter, who runs the ferry, promised to double the crossings by the first of November if the city pays for "
    "the fuel, which he put at €40,000 a month.",
    "The governor’s office declined to comment. A spokeswoman had said in May that the bridge was safe for ten more "
    "years.",
    "Work on a new bridge cannot begin before the spring, according to a report that the council published last week.",
]
HEADLINE = "Marlbeck closes its old bridge"


def page(
    body: str | None = None,
    *,
    head: str = "",
    title: str = f"{HEADLINE} | The Wen Courier",
    before: str = "",
    after: str = "",
) -> str:
    """A page as outlets make them: a menu, the article, links to others, a footer."""
    if body is None:
        body = "\n".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{HEADLINE}</h1>{before}
<div class="article-body">{body}</div>{after}</article></main>
<footer><p>© The Wen Courier. All rights reserved.</p></footer></body></html>"""


def read(source: str | bytes, described: Description | None = None, **declared: str) -> Document:
    """The document of a page's source."""
    data = source.encode() if isinstance(source, str) else source
    return document(Resource(where="story.html", name="story.html", data=data, **declared), described or Description())
