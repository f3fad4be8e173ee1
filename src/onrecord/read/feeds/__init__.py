"""Lists of pages: feeds, sitemaps, and the pages that name them. Read in the child process (`read.sandbox`)."""

from onrecord.read.feeds.listing import entries

__all__ = ["entries"]
