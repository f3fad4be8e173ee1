"""Archives of documents: what a crawler fetched, as it came over the wire (WARC, ISO 28500), and ZIP."""
