"""What a page says about itself in JSON-LD (schema.org): the article it holds, and nothing about other pages."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import msgspec

_ARTICLES = re.compile(
    r"(?:News|Reportage|Analysis|Background|Opinion|Review|Satirical|AskPublic|Advertiser|Report|Scholarly|Tech|Blog)?"
    r"(?:Article|Posting|ReportageNewsArticle)|LiveBlogPosting|SocialMediaPosting|Report|CreativeWork|Review|ClaimReview"
)
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_MOST_NODES = 20_000  # of one page; deeper or larger is nothing that describes an article
_DEEPEST = 12
_MOST_LISTED = 100


def articles(scripts: list[str]) -> list[dict[str, Any]]:
    """The objects of `scripts` (the insides of `application/ld+json`) whose type is an article's, in order.

    What is no JSON is passed over; a raw line break inside a string, which many sites write, is read as a space.
    """
    found: list[dict[str, Any]] = []
    budget = _MOST_NODES
    for script in scripts:
        for node in _objects(_parsed(script), 0):
            budget -= 1
            if budget < 0:
                return found
            if any(_ARTICLES.fullmatch(kind) for kind in strings(node.get("@type"))):
                found.append(node)
    return found


def strings(value: object, keys: tuple[str, ...] = ("name", "@value")) -> list[str]:
    """The strings that `value` is or lists, entities decoded, white space collapsed; of objects those under `keys`."""
    if isinstance(value, list):
        return [text for item in value[:_MOST_LISTED] if not isinstance(item, list) for text in strings(item, keys)]
    if isinstance(value, dict):
        of = next((value[key] for key in keys if value.get(key)), None)
        return strings(of, keys) if not isinstance(of, dict) else []
    return [text] if isinstance(value, str) and (text := " ".join(unescape(value).split())) else []


def addresses(value: object) -> list[str]:
    """The addresses that `value` is, lists or points at."""
    return strings(value, ("@id", "url"))


def first(value: object) -> str | None:
    """The first of `strings`."""
    return next(iter(strings(value)), None)


def _parsed(script: str) -> object:
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    script = script.removeprefix("//<![CDATA[").removesuffix("//]]>")
    for text in (script, _CONTROLS.sub(" ", script)):
        try:
            return msgspec.json.decode(text.encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            continue
    return None


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"):
            if isinstance(value.get(key), dict | list):
                yield from _objects(value[key], depth + 1)
