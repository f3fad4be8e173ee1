"""PDF files that the tests write by hand: pages of text objects in Helvetica, locked and pictured variants too."""

import hashlib
import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

LETTER = (612, 792)  # points
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")  # ISO 32000-1, 7.6.3.3
_ID = bytes(range(16))


class Line(NamedTuple):
    """One line of text: where its baseline begins, in points from the lower left corner, and its size."""

    x: float
    y: float
    text: str
    size: float = 11


Page = Sequence[Line]


def laid_out(
    paragraphs: Sequence[str], *, x: float = 72, top: float = 700, columns: int = 80, leading: float = 14, gap: float = 8,
    indent: float = 0, size: float = 11,
) -> list[Line]:  # fmt: skip
    """Paragraphs broken into lines of at most `columns` characters; gap: points more between paragraphs."""
    lines = []
    for paragraph in paragraphs:
        for number, text in enumerate(textwrap.wrap(paragraph, columns, break_on_hyphens=False)):
            lines.append(Line(x + (indent if number == 0 else 0), top, text, size))
            top -= leading
        top -= gap
    return lines


def content(page: Page) -> bytes:
    """The content stream of a page."""
    return b"\n".join(
        b"BT /F1 %.2f Tf %.2f %.2f Td (%s) Tj ET"
        % (line.size, line.x, line.y, line.text.encode("cp1252").translate(None).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)"))
        for line in page
    )  # fmt: skip


def pdf(pages: Sequence[Page | bytes], info: Mapping[str, str] = {}, password: str | None = None) -> bytes:
    """A file of these pages; one given as bytes is its content stream. password: what opens it (RC4, 40 bits)."""
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    }
    key = None if password is None else _key(password)
    said = b"".join(b"/%s%s" % (name.encode(), _string(_text(value), 4, key)) for name, value in info.items())
    objects[4] = b"<<%s>>" % said
    for number, page in enumerate(pages):
        at = first + 2 * number
        objects[at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<</F1 3 0 R>>/XObject<</I1 %d 0 R>>>>"
            b"/Contents %d 0 R>>" % (*LETTER, first + 2 * len(pages), at + 1)
        )  # fmt: skip
        objects[at + 1] = _stream(page if isinstance(page, bytes) else content(page), at + 1, key)
    image = first + 2 * len(pages)
    head = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    objects[image] = _stream(b"\x80", image, key, head)
    trailer = b""
    if key is not None:
        objects[image + 1] = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (
            _owner(password or "").hex().encode(), _rc4(key, _PADDING).hex().encode(),
        )  # fmt: skip
        trailer = b"/Encrypt %d 0 R/ID[<%s><%s>]" % (image + 1, _ID.hex().encode(), _ID.hex().encode())
    return assembled(objects, b"/Root 1 0 R/Info 4 0 R" + trailer)


SCAN = b"q 612 0 0 792 0 0 cm /I1 Do Q"
"""The content of a page that is a picture."""


def assembled(objects: Mapping[int, bytes], trailer: bytes) -> bytes:
    """Numbered objects as a file with its table."""
    data = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    table = b"0000000000 65535 f \n"
    for number in range(1, max(objects) + 1):
        table += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, objects.get(number, b"null"))
    size = max(objects) + 1
    return data + b"xref\n0 %d\n%strailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, trailer, len(data),
    )  # fmt: skip


def _text(value: str) -> bytes:
    return value.encode("ascii") if value.isascii() else b"\xfe\xff" + value.encode("utf-16-be")


def _string(value: bytes, number: int, key: bytes | None) -> bytes:
    return b"<%s>" % (value if key is None else _rc4(_object_key(key, number), value)).hex().encode()


def _stream(data: bytes, number: int, key: bytes | None, head: bytes = b"") -> bytes:
    data = data if key is None else _rc4(_object_key(key, number), data)
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PADDING)[:32]


def _owner(password: str) -> bytes:
    return _rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))


def _key(password: str) -> bytes:
    return hashlib.md5(_padded(password) + _owner(password) + (-4).to_bytes(4, "little", signed=True) + _ID).digest()[
        :5
    ]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[: len(key) + 5]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
