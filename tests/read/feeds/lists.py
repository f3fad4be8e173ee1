"""Feeds and sitemaps about invented pages."""

from onrecord.types.resource import Resource

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Dellin Standard</title><link>https://standard.example.org/</link>
<item><title>Lund rules out draining the lake</title><link>https://standard.example.org/lake</link>
<pubDate>Tue, 31 May 2022 08:30:00 +0200</pubDate></item>
<item><title>A &amp; B: “never” &lt;b&gt;again&lt;/b&gt;</title><link>/bridge?a=1&amp;b=2</link>
<pubDate>2022-05-30</pubDate></item>
<item><title>Again</title><link>https://standard.example.org/lake</link></item>
<item><title>Write to us</title><link>mailto:desk@standard.example.org</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Port &lt;i&gt;Ellery&lt;/i&gt;</title>
<entry><title>One</title><link rel="alternate" href="one"/><link rel="enclosure" href="/sound"/>
<published>2022-05-31T23:30:00-04:00</published><updated>2022-06-02T10:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old</title></channel>
<item rdf:about="https://old.example.org/1"><title>First</title><link>https://old.example.org/1</link>
<dc:date>2022-05-31</dc:date></item></rdf:RDF>"""
OLD = """<rss version="0.91"><channel><title>Older</title><item><title>T</title>
<link>https://old.example.org/2</link></item></channel></rss>"""
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://standard.example.org/lake </loc><lastmod>2022-06-01T10:00:00+02:00</lastmod>
<news:news><news:publication><news:name>Dellin Standard</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2022-05-31</news:publication_date><news:title>Lund rules it out</news:title></news:news>
<image:image><image:loc>https://standard.example.org/lake.jpg</image:loc><image:title>A lake</image:title></image:image></url>
<url><loc>https://standard.example.org/plain</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://standard.example.org/may.xml</loc><lastmod>2022-05-31</lastmod></sitemap>
<sitemap><loc>https://standard.example.org/june.xml.gz</loc></sitemap></sitemapindex>"""
PAGE = """<!doctype html><html><head><title>Dellin Standard</title>
<link rel="Alternate" type="application/rss+xml" title="All" href="/all.rss">
<link rel="stylesheet" href="/x.css"><link rel="alternate" hreflang="fr" href="/fr">
<link rel="alternate home" type="application/atom+xml; charset=utf-8" href="atom.xml"></head><body>x</body></html>"""


def resource(text, media=None, name="https://standard.example.org/list", **more):
    data = text.encode() if isinstance(text, str) else text
    return Resource(where=name, name=name, url=name, data=data, media=media, **more)
