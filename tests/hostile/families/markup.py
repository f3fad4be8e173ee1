"""Markup that costs more to read than it did to write: pages, and XML as a page or a feed."""

import json
import random
from collections.abc import Iterator

from tests.hostile.families import Hostile
from tests.hostile.material import page, story

COUNT = 25  # files a family
_SIZES = (1_000, 10_000, 50_000, 100_000, 200_000)  # of what is repeated; with 25 files, five of each
_STORY = frozenset({"E113", "E114", "E115", "E116", "E103", "E104", "E105", "E106"})
"""What a page may be refused by that is one, if a bad one."""


def files() -> Iterator[Hostile]:
    """All of these families."""
    for family, make in _FAMILIES.items():
        for seed in range(COUNT):
            name, text = make(seed, _SIZES[seed // 5])
            yield Hostile(family, name, text.encode(), "either", _STORY)


def _html(seed: int, before: str = "", *, after: str = "", head: str = "", attributes: str = "") -> tuple[str, str]:
    return f"page-{seed}.html", page(seed, before=before, after=after, head=head, attributes=attributes)


def _nested(seed: int, size: int) -> tuple[str, str]:
    tags = (
        "div",
        "b",
        "font",
        "table",
        "a",
        "blockquote",
        "span",
        "i",
        "ul",
        "dl",
        "svg",
        "math",
        "select",
        "template",
    )
    tags += ("object", "button", "nobr", "form", "p", "h1", "center", "em", "small", "section", "article")
    tag = tags[seed]
    return _html(seed, f"<{tag}>" * size, after=f"</{tag}>" * (size if seed % 2 else 0))


def _misnested(seed: int, size: int) -> tuple[str, str]:
    """Formatting elements closed out of order: each is made again in every block (the adoption agency algorithm)."""
    pairs = ("<b><p>", "<a><div>", "<i><table><tr>", "<nobr><li>", "<font><p></font>")
    return _html(seed, pairs[seed % 5] * (size // 10))


def _tables(seed: int, size: int) -> tuple[str, str]:
    wide = ("1000000000", "-1", "99999999999999999999", "0", "1e9")[seed % 5]
    cell = f'<td colspan="{wide}" rowspan="{wide}">x</td>'
    return _html(seed, f"<table><colgroup span={wide}>" + f"<tr>{cell * 10}</tr>" * (size // 100) + "</table>")


def _long_attributes(seed: int, size: int) -> tuple[str, str]:
    kinds = ("class", "href", "style", "alt", "onclick")
    value = ("a " * 500_000, "&quot;" * 200_000, "../" * 300_000, "x:url(" * 150_000, "(" * 1_000_000)[seed // 5]
    return _html(seed, f'<p {kinds[seed % 5]}="{value}">The mayor said no.</p>')


def _many_attributes(seed: int, size: int) -> tuple[str, str]:
    same = seed % 2
    return _html(seed, "<p " + " ".join(f"a{0 if same else n}={n}" for n in range(size * 5)) + ">No.</p>")


def _entities(seed: int, size: int) -> tuple[str, str]:
    kinds = ("&amp;", "&", "&bogus;", "&#38;", "&CounterClockwiseContourIntegral;")
    return _html(seed, f"<p>{kinds[seed % 5] * (size * 2)}</p>")


def _beyond(seed: int, size: int) -> tuple[str, str]:
    """Character references to what is no character."""
    references = (
        "&#x110000;",
        "&#99999999999999999999;",
        "&#0;",
        "&#xFFFFFFFFFFFFFFFF;",
        "&#-1;",
        "&#x80;",
        "&#xFFFE;",
    )
    reference = references[seed % len(references)]
    return _html(
        seed,
        f"<p>She said {reference} that {reference * seed}; no more.</p>",
        head=f"<meta name=author content='{reference}'>",
    )


def _svg(seed: int, size: int) -> tuple[str, str]:
    doubling = "".join(f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>' for n in range(1, 40))
    kinds = (
        f'<svg><g id="g0"><text>no</text></g>{doubling}<use href="#g39"/></svg>',
        '<svg width="1e9" height="1e9"><rect width="100%" height="100%"/></svg>' * (size // 100),
        "<svg><filter>" + "<feGaussianBlur stdDeviation='1e9'/>" * (size // 10) + "</filter></svg>",
        "<svg><foreignObject>" * (size // 10),
        "<svg><path d='" + "M0 0L1 1" * size + "'/></svg>",
    )
    return _html(seed, kinds[seed % 5])


def _laughs(seed: int, size: int) -> tuple[str, str]:
    """Entities that are made of entities: ten to the ninth times one word, as a page, a feed or a sitemap."""
    depth = (3, 5, 9, 20, 2)[seed // 5]
    word = "ha" if depth > 2 else "ha" * 50_000
    tenfold = [f"&e{n - 1};" * 10 for n in range(1, depth)]
    defined = "".join(f'<!ENTITY e{n} "{inner}">' for n, inner in enumerate(tenfold, 1))
    document = f'<!DOCTYPE r [<!ENTITY e0 "{word}">{defined}]>'
    return _xml(seed, document, f"&e{depth - 1};" * (1 if depth > 2 else 200))


def _external(seed: int, size: int) -> tuple[str, str]:
    """Entities that stand for files of ours, or for an address inside."""
    targets = ("file:///etc/passwd", "/etc/passwd", "http://127.0.0.1:9/", "file:///dev/zero", "expect://id")
    kinds = ('<!ENTITY e SYSTEM "{}">', '<!ENTITY % p SYSTEM "{}"> %p;', '<!ENTITY e PUBLIC "x" "{}">', "", "")
    kind = kinds[seed // 5].format(targets[seed % 5])
    if not kind:
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{targets[seed % 5]}" parse="text"/>'
        return _xml(seed, f'<!DOCTYPE r SYSTEM "{targets[seed % 5]}">' if seed // 5 == 3 else "", include)
    return _xml(seed, f"<!DOCTYPE r [{kind}]>", "&e;")


def _xml(seed: int, document: str, inside: str) -> tuple[str, str]:
    said = story(seed).replace("\n\n", "</p><p>")
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    if seed % 5 == 0:
        return (
            f"x-{seed}.xhtml",
            f'{head}{document}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{inside}{said}</p></body></html>',
        )
    if seed % 5 == 1:
        return (
            f"x-{seed}.rss",
            f'{head}{document}<rss version="2.0"><channel><title>{inside}</title><item><title>{inside}</title><link>https://a.example/</link></item></channel></rss>',
        )
    if seed % 5 == 2:
        return (
            f"x-{seed}.atom",
            f'{head}{document}<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{inside}</title><link href="https://a.example/"/></entry></feed>',
        )
    if seed % 5 == 3:
        return (
            f"x-{seed}.xml",
            f'{head}{document}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{inside}</loc></url></urlset>',
        )
    return f"x-{seed}.html", page(seed, before=document + f"<p>{inside}</p>")


def _comments(seed: int, size: int) -> tuple[str, str]:
    kinds = ("<!--", "<!-- -- ", "-->", "<!--[if IE]>", "<!-->", "<!", "<?", "</", "<!--x--!>", "--!>")
    return _html(seed, kinds[seed % 10] * size)


def _unclosed(seed: int, size: int) -> tuple[str, str]:
    kinds = (
        '<a href="',
        "<p title='",
        "<",
        "<a ",
        '<a b="c',
        "<script>",
        "<style>",
        "<title>",
        "<textarea>",
        "<plaintext>",
    )
    return _html(seed, kinds[seed % 10] * (1 if seed % 3 else size // 10))


def _cdata(seed: int, size: int) -> tuple[str, str]:
    kinds = ("<![CDATA[", "<![CDATA[x]]>", "]]>", "<svg><![CDATA[", "<![endif]>")
    return _html(seed, kinds[seed % 5] * size)


def _doctypes(seed: int, size: int) -> tuple[str, str]:
    kinds = ("<!DOCTYPE html>", "<!DOCTYPE ", "<!ENTITY a 'b'>", "<!DOCTYPE a [", "<?xml version='1.0'?>")
    name, text = _html(seed, kinds[seed % 5] * (size // 10))
    return name, kinds[seed % 5] * (size // 10) + text


def _data(seed: int, size: int) -> tuple[str, str]:
    """JSON-LD that is deep, long, no JSON, or no object."""
    article = {
        "@type": "NewsArticle",
        "headline": "No",
        "datePublished": "2022-05-31",
        "author": [{"name": "A"}] * size,
    }
    values = (
        "[" * size, '{"@graph":' * size, json.dumps(article), '{"@type":"NewsArticle","datePublished":' + "9" * size + "}",
        "null", "[1, 2", '"\\ud800"', '{"@type": ["NewsArticle", 5, null, {}], "headline": [[["x"]]], "author": {"name": {}}}',
        '{"datePublished": "0000-00-00T99:99:99+99:99", "@type": "NewsArticle"}', "1e999999999",
    )  # fmt: skip
    return _html(seed, head=f'<script type="application/ld+json">{values[seed % 10]}</script>')


def _heads(seed: int, size: int) -> tuple[str, str]:
    kinds = (
        "<title>" + "The mayor said no. " * size, "<meta name=description content='x'>" * size, "<base href='//'>" * size,
        "<link rel=canonical href='javascript:alert(1)'>" * (size // 10), "<meta property=article:published_time content=''>" * size,
        "<meta name=date content='" + "1" * size + "'>", "<html lang='" + "e" * size + "'>", "<meta http-equiv=refresh content='0'>" * size,
        "<link rel=canonical href='http://[::1'>", "<meta property=og:url content='https://a.example:99999999/'>",
    )  # fmt: skip
    return _html(seed, head=kinds[seed % 10])


def _scripts(seed: int, size: int) -> tuple[str, str]:
    kinds = ("var a='</p>';", "/*" * 4, "<!--<script>", "`${", "\\u003c/script>")
    return _html(seed, f"<script>{kinds[seed % 5] * size}</script>", head=f"<style>{'a{b:c}' * size}</style>")


def _pictures(seed: int, size: int) -> tuple[str, str]:
    data = "A" * (size * 20)
    return _html(seed, f"<p><img src='data:image/png;base64,{data}' alt='{data[: size if seed % 2 else 0]}'></p>")


def _links(seed: int, size: int) -> tuple[str, str]:
    kinds = ("<a href=/>x</a>", "<a href=javascript:alert(1)>She said no.</a> ", "<li><a>", "<p><a href=#>No", "<br>")
    return _html(seed, kinds[seed % 5] * (size // 4))


def _short_paragraphs(seed: int, size: int) -> tuple[str, str]:
    kinds = ("<p>x</p>", "<p>", "<p> </p>", "<div><p>The mayor said no.</p></div>", "<p>The mayor said no.")
    return _html(seed, kinds[seed % 5] * (size // 4))


def _same_words(seed: int, size: int) -> tuple[str, str]:
    """One paragraph over and over, or with one word more each time: bait for whoever looks for each in the page."""
    if seed % 2:
        return _html(seed, "".join(f"<p>{'a ' * n}</p>" for n in range(size // 100)))
    return _html(seed, "<p>The mayor of Marlbeck said no to the council, and no to the town.</p>" * (size // 20))


def _frames(seed: int, size: int) -> tuple[str, str]:
    kinds = ("<iframe srcdoc='", "<frameset><frame>", "<noscript>", "<noframes>", "<object data=x><embed>")
    return _html(seed, kinds[seed % 5] * (size // 10))


def _tag_soup(seed: int, size: int) -> tuple[str, str]:
    chance = random.Random(seed)
    pieces = (
        "<p>",
        "</p>",
        "<td>",
        "</table>",
        "<li>",
        "<b",
        "'>",
        '"',
        "&",
        "said ",
        "<!--",
        "-->",
        "</",
        "<a b>",
        "<script",
        "\x0c/",
    )
    soup = "".join(chance.choice(pieces) for _ in range(size))
    return _html(seed, soup) if seed % 2 else _html(seed, after=soup)


_FAMILIES = {
    "elements nested by the hundred thousand": _nested,
    "elements closed out of order": _misnested,
    "cells that span a billion columns": _tables,
    "attributes of a megabyte": _long_attributes,
    "a million attributes": _many_attributes,
    "floods of entities": _entities,
    "references beyond Unicode": _beyond,
    "SVG that draws without end": _svg,
    "a billion laughs": _laughs,
    "entities from outside": _external,
    "comments that never end": _comments,
    "quotes that are not closed": _unclosed,
    "floods of CDATA": _cdata,
    "floods of document types": _doctypes,
    "data about the page that is none": _data,
    "heads of pages": _heads,
    "scripts of megabytes": _scripts,
    "pictures in the page itself": _pictures,
    "nothing but links": _links,
    "paragraphs of a letter": _short_paragraphs,
    "the same words again and again": _same_words,
    "frames and what stands in for them": _frames,
    "tag soup": _tag_soup,
}
