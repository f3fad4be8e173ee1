"""Analyses as one page that stands alone: the stories with the statements beside them."""

from onrecord.export.html.page import page

__all__ = ["page"]
