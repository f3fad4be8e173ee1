"""Sitemaps (sitemaps.org), those of news (Google's extension) among them, and indexes of sitemaps → the pages listed."""

import io
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from onrecord.errors import BrokenFile
from onrecord.read.feeds.links import MOST, label, link, w3c
from onrecord.types.following import Entries, Entry
from onrecord.types.resource import Resource


def entries(resource: Resource) -> Entries:
    """The pages of a sitemap, or the sitemaps of an index, in their order, each once.

    One that breaks off gives what stands before, with a note. Raises BrokenFile where nothing does.
    """
    pages: dict[str, Entry] = {}
    nested: dict[str, Entry] = {}
    note = None
    try:
        for kind, entry in _listed(resource):
            (pages if kind == "url" else nested).setdefault(entry.url, entry)
            if len(pages) + len(nested) >= MOST:
                note = f"only the first {MOST} of its entries were taken"
                break
    except etree.XMLSyntaxError as error:
        if not pages and not nested:
            raise BrokenFile(f"no sitemap that can be read: {str(error)[:100]}", "check the address") from None
        note = f"broken XML: {str(error)[:100]}"
    return Entries(kind="sitemap", entries=tuple(pages.values()), nested=tuple(nested.values()), note=note)


def _listed(resource: Resource) -> Iterator[tuple[str, Entry]]:
    """(`url` or `sitemap`, its entry) as they are parsed; what was parsed is let go of."""
    parsing = etree.iterparse(
        io.BytesIO(resource.data),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in parsing:
        name = _name(element)
        if name in {"url", "sitemap"}:
            if entry := _entry(element, resource.url):
                yield name, entry
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _entry(element: etree._Element, base: str | None) -> Entry | None:
    said: dict[str, str] = {}
    for one in element.iter(etree.Element):
        said.setdefault(_name(one), one.text or "")
    url = link(said.get("loc"), base)
    if url is None:
        return None
    return Entry(
        url=url,
        title=label(said.get("title")) if "publication_date" in said else None,
        publisher=label(said.get("name")),
        published=w3c(said.get("publication_date")),
        modified=w3c(said.get("lastmod")),
    )


def _name(element: etree._Element) -> str:
    """Its name without the namespace, or without a prefix that none was declared for: sites get those wrong."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]
