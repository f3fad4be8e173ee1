import pytest

from onrecord.read.media import form_of, suffixes_of

PAGE = b"<!doctype html><html><title>x</title>"
MAIL = b"From: Press <press@line.example>\r\nTo: desk@bay.example\r\nSubject: Rain\r\nMIME-Version: 1.0\r\n\r\nIt rains.\r\n"


@pytest.mark.parametrize(
    ("head", "name", "declared", "form"),
    [
        (PAGE, "story.txt", None, "html"),
        (b"\xef\xbb\xbf" + PAGE, "story", "text/plain", "html"),
        (PAGE.decode().encode("utf-16"), "story", None, "html"),
        (b"%PDF-1.7", "page.html", "text/html", "pdf"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "upload", None, "docx"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "letter.docx", None, "docx"),
        (b"PK\x03\x04" + bytes(26) + b"pages/1.html", "pages.zip", None, "zip"),
        (b'<?xml version="1.0"?><!-- made by hand --><rss version="2.0">', "x", None, "feed"),
        (b"<feed xmlns=", "x.xml", "text/xml", "feed"),
        (b"<urlset xmlns=", "sitemap.xml", None, "sitemap"),
        (b"WARC/1.1\r\n", "x", None, "warc"),
        (b"\x1f\x8b\x08", "crawl.warc.gz", None, "warc"),
        (b"\x1f\x8b\x08", "story.html.gz", None, "html"),
        (b"From: a\r\n", "release.eml", None, "eml"),
        (b"Plain words.", "x", "text/plain; charset=utf-8", "text"),
        (MAIL, "-", None, "eml"),
        (b"Return-Path: <a@b.example>\nReceived: from b\n by c\nFrom: a\n\nx", "x", None, "eml"),
        (b"From: Ada\nTo: Bo\nSubject: the rain\n\nMIME-Version: 1.0", "x", None, None),
        (b"Q: Why?\nA: Because.\nMIME-Version: 1.0\n", "x", None, None),
        (b"Plain words.", "x", None, None),
    ],
)
def test_a_form_is_told_by_bytes_then_name_then_declaration(head, name, declared, form):
    assert form_of(head, name, declared) == form


def test_every_suffix_of_a_form_is_told_on_demand():
    assert suffixes_of("html") == [".htm", ".html", ".xhtml"]
    assert set(suffixes_of("pdf")) < set(suffixes_of(None))
