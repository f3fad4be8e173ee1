"""A page → one document: its main text, what it says about itself, and where each paragraph stands in it."""

from onrecord.errors import EmptyInput, TooCostly
from onrecord.read.composing import PARAGRAPH, Piece, composed
from onrecord.read.html.blocks import page_of
from onrecord.read.html.body import body
from onrecord.read.html.charset import decoded
from onrecord.read.html.metadata import said
from onrecord.read.html.names import Titles
from onrecord.read.html.rows import paragraphs
from onrecord.read.html.verdicts import judge
from onrecord.read.language import language_of
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource

MOST_CHARACTERS = 8_000_000
"""Of a page's source; the largest of 181 pages of news had 1.5 million."""
_WITHOUT_SPACES = frozenset({"ja", "zh", "th"})


def document(resource: Resource, described: Description) -> Document:
    """The document of a page. `described` is given, and wins over what the page says.

    The text is the article's paragraphs with two line ends between them. Entities are decoded, white space is collapsed
    to a space, `br` is a line end; nothing else is rewritten: no letters are composed, soft hyphens and format
    characters stay. Each paragraph is one passage, with its span in the decoded source, tags inside it and all.
    Raises EmptyInput, BinaryInput, UnknownEncoding, TooCostly, BrokenFile, NoArticle or Paywalled.
    """
    source, encoding = decoded(resource)
    if not source.strip():
        raise EmptyInput("no text in it", "leave it out")
    if len(source) > MOST_CHARACTERS:
        raise TooCostly(f"{len(source)} characters of source: more than are read", "give its text as a text file")
    page = page_of(source)
    known = said(page, resource)
    titles = Titles.of([described.title or "", *known.titles])
    blocks = paragraphs(page, body(page, titles))
    text = PARAGRAPH.join(block.text for block in blocks)
    language = language_of(text) or _declared(known.lang)
    judge(text, page, free=known.free, spaceless=language in _WITHOUT_SPACES)
    pieces = (Piece(block.text, block.span) for block in blocks)
    return composed(pieces, resource, "html", described, known.description, encoding, language)


def _declared(lang: str | None) -> str | None:
    code = (lang or "").replace("_", "-").partition("-")[0].strip().casefold()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
