"""Words of the formats, by reader; from their standards, and from what readers are known to stumble over."""

_XML = (
    b"<!DOCTYPE a [<!ENTITY e 'x'>]>", b"&e;", b"<![CDATA[", b"]]>", b"<?xml version='1.0' encoding='utf-16'?>", b"<?x",
    b"xmlns='", b"<a:b>", b"</", b"/>", b"&#xD800;", b"&#0;", b"&amp;", b"<!--", b"-->",
)  # fmt: skip
_MIME = (
    b"Content-Type: multipart/mixed; boundary=x\r\n", b"\r\n--x\r\n", b"--x--", b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Transfer-Encoding: quoted-printable\r\n", b"=?utf-8?B?//8=?=", b"=?x?Q?=FF?=", b"charset=utf-7", b"charset=\"",
    b"Content-Type: message/rfc822\r\n\r\n", b"Content-Type: text/html\r\n\r\n", b"From: ", b"Date: 31 Feb 99999\r\n", b"=\r\n",
    b"begin 644 x\n", b"filename*=utf-8''%FF", b": " * 20,
)  # fmt: skip
_HTTP = (
    b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Content-Length: -1\r\n",
    b"\r\n\r\n", b"ffffffff\r\n", b"0\r\n\r\n",
)  # fmt: skip
_HTML = (
    b"<p>", b"</p>", b"<div>", b"<table><tr><td colspan=1000000000>", b"<script>", b"</script>", b"<svg>", b"<math>", b"<!",
    b"<script type='application/ld+json'>", b'{"@type":"NewsArticle","datePublished":[]}', b"<meta charset=utf-16>", b"<base href=",
    b"<meta property='article:published_time' content='", b"<link rel=canonical href='", b"<template>", b"<select>", b"<plaintext>",
    b"<time datetime='9999999999'>", b"<html lang='", b"<frameset>", b"<noscript>", b"<b><i></b></i>", b"\0", *_XML,
)  # fmt: skip

WORDS: dict[str, tuple[bytes, ...]] = {
    "any": (
        b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xcc\x81" * 50, b"\r", b"\n", b"\x1b", b"%s%n",
        "“".encode(), b"said", b"A" * 300, b"\xf4\x90\x80\x80", b"\xc0\x80",
    ),
    "text": (b"---\n", b"title: ", b"published: ", b"url: ", b"\n\n", b"# ", b"\xff\xfe\0\0"),
    "html": _HTML,
    "pdf": (
        b"obj", b"endobj", b"stream\n", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF", b"<<", b">>", b"[", b"]", b"(", b")",
        b"/Type/Page", b"/Kids", b"/Parent 1 0 R", b"/Count 2147483647", b"/Length 99999999", b"/Filter/FlateDecode", b"/Filter[/LZWDecode",
        b"/ASCII85Decode", b"/RunLengthDecode", b"/DCTDecode", b"/JBIG2Decode", b"/Predictor 15", b"/Columns 2147483647", b"/Encrypt",
        b"/ObjStm", b"/XRef", b"/W[1 2 1]", b"/Font", b"/ToUnicode", b"BT", b"ET", b"Tj", b"TJ", b"Tm", b"Do", b"1 0 R", b"0 0 0 0 re", b"q", b"Q",
        b"/MediaBox[0 0 1e9 1e9]", b"/Rotate 90", b"/UserUnit 1e9", b"/Prev 0", b"\xfe\xff\xd8\x00",
    ),
    "docx": (
        b"<w:p>", b"</w:p>", b"<w:r>", b"<w:t>", b"<w:tbl>", b"<w:tc>", b"<w:del>", b"<w:ins>", b"<w:fldChar w:fldCharType='begin'/>",
        b"<mc:AlternateContent>", b"<w:txbxContent>", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", *_XML,
    ),
    "eml": _MIME + _HTML[:8],
    "zip": (
        b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"\xff" * 8, b"../", b"\\", b"story.html", b"a.zip",
        b"\x08\0", b"\x0c\0", b"\x63\0", b"\x01\0",
    ),
    "warc": (
        b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"WARC/", b"WARC-Type: response\r\n", b"WARC-Type: revisit\r\n", b"Content-Length: 99999999999\r\n",
        b"WARC-Target-URI: x\r\n", b"WARC-Date: x\r\n", b"Content-Type: application/http; msgtype=response\r\n", b"\x1f\x8b\x08\0",
        b"WARC-Segment-Number: 2\r\n", b"WARC-Payload-Digest: sha1:x\r\n", b"\x28\xb5\x2f\xfd", *_HTTP,
    ),
    "feed": (
        b"<rss>", b"<channel>", b"<item>", b"<entry>", b"<link>", b"<guid>", b"<pubDate>", b"31 Feb 99999", b"<content:encoded>", b"<link href='",
        b"<enclosure url='", b"<media:group>", b"xml:base='http://[", b"<dc:date>0000", b"<updated>+99", b"type='xhtml'", *_XML,
    ),
    "sitemap": (b"<urlset>", b"<url>", b"<loc>", b"<lastmod>", b"<sitemapindex>", b"<sitemap>", b"<news:news>", b"<news:title>", *_XML),
}  # fmt: skip
