"""What is fetched is read, feeds page by page, hosts taking turns."""

import pytest

from onrecord.read.fetch.fetcher import Fetcher
from onrecord.read.sandbox import Sandbox
from onrecord.read.web import Wanted, _same_site, fetched, in_turn, listed, pages
from onrecord.settings import Settings
from onrecord.types.document import Description, Document, Refusal
from onrecord.types.following import Entry
from onrecord.types.resource import Resource

from .fetch.conftest import QUICK
from .fetch.server import Server, page

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>“We will not close the bridge,” Mayor Anna Kovar said on Tuesday, after a long meeting of the council.</p>
<p>Her deputy, Jan Maly, told reporters that the city had found the money for it, and that nobody would have to leave.</p>
<p>The council will meet again in the autumn, when the accounts of the year are to be read to it.</p>
</article></body></html>"""
FEED = "<rss version='2.0'><channel><title>Dellin Standard</title>{}</channel></rss>"


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(Settings(**QUICK)) as made:
        yield made


@pytest.fixture
def fetcher():
    with Fetcher(Settings(**QUICK), permitted=lambda a: True, sleep=lambda s: None) as made:
        yield made


@pytest.fixture
def server():
    with Server() as running:
        for name in ("bridge", "dam"):
            running.routes[f"/{name}"] = page(PAGE.format(title=f"The {name}").encode())
        yield running


def item(url, title="As the feed says", day="2022-05-31"):
    return f"<item><title>{title}</title><link>{url}</link><pubDate>{day}</pubDate></item>"


def test_addresses_give_documents_and_refusals_and_nothing_is_raised(server, fetcher, sandbox):
    urls = [server.url("/bridge"), server.url("/gone"), "http://localhost/", "no address", server.url("/picture")]
    server.routes["/picture"] = page(b"\x89PNG\r\n\x1a\n" + bytes(500), Content_Type="image/png")
    found = list(fetched(urls, sandbox, Description(publisher="Dellin").known_by("given"), fetcher))
    [document] = [one for one in found if isinstance(one, Document)]
    assert "Anna Kovar" in document.text
    assert (document.description.url, document.description.publisher) == (server.url("/bridge"), "Dellin")
    assert document.origin.fetched
    codes = {one.where: one.code for one in found if isinstance(one, Refusal)}
    assert codes == dict(zip(urls[1:], ["E124", "E121", "E121", "E118"], strict=True))


def test_a_feed_gives_its_pages_and_what_it_says_of_them_where_they_do_not(server, fetcher, sandbox):
    text = FEED.format(item(server.url("/bridge")) + item(server.url("/dam")))
    server.routes["/feed"] = page(text.encode(), Content_Type="application/rss+xml")
    found = list(fetched([server.url("/feed")], sandbox, None, fetcher))
    assert sorted(one.description.title for one in found) == ["The bridge", "The dam"]
    assert {one.description.published for one in found} == {"2022-05-31"}
    assert {one.description.basis["published"] for one in found} == {"feed"}


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("{origin}/canonical", True),
        ("http://www.127.0.0.1.example.org/canonical", False),
        ("https://times.example.org/other", False),
    ],
)
def test_no_page_passes_for_one_of_another_site(server, fetcher, sandbox, claimed, kept):
    claimed = claimed.format(origin=server.origin)
    head = f'<link rel="canonical" href="{claimed}"></head>'
    server.routes["/dam"] = page(PAGE.format(title="The dam").replace("</head>", head).encode())
    [document] = fetched([server.url("/dam")], sandbox, None, fetcher)
    assert document.description.url == (claimed if kept else server.url("/dam"))
    assert document.description.basis["url"] == ("link" if kept else "url")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.news.org/a", "https://news.org/b", True),
        ("https://m.news.org/a", "https://www.news.org/b", True),
        ("https://amp.news.org/a", "https://europe.news.org/b", True),
        ("https://news.org.evil.com/a", "https://news.org/a", False),
        ("https://evilnews.org/a", "https://news.org/a", False),
        ("https://one.co.uk/a", "https://two.co.uk/a", False),
        (None, "https://news.org/a", False),
    ],
)
def test_sites_are_told_apart_by_their_hosts(one, other, same):
    assert _same_site(one, other) == same


def test_a_feed_in_a_feed_is_not_followed(server, fetcher, sandbox):
    server.routes["/feed"] = page(FEED.format(item(server.url("/feed"))).encode())
    [refusal] = fetched([server.url("/feed")], sandbox, None, fetcher)
    assert refusal.code == "E118"


def test_a_feed_in_a_file_gives_its_pages(server, fetcher, sandbox):
    resource = Resource(where="saved.rss", name="saved.rss", data=FEED.format(item(server.url("/dam"))).encode())
    [document] = listed(resource, sandbox, None, fetcher)
    assert document.description.title == "The dam"


def test_an_index_that_names_itself_ends(server, fetcher, sandbox):
    inside = "".join(f"<sitemap><loc>{server.url(f'/map{n}')}</loc></sitemap>" for n in range(3))
    index = page(f"<sitemapindex>{inside}</sitemapindex>".encode(), Content_Type="application/xml")
    server.routes |= {f"/map{n}": index for n in range(3)}
    resource = Resource(
        where="x", name=server.url("/map0"), url=server.url("/map0"), data=bytes(index).split(b"\r\n\r\n")[1]
    )
    assert list(pages(resource, sandbox, fetcher, lambda got: None)) == []
    assert sorted(server.paths) == ["/map0", "/map1", "/map2"]


def test_indexes_of_indexes_without_end_are_given_up(server, fetcher, sandbox):
    def deeper(asked):
        text = f"<sitemapindex><sitemap><loc>{server.url(asked.path + 'x')}</loc></sitemap></sitemapindex>"
        return page(text.encode(), Content_Type="application/xml")

    server.otherwise = deeper
    server.routes["/robots.txt"] = page(status="404 Not Found")
    resource = fetcher.get(server.url("/map")).resource
    [refusal] = pages(resource, sandbox, fetcher, lambda got: None)
    assert isinstance(refusal, Refusal)
    assert len(server.paths) == 4


def test_what_is_nested_counts_once(server, fetcher, sandbox):
    urls = f"<urlset><url><loc>{server.url('/dam')}</loc></url></urlset>"
    server.routes |= {f"/map{n}": page(urls.encode(), Content_Type="application/xml") for n in range(2)}
    inside = "".join(f"<sitemap><loc>{server.url(f'/map{n}')}</loc></sitemap>" for n in range(2))
    resource = Resource(where="x", name="x.xml", data=f"<sitemapindex>{inside}</sitemapindex>".encode())
    assert list(pages(resource, sandbox, fetcher, lambda got: None)) == [Entry(url=server.url("/dam"))]


def test_hosts_take_turns_and_keep_their_order():
    urls = [f"https://{host}.example.org/{n}" for host in "abc" for n in range(3)] + ["no address"]

    class Waiting:
        def wait(self, url):
            return 5.0 if "//c." in url else 0.0

    order = [one.url for one in in_turn([Wanted(url=url) for url in urls], Waiting())]
    assert sorted(order) == sorted(urls)
    for host in "abc":
        assert [url[-1] for url in order if f"//{host}." in url] == ["0", "1", "2"]
    assert [url[8] for url in order if "//" in url][:4] == ["a", "b", "a", "b"]
    assert all("//c." in url for url in order[-3:])
