"""Hostile feeds and sitemaps."""

import gzip
import random
from collections.abc import Callable, Iterator

from tests.hostile.families import Expectation, Hostile

COUNT = 12
"""Files a family; each differs by its number."""
SITE = "https://standard.example.org"
BROKEN = frozenset({"E115", "E116"})
KINDS = ("rss", "atom", "sitemap")


def files() -> Iterator[Hostile]:
    """All files of these families."""
    for make, expect, codes in FAMILIES:
        family = (make.__doc__ or "").rstrip(".")
        for number in range(COUNT):
            data = make(number, random.Random(f"{family}{number}"))
            suffix = ".rss.gz" if data.startswith(b"\x1f\x8b") else ".rss"
            yield Hostile(family, f"{make.__name__}-{number}{suffix}", data, expect, codes)


def listing(kind: str, number: int, count: int, *, title: str = "The gates", day: str = "2023-06-14") -> str:
    """A proper list of `count` pages, without an XML declaration."""
    urls = [f"{SITE}/{number}/{place}" for place in range(count)]
    if kind == "rss":
        items = (f"<item><title>{title}</title><link>{url}</link><pubDate>{day}</pubDate></item>" for url in urls)
        return f'<rss version="2.0"><channel><title>Dellin Standard</title>{"".join(items)}</channel></rss>'
    if kind == "atom":
        items = (f'<entry><title>{title}</title><link href="{url}"/><updated>{day}</updated></entry>' for url in urls)
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Dellin Standard</title>{"".join(items)}</feed>'
    items = (f"<url><loc>{url}</loc><lastmod>{day}</lastmod><!-- {title} --></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(items)}</urlset>'


def kind_of(number: int) -> str:
    return KINDS[number % len(KINDS)]


def with_entities(entities: str, number: int, use: str) -> bytes:
    return f"<!DOCTYPE x [{entities}]>{listing(kind_of(number), number, 3).replace('/1<', f'/{use}<')}".encode()


def entities_that_multiply(number: int, chance: random.Random) -> bytes:
    """Feed whose entities multiply."""
    depth, times = 6 + number % 4, 10
    lines = ['<!ENTITY e0 "ha">', *(f'<!ENTITY e{n} "{f"&e{n - 1};" * times}">' for n in range(1, depth))]
    return with_entities("".join(lines), number, f"&e{depth - 1};")


def entities_that_are_long(number: int, chance: random.Random) -> bytes:
    """Feed with one long entity many times."""
    return with_entities(f'<!ENTITY e "{"x" * 50_000}">', number, "&e;" * (500 + 300 * number))


def entities_from_outside(number: int, chance: random.Random) -> bytes:
    """Feed that asks for a file of this machine."""
    wanted = ("file:///etc/passwd", "/etc/passwd", "file://localhost/etc/passwd", "php://filter/resource=/etc/passwd")
    return with_entities(f'<!ENTITY e SYSTEM "{wanted[number % 4]}">', number, "&e;")


def cut_short(number: int, chance: random.Random) -> bytes:
    """Feed cut short."""
    whole = listing(kind_of(number), number, 20).encode()
    return whole[: chance.randrange(60, len(whole) - 1)]


def too_deep(number: int, chance: random.Random) -> bytes:
    """Feed of elements in each other."""
    deep = 20_000 + 10_000 * number
    return listing(kind_of(number), number, 2).replace("</", "<d>" * deep + "</d>" * deep + "</", 1).encode()


def too_many(number: int, chance: random.Random) -> bytes:
    """Feed of more entries than are taken."""
    return listing("sitemap" if number % 3 else "rss", number, 52_000 if number % 3 else 4_000 + 500 * number).encode()


def bomb(number: int, chance: random.Random) -> bytes:
    """Feed that unpacks without end."""
    head = listing(kind_of(number), number, 1).replace("<title>", "<title>" + " " * 1000, 1).encode()
    return gzip.compress(head + b" " * (60_000_000 + number))


def mislabelled(number: int, chance: random.Random) -> bytes:
    """Feed in another encoding than it says."""
    said, real = chance.choice(
        [("utf-16", "latin-1"), ("utf-8", "latin-1"), ("x-none", "utf-8"), ("utf-32", "utf-8"), ("ascii", "utf-8")]
    )
    text = listing(kind_of(number), number, 5, title="Das Wehr wird nicht geöffnet, sagt Kestlé")
    return f'<?xml version="1.0" encoding="{said}"?>{text}'.encode(real)


def one_long_title(number: int, chance: random.Random) -> bytes:
    """Feed with a title of megabytes."""
    return listing(kind_of(number), number, 2, title="river " * (100_000 + 50_000 * number)).encode()


def many_attributes(number: int, chance: random.Random) -> bytes:
    """Feed with a flood of attributes."""
    flood = " ".join(f'a{n}="{n}"' for n in range(4_000 + 2_000 * number))
    tag = {"rss": "<item", "atom": "<entry", "sitemap": "<url"}[kind_of(number)]
    return listing(kind_of(number), number, 3).replace(f"{tag}>", f"{tag} {flood}>", 1).encode()


def other_addresses(number: int, chance: random.Random) -> bytes:
    """Feed of addresses that are not of the web."""
    schemes = ("javascript:alert(1)//", "file:///etc/passwd?", "data:text/html,", "mailto:", "ftp://x/", "http://[")
    return listing(kind_of(number), number, 10).replace(f"{SITE}/", chance.choice(schemes)).encode()


def dates_of_nonsense(number: int, chance: random.Random) -> bytes:
    """Feed with days that are none."""
    days = ("0000-00-00", "99999999-99-99", "Tue, 99 Foo 2023 25:61:61 +9999", "9" * 5000, "-1", "2023-06-14T99:99Z")
    return listing(kind_of(number), number, 10, day=days[number % len(days)]).encode()


def noise(number: int, chance: random.Random) -> bytes:
    """Feed with noise in it."""
    whole = bytearray(listing(kind_of(number), number, 20).encode())
    for _ in range(5 + 5 * number):
        whole[chance.randrange(40, len(whole))] = chance.randrange(256)
    return bytes(whole)


Make = Callable[[int, random.Random], bytes]
FAMILIES: list[tuple[Make, Expectation, frozenset[str]]] = [
    (entities_that_multiply, "either", BROKEN),
    (entities_that_are_long, "either", BROKEN),
    (entities_from_outside, "either", BROKEN),
    (cut_short, "either", BROKEN),
    (too_deep, "either", BROKEN),
    (too_many, "either", frozenset({"E116"})),
    (bomb, "refused", frozenset({"E117"})),
    (mislabelled, "either", BROKEN),
    (one_long_title, "read", frozenset()),
    (many_attributes, "either", BROKEN),
    (other_addresses, "either", BROKEN),
    (dates_of_nonsense, "read", frozenset()),
    (noise, "either", BROKEN),
]
