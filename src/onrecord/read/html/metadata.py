"""What a page says about itself: title, outlet, authors, times, address, each with how it is known."""

from collections import defaultdict
from typing import Any

import msgspec

from onrecord.read.html import jsonld
from onrecord.read.html.addresses import canonical, day_in, host, parts, same_page
from onrecord.read.html.blocks import Page
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
_BYLINES = frozenset({"author", "byline", "author-name", "byline-name", "article-author", "article__author"})
_NEAR_HEADLINE = 12  # blocks before or behind it in which a byline is looked for
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
    h1 = [block.text for block in page.blocks if _inside(page, block.node, "h1")][:20]
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
    _authors(known, articles, meta, page, headlines)
    _times(known, articles, meta, page, here)
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
    known: _Known, articles: list[dict[str, Any]], meta: dict[str, list[str]], page: Page, headlines: Titles
) -> None:
    for article in articles:
        known.authors(jsonld.strings(article.get("author")), "json-ld")
        known.authors(jsonld.strings(article.get("creator")), "json-ld")
    for name in _AUTHORS:
        known.authors(meta[name], "meta")
    known.authors(_bylines(page, headlines), "markup")


def _times(
    known: _Known, articles: list[dict[str, Any]], meta: dict[str, list[str]], page: Page, here: str | None
) -> None:
    for article in articles:
        known.time("published", jsonld.first(article.get("datePublished")), "json-ld")
        known.time("modified", jsonld.first(article.get("dateModified")), "json-ld")
    for field, names in (("published", _PUBLISHED), ("modified", _MODIFIED)):
        for name in names:
            known.time(field, next(iter(meta[name]), None), "meta")
    for field, prop in (("published", "datepublished"), ("modified", "datemodified"), ("published", "")):
        for node in page.nodes:
            if node.name == "time" or (prop and "date" in node.written.lower()):
                found = attributes(node.written)
                if prop in found.get("itemprop", "").lower() or (not prop and node.name == "time"):
                    known.time(field, found.get("datetime") or found.get("content"), "markup")
    known.time("published", day_in(here), "url")


def _bylines(page: Page, headlines: Titles) -> list[str]:
    """What is marked up as the author's name near the headline; further down it may be that of a comment."""
    at = next((i for i, block in enumerate(page.blocks) if _is_headline(page, i, headlines)), None)
    if at is None:
        return []
    near = range(max(0, at - _NEAR_HEADLINE), min(len(page.blocks), at + _NEAR_HEADLINE))
    return [page.blocks[i].text for i in near if i != at and _is_byline(page, i)]


def _is_headline(page: Page, index: int, headlines: Titles) -> bool:
    text = page.blocks[index].text
    return _inside(page, page.blocks[index].node, "h1") and headlines.has(text)


def _is_byline(page: Page, index: int) -> bool:
    node = page.nodes[page.blocks[index].node]
    for _ in range(3):
        if "author" in node.written or "byline" in node.written:
            found = attributes(node.written)
            return bool({found.get("itemprop"), found.get("rel"), *found.get("class", "").lower().split()} & _BYLINES)
        node = page.nodes[max(node.parent, 0)]
    return False


def _free(articles: list[dict[str, Any]]) -> bool | None:
    for article in articles:
        value = article.get("isAccessibleForFree")
        if value is not None:
            return str(value).casefold() not in {"false", "no"}
    return None


def _inside(page: Page, index: int, name: str) -> bool:
    for _ in range(4):
        if page.nodes[index].name == name:
            return True
        index = page.nodes[index].parent
        if index < 0:
            break
    return False


def _plain(source: str) -> str:
    from html import unescape

    return " ".join(unescape(source).split())
