"""PDF → one document, in real paragraphs."""

from onrecord.read.pdf.reader import document

__all__ = ["document"]
