"""Web archives: what was fetched, as it came over the wire (WARC, ISO 28500)."""
