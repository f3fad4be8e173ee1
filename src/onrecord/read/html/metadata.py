"""What a page says about itself: title, outlet, authors, times, address, each with how it is known."""

from collections import defaultdict
from typing import Any

import msgspec

from onrecord.read.html import jsonld
from onrecord.read.html.addresses import canonical, day_in, host, parts, same_page
from onrecord.read.html.blocks import Page
from onrecord.read.html.byline import (
    around_headline,
    marked_authors,
    marked_times,
    written_authors,
    written_days,
)
from onrecord.read.html.markup import attributes
from onrecord.read.html.names import Titles, authors_of, matches_host, without_outlet
from onrecord.read.html.times import edtf_of, plausible
from onrecord.types.document import Basis, Description
from onrecord.types.resource import Resource

_TITLES = ("og:title", "twitter:title", "headline", "dc.title", "sailthru.title", "parsely-title", "title")
_OUTLETS = ("application-name", "dc.publisher", "publisher", "citation_journal_title")
_AUTHORS = ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author", "citation_author", "authors")  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "ptime", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
    "citation_publication_date", "cxenseparse:recs:publishtime", "article.published", "pub_date", "displaydate", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod", "last-modified",
    "utime", "article.updated", "revised",
)  # fmt: skip
_MARKED = {"datepublished": "published", "datemodified": "modified"}
_LONGEST_TITLE = 500  # characters
_MOST = 200  # values that are kept of one name


class Said(msgspec.Struct, frozen=True):
    """What a page's head says. meta: by name in lower case. links: by relation. articles: its JSON-LD. free: the value
    of `isAccessibleForFree`, None where nothing is said. lang: of the `html` tag.
    """

    description: Description
    meta: dict[str, list[str]]
    articles: list[dict[str, Any]]
    titles: tuple[str, ...]
    free: bool | None
    lang: str | None


def said(page: Page, resource: Resource) -> Said:
    """Everything that `page` says about itself."""
    meta, links = _heads(page)
    scripts = [page.source[raw.span[0] : raw.span[1]] for _, raw in page.raws if "ld+json" in raw.written.lower()]
    h1 = [block.text for block in page.blocks if page.nodes[block.node].name == "h1"][:20]
    title_tag = next(
        (_plain(page.source[raw.span[0] : raw.span[1]]) for _, raw in page.raws if raw.name == "title"), ""
    )
    addresses = links["canonical"] + meta["og:url"]
    here = canonical(addresses, resource.url) or resource.url
    titles = [title_tag, *(t for name in _TITLES for t in meta[name][:2]), *h1]
    headlines = Titles.of(titles)
    articles = _about_this(jsonld.articles(scripts), here, headlines)
    known = _Known(resource.fetched)
    known.url(here, "link" if canonical(addresses, None) else "url")
    _outlet(known, articles, meta, here)
    _titles(known, articles, meta, h1, title_tag)
    near = around_headline(page, headlines)
    _authors(known, articles, meta, page, near)
    _times(known, articles, meta)
    _shown_times(known, page, near, here)
    free = _free(articles)
    lang = next((attributes(n.written).get("lang") for n in page.nodes[:3] if n.name == "html"), None)
    return Said(
        known.description(),
        dict(meta),
        articles,
        (known.said.get("title") or "", *titles),
        free,
        lang,
    )


class _Known:
    """A description in the making: what is said first stays."""

    def __init__(self, fetched: str | None) -> None:
        self.fetched = fetched
        self.said: dict[str, Any] = {}
        self.basis: dict[str, Basis] = {}

    def put(self, field: str, value: str | tuple[str, ...] | None, basis: Basis) -> None:
        if value and field not in self.said:
            self.said[field], self.basis[field] = value, basis

    def url(self, value: str | None, basis: Basis) -> None:
        self.put("url", value, basis)

    def outlet(self, value: str | None, basis: Basis) -> None:
        if value and len(value) <= 80:
            self.put("publisher", " ".join(value.split()), basis)

    def title(self, value: str | None, basis: Basis) -> None:
        if value and value.strip() and len(value) <= _LONGEST_TITLE:
            self.put("title", without_outlet(value, self.said.get("publisher"), self.said.get("url")), basis)

    def authors(self, values: list[str], basis: Basis) -> None:
        self.put("authors", authors_of(values, self.said.get("publisher")), basis)

    def time(self, field: str, value: str | None, basis: Basis) -> None:
        edtf = edtf_of(value) if value else None
        if edtf and plausible(edtf, self.fetched):
            self.put(field, edtf, basis)

    def description(self) -> Description:
        return Description(**self.said, basis=self.basis)


def _heads(page: Page) -> tuple[defaultdict[str, list[str]], defaultdict[str, list[str]]]:
    meta: defaultdict[str, list[str]] = defaultdict(list)
    links: defaultdict[str, list[str]] = defaultdict(list)
    for tag in page.heads:
        found = attributes(tag.written)
        if tag.name == "link":
            if found.get("href"):
                links[found.get("rel", "").lower()].append(found["href"])
        elif content := " ".join(found.get("content", "").split()):
            for key in ("name", "property", "itemprop", "http-equiv"):
                name = found.get(key, "").lower()
                if name and len(meta[name]) < _MOST:
                    meta[name].append(content)
    return meta, links


def _about_this(articles: list[dict[str, Any]], here: str | None, headlines: Titles) -> list[dict[str, Any]]:
    """The articles of a page's JSON-LD that are the page's own: by address or headline, those alone that say neither."""
    own, silent = [], []
    for article in articles:
        urls = [url for key in ("url", "mainEntityOfPage", "@id") for url in jsonld.addresses(article.get(key))]
        headline = jsonld.first(article.get("headline") or article.get("name"))
        if (headline and headlines.has(headline)) or (here and any(same_page(url, here) for url in urls)):
            own.append(article)
        elif not headline and not urls:
            silent.append(article)
    return own or (silent if len(silent) == 1 == len(articles) else [])


def _outlet(known: _Known, articles: list[dict[str, Any]], meta: dict[str, list[str]], here: str | None) -> None:
    """The first name that fits the address; else the site's own before the story's publisher, which may be an agency."""
    site: list[tuple[str, Basis]] = [(text, "meta") for text in meta["og:site_name"]]
    story: list[tuple[str, Basis]] = [
        (t, "json-ld") for article in articles for t in jsonld.strings(article.get("publisher"))
    ]
    rest: list[tuple[str, Basis]] = [(text, "meta") for name in _OUTLETS for text in meta[name]]
    named = [said for said in (*story, *site, *rest) if matches_host(said[0], here) and "." not in said[0]]
    for text, basis in (*named, *site, *story, *rest):
        if parts(text) is None and not text.startswith("@"):
            known.outlet(text, basis)
    known.outlet(host(here), "url")


def _titles(
    known: _Known, articles: list[dict[str, Any]], meta: dict[str, list[str]], h1: list[str], title_tag: str
) -> None:
    for article in articles:
        known.title(jsonld.first(article.get("headline")), "json-ld")
    for name in _TITLES:
        known.title(next(iter(meta[name]), None), "meta")
    for text in h1:
        if not title_tag or Titles.of([title_tag]).has(text):
            known.title(text, "markup")
    known.title(title_tag, "markup")
    known.title(next(iter(h1), None), "guess")


def _authors(
    known: _Known, articles: list[dict[str, Any]], meta: dict[str, list[str]], page: Page, near: list[int]
) -> None:
    for article in articles:
        known.authors(jsonld.strings(article.get("author")), "json-ld")
        known.authors(jsonld.strings(article.get("creator")), "json-ld")
    for name in _AUTHORS:
        known.authors(meta[name], "meta")
    known.authors(marked_authors(page, near), "markup")
    known.authors(written_authors(page, near), "guess")


def _times(known: _Known, articles: list[dict[str, Any]], meta: dict[str, list[str]]) -> None:
    for article in articles:
        known.time("published", jsonld.first(article.get("datePublished")), "json-ld")
        known.time("modified", jsonld.first(article.get("dateModified")), "json-ld")
    for field, names in (("published", _PUBLISHED), ("modified", _MODIFIED)):
        for name in names:
            known.time(field, next(iter(meta[name]), None), "meta")


def _shown_times(known: _Known, page: Page, near: list[int], here: str | None) -> None:
    """The times that the body of a page shows: marked up, in its address, and at last those written at its headline."""
    for node in page.nodes:
        if "date" in node.written and "itemprop" in node.written:
            found = attributes(node.written)
            field = _MARKED.get(found.get("itemprop", "").lower())
            if field:
                known.time(field, found.get("datetime") or found.get("content"), "markup")
    for written in marked_times(page, near):
        known.time("published", written, "markup")
    known.time("published", day_in(here), "url")
    published, changed = written_days(page, near)
    for field, days in (("published", published), ("modified", changed)):
        for day in days:
            known.time(field, day, "guess")


def _free(articles: list[dict[str, Any]]) -> bool | None:
    for article in articles:
        value = article.get("isAccessibleForFree")
        if value is not None:
            return str(value).casefold() not in {"false", "no"}
    return None


def _plain(source: str) -> str:
    from html import unescape

    return " ".join(unescape(source).split())
