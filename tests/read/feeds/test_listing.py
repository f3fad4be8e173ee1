"""Lists of pages are read as their writers meant them, and nothing else ever comes of one."""

import gzip
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BrokenFile, InputError, UnknownForm
from onrecord.read.feeds import entries
from onrecord.read.feeds.links import MOST, w3c
from onrecord.read.sandbox import Sandbox
from onrecord.types.document import Refusal
from onrecord.types.following import Entry

from .lists import ATOM, INDEX, NEWS, OLD, PAGE, RDF, RSS, resource

SITE = "https://standard.example.org"


def test_rss_lists_its_pages_once_with_their_times():
    read = entries(resource(RSS))
    assert (read.kind, read.title, read.note) == ("feed", "Dellin Standard", None)
    assert read.entries == (
        Entry(url=f"{SITE}/lake", title="Lund rules out draining the lake", published="2022-05-31T06:30:00Z"),
        Entry(url=f"{SITE}/bridge?a=1&b=2", title="A & B: “never” again", published="2022-05-30"),
    )


def test_atom_tells_when_it_was_changed():
    read = entries(resource(ATOM))
    published, modified = "2022-06-01T03:30:00Z", "2022-06-02T10:00:00Z"
    assert read.title == "Port Ellery"
    assert read.entries == (Entry(url=f"{SITE}/one", title="One", published=published, modified=modified),)


@pytest.mark.parametrize(("text", "url"), [(RDF, "https://old.example.org/1"), (OLD, "https://old.example.org/2")])
def test_older_feeds_are_read(text, url):
    assert [entry.url for entry in entries(resource(text)).entries] == [url]


def test_a_news_sitemap_tells_paper_title_and_day():
    read = entries(resource(NEWS))
    assert read.kind == "sitemap"
    first, second = read.entries
    assert (first.url, first.title, first.publisher) == (f"{SITE}/lake", "Lund rules it out", "Dellin Standard")
    assert (first.published, first.modified) == ("2022-05-31", "2022-06-01T08:00:00Z")
    assert second == Entry(url=f"{SITE}/plain")


def test_a_prefix_that_none_was_declared_for_is_no_reason_to_fail():
    url = "<url><loc>https://standard.example.org/lake</loc><news:name>Dellin Standard</news:name></url>"
    read = entries(resource(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{url}</urlset>'))
    assert [entry.publisher for entry in read.entries] == ["Dellin Standard"]


def test_an_index_names_its_sitemaps():
    read = entries(resource(INDEX))
    assert read.entries == ()
    assert read.nested == (Entry(url=f"{SITE}/may.xml", modified="2022-05-31"), Entry(url=f"{SITE}/june.xml.gz"))


def test_a_page_names_its_feeds():
    read = entries(resource(PAGE, "text/html"))
    assert (read.kind, read.title) == ("page", "Dellin Standard")
    assert [(each.url, each.title) for each in read.nested] == [(f"{SITE}/all.rss", "All"), (f"{SITE}/atom.xml", None)]


def test_a_list_packed_by_gzip_is_unpacked():
    packed = resource(gzip.compress(NEWS.encode()), "application/octet-stream")
    assert entries(packed) == entries(resource(NEWS))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_the_encoding_that_a_feed_says_is_taken(encoding):
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = RSS.replace("UTF-8", declared).replace("“never”", "café")
    assert entries(resource(text.encode(encoding))).entries[1].title == "A & B: café again"


@pytest.mark.parametrize(
    "broken", [RSS[: RSS.index("Again")], RSS.replace("&amp; B", "& B"), RSS.replace("</channel>", ""), RSS + "<x>"]
)
def test_a_feed_of_broken_xml_gives_what_can_be_read_and_says_so(broken):
    read = entries(resource(broken))
    assert f"{SITE}/lake" in [entry.url for entry in read.entries]
    assert read.note.startswith("broken XML")


@pytest.mark.parametrize(
    "text", ["<rss", "<feed>", "<?xml version='1.0'?><story>x</story>", "<urlset>", "<sitemapindex><a"]
)
def test_what_gives_nothing_is_broken(text):
    with pytest.raises(BrokenFile):
        entries(resource(text, "application/xml"))


def test_a_sitemap_that_breaks_off_gives_what_stands_before():
    read = entries(resource(NEWS[: NEWS.index("</urlset>") - 5]))
    assert [entry.url for entry in read.entries] == [f"{SITE}/lake"]
    assert read.note.startswith("broken XML")


@pytest.mark.parametrize("head", ["<?xml ", "<?xml version='1.0'?>"])
def test_a_line_full_of_declarations_is_done_with_at_once(head):
    """Found by fuzzing: feedparser needs minutes for the first of these, and more for the second."""
    with pytest.raises(BrokenFile):
        entries(resource(head + "<rss> encoding='utf-8'" * 20_000))


def test_an_empty_feed_is_a_feed():
    assert entries(resource("<rss version='2.0'><channel><title>T</title></channel></rss>")).entries == ()


def test_no_list_is_longer_than_the_cap():
    many = "".join(f"<url><loc>https://a.example.org/{number}</loc></url>" for number in range(MOST + 10))
    read = entries(resource(f"<urlset>{many}</urlset>"))
    assert len(read.entries) == MOST
    assert str(MOST) in read.note


def test_no_entity_is_read_from_a_file(tmp_path):
    (tmp_path / "secret").write_text("swordfish")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
    for text in (f"<urlset><url><loc>{SITE}/&e;</loc></url></urlset>", RSS.partition("?>")[2].replace("Again", "&e;")):
        try:
            read = entries(resource(entity + text))
        except BrokenFile:
            continue
        assert "swordfish" not in repr(read)


def test_a_text_is_no_list():
    with pytest.raises(UnknownForm):
        entries(resource("Mayor Anna Kovar said no.", "text/plain"))


def test_lists_are_read_in_the_child():
    with Sandbox() as sandbox:
        assert sandbox.entries(resource(RSS)) == entries(resource(RSS))
        refused = sandbox.entries(resource("<urlset>"))
        assert isinstance(refused, Refusal)
        assert refused.code == BrokenFile.code


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2022", "2022"), ("2022-05", "2022-05"), ("2022-05-31", "2022-05-31"), ("2022-13", None), ("2022-02-30", None),
        ("2022-05-31T14:05+02:00", "2022-05-31T12:05:00Z"), ("2022-05-31T14:05:09.123Z", "2022-05-31T14:05:09Z"),
        ("2022-05-31T14:05", "2022-05-31T14:05:00Z"), ("0001-01-01T00:00:00+23:00", None), ("soon", None), ("", None),
    ],
)  # fmt: skip
def test_times_keep_the_precision_that_they_have(written, edtf):
    assert w3c(written) == edtf


pieces = st.sampled_from(
    ["<item>", "</item>", "<link>", "</link>", "<url>", "</url>", "<loc>", "</loc>", "https://a.example.org/x", "&amp;",
     "&", "<![CDATA[", "]]>", "<!--", "<entry>", "</entry>", "<pubDate>", "</pubDate>", "Tue, 31 May 2022 08:30:00 GMT",
     "<title>", "</title>", "\x00", "é", "<link href='//b.example.org'/>", "<lastmod>", "2022-05-31", "</lastmod>"]
)  # fmt: skip
heads = st.sampled_from(["<rss version='2.0'><channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<urlset>",
    "<sitemapindex>", "<rdf:RDF>", "<!doctype html>", "", "<?xml version='1.0' encoding='utf-16'?><rss>"])  # fmt: skip


@given(st.tuples(heads, st.lists(pieces | st.text(max_size=5), max_size=30)).map(lambda t: t[0] + "".join(t[1])))
def test_any_list_gives_web_addresses_or_an_error_of_ours(text):
    check(text.encode("utf-8", "replace"))


@given(st.binary(max_size=300), st.sampled_from([None, "application/rss+xml", "text/xml", "text/html", "text/plain"]))
def test_any_bytes_give_web_addresses_or_an_error_of_ours(data, media):
    check(data, media)


def check(data, media="application/xml"):
    try:
        read = entries(resource(data, media))
    except InputError:
        return
    for entry in (*read.entries, *read.nested):
        assert urlsplit(entry.url).scheme in {"http", "https"}
        assert entry.published is None or w3c(entry.published) == entry.published
    assert len({entry.url for entry in read.entries}) == len(read.entries)
