"""A page's source → tags and texts with their offsets, in one linear pass, forgiving as a browser is."""

import re
from collections.abc import Iterator

import msgspec

from onrecord.types.span import Span

RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "template", "svg", "math", "object", "select", "xmp"})  # fmt: skip
"""Elements whose inside is not looked into: code, or no text of the page. What they hold is one `Raw`."""

_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_TAG_BEGINS = re.compile(r"</?[A-Za-z]")
_CARELESS_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?""")
_END_OF = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in RAW}
_LONGEST_TAG = 100_000
"""Characters; a longer one has a quotation mark that nobody closed, and ends at its first `>`."""
_MOST_LONG_TAGS = 20
"""So often the search for the end of a quoted attribute may go astray before it is given up for the page: linear time."""


class Tag(msgspec.Struct, frozen=True):
    """A start tag, or with `end` an end tag: its name in lower case, its attributes as written, its span."""

    name: str
    end: bool
    written: str
    span: Span


class Raw(msgspec.Struct, frozen=True):
    """An element that is not looked into (`RAW`): its name, its attributes as written, the span of its inside."""

    name: str
    written: str
    span: Span


class Text(msgspec.Struct, frozen=True):
    """Characters between tags, entities not yet decoded."""

    span: Span


def tokens(source: str) -> Iterator[Tag | Raw | Text]:
    """What `source` is made of, in order; comments, declarations and processing instructions are left out."""
    scan = _Scan(source)
    at = text_from = 0
    while (at := source.find("<", at)) >= 0:
        tag = scan.tag(at)
        end = tag.end() if tag else scan.passed_over(at)
        if end is None:
            at += 1  # a "<" that begins nothing is text
            continue
        if text_from < at:
            yield Text((text_from, at))
        if tag is not None:
            name, closing = tag[2].lower(), bool(tag[1])
            if name in RAW and not closing and not tag[3].endswith("/"):
                inside_to, end = scan.end_of(name, tag.end())
                yield Raw(name, tag[3], (tag.end(), inside_to))
            else:
                yield Tag(name, closing, tag[3], tag.span())
        at = text_from = end
    if text_from < len(source):
        yield Text((text_from, len(source)))


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag by name in lower case, entities decoded; of a name that stands twice the first."""
    from html import unescape

    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


class _Scan:
    """Searches that remember what cannot be found any more, so that a page of a million open comments is linear."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.endless: set[str] = set()
        self.astray = 0

    def tag(self, at: int) -> re.Match[str] | None:
        """The tag that begins at `at`."""
        if self.astray < _MOST_LONG_TAGS:
            found = _TAG.match(self.source, at)
            if found is not None and found.end() - at < _LONGEST_TAG:
                return found
        if ">" in self.endless or not _TAG_BEGINS.match(self.source, at):
            return None
        self.astray += 1
        found = _CARELESS_TAG.match(self.source, at)
        if found is None:
            self.endless.add(">")
        return found

    def passed_over(self, at: int) -> int | None:
        """Where the comment, declaration or instruction that begins at `at` ends; None where none begins."""
        if self.source.startswith("<!--", at):
            return self._behind("-->", at + 2, len(self.source))
        if self.source.startswith(("<!", "<?", "</"), at):
            return self._behind(">", at, at + 2)
        return None

    def end_of(self, name: str, at: int) -> tuple[int, int]:
        """Where the inside of a raw element that began at `at` ends, and where the page goes on behind it."""
        found = None if name in self.endless else _END_OF[name].search(self.source, at)
        if found is not None:
            return found.start(), self._behind(">", found.end(), len(self.source))
        self.endless.add(name)
        return (len(self.source), len(self.source)) if name in {"script", "style"} else (at, at)

    def _behind(self, mark: str, at: int, otherwise: int) -> int:
        found = -1 if mark in self.endless else self.source.find(mark, at)
        if found >= 0:
            return found + len(mark)
        self.endless.add(mark)
        return otherwise
