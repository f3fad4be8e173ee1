"""Pages that say what is not so, or are no articles: what a reader of pages must not believe, or must refuse."""

import json
from collections.abc import Callable, Iterator

from tests.hostile.families import Expectation, Hostile
from tests.hostile.material import page, paragraphs

COUNT = 25  # files a family
_COOKIES = (
    "We and our partners store your privacy choices on this device.",
    "We use cookies to give you the best experience and to protect your privacy.",
    "Before you continue, tell us what we may remember of you.",
    "Your privacy choices: accept all cookies or manage consent.",
    "Consent to the use of cookies, or reject all cookies, to go on.",
)
_WALLS = (
    "To continue reading, please subscribe.",
    "Subscribe to read the rest of it.",
    "This article is only available to subscribers.",
    "You have reached your limit of free articles.",
    "Already a subscriber? Log in.",
)
_TIMES = (
    "0000-00-00",
    "9999-12-31",
    "2022-02-30",
    "-2022",
    "1e9",
    "2022-05-31T99:99:99+99:99",
    "",
    "NaN",
    "∞",
    "tomorrow",
)
_ADDRESSES = (
    "javascript:alert(1)", "http://[::1", "//", "http://", "https://user:word@host.example:99999/x", "http://\u202ehost/x",
    "data:text/html,x", "../" * 5_000, "https://" + "a." * 5_000 + "example/x", "http://999999999999/\x00",
)  # fmt: skip
_SWEAT = (
    "share 1,2.3k " * 40 + "!", "k" * 50_000, "a" * 400 + "!" * 400, "1" * 590 + "x", "share" * 100 + "é",
    "by " + "a" * 500, "follow " + "a " * 250, "get " + "the " * 140 + "newsletter", "we use " * 80, " on" * 20_000,
)  # fmt: skip


def files() -> Iterator[Hostile]:
    """All of these families."""
    for family, (make, expect, codes) in _FAMILIES.items():
        for seed in range(COUNT):
            yield Hostile(family, f"page-{seed}.html", make(seed).encode(), expect, codes)


def _consent(seed: int) -> str:
    buttons = "<button>Accept</button><button>Reject</button>" * (seed % 7)
    return f"<html><head><title>Marlbeck</title></head><body><div>{_COOKIES[seed % 5]}</div>{buttons}</body></html>"


def _stub(seed: int) -> str:
    beginning = paragraphs(seed, 1)[0]
    return f"<html><body><article><h1>Marlbeck</h1><p>{beginning}</p><p>{_WALLS[seed % 5]}</p></article></body></html>"


def _front(seed: int) -> str:
    links = "".join(
        f'<li><a href="/{i}">Story {i} of Marlbeck and of its bridge</a></li>' for i in range(20 + seed * 10)
    )
    return f"<html><body><nav><ul>{links}</ul></nav></body></html>"


def _described(seed: int) -> str:
    """JSON-LD whose values are of every wrong type, or that go down deep."""
    wrong: tuple[object, ...] = (
        1,
        None,
        True,
        [],
        {},
        [[["x"]]],
        {"name": {"name": {}}},
        "\x00",
        "x" * 100_000,
        -1e308,
    )
    fields = ("headline", "author", "publisher", "datePublished", "url", "mainEntityOfPage", "isAccessibleForFree")
    described = {name: wrong[(seed + i) % len(wrong)] for i, name in enumerate(fields)}
    deep = '{"@graph":[' * (seed * 400) + '{"@type":"Article"}' + "]}" * (seed * 400)
    scripts = (json.dumps({"@type": "NewsArticle", **described}), deep)
    return page(seed, head="".join(f'<script type="application/ld+json">{script}</script>' for script in scripts))


def _times(seed: int) -> str:
    names = ("article:published_time", "article:modified_time", "date", "og:updated_time", "pubdate")
    times = [f'<meta property="{name}" content="{_TIMES[(seed + i) % 10]}">' for i, name in enumerate(names)]
    return page(seed, head="".join(times), before=f'<time datetime="{_TIMES[seed % 10]}">then</time>')


def _addresses(seed: int) -> str:
    address = _ADDRESSES[seed % 10]
    return page(seed, head=f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">')


def _marks(seed: int) -> str:
    """The characters by which the reader traces blocks through the library that chooses among them."""
    marks = "".join(chr(0x20000 + i) for i in range(seed * 40))
    return page(seed, before=f"<p>The sign of the ferry reads {marks} in the old script of the valley, he said.</p>")


def _headlines(seed: int) -> str:
    return page(seed, before="<h1>The bridge of Marlbeck</h1>" * (seed * 100))


def _hidden(seed: int) -> str:
    card = '<span class="tooltip-card"><a href="/kovar">Anna Kovar has been mayor for years</a>' + "</span>" * (
        seed % 2
    )
    return page(
        seed, before=f"<p>{card * (seed + 1)} The mayor spoke to the council for an hour on Monday evening.</p>"
    )


def _sweat(seed: int) -> str:
    return page(seed, before=f"<p>{_SWEAT[seed % 10]}</p>" * (1 + seed // 10 * 20))


_FAMILIES: dict[str, tuple[Callable[[int], str], Expectation, frozenset[str]]] = {
    "walls of consent": (_consent, "refused", frozenset({"E113"})),
    "stubs of what is sold": (_stub, "refused", frozenset({"E114"})),
    "front pages": (_front, "refused", frozenset({"E113"})),
    "JSON-LD of the wrong types": (_described, "read", frozenset()),
    "times that cannot be": (_times, "read", frozenset()),
    "addresses that cannot be": (_addresses, "read", frozenset()),
    "the marks of the reader itself": (_marks, "read", frozenset()),
    "headlines by the thousand": (_headlines, "read", frozenset()),
    "cards that hide in a line": (_hidden, "read", frozenset()),
    "words that make patterns sweat": (_sweat, "read", frozenset()),
}
