"""RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom → the pages that they list."""

import codecs
import io
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import feedparser  # type: ignore[import-untyped]

from onrecord.errors import BrokenFile
from onrecord.read.feeds.links import MOST, label, link, w3c
from onrecord.types.following import Entries, Entry
from onrecord.types.resource import Resource

_DECLARATION = 1000
"""Bytes within which an XML declaration ends. In its line feedparser looks for the encoding, in cubic time."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})


def entries(resource: Resource) -> Entries:
    """The pages of a feed in its order, each once; those without a web address are left out.

    A feed of broken XML gives what could be read, with a note. Raises BrokenFile where nothing could.
    """
    parsed = _parsed(resource)
    found = tuple(islice(_pages(parsed.entries, resource.url), MOST))
    if not found and (parsed.bozo or not parsed.get("version")):
        raise BrokenFile(f"no feed that can be read{_why(parsed)}", "open it in a browser: it may be another address")
    return Entries(
        kind="feed",
        title=_text(parsed.feed, "title"),
        entries=found,
        note=f"broken XML{_why(parsed)}" if parsed.bozo else None,
    )


def _parsed(resource: Resource) -> Any:  # noqa: ANN401  what feedparser gives
    declared = (resource.media or "application/xml") + (f"; charset={resource.charset}" if resource.charset else "")
    # As a stream: what is no stream feedparser may take for the name of a file, or for an address to fetch.
    stream, headers = io.BytesIO(_declared_apart(resource.data)), {"content-type": declared}
    try:
        return feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it promises to throw nothing, and fails on some noise all the same
        raise BrokenFile(f"no feed that can be read: {str(error)[:100]}", "check the address") from None


def _declared_apart(data: bytes) -> bytes:
    """With the XML declaration in a line of its own. Raises BrokenFile where it has no end."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.startswith(b"<?"):
        return data
    end = data.find(b"?>", 0, _DECLARATION)
    if end < 0:
        raise BrokenFile("no feed that can be read: its XML declaration has no end", "check the address")
    return data[: end + 2] + b"\n" + data[end + 2 :]


def _pages(listed: list[Any], base: str | None) -> Iterator[Entry]:
    known = set()
    for one in listed:
        # FeedBurner counts clicks at an address of its own, and names the page's in an element of its own.
        url = link(one.get("feedburner_origlink") or one.get("link"), base)
        if url is None or url in known:
            continue
        known.add(url)
        yield Entry(
            url=url, title=_text(one, "title"), published=_time(one, "published"), modified=_time(one, "updated")
        )


def _text(holder: Any, name: str) -> str | None:  # noqa: ANN401  what feedparser gives
    """A title as text; where it is marked up, without the marks."""
    written = holder.get(name)
    if not isinstance(written, str):
        return None
    if holder.get(f"{name}_detail", {}).get("type") in _HTML and ("<" in written or "&" in written):
        from lxml import html  # type: ignore[import-untyped]

        try:
            written = html.fromstring(f"<p>{written}</p>").text_content()
        except (ValueError, html.etree.LxmlError):
            return label(written)
    return label(written)


def _time(one: Any, name: str) -> str | None:  # noqa: ANN401
    """A time as EDTF, a day where no time of day is written."""
    # `in`, since feedparser answers for `updated` with `published` where it is missing
    written, parsed = (one[name], one.get(f"{name}_parsed")) if name in one.keys() else (None, None)  # noqa: SIM118
    if not isinstance(written, str) or not isinstance(parsed, time.struct_time):
        return w3c(written) if isinstance(written, str) else None
    if not 1 <= parsed.tm_year <= 9999:
        return None
    if ":" not in written:
        return w3c(written) or time.strftime("%Y-%m-%d", parsed)
    return f"{parsed.tm_year:04}" + time.strftime("-%m-%dT%H:%M:%SZ", parsed)


def _why(parsed: Any) -> str:  # noqa: ANN401
    error = parsed.get("bozo_exception")
    return f": {str(error)[:100]}" if error else ""
