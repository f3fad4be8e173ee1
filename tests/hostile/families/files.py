"""Hostile PDF, ZIP, DOCX and e-mail files."""

import base64
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.hostile.families import Expectation, Hostile
from tests.read.making_docx import body, core, docx, paragraph
from tests.read.making_pdf import SCAN, Line, assembled, laid_out, pdf

COUNT = 12
"""Files a family; each differs by its number."""
STORY = (
    "President Isaura Kestle said on Tuesday that her country would not begin filling the reservoir behind its new "
    "Olm Gorge dam this summer, and that nobody would have to leave their home before the harvest was in."
)
PAGE = f"<!doctype html><html><body><article><h1>Olm Gorge</h1>{f'<p>{STORY}</p>' * 4}</article></body></html>".encode()
MAIL = "From: Press <p@t.example>\r\nSubject: Gates\r\nDate: Wed, 14 Jun 2023 08:30:00 +0200\r\nMIME-Version: 1.0\r\n"
BROKEN, BOMB, LOCKED = frozenset({"E115"}), frozenset({"E117"}), frozenset({"E111"})
NO_TEXT = frozenset({"E103", "E106", "E112", "E115", "E116"})

Make = Callable[[int, random.Random], bytes]


def files() -> Iterator[Hostile]:
    """All files of these families."""
    for make, suffix, expect, codes, count in FAMILIES:
        family = (make.__doc__ or "").rstrip(".")
        for number in range(count):
            data = make(number, random.Random(f"{family}{number}"))
            yield Hostile(family, f"{make.__name__}-{number}{suffix}", data, expect, codes)


def pages(number: int) -> bytes:
    return pdf(
        [laid_out([f"{STORY} {number}.{page}"]) for page in range(1 + number % 4)], {"Title": f"The gates {number}"}
    )


def pdf_cut(number: int, chance: random.Random) -> bytes:
    """PDF cut short."""
    whole = pages(number)
    return whole[: chance.randrange(9, len(whole))]


def pdf_locked(number: int, chance: random.Random) -> bytes:
    """PDF behind a password."""
    return pdf([laid_out([STORY])] * (1 + number % 3), {"Title": "The gates"}, password=f"secret {number}")


def pdf_scanned(number: int, chance: random.Random) -> bytes:
    """PDF of pictures."""
    return pdf([SCAN] * (1 + number), {"Title": "The gates"})


def pdf_circle(number: int, chance: random.Random) -> bytes:
    """PDF with a page tree in a circle."""
    length = 1 + number % 6
    tree = {
        2 + at: b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>"
        % (2 + (at - 1) % length, 10**number, b"%d 0 R " % (2 + (at + 1) % length) * (1 + number))
        for at in range(length)
    }
    return assembled({1: b"<</Type/Catalog/Pages 2 0 R>>", **tree}, b"/Root 1 0 R")


def pdf_count(number: int, chance: random.Random) -> bytes:
    """PDF that says it has millions of pages."""
    kids = b"3 0 R " * (number % 3)
    count = (10**6, 2**31 - 1, 2**31, 2**32 - 1, 10**12, -1, -(2**31))[number % 7]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
    return assembled(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), 3: page},
        b"/Root 1 0 R",
    )


def pdf_table(number: int, chance: random.Random) -> bytes:
    """PDF with a wrong table of objects."""
    whole = bytearray(pages(number))
    table = whole.index(b"xref\n")
    for _ in range(1 + 3 * number):
        at = chance.randrange(table, len(whole))
        whole[at] = chance.randrange(48, 58)
    return bytes(whole)


def pdf_stream(number: int, chance: random.Random) -> bytes:
    """PDF with a stream that unpacks to very much."""
    bomb = zlib.compress(bytes(1 << 20) * 4 ** (number % 4), 9)
    filters = b"/FlateDecode"
    for _ in range(number // 4):
        bomb, filters = zlib.compress(bomb, 9), filters + b"/FlateDecode"
    stream = b"<</Filter[%s]/Length %d>>stream\n%s\nendstream" % (filters, len(bomb), bomb)
    return _one_page(stream)


def pdf_nested(number: int, chance: random.Random) -> bytes:
    """PDF nested without end."""
    deep = 10 ** (2 + number % 4)
    contents = (b"q " * deep, b"[" * deep, b"<<" * deep, b"/I1 Do " * deep, b"(" * deep, b"BT " * deep)[number % 6]
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I1 5 0 R>>>>/Length 7>>stream\n/I1 Do \nendstream"
    return _one_page(b"<</Length %d>>stream\n%s\nendstream" % (len(contents), contents), form)


def pdf_geometry(number: int, chance: random.Random) -> bytes:
    """PDF with impossible measures."""
    odd = (0, -1, 1e-9, 1e9, 1e30, -1e30, 3e38, 2**31, 612)
    lines = [Line(chance.choice(odd), chance.choice(odd), word, chance.choice(odd)) for word in STORY.split()]
    return pdf([lines, laid_out([STORY])])


def pdf_noise(number: int, chance: random.Random) -> bytes:
    """PDF with bytes changed here and there."""
    whole = bytearray(pages(number))
    for _ in range(2 ** (number % 8)):
        whole[chance.randrange(9, len(whole))] = chance.randrange(256)
    return bytes(whole)


def pdf_head_only(number: int, chance: random.Random) -> bytes:
    """Something else that begins as a PDF."""
    return b"%PDF-1.7\n" + (PAGE, chance.randbytes(3000), b"", packed(("a.txt", STORY.encode())))[number % 4]


def _one_page(contents: bytes, form: bytes = b"null") -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</XObject<</I1 5 0 R>>>>/Contents 4 0 R>>"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page,
        4: contents,
        5: form,
    }
    return assembled(objects, b"/Root 1 0 R")


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def zip_flat(number: int, chance: random.Random) -> bytes:
    """ZIP bomb in one layer."""
    member = bytes([32 + number]) * (1 << 20) * (60 + number)
    return packed((f"story{number}.txt", member))


def zip_layers(number: int, chance: random.Random) -> bytes:
    """ZIP bomb in layers."""
    inner = packed(*((f"{at}.txt", b" " * (51 << 20)) for at in range(2)))
    for layer in range(2 + number % 6):
        inner = packed(*((f"{layer}-{at}.zip", inner) for at in range(1 + number // 3)))
    return inner


def zip_overlap(number: int, chance: random.Random) -> bytes:
    """ZIP whose members overlap."""
    plain = bytes(1000 * (1 + number))
    data = zlib.compress(plain, 9)[2:-4]
    fields = (20, 0, 8, 0, 0, zlib.crc32(plain), len(data), len(plain), 5)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", *fields, 0) + b"a.txt"
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, *fields, 0, 0, 0, 0, 0, 0) + b"a.txt"
    count = 2 + 40 * number
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(entry) * count, len(local + data), 0)
    return local + data + entry * count + end


def zip_many(number: int, chance: random.Random) -> bytes:
    """ZIP with 50,000 members."""
    return packed(
        *((f"{at}.png", b"") for at in range(50_000)), ("last.txt", STORY.encode()), method=zipfile.ZIP_STORED
    )


def zip_locked(number: int, chance: random.Random) -> bytes:
    """ZIP behind a password."""
    data = bytearray(packed(*((f"{at}.html", PAGE) for at in range(1 + number))))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


def zip_names(number: int, chance: random.Random) -> bytes:
    """ZIP with names that climb out of it."""
    climbing = (
        "../" * 40 + "etc/passwd.txt",
        "/etc/cron.txt",
        "C:\\x.txt",
        "a/../../b.txt",
        "\x1b[31m.txt",
        "x" * 60_000 + ".txt",
    )
    return packed(*((name, f"{STORY} {at}".encode()) for at, name in enumerate(climbing[: 1 + number % 6])))


def zip_damaged(number: int, chance: random.Random) -> bytes:
    """ZIP that is damaged."""
    whole = bytearray(packed(*((f"{at}.html", PAGE + bytes([48 + at])) for at in range(4))))
    for _ in range(1 + number):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    return b"PK\3\4" + bytes(whole[4:])


def zip_cut(number: int, chance: random.Random) -> bytes:
    """ZIP cut short."""
    whole = packed(*((f"{at}.html", PAGE) for at in range(1 + number)))
    return whole[: chance.randrange(4, len(whole) - 22)]


def docx_laughs(number: int, chance: random.Random) -> bytes:
    """DOCX with entities that expand to billions."""
    entities = "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 6 + number))
    prologue = f"<!DOCTYPE w:document [<!ENTITY a0 'ha'>{entities}]>"
    main = body("<w:p><w:r><w:t>&a5;</w:t></w:r></w:p>", prologue=prologue)
    return docx(main) if number % 2 else docx(body(paragraph(STORY), prologue=prologue))


def docx_outside(number: int, chance: random.Random) -> bytes:
    """DOCX with entities from outside."""
    target = ("file:///etc/passwd", "http://127.0.0.1:9/x", "//[::1]/x", "/dev/zero")[number % 4]
    kind = ("<!ENTITY x SYSTEM '{}'>", "<!ENTITY % x SYSTEM '{}'> %x;", "<!ENTITY x PUBLIC 'a' '{}'>")[number % 3]
    return docx(body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", prologue=f"<!DOCTYPE w [{kind.format(target)}]>"))


def docx_nested(number: int, chance: random.Random) -> bytes:
    """DOCX with deep nesting."""
    deep = 300 * (1 + number) ** 2
    tag = ("w:p", "w:tbl", "w:sdt", "w:ins", "w:r")[number % 5]
    return docx(body(f"<{tag}>" * deep + paragraph(STORY) + f"</{tag}>" * deep))


def docx_bomb(number: int, chance: random.Random) -> bytes:
    """DOCX that unpacks to very much."""
    return docx(body(paragraph("a" * ((51 + number) << 20))))


def docx_broken(number: int, chance: random.Random) -> bytes:
    """DOCX that is damaged."""
    main = body(paragraph(STORY)).encode()
    return docx(
        (main[: chance.randrange(len(main) - 20)], main.replace(b"</w:r>", b"", 1), b"", main + main)[number % 4]
    )


def docx_odd(number: int, chance: random.Random) -> bytes:
    """DOCX with properties that make no sense."""
    odd = ("\u202e" * 100, "9" * 5000, "=cmd|'/c calc'!A0", "<script>", "0000-00-00T00:00:00Z", "a\ufeffb")
    said = {name: chance.choice(odd) for name in ("title", "creator", "created", "modified")}
    return docx(body(paragraph(STORY)), core(**said) + ("<" if number % 3 == 0 else ""))


def eml_nested(number: int, chance: random.Random) -> bytes:
    """E-mail whose parts nest without end."""
    kind = "message/rfc822" if number % 3 == 2 else "multipart/mixed; boundary=b{}"
    mark = "\r\n" if number % 3 == 2 else "\r\n--b{}\r\n"
    parts = ((f"Content-Type: {kind}\r\n{mark}").format(level, level) for level in range(300 * (1 + number)))
    return (MAIL + "".join(parts)).encode() + f"Content-Type: text/plain\r\n\r\n{STORY}".encode()


def eml_charset(number: int, chance: random.Random) -> bytes:
    """E-mail in another charset than it says."""
    said = (
        "us-ascii",
        "utf-8",
        "no-such",
        "punycode",
        "idna",
        "zlib",
        "rot13",
        "hex",
        "unicode_escape",
        '"',
        "x" * 900,
        "mbcs",
    )
    head = f"{MAIL}Content-Type: text/plain; charset={said[number % 12]}\r\n\r\n".encode()
    return head + f"“{STORY}” She did not look back to the café.".encode("cp1252")


def eml_broken(number: int, chance: random.Random) -> bytes:
    """E-mail with broken heads, bounds and coding."""
    coded = base64.b64encode(STORY.encode())
    head = f"{MAIL}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
    whole = bytearray(head + coded + b"\r\n--b--\r\n")
    for _ in range(1 + number):
        whole[chance.randrange(len(MAIL), len(whole))] = chance.randrange(256)
    return bytes(whole)


def eml_heads(number: int, chance: random.Random) -> bytes:
    """E-mail with endless heads."""
    odd = (
        "Subject: " + "=?utf-8?b?" * 50_000, "From: " + "<" * 100_000, "From: " + "(" * 100_000, "X: y\r\n" * 100_000,
        "Date: " + "9" * 100_000, "Subject: a\r\n" + " b\r\n" * 100_000, "Content-Type: text/plain" + "; a=b" * 20_000,
        "Content-Type: text/plain" + "; charset*0=a" * 10_000, "Subject: " + "@" * 100_000, 'From: "' + "\\" * 100_001,
        "Content-Type: multipart/mixed; boundary=" + "b" * 100_000, "Content-Disposition: inline" + '; filename*1="a"' * 9999,
    )  # fmt: skip
    return f"{MAIL}{odd[number % len(odd)].strip()}\r\n\r\n{STORY}".encode()


def eml_locked(number: int, chance: random.Random) -> bytes:
    """E-mail that is encrypted."""
    kinds = (
        "multipart/encrypted; boundary=b",
        "application/pkcs7-mime",
        "application/x-pkcs7-mime; smime-type=enveloped-data",
    )
    inner = f"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: {number}\r\n--b--\r\n"
    return f"{MAIL}Content-Type: {kinds[number % 3]}\r\n\r\n{inner}".encode()


FAMILIES: tuple[tuple[Make, str, Expectation, frozenset[str], int], ...] = (
    (pdf_cut, ".pdf", "either", NO_TEXT, COUNT),
    (pdf_locked, ".pdf", "refused", LOCKED, COUNT),
    (pdf_scanned, ".pdf", "refused", frozenset({"E112"}), COUNT),
    (pdf_circle, ".pdf", "refused", NO_TEXT, COUNT),
    (pdf_count, ".pdf", "refused", NO_TEXT, COUNT),
    (pdf_table, ".pdf", "either", NO_TEXT, COUNT),
    (pdf_stream, ".pdf", "refused", NO_TEXT, COUNT),
    (pdf_nested, ".pdf", "refused", NO_TEXT, COUNT),
    (pdf_geometry, ".pdf", "read", frozenset(), COUNT),
    (pdf_noise, ".pdf", "either", NO_TEXT | LOCKED, COUNT),
    (pdf_head_only, ".pdf", "refused", BROKEN, COUNT),
    (zip_flat, ".zip", "refused", BOMB, COUNT),
    (zip_layers, ".zip", "refused", BOMB | {"E118"}, COUNT),
    (zip_overlap, ".zip", "refused", BOMB, COUNT),
    (zip_many, ".zip", "read", frozenset(), 2),
    (zip_locked, ".zip", "refused", LOCKED, COUNT),
    (zip_names, ".zip", "read", frozenset(), COUNT),
    (zip_damaged, ".zip", "either", frozenset(), COUNT),
    (zip_cut, ".zip", "refused", BROKEN, COUNT),
    (docx_laughs, ".docx", "refused", BROKEN, COUNT),
    (docx_outside, ".docx", "refused", BROKEN, COUNT),
    (docx_nested, ".docx", "refused", BROKEN, COUNT),
    (docx_bomb, ".docx", "refused", BOMB, COUNT),
    (docx_broken, ".docx", "refused", BROKEN, COUNT),
    (docx_odd, ".docx", "read", frozenset(), COUNT),
    (eml_nested, ".eml", "refused", BROKEN, COUNT),
    (eml_charset, ".eml", "read", frozenset(), COUNT),
    (eml_broken, ".eml", "either", frozenset(), COUNT),
    (eml_heads, ".eml", "either", frozenset({"E103", "E115"}), COUNT),
    (eml_locked, ".eml", "refused", LOCKED, COUNT),
)
