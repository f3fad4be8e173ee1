"""Speeches: texts that are one speaker's words from the head to the end: "Remarks by X at Y", "As prepared for delivery".

A head that names a speaker is not enough, headlines do so too: the text must speak in the first person outside quotation
marks, and a second sign must be there: a day, a greeting, a line on delivery.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analyse.official.directions import CLOCK, is_direction, is_heading, spoken
from onrecord.analyse.official.heads import Head, full_days, head, is_line
from onrecord.analyse.official.lexicon import official
from onrecord.analyse.official.participants import CONFIDENCE, Person, person_in
from onrecord.types.span import Span, Spans
from onrecord.types.speaker import Speaker

HEAD = 14
"""Paragraphs of the longest head of a speech."""
FIRST_PERSON = 0.015
"""Share of a speech's words, outside quotation marks, that are "I", "we", "my" …: half of what plain addresses have."""
SIGNS = 4
"""Signs from which a text is a speech; a head that names the speaker is two or three."""
BY = re.compile(r"(?:[^\n:;.!?]{0,60}?[ \xa0])?(?:by|By|BY|of|OF|from|delivered by|given by)[ \xa0]")
"""What stands between the word for a speech and its speaker: "Remarks as delivered by"."""
OWNED = re.compile(r"[’'](?:s|S)?[ \xa0]")
META = re.compile(
    r"(?:From|Delivered on|Delivered|Location|Venue|Place|Date|Published|Issued on|By|Speaker|Event):?[ \xa0]"
)
TITLED = re.compile(
    r"(?:Full )?(?:(?:[Tt]ranscript|[Tt]ext|Read|Watch|Speech|Video):|(?:[Tt]ranscript|[Tt]ext) of)[ \xa0]"
)
"""What a headline puts before the name of a speech: "Transcript: X's victory speech"."""
GIVEN = re.compile(r"(?:Preached|Delivered|Given|Presented|Spoken|Read) by[ \xa0]")
FROM = re.compile(r"(?:From|By|Speaker|Delivered by):[ \xa0]")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]?")


class Speech(NamedTuple):
    """The words of one speaker. source: the name in the head (none where only the title has it). cue: the word for a speech.

    venue_words: the line that says what it is.
    """

    source: Spans
    cue: Spans
    content: Spans
    speaker: Speaker
    head: Head
    line: str


class _Named(NamedTuple):
    """A speaker whom a line names, the word for the speech where there is one, and how much the line tells."""

    person: Person
    cue: Span | None
    signs: int
    line: str


def speech(text: str, title: str | None, paragraphs: Sequence[Span]) -> Speech | None:
    """The speech that `text` is; None where it is none, or nobody is named as its speaker."""
    lines = [span for span in paragraphs[:HEAD] if span[1] - span[0] <= 2 * len("x" * 100)]
    opened = "\n".join([title or "", *(text[slice(*line)] for line in lines)]).lower()
    if not (official().delivery.search(opened) or any(map(official().speeches.search, opened.split("\n")))):
        return None
    start = _body(text, paragraphs)
    if start is None:
        return None
    above = head(text, paragraphs[:start])
    named = _speaker(text, paragraphs[:start])
    if named is None:
        return None
    content = _content(text, paragraphs[start:])
    signs = named.signs + 2 * bool(official().delivery.search(opened)) + (above.day is not None)
    signs += official().greetings.match(text[slice(*paragraphs[start])].lstrip()) is not None
    if signs < SIGNS or not content or _first_person(text, content) < FIRST_PERSON:
        return None
    span = named.person.span
    who = Speaker(
        name=text[slice(*span)], type="person", how="name", status="resolved", confidence=CONFIDENCE, chain=(span,)
    )
    return Speech((span,), () if named.cue is None else (named.cue,), content, who, above, named.line)


def _body(text: str, paragraphs: Sequence[Span]) -> int | None:
    """The paragraph in which the speech begins: a greeting, or the first prose behind the last line of the head."""
    begins = None
    for k, span in enumerate(paragraphs[:HEAD]):
        words = text[slice(*span)].strip()
        if k and official().greetings.match(words) and not _is_meta(text, span):
            return k
        if _is_meta(text, span) or is_line(text, span):
            begins = None
        elif begins is None:
            begins = k
        elif begins == k - 1:
            return begins
    return begins


def _is_meta(text: str, span: Span) -> bool:
    """Whether a short paragraph belongs to the head: a day, a place, how it was delivered."""
    words = text[slice(*span)].strip()
    if len(words) > 2 * len("x" * 100):
        return False
    dated = bool(full_days(text, span)) and (is_line(text, span) or bool(official().speeches.match(words)))
    return dated or bool(META.match(words) or CLOCK.fullmatch(words) or official().delivery.search(words.lower()))


def _speaker(text: str, lines: Sequence[Span]) -> _Named | None:
    """Whom the head names as the speaker, in the line that says it best."""
    found = [each for line in lines if (each := _in_line(text, line))]
    return max(found, key=lambda each: each.signs, default=None)


def _in_line(text: str, line: Span) -> _Named | None:
    start, end = line
    words = text[start:end]
    if len(words) > 2 * len("x" * 100):
        return None
    if titled := TITLED.match(text, start, end):
        start = titled.end()
    if given := GIVEN.match(text, start, end):
        person = person_in(text, (given.end(), end))
        return person and _Named(person, given.span(), 3, words)
    opened = official().speeches.match(text, start, end)
    by = BY.match(text, opened.end(), end) if opened else None
    if opened and by:
        person = person_in(text, (by.end(), end))
        return person and _Named(person, opened.span(), 3, words)
    if source := FROM.match(text, start, end):
        person = person_in(text, (source.end(), end), last=True)
        return person and _Named(person, None, 2, words)
    person = person_in(text, (start, end))
    if person is None or not is_line(text, line):
        return None
    owned = OWNED.match(text, person.span[1], end)
    cue = official().speeches.match(text, owned.end(), end) if owned else None
    if cue:
        return _Named(person, cue.span(), 2, words)
    rest = text[person.span[1] : end].strip()
    return _Named(person, None, 1, words) if not rest else None


def _content(text: str, paragraphs: Sequence[Span]) -> Spans:
    """The words of a speech: all paragraphs up to the mark of its end, without directions and headings."""
    pieces: list[Span] = []
    for span in paragraphs:
        words = text[slice(*span)].strip()
        if words.casefold() in official().closing or CLOCK.fullmatch(words) or official().contact.match(words):
            break
        if not is_direction(text, span) and not is_heading(words):
            pieces += spoken(text, *span)
    return tuple(pieces)


def _first_person(text: str, content: Spans) -> float:
    """The share of "I", "we", "my" … in the words outside quotation marks."""
    every = [
        word.casefold().replace("’", "'")
        for start, end in content
        for word in WORD.findall(QUOTED.sub(" ", text[start:end]))
    ]
    return sum(word in official().first_person for word in every) / max(1, len(every))
