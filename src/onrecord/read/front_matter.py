"""Front matter: the `key: value` lines between two `---` at the head of a text file."""

import re

from onrecord.errors import BadDescription
from onrecord.read.dates import edtf
from onrecord.types.document import Description

OURS = ("title", "publisher", "published", "url")
"""The keys that are read; all others are passed over, whatever they hold."""

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_KEY = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(.*))?", re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\])')
_MOST_LINES = 200  # a head longer than that is a text with a rule above it
_CURE = "begin the file with '---', lines of 'key: value' and '---', or with no '---' at all"


def split(text: str) -> tuple[Description, str]:
    """What the front matter of `text` says, and the text behind it without leading newlines and trailing whitespace.

    A text without front matter comes back as it is. Raises BadDescription where the front matter is malformed.
    """
    fence = _FENCE.match(text)
    if fence is None:
        return Description(), text
    lines, end = _head(text, fence.end())
    return _description(lines), text[end:].lstrip("\r\n").rstrip()


def _head(text: str, start: int) -> tuple[list[str], int]:
    """The lines of the front matter, and where the text behind its closing line begins."""
    lines: list[str] = []
    at = start
    while at < len(text) and len(lines) <= _MOST_LINES:
        if fence := _FENCE.match(text, at):
            return lines, fence.end()
        line = _LINE.match(text, at)
        assert line is not None  # the pattern matches the empty string too
        lines.append(line[0].rstrip("\r\n"))
        at = line.end()
    raise BadDescription("front matter that is not closed by a line '---'", _CURE)


def _description(lines: list[str]) -> Description:
    said: dict[str, str | None] = {}
    last = ""
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in " \t-":  # a list or a mapping under the key above: nothing that we read has one
            if last in OURS:
                raise BadDescription(f"front matter: {last!r} holds more than one value", _CURE)
            continue
        pair = _KEY.fullmatch(line)
        if pair is None:
            raise BadDescription(f"front matter: no 'key: value' in {line[:60]!r}", _CURE)
        last = pair[1].casefold()
        if last not in OURS:
            continue
        if last in said:
            raise BadDescription(f"front matter: {last!r} stands twice", _CURE)
        said[last] = _value(last, pair[2] or "")
    published = said.get("published")
    return Description(
        title=said.get("title"),
        publisher=said.get("publisher"),
        published=edtf(published) if published else None,
        url=said.get("url"),
    ).known_by("front matter")


def _value(key: str, written: str) -> str | None:
    written = written.strip()
    if written[:1] in {'"', "'"}:
        quote = written[0]
        inner = written[1:-1]
        escaped = inner.replace("''", "") if quote == "'" else re.sub(r"\\.", "", inner)
        if len(written) < 2 or written[-1] != quote or quote in escaped:
            raise BadDescription(f"front matter: {key!r} has an open quotation mark: {written[:60]!r}", _CURE)
        return (inner.replace("''", "'") if quote == "'" else _ESCAPE.sub(r"\1", inner)) or None
    if written[:1] in {"|", ">", "[", "{"}:
        raise BadDescription(f"front matter: {key!r} is no plain text: {written[:60]!r}", _CURE)
    return None if written in {"", "~", "null"} else written
