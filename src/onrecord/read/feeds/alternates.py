"""A page → the feeds that it names (`<link rel="alternate" type="application/rss+xml">`)."""

from lxml import etree, html  # type: ignore[import-untyped]

from onrecord.errors import BrokenFile
from onrecord.read.feeds.links import label, link
from onrecord.types.following import Entries, Entry
from onrecord.types.resource import Resource

_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_MOST = 20  # feeds that a page may name; the first is nearly always the one that is meant


def entries(resource: Resource) -> Entries:
    """The feeds that a page names, in its order, as `nested`; none where it names none. Raises BrokenFile."""
    try:
        root = html.document_fromstring(resource.data)
    except (etree.LxmlError, ValueError) as error:
        raise BrokenFile(f"no page that can be read: {str(error)[:100]}", "check the address") from None
    base = root.find(".//base[@href]")
    at = link(base.get("href"), resource.url) if base is not None else resource.url
    found: dict[str, Entry] = {}
    for one in root.iter("link"):
        kind = (one.get("type") or "").partition(";")[0].strip().lower()
        url = link(one.get("href"), at)
        if "alternate" in (one.get("rel") or "").lower().split() and kind in _TYPES and url and len(found) < _MOST:
            found.setdefault(url, Entry(url=url, title=label(one.get("title"))))
    title = root.findtext(".//title")
    return Entries(kind="page", title=label(title), nested=tuple(found.values()))
