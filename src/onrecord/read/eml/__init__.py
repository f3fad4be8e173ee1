"""E-mail → one document."""

from onrecord.read.eml.reader import document

__all__ = ["document"]
