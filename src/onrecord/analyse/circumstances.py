"""Circumstances: by whom, when, where, through what and to whom each attribution was said."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analyse.attributions.stretches import Stretches
from onrecord.analyse.genre import Text
from onrecord.analyse.people.speakers import Speakers
from onrecord.analyse.reading.quotations import Quotation
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.setting.addressees import Addressee, addressees, hearer
from onrecord.analyse.setting.places import places
from onrecord.analyse.setting.story import story
from onrecord.analyse.setting.venues import UNKNOWN, venues
from onrecord.analyse.time.delivery import PRESENT, before, delivered, issued_on
from onrecord.analyse.time.intervals import edtf
from onrecord.analyse.time.leanings import Leaning
from onrecord.analyse.time.moments import moments
from onrecord.analyse.time.tenses import tense
from onrecord.types.document import Document
from onrecord.types.moment import Moment, Venue
from onrecord.types.span import Span
from onrecord.types.speaker import Speaker

FROM_HEAD = 0.9
"""Probability of a venue that the head of an official text names. Not calibrated."""

PARTNERS = 2
"""Speakers of a dialogue, in which each talks to the other."""


class Circumstances(NamedTuple):
    """What an attribution carries beside its words; None where the story does not say."""

    speaker: Speaker
    time: Moment | None
    place: str | None
    venue: Venue | None
    addressee: Speaker | None


def circumstances(
    document: Document,
    kind: Text,
    marked: Sequence[Marked],
    tellers: Sequence[int | None],
    breaks: Sequence[Span],
    quoted: Sequence[Quotation],
    leaning: Sequence[Leaning],
) -> list[Circumstances]:
    """The circumstances of each attribution, in order.

    kind: what the text is. tellers: for each the index of the one that tells it. breaks: the paragraphs. quoted: the
    quotations. leaning: to which times each leans by what the network has read.
    """
    text = document.text
    spoken = {(each.source, each.content): each for each in kind.spoken}
    turns = {k: turn for k, each in enumerate(marked) if (turn := spoken.get((each.source, each.content)))}
    people = Speakers(text, _quoted(kind, quoted), credits=kind.credits)
    speakers = [
        people.known(k, turns[k].speaker) if k in turns else people.speaker(k, each, teller)
        for k, (each, teller) in enumerate(zip(marked, tellers, strict=True))
    ]
    told = [k for k in range(len(marked)) if kind.genre == "story" or k not in turns]
    mine = _told(
        document,
        kind,
        [marked[k] for k in told],
        [speakers[k] for k in told],
        breaks,
        people,
        [leaning[k] for k in told],
    )
    if kind.genre == "story" and not kind.spoken:
        return mine
    found = dict(zip(told, mine, strict=True))
    partners = _partners([speakers[k] for k in turns])
    talked = Stretches.of(span for each in kind.spoken for span in each.content)
    around: list[Circumstances] = []
    for k, (speaker, each) in enumerate(zip(speakers, marked, strict=True)):
        delivered = _delivered(text, kind, speaker, document.description.published)
        if k in turns:
            delivered = delivered._replace(addressee=_other(speaker, partners))
            around.append(_printed(found[k], delivered, talked) if kind.genre == "story" else delivered)
        elif kind.genre == "story":
            free = talked.touch(each.content[0])
            around.append(found[k] if free else _printed(found[k], delivered, talked))
        else:
            around.append(_within(found[k], each, kind, delivered, text))
    return around


def _printed(told: Circumstances, delivered: Circumstances, talked: Stretches) -> Circumstances:
    """What a story tells beside a transcript that it prints: a day that is talked about there is not the day of saying."""
    expr = None if told.time is None else told.time.expr
    time = delivered.time if expr is not None and talked.touch(expr) else told.time
    return told._replace(time=time, addressee=told.addressee or delivered.addressee)


def _partners(speakers: Sequence[Speaker]) -> list[Speaker]:
    """The two who talk with one another, where turns are those of two; one may be unnamed."""
    found = {each.name: each for each in speakers}
    return list(found.values()) if len(found) == PARTNERS else []


def _other(speaker: Speaker, partners: Sequence[Speaker]) -> Speaker | None:
    """Whom a partner in a dialogue talks to, if that one has a name."""
    return next((each for each in partners if each.name and each.name != speaker.name), None)


def _quoted(kind: Text, quoted: Sequence[Quotation]) -> list[Span]:
    """The quotations, and the turns of a transcript as such: who is named in one stands in another's words."""
    turns = Stretches.of(span for each in kind.spoken for span in each.content)
    return sorted([*turns.spans, *(each[:2] for each in quoted if not turns.touch(each[:2]))])


def _told(
    document: Document,
    kind: Text,
    marked: Sequence[Marked],
    speakers: Sequence[Speaker],
    breaks: Sequence[Span],
    people: Speakers,
    leaning: Sequence[Leaning],
) -> list[Circumstances]:
    """The circumstances of what is told, by the words around it."""
    text = document.text
    published = document.description.published if kind.day is None else edtf(kind.day[0])
    tale = story(text, marked)
    through = venues(tale)
    return [
        Circumstances(
            speaker, time, None if place is None else text[slice(*place)], venue, _hearer(people, heard, speaker)
        )
        for speaker, time, place, venue, heard in zip(
            speakers,
            moments(text, published, marked, breaks, leaning),
            places(tale),
            through,
            addressees(tale, speakers, through),
            strict=True,
        )
    ]


def _hearer(people: Speakers, heard: Addressee | None, speaker: Speaker) -> Speaker | None:
    """Who it is to whom something is said; nobody is told what he says himself, so such a "him" is somebody else."""
    known = heard and hearer(people, heard)
    if known is None or known.name is None or known.name != speaker.name:
        return known
    return Speaker(name=None, how=known.how, chain=known.chain)


def _delivered(text: str, kind: Text, speaker: Speaker, published: str | None) -> Circumstances:
    """The circumstances of a turn or speech, which the head of the text tells."""
    venue = Venue() if kind.venue is None else Venue(type=kind.venue, confidence=FROM_HEAD)
    place = None if kind.place is None else text[slice(*kind.place)]
    return Circumstances(speaker, delivered(kind.day, published), place, venue, None)


def _within(told: Circumstances, marked: Marked, kind: Text, turn: Circumstances, text: str) -> Circumstances:
    """What is told within an official text: of a release, through it and on its day; else seen from the turn that tells it.

    What the speaker says there and then ("I say to you") is said as the turn is; of another's words little is known.
    """
    if kind.genre == "press release":
        known = told.venue is not None and told.venue.type != UNKNOWN
        return told._replace(time=issued_on(told.time, kind.day), venue=told.venue if known else turn.venue)
    when = tense(" ".join(text[start:end] for start, end in marked.cue))
    now = when in PRESENT and [text[slice(*span)].casefold() for span in marked.source] in (["i"], ["we"])
    return told._replace(
        time=before(told.time, turn.time, when),
        venue=turn.venue if now else Venue(),
        place=turn.place if now else told.place,
    )
