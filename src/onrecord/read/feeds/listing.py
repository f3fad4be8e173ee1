"""A resource that lists pages, whatever its form."""

import codecs

import msgspec

from onrecord.errors import UnknownForm
from onrecord.read.inflating import inflated
from onrecord.read.media import HEAD, form_of
from onrecord.settings import Settings
from onrecord.types.following import Entries
from onrecord.types.resource import Resource

_GZIP = b"\x1f\x8b"


def entries(resource: Resource) -> Entries:
    """What a feed or sitemap lists, or which feeds a page names. A sitemap may be packed by gzip, as most are served.

    Raises BrokenFile, Bomb, or UnknownForm for another form.
    """
    if resource.data.startswith(_GZIP):
        unpacked = inflated(resource.data, "gzip", Settings().max_decoded_bytes)
        resource = msgspec.structs.replace(resource, data=unpacked)
    head = _head(resource.data)
    form = form_of(head, resource.name, resource.media)
    if form == "sitemap":
        from onrecord.read.feeds import sitemap

        return sitemap.entries(resource)
    if form == "html":
        from onrecord.read.feeds import alternates

        return alternates.entries(resource)
    if form == "feed" or (resource.media or "").endswith("xml") or head.lstrip().startswith(b"<"):
        from onrecord.read.feeds import feed

        return feed.entries(resource)
    raise UnknownForm("neither a feed, a sitemap nor a page", "give the address of one of these")


def _head(data: bytes) -> bytes:
    """The first bytes, in UTF-8 where a byte order mark says that they are not."""
    head = data[:HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(codecs.BOM_UTF8)
