"""What a page says about itself, with how it is known."""

import json

import pytest

from onrecord.read.html.page import document
from onrecord.types.document import Description
from onrecord.types.resource import Resource
from tests.read.html.pages import HEADLINE, page, read

ADDRESS = "https://www.wencourier.example/news/2024/10/03/bridge"


def ld(**fields: object) -> str:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, **fields}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def said(head: str, **options: str) -> Description:
    return read(page(head=head, **options)).description


def test_json_ld_says_everything_and_each_basis_is_named() -> None:
    found = said(
        ld(
            url=ADDRESS,
            author=[{"@type": "Person", "name": "Ida Holm"}, {"@type": "Person", "name": "Per Lund"}],
            publisher={"@type": "Organization", "name": "The Wen Courier"},
            datePublished="2024-10-03T10:15:30+02:00",
            dateModified="2024-10-03T12:00:00.000Z",
        )
        + f'<link rel="canonical" href="{ADDRESS}?utm=x#top">'
    )
    assert found.title == HEADLINE
    assert found.authors == ("Ida Holm", "Per Lund")
    assert found.publisher == "The Wen Courier"
    assert (found.published, found.modified) == ("2024-10-03T10:15:30+02:00", "2024-10-03T12:00:00Z")
    assert found.url == f"{ADDRESS}?utm=x"
    assert found.basis == {
        **dict.fromkeys(("title", "authors", "publisher", "published", "modified"), "json-ld"),
        "url": "link",
    }


def test_json_ld_about_another_page_is_not_this_page_s() -> None:
    other = ld(headline="A ferry sinks at sea", url="https://www.wencourier.example/ferry", datePublished="2020-01-01")
    found = said(other + f'<link rel="canonical" href="{ADDRESS}">')
    assert found.title == HEADLINE
    assert found.published == "2024-10-03"
    assert found.basis["published"] == "url"


def test_json_ld_inside_a_graph_is_found_and_broken_json_is_passed_over() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {"@type": ["Article", "Thing"], "headline": HEADLINE, "author": "Ida Holm"},
        ]
    }
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    found = said(broken + f'<script type="application/ld+json">{json.dumps(graph)}</script>')
    assert found.authors == ("Ida Holm",)


def test_a_raw_line_break_in_json_ld_is_a_space() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Marlbeck closes\n its old bridge"}</script>'
    assert said(script).basis["title"] == "json-ld"
    assert said(script).title == HEADLINE


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} | The Wen Courier",
        f"{HEADLINE} - The Wen Courier",
        f"The Wen Courier: {HEADLINE}".replace(": ", " : "),
        f"{HEADLINE} – WenCourier",
    ],
)
def test_the_outlet_s_name_is_cut_from_a_title(title: str) -> None:
    found = said(meta("og:title", title) + meta("og:site_name", "The Wen Courier"), title=title)
    assert (found.title, found.publisher) == (HEADLINE, "The Wen Courier")


def test_a_title_with_a_dash_of_its_own_is_kept() -> None:
    title = "Bridge or ferry - a town is divided"
    assert said(meta("og:title", title) + meta("og:site_name", "The Wen Courier")).title == title


def test_an_agency_that_wrote_the_story_is_not_the_outlet() -> None:
    found = said(ld(publisher={"name": "Valley Press Agency"}) + meta("og:site_name", "The Wen Courier"))
    assert found.publisher == "The Wen Courier"


def test_without_a_name_the_outlet_is_the_host() -> None:
    found = said(f'<link rel="canonical" href="{ADDRESS}">')
    assert (found.publisher, found.basis["publisher"]) == ("wencourier.example", "url")


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Ida Holm", ("Ida Holm",)),
        ("By Ida Holm and Per Lund", ("Ida Holm", "Per Lund")),
        ("Ida Holm, Per Lund", ("Ida Holm", "Per Lund")),
        ("Ida Holm, Staff Writer", ("Ida Holm",)),
        ("Analysis by Ida Holm", ("Ida Holm",)),
        ("https://www.wencourier.example/authors/holm", ()),
        ("The Wen Courier", ()),
        ("admin", ()),
        ("Ida Holm | October 3, 2024 10:15", ("Ida Holm",)),
    ],
)
def test_authors_are_names(written: str, authors: tuple[str, ...]) -> None:
    assert said(meta("author", written) + meta("og:site_name", "The Wen Courier")).authors == authors


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024-10-03", "2024-10-03"),
        ("2024-10", "2024-10"),
        ("2024-10-03T10:15:00", "2024-10-03T10:15:00"),
        ("2024-10-03 10:15", "2024-10-03T10:15:00"),
        ("2024-10-03T10:15:00+0530", "2024-10-03T10:15:00+05:30"),
        ("20241003", "2024-10-03"),
        ("Thu, 03 Oct 2024 10:15:00 GMT", "2024-10-03T10:15:00Z"),
        ("2024-13-03", None),
        ("2024-02-30", None),
        ("2199-01-01", None),
        ("1970-01-01T00:00:00Z", None),
        ("yesterday", None),
    ],
)
def test_times_keep_their_precision_and_zone(written: str, published: str | None) -> None:
    found = said(meta("article:published_time", written))
    assert found.published == published
    assert ("published" in found.basis) == (published is not None)


def test_a_time_ahead_of_the_fetching_is_not_believed() -> None:
    source = page(head=meta("article:published_time", "2024-10-09"))
    fetched = Resource(where="x", name="x", data=source.encode(), fetched="2024-10-03T12:00:00Z")
    assert document(fetched, Description()).description.published is None


def test_a_byline_is_read_near_the_headline_and_not_in_a_comment() -> None:
    byline = '<p class="byline">By <a rel="author" href="/holm">Ida Holm</a></p>'
    comment = "".join(
        f'<div class="comment"><span class="author">Reader {i}</span><p>Well said, all of it.</p></div>'
        for i in range(20)
    )
    assert read(page(before=byline)).description.authors == ("Ida Holm",)
    assert read(page(after=comment)).description.authors == ()


def test_what_is_only_written_at_the_headline_is_a_guess() -> None:
    lines = "<p>By Ida Holm</p><p>Published: 3 October 2024</p><p>Updated October 5th, 2024 at noon</p>"
    found = read(page(before=lines)).description
    assert (found.authors, found.published, found.modified) == (("Ida Holm",), "2024-10-03", "2024-10-05")
    assert {found.basis[field] for field in ("authors", "published", "modified")} == {"guess"}


def test_a_time_marked_up_at_the_headline_is_the_page_s_and_one_in_a_teaser_is_not() -> None:
    teasers = "".join(f'<div><time datetime="2020-01-0{i}">then</time> Another story</div>' for i in range(1, 9)) * 3
    assert (
        read(page(before='<time datetime="2024-10-03T10:15Z">3.10.</time>')).description.published
        == "2024-10-03T10:15:00Z"
    )
    assert read(page(after=teasers)).description.published is None


def test_a_title_that_begins_with_the_outlet_s_name_is_kept() -> None:
    title = "The Wen Courier view of the bridge and of those who closed it | Editorial"
    found = said(meta("og:title", title) + meta("og:site_name", "The Wen Courier"))
    assert found.title == title


def test_a_canonical_address_is_joined_to_where_the_page_is_from_and_the_front_page_is_none() -> None:
    def url(href: str) -> str | None:
        source = page(head=f'<link rel="canonical" href="{href}">')
        return document(Resource(where="x", name="x", data=source.encode(), url=ADDRESS), Description()).description.url

    assert url("/news/bridge") == "https://www.wencourier.example/news/bridge"
    assert url("https://www.wencourier.example/") == ADDRESS
    assert url("javascript:alert(1)") == ADDRESS
    assert url("http://[broken") == ADDRESS
