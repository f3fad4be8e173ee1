"""Genres: what a text is, and if it is official who speaks in it: a transcript, a speech, a press release, else a story.

Told by what such texts print and stories do not: labels, heads, marks of release. Where these do not suffice it is a story.
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analyse.official.furniture import BOILERPLATE, credits, issuer, release
from onrecord.analyse.official.heads import LINES, Head, full_days, head, venue
from onrecord.analyse.official.lexicon import official
from onrecord.analyse.official.participants import Participants
from onrecord.analyse.official.speeches import Speech, speech
from onrecord.analyse.official.turns import Transcript, transcript
from onrecord.analyse.time.intervals import Interval
from onrecord.types.attribution import Genre
from onrecord.types.span import Span, Spans
from onrecord.types.speaker import Speaker

SIGNS = 2
"""Marks of a press release, of which a story may print one."""
ABOVE = 6
"""Paragraphs in which a release says that it is one."""
VENUES: dict[Genre, str] = {"speech": "speech", "press release": "statement"}
"""Through what such a text is said where its head does not say."""
DATELINE = 90
"""Characters of the first paragraph of a release in which its day stands."""


class Spoken(NamedTuple):
    """Words that an official text gives to one speaker: the turn of a transcript, or a speech."""

    source: Spans
    cue: Spans
    content: Spans
    speaker: Speaker


class Text(NamedTuple):
    """What `text` is. spoken: its turns, or its speech, in order. silent: where nobody is reported to speak. credits: where,
    moreover, whoever is named is spoken of nowhere: credits, bylines, contacts.

    day, place, venue: of delivery, where its head says so; issuer: of a press release. None for a story.
    """

    text: str
    genre: Genre
    spoken: tuple[Spoken, ...]
    silent: tuple[Span, ...]
    credits: tuple[Span, ...]
    day: tuple[Interval, Span] | None = None
    place: Span | None = None
    venue: str | None = None
    issuer: str | None = None


def told_apart(text: str, title: str | None, paragraphs: Sequence[Span]) -> Text:
    """The genre of `text`, and what it prints as spoken. title: what is known of it beside the text."""
    silent = tuple(credits(text, paragraphs))
    found = transcript(text, title, paragraphs)
    if found is not None:
        return _transcript(text, title, found, silent)
    alone = speech(text, title, paragraphs)
    if alone is not None:
        return _speech(text, alone, silent)
    if _is_release(text, paragraphs):
        above = _released(text, paragraphs)
        held = tuple(sorted({*silent, *release(text, paragraphs)}))
        by = issuer(text, paragraphs)
        return Text(text, "press release", (), held, held, above, None, VENUES["press release"], by)
    return Text(text, "story", (), silent, silent)


def _transcript(text: str, title: str | None, found: Transcript, silent: tuple[Span, ...]) -> Text:
    above = found.head
    known = Participants(text, above.paragraphs, [turn.label for turn in found.turns])
    spoken = tuple(
        Spoken(
            (turn.label.who,),
            () if turn.label.cue is None else (turn.label.cue,),
            turn.content,
            known.speaker(turn.label),
        )
        for turn in found.turns
    )
    if not found.whole:
        return Text(text, "story", spoken, silent, silent)
    labels = (text[turn.label.who[0] : turn.label.said] for turn in found.turns[:1])
    kind = venue("\n".join([*(text[slice(*line)] for line in above.lines), title or "", *labels]))
    return Text(text, "transcript", spoken, (*silent, *above.lines), silent, above.day, above.place, kind)


def _speech(text: str, alone: Speech, silent: tuple[Span, ...]) -> Text:
    spoken = (Spoken(alone.source, alone.cue, alone.content, alone.speaker),)
    kind = venue(alone.line) or VENUES["speech"]
    return Text(text, "speech", spoken, (*silent, *alone.head.lines), silent, alone.head.day, alone.head.place, kind)


def _is_release(text: str, paragraphs: Sequence[Span]) -> bool:
    """Whether a text bears two marks of a press release."""
    signs = 0
    low = [text[slice(*span)].strip().casefold() for span in paragraphs]
    signs += 2 * any(official().release.match(line) and len(line) < DATELINE for line in low[:ABOVE])
    signs += any(official().contact.match(line) and len(line) < 2 * DATELINE for line in low)
    signs += any(line in official().closing for line in low)
    signs += any(official().after.match(line) for line in low)
    signs += any(BOILERPLATE.fullmatch(text[slice(*span)].strip()) is not None for span in paragraphs)
    return signs >= SIGNS


def _released(text: str, paragraphs: Sequence[Span]) -> tuple[Interval, Span] | None:
    """The day of a release: in a line of its head, or in the dateline of its first paragraph."""
    above: Head = head(text, paragraphs[: min(ABOVE, LINES)])
    if above.day is not None:
        return above.day
    for start, end in paragraphs[: 2 * ABOVE]:
        if found := full_days(text, (start, min(end, start + DATELINE))):
            return found[0]
    return None
