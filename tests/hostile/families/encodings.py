"""Bytes that are not in the encoding they say, or in none."""

import codecs
import random
from collections.abc import Iterator

from tests.hostile.families import Hostile
from tests.hostile.material import page, story

COUNT = 25  # files a family
_UNREAD = frozenset({"E103", "E104", "E105", "E113", "E115", "E118"})
_TEXTS = ("txt", "md", "html", "txt", "htm")
_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
_CHARSETS = (
    "utf-16", "utf-32le", "utf-7", "cp037", "ebcdic-cp-us", "shift_jis", "gb18030", "big5", "iso-2022-jp", "hz-gb-2312",
    "koi8-r", "x-user-defined", "replacement", "rot13", "base64", "zlib", "idna", "punycode", "unicode_escape", "hex",
    "../../etc/passwd", "undefined", "mbcs", "utf-8\0", "a" * 5000,
)  # fmt: skip


def files() -> Iterator[Hostile]:
    """All of these families."""
    yield from _noise()
    yield from _zeros()
    yield from _marks()
    yield from _utf_7()
    yield from _overlong()
    yield from _charsets()
    yield from _mixed()
    yield from _halves()
    yield from _characters()
    yield from _combining()
    yield from _controls()


def _named(seed: int) -> str:
    return f"story-{seed}.{_TEXTS[seed % len(_TEXTS)]}"


def _written(seed: int) -> str:
    return page(seed) if _named(seed).endswith(("html", "htm")) else story(seed)


def _noise() -> Iterator[Hostile]:
    kinds = ("txt", "html", "pdf", "docx", "eml", "rss", "warc", "zip", "md", "xml", "atom", "htm", "bin")
    for seed in range(COUNT):
        name = f"noise-{seed}.{kinds[seed % len(kinds)]}"
        # 7: beyond the sample by which an encoding is told
        size = 400_000 if seed % 8 == 7 else 10 ** (seed % 5 + 1)
        yield Hostile("noise under every suffix", name, random.Random(seed).randbytes(size), "refused")


def _zeros() -> Iterator[Hostile]:
    for seed in range(COUNT):
        data = _written(seed).encode()
        every = (1, 2, 3, 10, 1000)[seed // 5]
        data = b"".join(data[at : at + every] + b"\0" * (seed % 3 + 1) for at in range(0, len(data), every))
        yield Hostile("NUL bytes", _named(seed), data, "either", _UNREAD)


def _marks() -> Iterator[Hostile]:
    for seed in range(COUNT):
        (_, mark), (encoding, _) = list(_MARKS.items())[seed % 5], list(_MARKS.items())[seed // 5]
        name = f"story-{seed}.txt"
        alike = seed % 5 == seed // 5
        expect = "read" if alike else "either"
        yield Hostile("wrong byte order mark", name, mark + story(seed).encode(encoding), expect, _UNREAD)


def _utf_7() -> Iterator[Hostile]:
    for seed in range(COUNT):
        hidden = "<script>alert(1)</script>".encode("utf-7").decode()
        head = '<meta charset="utf-7">' if seed % 2 else ""
        text = page(seed, head=head, before=f"<p>{hidden}</p>") if seed % 5 else story(seed) + hidden
        yield Hostile("UTF-7", f"story-{seed}.{'html' if seed % 5 else 'txt'}", text.encode("utf-8"), "either", _UNREAD)


def _overlong() -> Iterator[Hostile]:
    forms = (
        b"\xc0\xaf",
        b"\xe0\x80\xbc",
        b"\xf0\x80\x80\xbcscript>",
        b"\xf8\x88\x80\x80\x80",
        b"\xfc\x84\x80\x80\x80\x80",
    )
    for seed in range(COUNT):
        data = _written(seed).encode().replace(b" the ", b" the " + forms[seed // 5])
        yield Hostile("overlong UTF-8", _named(seed), data, "either", _UNREAD)


def _charsets() -> Iterator[Hostile]:
    for seed, charset in enumerate(_CHARSETS):
        text = page(
            seed,
            head=f'<meta charset="{charset}"><meta http-equiv=content-type content="text/html; charset={charset}">',
        )
        yield Hostile("a charset that is not the page's", f"story-{seed}.html", text.encode(), "either", _UNREAD)


def _mixed() -> Iterator[Hostile]:
    encodings = ("utf-8", "cp1252", "utf-16-le", "koi8-r", "shift_jis")
    for seed in range(COUNT):
        first, second = encodings[seed % 5], encodings[seed // 5]
        data = _written(seed).encode(first, "replace") + _written(seed + 1).encode(second, "replace")
        yield Hostile("two encodings in one file", _named(seed), data, "either", _UNREAD)


def _halves() -> Iterator[Hostile]:
    """Halves of surrogate pairs, as UTF-8 bytes, in UTF-16, and as character references."""
    for seed in range(COUNT):
        if seed % 3 == 0:
            data = _written(seed).encode().replace(b" the ", b" \xed\xa0\x80the\xed\xb0\x80 ")
        elif seed % 3 == 1:
            data = b"\xff\xfe" + _written(seed).encode("utf-16-le") + b"\x00\xd8" * (seed + 1) + b"a\0"
        else:
            reference = ("&#xD800;", "&#55296;", "&#xDFFF;", "&#xD83D;&#xDE00;", "&#x0000DC00;")[seed % 5]
            data = page(seed, before=f"<p>{reference} she said {reference}.</p>").encode()
        yield Hostile(
            "halves of surrogate pairs", _named(seed) if seed % 3 < 2 else f"s-{seed}.html", data, "either", _UNREAD
        )


def _characters() -> Iterator[Hostile]:
    """Marks of direction, joiners, tags, private and unassigned characters: text, and to be kept as it is."""
    marks = ("\u202e", "\u2066\u202e\u2069", "\u200b\u200d\u2060", "\U000e0041\U000e007f", "\ufff9\ufffa\ufffb")
    marks += ("\ue000", "\uffff", "\U0010fffe", "\u0378", "\ufeff")
    for seed in range(COUNT):
        text = _written(seed).replace(" the ", f" {marks[seed % len(marks)] * (seed + 1)}the ")
        yield Hostile("bidi and format characters", _named(seed), text.encode(), "read")


def _combining() -> Iterator[Hostile]:
    for seed in range(COUNT):
        stack = "".join(chr(0x300 + (seed + at) % 0x70) for at in range(10 ** (seed % 5 + 1)))
        yield Hostile(
            "combining marks without end", _named(seed), _written(seed).replace(" vote", f" vo{stack}te", 3).encode()
        )


def _controls() -> Iterator[Hostile]:
    for seed in range(COUNT):
        chance = random.Random(seed)
        text = "".join(
            letter
            + (chr(chance.choice([*range(1, 32), *range(127, 160)])) if chance.random() < 0.02 * (seed % 6) else "")
            for letter in _written(seed)
        )
        yield Hostile("control characters", _named(seed), text.encode(), "either", _UNREAD)
