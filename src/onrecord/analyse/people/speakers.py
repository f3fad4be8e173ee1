"""Speakers: who is behind each source of a document, with what leads there, or that it is not clear."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from onrecord.analyse.people.candidates import alike, describes, may_be
from onrecord.analyse.people.centring import centre
from onrecord.analyse.people.continuing import continues
from onrecord.analyse.people.evidence import Place, Scene, Turn, fits, own_features, reading_features, source_features
from onrecord.analyse.people.excluding import doubtful, names_itself
from onrecord.analyse.people.holders import holder
from onrecord.analyse.people.joining import joined
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.namebook import NameBook
from onrecord.analyse.people.names import Name, names
from onrecord.analyse.people.ranking import Matrix, group, ranker
from onrecord.analyse.people.referents import Referent
from onrecord.analyse.people.relatives import antecedent
from onrecord.analyse.people.roles_held import principal, role
from onrecord.analyse.people.sources import Source, source
from onrecord.analyse.reading.reader import Marked
from onrecord.types.span import Span, Spans, extent, slices
from onrecord.types.speaker import How, Speaker, SpeakerType

NEAREST, COMMONEST, LATEST = 10, 3, 3
"""How many referents are looked at as readings of a source: the last mentioned, the most mentioned, the last to speak."""
PERSON, FULL_NAME, BARE, UNKNOWN = 0.99, 0.95, 0.96, 0.75
"""Share of speakers that are right where the source names a person of whom the text says more than one word, anything else
of several words, one of a single word that is of a known kind or stands there often, and any other single word (facets of
PolNeAR train).
"""
OFTEN = 3
"""Mentions from which a single word is hardly a slip, nor a title, nor half a name: 29 of 29 in train and stories."""
SURE, SURE_OF_SHARED = 0.85, 0.95
"""Probability from which a reading is shown, and where people share the printed name. Of what is then shown 99 of 100 he and
she are right, 96 of other pronouns, 90 of descriptions that mean somebody named and 94 of the sources' own words (four folds
of train; `training/speakers.py` prints it).
"""
SHARED = 0.8
"""Probability that a name that several share means the one of them who is mentioned most."""
LIKELY = 0.5
"""Probability above which the likeliest reading is told as the name of a speaker who stays unresolved; the source's own
words, which put no name to anybody, are told where nothing is likelier.
"""
DISPUTED = 0.7
"""Share of readings against which something speaks (`excluding`) that are right all the same, where the ranker is sure (68 of
91, four folds of train): none is shown under a name.
"""
HELD = 0.95
"""Probability that an office is that of the only one named in it: all 8 in PolNeAR train and stories, set lower."""
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


class Answer(NamedTuple):
    """The likeliest reading of a source, its probability as the network has it, and the others that are possible."""

    reading: Reading
    chance: float
    others: list[Reading]


Choose = Callable[[Scene, list[Reading], Matrix], list[float]]
"""What gives the readings of a scene their probabilities: the ranker, or in training the truth."""


class Speakers:
    """The speakers of one document, resolved in order: each knows who spoke before."""

    def __init__(
        self, text: str, quoted: Sequence[Span], choose: Choose | None = None, credits: Sequence[Span] = ()
    ) -> None:
        self.text = text
        self.book = NameBook(text)
        self.cast = Cast(text, self.book, [(span[0], span[1]) for span in quoted], credits)
        self._choose = choose or _ranked
        self._spoke: list[Turn] = []
        self._sure = {name.start: SHARED for name in self.book.names if len(self.book.fullest(name)) > 1}
        self._contested: dict[int, float] = {}
        self._of: dict[int, list[Referent]] = {}
        self._last: tuple[Speaker, Span, list[Referent]] | None = None

    def speaker(self, index: int, marked: Marked, teller: int | None) -> Speaker:
        """Who says the `index`-th attribution; those of the ones before it are asked for first."""
        if not marked.source:
            return self._implicit(index, marked)
        words = source(self.text, marked.source[0], self.book)
        told = self._of.get(-1 if teller is None else teller, [])
        found, referents = self._named_or_ranked(marked.source, words, extent(marked.content), told)
        self._of[index] = referents
        found = self._described(found, referents)
        self._last = (found, extent(marked.content), referents)
        if referents:
            paragraph = self.cast.mention(*marked.source[0]).paragraph
            self._spoke.insert(0, Turn(referents, paragraph, words.sort))
            for each in referents:
                each.said += 1
        return found

    def known(self, index: int, speaker: Speaker) -> Speaker:
        """`speaker`, known to say the `index`-th attribution: what it tells is theirs to tell, and "I" in it means them."""
        called = names(self.text, speaker.chain[-1]) if speaker.name else []
        self._of[index] = [self.cast.called(each) for each in called[-1:]]
        self._last = None
        return speaker

    def resolve(self, span: Span) -> Speaker:
        """Whom the words `text[span]` stand for, where they are no source: an addressee."""
        return self._named_or_ranked((span,), source(self.text, span, self.book), span, [])[0]

    def _named_or_ranked(
        self, spans: Spans, words: Source, content: Span, teller: list[Referent]
    ) -> tuple[Speaker, list[Referent]]:
        if words.sort == "name":
            return self._named(spans, words, content, teller)
        scene = self._scene(words, content, teller)
        if words.sort in {"first_singular", "first_plural", "second"}:
            return self._own_person(spans, scene)
        if one := holder(scene, self.cast):
            reading = Reading((one,), (one.span,))
            self._learns(scene, reading, HELD)
            return self._shown(spans, "title", reading, HELD, []), [one]
        return self._decided(spans, scene, self._readings(scene))

    def _scene(self, words: Source, content: Span, teller: list[Referent]) -> Scene:
        here = self.cast.mention(*words.span)
        found = Scene(words, here, content, self._spoke, teller)
        if words.sort in {"who", "which"}:
            return found._replace(taken_up=antecedent(self.cast, here.start, person=words.sort == "who"))
        return found if words.phrase else found._replace(centre=centre(self.cast, here, words.sort))

    def _own_person(self, spans: Spans, scene: Scene) -> tuple[Speaker, list[Referent]]:
        """Who "I" is: the one in whose words it stands. The article's own "I" is its author, who has no name here, and its
        "you" is nobody but "you".
        """
        one = len(scene.teller) == 1 and scene.source.sort == "first_singular"
        if not one:
            anybody = scene.source.sort == "second" and not scene.mention.quoted and not scene.teller
            name = self.text[slice(*scene.source.span)] if anybody else None
            return Speaker(name=name, type="group" if anybody else None, how="pronoun", chain=spans), []
        (referent,) = scene.teller
        return self._shown(spans, "pronoun", Reading((referent,), (referent.span,)), PERSON, []), scene.teller

    def _decided(self, spans: Spans, scene: Scene, readings: list[Reading]) -> tuple[Speaker, list[Referent]]:
        words = scene.source
        how: How = "title" if words.phrase else "partial" if words.sort == "name" else "pronoun"
        readings = [each for each in readings if each.own or not names_itself(scene, self.cast, each.referents[0])]
        if not readings:
            return Speaker(name=None, how=how, chain=spans), []
        answer = self._answer(readings, self._chances(scene, readings))
        chance = ranker().confidence(group(words.sort, own=answer.reading.own), answer.chance)
        if doubtful(scene, self.cast, answer.reading.referents):
            chance *= DISPUTED
        if not answer.reading.own:
            chance *= self._support(scene, answer.reading)
        self._learns(scene, answer.reading, chance)
        return self._shown(spans, how, answer.reading, chance, answer.others), list(answer.reading.referents)

    def _support(self, scene: Scene, reading: Reading) -> float:
        """How sure it is that the last mention, on which a reading rests, is one of that referent: doubt is handed on.

        To a shared name only from one that something speaks against: "Zoric" behind a "Mrs Zoric" who may be either.
        """
        last = scene.last(reading.referents[0])
        known = self._contested if scene.source.sort == "name" else self._sure
        return known.get(last.start, 1.0) if last else 1.0

    def _answer(self, readings: list[Reading], chances: list[float]) -> Answer:
        """The likeliest reading: those of one name count as one, whatever led to it."""
        by_name: dict[str, list[int]] = {}
        for k in sorted(range(len(readings)), key=lambda k: -chances[k]):
            by_name.setdefault(same_name(readings[k].name(self.text)), []).append(k)
        ranked = sorted(((sum(chances[k] for k in ks), -ks[0]) for ks in by_name.values()), reverse=True)
        (chance, best), *others = ranked
        return Answer(readings[-best], chance, [readings[-k] for other, k in others if other > POSSIBLE])

    def _learns(self, scene: Scene, reading: Reading, chance: float) -> None:
        """Keeps what a source that was read tells of those whom it means: a mention more, and their sex."""
        if reading.own:
            _enlarge(reading)
        elif len(reading.referents) == 1:
            (referent,) = reading.referents
            self.cast.meets(referent, scene.mention)
            self._sure[scene.mention.start] = chance
            if scene.source.sort == "name" and chance <= DISPUTED:
                self._contested[scene.mention.start] = chance
            if scene.source.sort in {"male", "female"} and chance > SURE:
                referent.sex = referent.sex or ("male" if scene.source.sort == "male" else "female")

    def _shown(self, spans: Spans, how: How, reading: Reading, chance: float, others: list[Reading]) -> Speaker:
        sure = chance >= (SURE_OF_SHARED if how == "partial" and not reading.own else SURE)
        name, rest = reading.name(self.text), tuple(other.name(self.text) for other in others)
        likely = sure or reading.own or chance > LIKELY
        first = reading.referents[0]
        return Speaker(
            name=name if likely else None,
            type=TYPES.get(first.kind, "person" if first.named else None),
            how=how,
            status="resolved" if sure else "unresolved",
            confidence=round(chance, 4),
            chain=spans if reading.own else (*spans, *reading.spans),
            alternatives=rest if likely else (name, *rest),
        )

    def _chances(self, scene: Scene, readings: list[Reading]) -> list[float]:
        shared = source_features(scene, self.cast)
        subject = next((r for r in readings if not r.own and _opens(scene, r.referents[0])), None)
        rows = []
        rank = fitting = 0
        for reading in readings:
            if reading.own:
                rows.append(shared + own_features(scene, self.cast))
                continue
            place = Place(rank, fitting, reading is subject)
            rows.append(shared + reading_features(scene, self.cast, reading.referents, place))
            rank += 1
            fitting += fits(scene.source, reading.referents[0])
        rows.append(shared + [0.0] * (len(rows[0]) - len(shared)))
        return self._choose(scene, readings, np.array(rows, np.float32))

    def _readings(self, scene: Scene) -> list[Reading]:
        """The readings of a pronoun or a description, those by the nearest mention first."""
        at = scene.mention.start
        spoke = [each for turn in self._spoke[:LATEST] for each in turn.referents]
        found = self.cast.recent(at, 2 * NEAREST) + spoke + scene.teller + self.cast.most[:COMMONEST]
        fitting = [each for each in dict.fromkeys(found) if may_be(scene.source, each)]
        kept = sorted(fitting, key=lambda each: -(last.end if (last := scene.last(each)) else -1))[: NEAREST + LATEST]
        kept += [each for each in alike(scene, self.cast) if each not in kept]
        readings = [Reading((each,), (each.span,)) for each in kept]
        if scene.source.sort in {"plural", "who", "which"}:
            together = [tuple(turn.referents) for turn in self._spoke[:LATEST] if len(turn.referents) > 1]
            together += joined(scene, self.cast, found)
            if len(scene.taken_up) > 1:
                together.append(scene.taken_up)
            readings += [Reading(each, tuple(one.span for one in each)) for each in dict.fromkeys(together)]
        if scene.source.phrase and describes(scene.source.phrase):
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
        sure = all(each.status == "resolved" for each in found)
        return Speaker(
            name=" ; ".join(known) if len(known) == len(found) else None,
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
            return self._shown(spans, "title", Reading((own,), (described.span,), own=True), PERSON, []), [own]
        readings = self.book.fullest(piece) or [piece]
        referents = [self.cast.called(each) for each in readings]
        if len(referents) > 1:
            scene = Scene(
                Source((piece.start, piece.end), "name", sex=piece.sex),
                self.cast.mention(piece.start, piece.end),
                content,
                self._spoke,
                teller,
            )
            return self._decided(spans, scene, [Reading((each,), (each.span,)) for each in referents])
        full = readings[0]
        same = full.words == piece.words
        kind, printed = referents[0].kind, self.text[full.start : full.end]
        chance = named_rightly(referents[0])
        return Speaker(
            name=printed,
            type=TYPES.get(kind, "person" if len(full.words) > 1 else None),
            how="name" if same else "partial",
            status="resolved" if chance >= SURE else "unresolved",
            confidence=chance,
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
        if found.status != "resolved" or len(referents) != 1:
            return found
        held = role(self.cast, referents[0])
        whom = None if held is None else principal(self.cast, self.book, held)
        words = [None if span is None else self.text[slice(*span)] for span in (held, whom)]
        return msgspec.structs.replace(found, role=words[0], on_behalf_of=words[1])


def named_rightly(referent: Referent) -> float:
    """The probability that a name which leads to `referent` alone means it."""
    if len(referent.words) > 1:
        return PERSON if referent.kind == "person" else FULL_NAME
    return BARE if referent.kind or len(referent.mentions) >= OFTEN else UNKNOWN


def same_name(name: str) -> str:
    """`name` without its article and case: readings of one such name are one answer, and so is a pair however joined."""
    return name.casefold().removeprefix("the ").replace(" ; ", " and ")


def _opens(scene: Scene, referent: Referent) -> bool:
    """Whether its last mention opens a sentence as the subject."""
    last = scene.last(referent)
    return last is not None and last.subject and last.opens


def _enlarge(reading: Reading) -> None:
    """Keeps the longest description of one who has no name."""
    (referent,), ((start, end),) = reading.referents, reading.spans
    if not referent.named and end - start > referent.span[1] - referent.span[0]:
        referent.span = (start, end)


def _ranked(scene: Scene, readings: list[Reading], rows: Matrix) -> list[float]:
    return ranker().probabilities(rows)[:-1]


def speakers(
    text: str, marked: Sequence[Marked], tellers: Sequence[int | None], quoted: Sequence[Span]
) -> list[Speaker]:
    """The speaker of each attribution, in order; `tellers` has the index of the one that tells it, `quoted` the quotations."""
    document = Speakers(text, quoted)
    return [document.speaker(k, each, teller) for k, (each, teller) in enumerate(zip(marked, tellers, strict=True))]
