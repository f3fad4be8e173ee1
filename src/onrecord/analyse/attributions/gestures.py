"""Gestures: quotations that no word of saying introduces, only what the speaker does: “She shook her head. ‘No.’”

The sentence right before the quotation must be nothing but an actor and the gesture; source is the actor, cue the words of
the gesture, content the quotation and those that follow it without a word between.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby, takewhile
from typing import NamedTuple

from onrecord.analyse.attributions.actors import subject
from onrecord.analyse.attributions.stretches import Stretches
from onrecord.analyse.people.descriptions import description
from onrecord.analyse.reading.quotations import Quotation
from onrecord.analyse.reading.reader import Marked
from onrecord.types.span import Span

CONFIDENCE = 0.7
"""Of a quotation given to whom the gesture before it shows. Not calibrated: the annotated news holds too few."""
GESTURE_ROOM = 120
"""Characters between the verb of a gesture and the quotation."""
BEHIND = r"(?:[ \xa0][^\n.!?:;“”\"]{1,50})?[.:,][ \xa0]{1,3}\Z"
"""What a gesture goes on with up to the quotation: "laughed softly at the map. "."""
WHOLE = re.compile(r"[.!?…—–-][”\"’'»“]?\Z")
"""How a quotation ends that is a sentence by itself: a comma leads to words of saying."""


class _Gestures(NamedTuple):
    cue: re.Pattern[str]
    others: frozenset[str]


@cache
def _gestures() -> _Gestures:
    data = json.loads(files("onrecord").joinpath("data/gestures.json").read_text("utf-8"))
    owners = "|".join(data["owners"])
    owned = [rf"{verb} (?:{owners}) (?:{'|'.join(things)})" for verb, things in data["owned"].items()]
    every = "|".join([*owned, *data["plain"]])
    return _Gestures(re.compile(rf"\b(?P<cue>{every})(?!\w){BEHIND}"), frozenset(data["others"]))


def gestures(text: str, marked: Sequence[Marked], quoted: Sequence[Quotation]) -> list[Marked]:
    """The quotations of `text` that belong to whoever makes the gesture before them, in order.

    marked: the attributions found so far, which keep what they have. quoted: the quotations of the text, in order.
    """
    claimed = Stretches.of(span for each in marked for span in each.content + each.cue)
    free = [quotation for quotation in quoted if not claimed.touch(quotation[:2])]
    return [found for run in _runs(text, free) if (found := _made(text, run)) is not None]


def _runs(text: str, quoted: Sequence[Quotation]) -> Iterator[list[Quotation]]:
    """Quotations between which only spaces stand, together."""
    number, last = 0, 0
    numbered: list[tuple[int, Quotation]] = []
    for quotation in quoted:
        number += bool(text[last : quotation.start].strip(" \xa0"))
        numbered.append((number, quotation))
        last = quotation.end
    for _, group in groupby(numbered, key=lambda each: each[0]):
        yield [quotation for _, quotation in group]


def _made(text: str, run: Sequence[Quotation]) -> Marked | None:
    """The attribution of a run of quotations to whoever makes the gesture right before it."""
    said = list(takewhile(lambda each: _is_whole(text, each), run))
    at = run[0].start
    room = max(0, at - GESTURE_ROOM)
    gesture = _gestures().cue.search(text, room, at) if len(said) == len(run) else None
    source = gesture and subject(text, gesture.start())
    if gesture is None or source is None or _is_nobody(text, source):
        return None
    content = tuple(quotation[:2] for quotation in run)
    return Marked((source,), (gesture.span("cue"),), content, "speech", CONFIDENCE, (0.0,) * len(content))


def _is_whole(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is words that somebody utters: it begins like a sentence and ends like one."""
    words = text[quotation.start + 1 : quotation.end].lstrip()
    return words[:1].isupper() and (not quotation.closed or WHOLE.search(words) is not None)


def _is_nobody(text: str, source: Span) -> bool:
    """Whether it is left open which of several makes the gesture: "they", "the two men"."""
    found = description(text, source)
    plural = found is not None and found[1].plural
    return plural or text[source[0] : source[1]].casefold() in _gestures().others
