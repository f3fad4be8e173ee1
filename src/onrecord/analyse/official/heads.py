"""Heads: what the lines above an official text say of it: the day and the place of delivery, and through what it was said."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analyse.official.directions import CLOCK, SENTENCE
from onrecord.analyse.official.lexicon import official
from onrecord.analyse.people.names import lexicon
from onrecord.analyse.time.intervals import Interval
from onrecord.analyse.time.timex import timexes
from onrecord.types.span import Span

LINE = 200
"""Characters of the longest line of a head that is no prose."""
LINES = 40
"""Lines of the longest head: that of a hearing lists who is present."""
PLACE_WORDS = 9
"""Words of the longest place: "Great Hall of the People, Lisk, Torvenia"."""
USUAL = 2
"""How much a line tells of the day of delivery that holds no word of `dating`."""
NAMED = re.compile(r"(?:Location|Venue|Place|Held at|Delivered at):[ \xa0]*(?P<place>\S[^\n]{1,80})", re.IGNORECASE)
ROOM = re.compile(r"\bin (?P<place>[Rr]oom [\w-]{1,8},(?: [^\W\d_a-z][\w.’'-]*){1,7})")
BEHIND = re.compile(r"[ \xa0]?[–—|-][ \xa0](?P<place>[^\W\d_][^\n]{1,60})")
"""What stands behind the day in its line: "15 February 2017 - Brennock"."""
LED = re.compile(r".*[ \xa0](?:in|at)[ \xa0]")
WORD = re.compile(r"[^\W\d_][\w.’'&-]*")


class Head(NamedTuple):
    """The paragraphs of a head and those that are lines and no prose, the day that they give with its words, and the place.

    prose: whether the head holds sentences too, as a story does before it prints a transcript.
    """

    paragraphs: tuple[Span, ...]
    lines: tuple[Span, ...]
    day: tuple[Interval, Span] | None
    place: Span | None
    prose: bool


def head(text: str, paragraphs: Sequence[Span]) -> Head:
    """The head that `paragraphs`, those before the first words, make."""
    few = paragraphs[:LINES]
    lines = tuple(span for span in few if is_line(text, span))
    found = _day(text, lines)
    room = next((match.span("place") for span in few if (match := ROOM.search(text, *span))), None)
    return Head(
        tuple(paragraphs), lines, found and found[:2], room or _place(text, lines, found), len(lines) < len(few)
    )


def is_line(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is a line by itself and no sentence: "Dellin", "May 4, 2021", "2:11 p.m."."""
    words = text[slice(*paragraph)].strip()
    return len(words) <= LINE and (not SENTENCE.search(words) or CLOCK.fullmatch(words) is not None or is_dated(words))


def is_dated(words: str) -> bool:
    """Whether a short line is hardly more than a day: "Aired August 7, 2017 - 21:00 ET."."""
    found = full_days(words, (0, len(words)))
    return bool(found) and len(WORD.findall(words)) <= PLACE_WORDS


def full_days(text: str, span: Span) -> list[tuple[Interval, Span]]:
    """The days that `text[span]` names with their year, and the words that do."""
    words = text[slice(*span)]
    if not any(map(str.isdigit, words)):
        return []
    return [
        (each.interval, (span[0] + each.span[0], span[0] + each.span[1]))
        for each in timexes(words, None)
        if each.interval is not None and each.interval.first is not None and each.interval.first == each.interval.last
    ]


def venue(words: str) -> str | None:
    """The type of venue that a head's words show."""
    low = words.lower()
    found = next((name for name, pattern in official().venues if pattern.search(low)), "unknown")
    return None if found == "unknown" else found


def _day(text: str, lines: Sequence[Span]) -> tuple[Interval, Span, Span] | None:
    """The day of delivery, its words and its line: of several the one whose line says that it was then."""
    best: tuple[int, Interval, Span, Span] | None = None
    for line in lines:
        found = full_days(text, line)
        told = [
            official().dating[word] for word in WORD.findall(text[slice(*line)].lower()) if word in official().dating
        ]
        weight = min(told) if told else USUAL
        if found and (best is None or weight > best[0]):
            best = (weight, *found[0], line)
    return best and best[1:]


def _place(text: str, lines: Sequence[Span], day: tuple[Interval, Span, Span] | None) -> Span | None:
    """The place: named so, before the day in its line, or the line next to that of the day or the hour."""
    for line in lines:
        if named := NAMED.match(text, *line):
            return named.span("place")
    if day is None:
        return None
    _, words, line = day
    if before := _before(text, (line[0], words[0])):
        return before
    if (behind := BEHIND.fullmatch(text, words[1], line[1])) and _may_be_place(behind["place"], alone=True):
        return behind.span("place")
    at = lines.index(line)
    for near in (at + 1, at - 1, at + 2):
        if 0 <= near < len(lines) and _may_be_place(text[slice(*lines[near])].strip(), alone=True):
            return _stripped(text, lines[near])
    return None


def _before(text: str, span: Span) -> Span | None:
    """The place right before the day in its line: "…, City Hall, Storvik, December 10, 1998", "… in Tarn, 31 May"."""
    end = span[0] + len(text[slice(*span)].rstrip(" \xa0,–—-("))
    commas = [at for at in range(span[0], end) if text[at] == ","]
    starts = [span[0], *(at + 2 for at in commas)]
    for back in (2, 1):
        if len(starts) < back:
            continue
        start = starts[-back]
        led = LED.match(text, start, end)
        start = led.end() if led else start
        if _may_be_place(text[start:end], alone=back == len(starts) == len("ab")):
            return start, end
    return None


def _may_be_place(words: str, *, alone: bool) -> bool:
    """Whether words call a place: listed, or a hall, a room; `alone` in a line, any short name but of a body or a person."""
    low = words.lower()
    tokens = WORD.findall(words)
    if not tokens or len(tokens) > PLACE_WORDS or words[0].islower() or ":" in words or "|" in words:
        return False
    if any(token[0].islower() and token not in official().joining for token in tokens):
        return False
    if _is_listed(low) or official().grounds & {token.lower() for token in tokens} - _dropped(low):
        return official().no_grounds.search(low) is None or bool(
            official().grounds & {tokens[-1].lower()} - _dropped(low)
        )
    if official().no_grounds.search(low) or any(map(str.isdigit, words)):
        return False
    named = all(token[0].isupper() and token.lower() not in lexicon().common for token in tokens)
    bare = len(tokens) == 1 or (alone and "," in words and len(tokens) <= PLACE_WORDS // 2)
    return (
        named
        and bare
        and words.upper() != words
        and not _titled(tokens)
        and low not in official().rubrics | set(official().dating)
    )


def _is_listed(low: str) -> bool:
    return any(part.strip() in lexicon().places for part in low.split(","))


def _dropped(low: str) -> set[str]:
    """Words that are grounds elsewhere and a body or an office here."""
    return set(official().no_grounds.findall(low)) | ({"house"} if "house of" in low else set())


def _titled(tokens: Sequence[str]) -> bool:
    return any(token.lower().rstrip(".") in lexicon().titles for token in tokens)


def _stripped(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())
