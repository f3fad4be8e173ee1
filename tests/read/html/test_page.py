"""What is read of a page: its paragraphs as they stand, each found again in the source, and nothing else."""

import hashlib
import logging
import socket

import pytest
from lxml.html import document_fromstring

from onrecord.errors import EmptyInput, InputError, NoArticle, Paywalled, TooCostly
from onrecord.types.document import Description
from tests.read.html.pages import HEADLINE, PARAGRAPHS, page, read

LIST = "".join(f'<li><a href="/{i}">Another story of the day, number {i}, told elsewhere</a></li>' for i in range(40))


def test_the_text_is_the_article_s_paragraphs() -> None:
    assert read(page()).text == "\n\n".join(PARAGRAPHS)


def test_each_passage_is_a_paragraph_and_its_span_of_the_source_shows_the_same_words() -> None:
    bold = [p.replace("the", "<b>the</b>").replace("’", "&rsquo;") for p in PARAGRAPHS]
    source = page("\n".join(f"<p>\n  {paragraph}\n</p>" for paragraph in bold))
    found = read(source)
    assert found.origin is not None
    assert [found.text[slice(*passage.text)] for passage in found.origin.passages] == PARAGRAPHS
    for passage, paragraph in zip(found.origin.passages, bold, strict=True):
        assert passage.source is not None
        assert source[slice(*passage.source)] == paragraph


def test_the_origin_names_the_bytes() -> None:
    data = page().encode("utf-8")
    origin = read(data).origin
    assert origin is not None
    assert (origin.where, origin.media, origin.encoding) == ("story.html", "html", "utf-8")
    assert origin.sha256 == hashlib.sha256(data).hexdigest()


def test_spans_count_code_points_of_the_decoded_source() -> None:
    source = page().replace("Marlbeck", "M\U0001d518rlbeck")
    found = read(b"\xef\xbb\xbf" + source.encode())
    assert found.origin is not None
    first = found.origin.passages[0].source
    assert first is not None
    assert source[slice(*first)] == PARAGRAPHS[0].replace("Marlbeck", "M\U0001d518rlbeck")


@pytest.mark.parametrize(
    "chrome",
    [
        "<p>Advertisement</p>",
        "<p>For the latest news from the valley, follow our live page.</p>",
        "<p>Sign up for our newsletter</p>",
        "<p>Photo: Ida Holm / The Wen Courier</p>",
        '<p>Read more: <a href="/other">The ferry that never sank</a></p>',
        '<p><a href="/other">The ferry that never sank, and why it may yet</a></p>',
        "<ul><li>Share</li><li>Facebook</li><li>WhatsApp</li></ul>",
        "<p>Published 3 October 2024, 10:15</p>",
        "<p>By Ida Holm</p>",
        f"<h2>{HEADLINE}</h2>",
        "<script>var p = '<p>Not a paragraph of the story at all, but code that writes one.</p>';</script>",
        "<!-- <p>A paragraph of the story that was taken out again before it was published.</p> -->",
        '<p>A word <span class="tooltip-content">Anna Kovar has been mayor since 2011. MORE</span></p>',
    ],
)
@pytest.mark.parametrize("place", [0, 2, 5])
def test_what_stands_among_the_paragraphs_and_is_none_is_left_out(chrome: str, place: int) -> None:
    parts = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    text = read(page("\n".join([*parts[:place], chrome, *parts[place:]]))).text
    assert text.replace("\n\nA word\n\n", "\n\n").removeprefix("A word\n\n").removesuffix("\n\nA word") == "\n\n".join(
        PARAGRAPHS
    )


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none"><p>{}</p></div>',
        '<p style="color: red; display: none">{}</p>',
        "<p hidden>{}</p>",
        '<div hidden=""><p>{}</p></div>',
        '<div class="visually-hidden"><p>{}</p></div>',
        '<p style="visibility:hidden">{}</p>',
        '<p style="font-size:0">{}</p>',
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        '<p>The rest of it is well known. <span style="display:none">{}</span></p>',
    ],
)
def test_words_that_a_reader_of_the_page_does_not_see_are_nobody_s(hidden: str) -> None:
    secret = "Kovar also said that she would burn the bridge down herself before Christmas, come what may."
    parts = [f"<p>{p}</p>" for p in PARAGRAPHS]
    text = read(page("".join([*parts[:3], hidden.format(secret), *parts[3:]]))).text
    assert "burn" not in text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_an_article_that_waits_for_a_script_to_be_shown_is_read() -> None:
    body = f'<div style="display:none">{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</div>'
    assert read(page(body)).text == "\n\n".join(PARAGRAPHS)


def test_quotations_and_lists_are_paragraphs_of_their_own() -> None:
    quoted, listed = (
        "The piers will not stand another flood like that of last year.",
        ["first the buses", "then the cars"],
    )
    items = "".join(f"<li>The report asks to stop {item} that cross the river.</li>" for item in listed)
    parts = [f"<p>{p}</p>" for p in PARAGRAPHS]
    body = "".join([*parts[:2], f"<blockquote><p>{quoted}</p></blockquote><ul>{items}</ul>", *parts[2:]])
    added = [quoted, *(f"The report asks to stop {item} that cross the river." for item in listed)]
    assert read(page(body)).text.split("\n\n") == [*PARAGRAPHS[:2], *added, *PARAGRAPHS[2:]]


def test_a_post_that_is_set_into_an_article_is_kept() -> None:
    post = "I have crossed that bridge every day for forty years and I will cross it tomorrow."
    embedded = f'<div class="social-embed"><blockquote class="post"><p>{post}</p>— Ida Holm</blockquote></div>'
    body = "".join([*(f"<p>{p}</p>" for p in PARAGRAPHS[:3]), embedded, *(f"<p>{p}</p>" for p in PARAGRAPHS[3:])])
    assert post in read(page(body)).text.split("\n\n")


def test_an_article_set_in_several_pieces_is_read_whole() -> None:
    pieces = [PARAGRAPHS[:2], PARAGRAPHS[2:4], PARAGRAPHS[4:]]
    body = '<div class="ad"></div>'.join(
        '<div class="article__body chunk">' + "".join(f"<p>{p}</p>" for p in piece * 3) + "</div>" for piece in pieces
    )
    assert set(read(page(body)).text.split("\n\n")) == set(PARAGRAPHS)


def test_the_cells_of_a_row_are_one_paragraph() -> None:
    rows = "".join(f"<tr><td>Pier {i}</td><td>{i} cracks</td><td>€{i},000</td></tr>" for i in range(1, 4))
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + f"<table>{rows}</table>"
    assert "Pier 2\t2 cracks\t€2,000" in read(page(body)).text.split("\n\n")


def test_a_line_break_stays_and_two_end_a_paragraph() -> None:
    lines = "The old bridge is falling down,<br>falling down upon the town,<br/><br/>and nobody has come to see it go."
    body = "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, lines))
    assert read(page(body)).text.split("\n\n")[-2:] == [
        "The old bridge is falling down,\nfalling down upon the town,",
        "and nobody has come to see it go.",
    ]


def test_letters_are_not_rewritten() -> None:
    odd = "The cafe\u0301 “Na\u00adpa” kept ﬁsh, İ and \u2067bidi\u2069, &amp; a &lt;tag&gt; for &#8364;40 &mdash; so Kovar said."
    body = "".join(f"<p>{p}</p>" for p in (odd, *PARAGRAPHS))
    expected = "The cafe\u0301 “Na\u00adpa” kept ﬁsh, İ and \u2067bidi\u2069, & a <tag> for €40 — so Kovar said."
    assert read(page(body)).text.split("\n\n")[0] == expected


def test_the_characters_that_trace_a_block_may_stand_in_a_page() -> None:
    rare = "The sign of the ferry is \U00020000\U00020001, an old one that few can read, the ferryman said on Sunday."
    found = read(page("".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, rare))))
    assert found.text.split("\n\n") == [*PARAGRAPHS, rare]


def test_what_is_given_wins_over_what_the_page_says() -> None:
    found = read(page(), Description(title="Given", basis={"title": "given"}))
    assert (found.description.title, found.description.basis["title"]) == ("Given", "given")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("", EmptyInput),
        ("  \n ", EmptyInput),
        ("<html><body></body></html>", NoArticle),
        (f"<html><body><h1>News</h1><ul>{LIST}</ul></body></html>", NoArticle),
        (
            "<div>We and our partners use cookies to store your privacy choices.</div><button>Accept all</button>",
            NoArticle,
        ),
        (page(f"<p>{PARAGRAPHS[0]}</p><p>To continue reading, subscribe to The Wen Courier.</p>"), Paywalled),
        (
            page(
                f"<p>{PARAGRAPHS[0]}</p>",
                head='<script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
                + HEADLINE
                + '", "isAccessibleForFree": "False"}</script>',
            ),
            Paywalled,
        ),
        ("<div>" * 100_000 + "deep", TooCostly),
        ("<p>x</p>" * 30_000, TooCostly),
        ("x" * 8_000_001, TooCostly),
    ],
)
def test_what_is_no_article_is_refused_with_a_cause_and_a_cure(source: str, error: type[InputError]) -> None:
    with pytest.raises(error) as raised:
        read(source)
    assert raised.value.cause
    assert raised.value.cure


def test_a_whole_article_that_mentions_subscribing_is_read() -> None:
    after = "<p>Subscribe to read more of our stories.</p><p>Already a subscriber? Log in.</p>"
    assert len(read(page("".join(f"<p>{p}</p>" for p in PARAGRAPHS * 2), after=after)).text) > 500


def test_another_language_is_named() -> None:
    german = (
        "Der Rat der Stadt hat am Dienstag beschlossen, die alte Brücke über den Fluss vor dem Winter zu schließen, weil "
        "die Ingenieure Risse in zwei Pfeilern gefunden haben und niemand für die Sicherheit der Busse bürgen will."
    )
    assert read(page(f"<p>{german}</p>" * 3).replace('lang="en"', 'lang="de"')).language == "de"


def test_nothing_is_logged_and_no_socket_is_opened(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    with caplog.at_level(logging.DEBUG), pytest.raises(NoArticle):
        read("<html><body><a href='https://example.org'>x</a></body></html>")
    assert not caplog.records
    assert logging.getLogger("trafilatura").level == logging.NOTSET


def test_a_table_of_a_billion_columns_is_read() -> None:
    cell = '<td colspan="1000000000" rowspan="1000000000">x</td>'
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + f"<table>{f'<tr>{cell * 10}</tr>' * 100}</table>"
    assert read(page(body)).text.startswith("\n\n".join(PARAGRAPHS))


def test_lxml_shows_the_same_words_for_each_span() -> None:
    source = page("".join(f"<p><i>{p[:20]}</i>{p[20:]}</p>" for p in PARAGRAPHS))
    found = read(source)
    assert found.origin is not None
    for passage in found.origin.passages:
        assert passage.source is not None
        shown = document_fromstring(f"<p>{source[slice(*passage.source)]}").text_content()
        assert shown.split() == found.text[slice(*passage.text)].split()
