"""Whatever bytes a page is made of: a document whose spans hold, or a refusal."""

from html import escape, unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read.html.blocks import page_of
from onrecord.read.html.markup import Raw, Tag, Text, tokens
from onrecord.types.document import Document
from tests.read.html.pages import PARAGRAPHS, page, read
from tests.strategies import texts

_PIECES = st.sampled_from((
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<a href=x>", "</a>", "<br>", "<li>", "<td>", "<tr>", "<table>",
    "</table>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "</", "<", ">", "&", "&amp;", "&#0;",
    "&#xD800;", "&#x110000;", "&nbsp;", "<p/>", "<svg>", "</svg>", "<textarea>", "</title>", "<h1>", "</h1>", "<a",
    "<noscript>", '"', "'", "=", "<span hidden>", "</span>", "<blockquote>", "<h2>",
))  # fmt: skip
_SOUP = st.lists(_PIECES | texts | st.sampled_from(PARAGRAPHS), max_size=40).map("".join)


def holds(found: Document) -> None:
    assert found.origin is not None
    ends = [passage.text for passage in found.origin.passages]
    assert [found.text[a:b] for a, b in ends] == found.text.split("\n\n")
    assert all(found.text[a:b].strip() for a, b in ends)
    sources = [passage.source for passage in found.origin.passages]
    assert all(source is not None and source[0] < source[1] for source in sources)


def read_or_refused(source: str | bytes) -> Document | None:
    try:
        found = read(source)
    except InputError:
        return None
    holds(found)
    return found


@settings(deadline=None)  # the first page loads the library
@given(st.binary(max_size=2000))
@example(b"<\x00p>" * 50)
@example(b"\xff\xfe<\x00p")
def test_any_bytes(data: bytes) -> None:
    read_or_refused(data)


@settings(deadline=None)
@given(_SOUP)
def test_any_soup_of_tags_within_an_article(soup: str) -> None:
    read_or_refused(page(soup + "".join(f"<p>{p}</p>" for p in PARAGRAPHS), head=soup).encode("utf-8", "replace"))


@settings(deadline=None)
@given(
    st.lists(
        texts.map(lambda text: " ".join(text.split())).filter(lambda text: "\x00" not in text), min_size=1, max_size=6
    )
)
def test_what_is_written_into_a_page_is_found_at_its_span(written: list[str]) -> None:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in [*PARAGRAPHS, *written])
    source = page(body)
    found = read_or_refused(source.encode("utf-8", "surrogatepass"))
    assert found is not None
    assert found.origin is not None
    assert found.text.startswith("\n\n".join(PARAGRAPHS))
    for passage in found.origin.passages:
        assert passage.source is not None
        shown = unescape(source[slice(*passage.source)])
        assert shown.split() == found.text[slice(*passage.text)].split()


@settings(deadline=None)
@given(_SOUP | st.text("<>!-/ab\"'=& ", max_size=200))
def test_tokens_are_in_order_and_every_text_block_is_inside_the_source(source: str) -> None:
    at = 0
    for token in tokens(source):
        assert isinstance(token, Tag | Raw | Text)
        assert at <= token.span[0] <= token.span[1] <= len(source)
        at = token.span[1]
    blocks = page_of(source).blocks
    assert [block.span for block in blocks] == sorted(block.span for block in blocks)
    assert all(block.text and block.text == block.text.strip() for block in blocks)
