"""Whole files of each form, written by us, and the small ones among the hostile files of that form."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage

import brotli
import zstandard

from onrecord.read.media import HEAD, form_of
from tests.hostile.families import all_files
from tests.hostile.material import page, paragraphs, story
from tests.read.archive import making
from tests.read.making_docx import body, core, docx, paragraph
from tests.read.making_pdf import laid_out, pdf

ENCODINGS = frozenset({"gzip", "deflate", "br", "zstd"})
_WEIGHT = 20  # so many times likelier than a hostile file is one of ours, from which a change leads further in
_MOST, _LONGEST = 300, 16 * 1024  # hostile files that are taken as seeds, and bytes of each


def of(reader: str) -> list[bytes]:
    """What the files for `reader` are made of."""
    if reader in ENCODINGS:
        return FORMS[reader]()
    small = (file for file in all_files() if len(file.data) <= _LONGEST)
    hostile = [file.data for file in small if form_of(file.data[:HEAD], file.name) == reader]
    return FORMS[reader]() * _WEIGHT + hostile[:: len(hostile) // _MOST + 1]


def _texts() -> list[bytes]:
    head = "---\ntitle: The bridge\npublished: 2022-05-31\npublisher: The Marlbeck Echo\n---\n\n"
    return [story(1).encode(), (head + story(2)).encode(), story(3).encode("cp1252"), story(4).encode("utf-16")]


def _pages() -> list[bytes]:
    data = '{"@context":"https://schema.org","@type":"NewsArticle","headline":"The bridge","datePublished":"2022-05-31T14:05:00Z","author":[{"@type":"Person","name":"Ilse Brandt"}]}'
    head = (
        f'<script type="application/ld+json">{data}</script><meta property="og:title" content="The bridge">'
        '<meta name=author content="Ilse Brandt"><link rel=canonical href="https://www.olm-echo.example/1"><meta charset=utf-8>'
    )
    lists = "<ul><li>one<li>two</ul><table><tr><td>a<td>b</table><blockquote>“No.”</blockquote><aside>Sign up</aside>"
    return [page(1, head=head).encode(), page(2, before=lists, after="<footer>Photo: nobody</footer>").encode()]


def _pdfs() -> list[bytes]:
    said = {"Title": "The bridge", "Author": "Ilse Brandt", "CreationDate": "D:20220531140500Z"}
    lines = laid_out(paragraphs(1))
    return [pdf([lines], said), pdf([lines, laid_out(paragraphs(2), x=300, columns=30)]), pdf([lines], password="")]


def _docxs() -> list[bytes]:
    blocks = [paragraph("The bridge", "Title"), *(paragraph(text) for text in paragraphs(1))]
    table = f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    return [docx(body(*blocks), core(title="The bridge", creator="Ilse Brandt")), docx(body(*blocks, table))]


def _mails() -> list[bytes]:
    mails = []
    for seed in range(4):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "Press office <press@marlbeck.example>", "The bridge — a statement"
        mail["Date"] = "Tue, 31 May 2022 14:05:00 +0200"
        mail.set_content(story(seed), cte=("7bit", "quoted-printable", "base64", "8bit")[seed] if seed else None)
        if seed > 1:
            mail.add_alternative(page(seed), subtype="html")
        if seed == 3:
            mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
        mails.append(mail.as_bytes())
    return mails


def _zips() -> list[bytes]:
    archives = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            archive.writestr("2022/story.txt", story(1))
            archive.writestr("story.html", page(2))
            archive.writestr("inner.zip", archives[0] if archives else b"")
        archives.append(out.getvalue())
    return archives


def _warcs() -> list[bytes]:
    chunked = b"5\r\n<html\r\n1\r\n>\r\n0\r\n\r\n"
    records = [
        making.story(1), making.record(making.http(page(3).encode())), making.record(kind="request"),
        making.record(making.http(chunked, Transfer_Encoding="chunked")),
        making.record(making.http(gzip.compress(page(4).encode(), mtime=0), Content_Encoding="gzip")),
    ]  # fmt: skip
    return [layout(records) for layout in (making.plain, making.gzipped, making.gzipped_whole, making.zstd)]


def _feeds() -> list[bytes]:
    item = (
        "<item><title>The bridge</title><link>https://www.olm-echo.example/1</link><guid>1</guid>"
        "<pubDate>Tue, 31 May 2022 14:05:00 +0200</pubDate><description>&lt;p&gt;No.&lt;/p&gt;</description></item>"
    )
    entry = (
        "<entry><title type='html'>The bridge</title><link rel='alternate' href='https://www.olm-echo.example/1'/><id>x:1</id>"
        "<updated>2022-05-31T14:05:00Z</updated><content type='xhtml'><div>No.</div></content></entry>"
    )
    return [
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Echo</title>{item * 3}</channel></rss>'.encode(),
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Echo</title>{entry * 3}</feed>'.encode(),
    ]


def _sitemaps() -> list[bytes]:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    news = "<news:news><news:publication><news:name>Echo</news:name></news:publication><news:title>No</news:title></news:news>"
    url = f"<url><loc>https://www.olm-echo.example/1</loc><lastmod>2022-05-31</lastmod>{news}</url>"
    index = "<sitemap><loc>https://www.olm-echo.example/2.xml</loc></sitemap>"
    return [
        f"<urlset {space}>{url * 3}</urlset>".encode(),
        f"<sitemapindex {space}>{index * 3}</sitemapindex>".encode(),
    ]


def _packed(pack: Callable[[bytes], bytes]) -> Callable[[], list[bytes]]:
    return lambda: [pack(story(1).encode()), pack(bytes(100_000)), pack(b""), pack(story(2).encode()) * 2]


FORMS: dict[str, Callable[[], list[bytes]]] = {
    "text": _texts, "html": _pages, "pdf": _pdfs, "docx": _docxs, "eml": _mails, "zip": _zips, "warc": _warcs,
    "feed": _feeds, "sitemap": _sitemaps, "gzip": _packed(gzip.compress), "deflate": _packed(zlib.compress),
    "br": _packed(brotli.compress), "zstd": _packed(zstandard.ZstdCompressor().compress),
}  # fmt: skip
"""The readers, and what is written by us for each."""
