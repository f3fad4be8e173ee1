"""Speakers: who is behind each source of a document, with what leads there, or that it is not clear."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from onrecord.analyse.continuing import continues
from onrecord.analyse.descriptions import Phrase
from onrecord.analyse.evidence import Scene, own_features, reading_features, source_features
from onrecord.analyse.mentions import Cast
from onrecord.analyse.namebook import NameBook
from onrecord.analyse.names import Name
from onrecord.analyse.ranking import Matrix, ranker
from onrecord.analyse.reader import Marked
from onrecord.analyse.referents import Referent
from onrecord.analyse.roles_held import principal, role
from onrecord.analyse.sources import Source, source
from onrecord.types.span import Span, Spans, extent, slices
from onrecord.types.speaker import How, Speaker, SpeakerType

NEAREST, COMMONEST, LATEST = 10, 3, 3
"""How many referents are looked at as readings of a source: the last mentioned, the most mentioned, the last to speak."""
FULL_NAME, SURNAME, BARE = 0.98, 0.99, 0.8
"""Share of speakers that are right where the source prints the full name, part of one that the text has, and a single
word that the text never says more of (facets of PolNeAR train; `benchmarks/speakers.py`).
"""
SURE, SURE_OF_SHARED, SURE_OF_WORDS = 0.8, 0.9, 0.7
"""Probability from which a reading is shown; where two people share the printed name; where it is the source's own words,
which put no name to anybody. At these, 96 of 100 pronouns that are shown are right in cross-validation on train.
"""
POSSIBLE = 0.02
"""Probability from which another reading is told."""
TYPES: dict[str, SpeakerType] = {
    "person": "person", "organisation": "organisation", "group": "group", "document": "document",
    "anonymous": "anonymous", "place": "organisation",
}  # fmt: skip


class Reading(NamedTuple):
    """One reading of a source: a referent, or several that spoke together, or the source's own description where `own`.

    spans: their fullest names, or the description.
    """

    referents: tuple[Referent, ...]
    spans: Spans
    own: bool = False

    def name(self, text: str) -> str:
        """The names of the reading, joined by " ; "."""
        return " ; ".join(slices(text, self.spans))


Choose = Callable[[Scene, list[Reading], Matrix], list[float]]
"""What gives the readings of a scene their probabilities: the ranker, or in training the truth."""


class Speakers:
    """The speakers of one document, resolved in order: each knows who spoke before."""

    def __init__(self, text: str, quoted: Sequence[Span], choose: Choose | None = None) -> None:
        self.text = text
        self.book = NameBook(text)
        self.cast = Cast(text, self.book, [(span[0], span[1]) for span in quoted])
        self._choose = choose or _ranked
        self._spoke: list[tuple[list[Referent], int]] = []
        self._of: dict[int, list[Referent]] = {}
        self._last: tuple[Speaker, Span, list[Referent]] | None = None

    def speaker(self, index: int, marked: Marked, teller: int | None) -> Speaker:
        """Who says the `index`-th attribution; those of the ones before it are asked for first."""
        if not marked.source:
            return self._implicit(index, marked)
        found, referents = self._named_or_ranked(
            marked.source, extent(marked.content), self._of.get(-1 if teller is None else teller, [])
        )
        self._of[index] = referents
        found = self._described(found, referents)
        self._last = (found, extent(marked.content), referents)
        if referents:
            paragraph = self.cast.mention(*marked.source[0]).paragraph
            self._spoke.insert(0, (referents, paragraph))
            for each in referents:
                each.said += 1
        return found

    def resolve(self, span: Span) -> Speaker:
        """Whom the words `text[span]` stand for, where they are no source: an addressee."""
        return self._named_or_ranked((span,), span, [])[0]

    def _named_or_ranked(self, spans: Spans, content: Span, teller: list[Referent]) -> tuple[Speaker, list[Referent]]:
        words = source(self.text, spans[0], self.book)
        if words.sort == "name":
            return self._named(spans, words, content, teller)
        scene = Scene(words, self.cast.mention(*words.span), content, self._spoke, teller)
        if words.sort in {"first_singular", "first_plural", "second"}:
            return self._own_person(spans, scene)
        return self._decided(spans, scene, self._readings(scene))

    def _own_person(self, spans: Spans, scene: Scene) -> tuple[Speaker, list[Referent]]:
        """Who "I" is: the one in whose words it stands. The article's own "I" is its author, who has no name here."""
        one = len(scene.teller) == 1 and scene.source.sort == "first_singular"
        if not one:
            return Speaker(name=None, how="pronoun", chain=spans), []
        (referent,) = scene.teller
        return self._shown(spans, "pronoun", Reading((referent,), (referent.span,)), SURNAME, []), scene.teller

    def _decided(self, spans: Spans, scene: Scene, readings: list[Reading]) -> tuple[Speaker, list[Referent]]:
        words = scene.source
        how: How = "title" if words.phrase else "partial" if words.sort == "name" else "pronoun"
        if not readings:
            return Speaker(name=None, how=how, chain=spans), []
        chances = self._chances(scene, readings)
        best = max(range(len(readings)), key=lambda k: chances[k])
        reading, chance = readings[best], chances[best]
        others = [r for k, r in enumerate(readings) if k != best and chances[k] > POSSIBLE]
        self._learns(scene, reading, chance)
        return self._shown(spans, how, reading, chance, others), list(reading.referents)

    def _learns(self, scene: Scene, reading: Reading, chance: float) -> None:
        """Keeps what a source that was read tells of those whom it means: a mention more, and their sex."""
        if reading.own:
            _enlarge(reading)
        elif len(reading.referents) == 1:
            (referent,) = reading.referents
            self.cast.meets(referent, scene.mention)
            if scene.source.sort in {"male", "female"} and chance > SURE:
                referent.sex = referent.sex or ("male" if scene.source.sort == "male" else "female")

    def _shown(self, spans: Spans, how: How, reading: Reading, chance: float, others: list[Reading]) -> Speaker:
        sure = chance >= (SURE_OF_WORDS if reading.own else SURE_OF_SHARED if how == "partial" else SURE)
        name, rest = reading.name(self.text), tuple(other.name(self.text) for other in others)
        first = reading.referents[0]
        return Speaker(
            name=name if sure else None,
            type=TYPES.get(first.kind, "person" if first.named else None),
            how=how,
            status="resolved" if sure else "unresolved",
            confidence=round(chance, 4),
            chain=spans if reading.own else (*spans, *reading.spans),
            alternatives=rest if sure else (name, *rest),
        )

    def _chances(self, scene: Scene, readings: list[Reading]) -> list[float]:
        shared = source_features(scene)
        subjects = [
            r.referents[0]
            for r in readings
            if not r.own and (last := scene.last(r.referents[0])) and last.subject and last.opens
        ]
        rows = []
        rank = 0
        for reading in readings:
            if reading.own:
                rows.append(shared + own_features(scene, self.cast))
                continue
            first_subject = bool(subjects) and reading.referents[0] is subjects[0]
            rows.append(shared + reading_features(scene, self.cast, reading.referents, rank, first_subject))
            rank += 1
        rows.append(shared + [0.0] * (len(rows[0]) - len(shared)))
        return self._choose(scene, readings, np.array(rows, np.float32))

    def _readings(self, scene: Scene) -> list[Reading]:
        """The readings of a pronoun or a description, those by the nearest mention first."""
        at = scene.mention.start
        spoke = [each for referents, _ in self._spoke[:LATEST] for each in referents]
        found = self.cast.recent(at, 2 * NEAREST) + spoke + scene.teller + self.cast.most[:COMMONEST]
        fitting = [each for each in dict.fromkeys(found) if _may_be(scene.source, each)]
        kept = sorted(fitting, key=lambda each: -(last.end if (last := scene.last(each)) else -1))[: NEAREST + LATEST]
        readings = [Reading((each,), (each.span,)) for each in kept]
        if scene.source.sort == "plural":
            together = [tuple(referents) for referents, _ in self._spoke[:LATEST] if len(referents) > 1]
            readings += [Reading(each, tuple(one.span for one in each)) for each in dict.fromkeys(together)]
        if scene.source.phrase and _describes(scene.source.phrase):
            own = self.cast.described_as(scene.source.phrase)
            readings.append(Reading((own,), (scene.source.span,), own=True))
        return readings

    def _named(
        self, spans: Spans, words: Source, content: Span, teller: list[Referent]
    ) -> tuple[Speaker, list[Referent]]:
        """The speakers whom a source names, joined by " ; "; clear where each of them is."""
        found: list[Speaker] = []
        referents: list[Referent] = []
        for piece in words.pieces:
            one, who = self._one(piece, spans, content, teller)
            found.append(one)
            referents += who
        if len(found) == 1:
            return found[0], referents
        known = [each.name for each in found if each.name]
        sure = len(known) == len(found)
        return Speaker(
            name=" ; ".join(known) if sure else None,
            type="group" if any(each.type == "group" for each in found) else found[0].type,
            how="partial" if any(each.how == "partial" for each in found) else "name",
            status="resolved" if sure else "unresolved",
            confidence=round(float(np.prod([each.confidence for each in found])), 4),
            chain=tuple(dict.fromkeys(span for each in found for span in each.chain)),
            alternatives=tuple(dict.fromkeys(name for each in found for name in each.alternatives)),
        ), referents

    def _one(
        self, piece: Name | Span, spans: Spans, content: Span, teller: list[Referent]
    ) -> tuple[Speaker, list[Referent]]:
        if not isinstance(piece, Name):
            described = source(self.text, piece, self.book)
            if described.phrase is None:
                return Speaker(name=None, how="title", chain=spans), []
            own = self.cast.described_as(described.phrase)
            return self._shown(spans, "title", Reading((own,), (described.span,), own=True), SURNAME, []), [own]
        readings = self.book.fullest(piece) or [piece]
        referents = [self.cast.called(each) for each in readings]
        if len(referents) > 1:
            scene = Scene(
                Source((piece.start, piece.end), "name"),
                self.cast.mention(piece.start, piece.end),
                content,
                self._spoke,
                teller,
            )
            return self._decided(spans, scene, [Reading((each,), (each.span,)) for each in referents])
        full = readings[0]
        same, bare = full.words == piece.words, len(full.words) == 1
        return Speaker(
            name=self.text[full.start : full.end],
            type=TYPES.get(referents[0].kind, None if bare else "person"),
            how="name" if same else "partial",
            status="resolved",
            confidence=BARE if bare else FULL_NAME if same else SURNAME,
            chain=spans if same else (*spans, (full.start, full.end)),
        ), referents

    def _implicit(self, index: int, marked: Marked) -> Speaker:
        """Who speaks where nobody is named: the one before, if the quotation only goes on in a new paragraph."""
        open_ = Speaker(name=None, type="implicit", how="none")
        if self._last is None or not continues(self.cast, extent(marked.content), self._last[1]):
            return open_
        before, _, referents = self._last
        self._of[index] = referents
        self._last = (before, extent(marked.content), referents)
        return msgspec.structs.replace(before, type="implicit", how="none")

    def _described(self, found: Speaker, referents: list[Referent]) -> Speaker:
        """`found` with the role that the text gives its one speaker, and for whom that speaks."""
        if found.name is None or len(referents) != 1:
            return found
        held = role(self.cast, referents[0])
        whom = None if held is None else principal(self.cast, self.book, held)
        words = [None if span is None else self.text[slice(*span)] for span in (held, whom)]
        return msgspec.structs.replace(found, role=words[0], on_behalf_of=words[1])


def _enlarge(reading: Reading) -> None:
    """Keeps the longest description of one who has no name."""
    (referent,), ((start, end),) = reading.referents, reading.spans
    if not referent.named and end - start > referent.span[1] - referent.span[0]:
        referent.span = (start, end)


def _describes(phrase: Phrase) -> bool:
    """Whether words can stand for a speaker as they are: not a single one that the lexicon does not know ("self", "A")."""
    return len(phrase.words) > 1 or phrase.kind != "" or phrase.plural or phrase.determiner != ""


def _may_be(words: Source, referent: Referent) -> bool:
    """Whether a referent is worth a look as whom `words` mean."""
    person = referent.kind in {"person", "anonymous", ""}
    if words.sort in {"male", "female"}:
        return person and not referent.plural and (referent.sex in {"", words.sort} or referent.named)
    if words.sort == "plural":
        return referent.plural or referent.kind in {"organisation", "place"} or (referent.named and referent.kind == "")
    if words.sort == "neuter":
        return referent.kind not in {"person", "anonymous", "group"}
    if words.sort in {"who", "which"}:
        return words.sort == "which" or referent.kind not in {"document", "place", "other"}
    phrase = words.phrase
    if phrase is None:
        return True
    if phrase.words == referent.words and referent.phrase and referent.said == 0:
        return False
    head = referent.phrase.head if referent.phrase else ""
    if head == phrase.head:
        return len(referent.words) > len(phrase.words) or referent.said > 0
    if phrase.plural or phrase.determiner in {"indefinite", "quantity"}:
        return False
    if words.sort == "person":
        return person and referent.named and (not phrase.sex or referent.sex in {"", phrase.sex})
    if words.sort == "people":
        return False
    return referent.named and referent.kind in {"organisation", "", "document", "place"}


def _ranked(scene: Scene, readings: list[Reading], rows: Matrix) -> list[float]:
    return ranker().probabilities(rows)[:-1]


def speakers(
    text: str, marked: Sequence[Marked], tellers: Sequence[int | None], quoted: Sequence[Span]
) -> list[Speaker]:
    """The speaker of each attribution, in order; `tellers` has the index of the one that tells it, `quoted` the quotations."""
    document = Speakers(text, quoted)
    return [document.speaker(k, each, teller) for k, (each, teller) in enumerate(zip(marked, tellers, strict=True))]
