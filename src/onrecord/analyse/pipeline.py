"""The analyser: a document's way from text to attributions and all their fields."""

from collections.abc import Sequence

import msgspec

from onrecord.analyse.attributions.forms import form
from onrecord.analyse.attributions.gathering import gathered
from onrecord.analyse.attributions.told import is_told
from onrecord.analyse.circumstances import circumstances
from onrecord.analyse.genre import told_apart
from onrecord.analyse.money.amounts import amounts
from onrecord.analyse.money.reported import reported
from onrecord.analyse.reading.network import Network
from onrecord.analyse.reading.quotations import Quotation, quotations
from onrecord.analyse.reading.reader import Marked, heard
from onrecord.analyse.reading.words import paragraphs
from onrecord.analyse.statement.propositions import identifier, propositions
from onrecord.analyse.statement.stance import stance
from onrecord.analyse.time.leanings import leanings
from onrecord.types.attribution import Analysis, Attribution, Form
from onrecord.types.document import Description, Document


class Analyser:
    """Reads documents with one set of weights. Loading takes some 0.2 s; one analyser serves many documents.

    weights: name of a set shipped in `onrecord/weights`. min_confidence: probability from which an attribution is
    `shown`. threads: processor threads. Raises WeightsError where the weights are not the ones that were shipped.
    """

    def __init__(self, weights: str = "default", *, min_confidence: float = 0.6, threads: int = 1) -> None:
        self._network = Network(weights, threads)
        self._min_confidence = min_confidence
        encoder = self._network.card.sha256["encoder.onnx"]
        self.weights = f"{self._network.card.name}-{encoder[:8]}"

    def analyse(self, document: Document) -> Analysis:
        """The document with its attributions, in order of their first character."""
        text = document.text
        breaks = list(paragraphs(text))
        kind = told_apart(text, document.description.title, breaks)
        windows = list(heard(self._network, text))
        quoted = [quotation for paragraph in breaks for quotation in quotations(text, *paragraph)]
        marked, tellers = gathered(self._network, kind, windows, breaks, quoted)
        sums = amounts(text)
        told = propositions(self._network, document, windows, marked, sums)
        leaning = leanings(self._network.card.name, windows, marked)
        around = circumstances(document, kind, marked, tellers, breaks, quoted, leaning)
        attributions = tuple(
            Attribution(
                id=_identifier(document, each),
                source=each.source,
                cue=each.cue,
                content=each.content,
                form=_form(text, each, quoted),
                act=each.act,
                confidence=each.confidence,
                shown=each.confidence >= self._min_confidence and _was_said(k, marked, tellers),
                speaker=where.speaker,
                statements=said,
                stance=stance(text, each.cue),
                within=None if teller is None else _identifier(document, marked[teller]),
                time=where.time,
                place=where.place,
                venue=where.venue,
                addressee=where.addressee,
            )
            for k, (each, teller, said, where) in enumerate(zip(marked, tellers, told, around, strict=True))
        )
        own = reported(text, breaks, [each.content for each in marked], sums)
        return Analysis(
            document=_issued(document, kind.issuer),
            attributions=attributions,
            reported=own,
            weights=self.weights,
            genre=kind.genre,
        )


def _issued(document: Document, issuer: str | None) -> Document:
    """The document, published by whoever issued it as a press release, where nothing else is known."""
    if issuer is None or document.description.publisher:
        return document
    said = Description(publisher=issuer).known_by("markup")
    return msgspec.structs.replace(document, description=document.description.filled_by(said))


def _form(text: str, marked: Marked, quoted: Sequence[Quotation]) -> Form:
    found = form(text, marked.content, quoted)
    return "narrated" if found == "indirect" and is_told(text, marked.cue, marked.content) else found


def _was_said(at: int, marked: Sequence[Marked], tellers: Sequence[int | None]) -> bool:
    """Whether it is speech that somebody uttered: what stands in what nobody said ("did not say that …") is not."""
    within = {at}
    teller = tellers[at]
    while teller is not None and teller not in within:
        if marked[teller].act == "other":
            return False
        within.add(teller)
        teller = tellers[teller]
    return marked[at].act == "speech"


def _identifier(document: Document, marked: Marked) -> str:
    return identifier(document, "attribution", marked.cue + marked.content)
