"""From the speakers of a document to whom the lists know: entities, with the evidence."""

from onrecord.link.documents import linked
from onrecord.link.registry import Registry

__all__ = ["Registry", "linked"]
