"""Places: where something is said, where the sentence of the saying tells it of an occasion.

"at a rally in Brisk", "told reporters outside the town hall", "speaking in Carvella". The place of an occasion is handed
on to the next quotations of the same voice, until a sentence names another occasion.
"""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.people.names import lexicon as names
from onrecord.analyse.reading.quotations import marks
from onrecord.analyse.setting.hearers import lexicon as addressing
from onrecord.analyse.setting.story import Story
from onrecord.analyse.setting.telling import Words
from onrecord.types.span import Span

REACH = 6
"""Words from an occasion to its place at most: "a rally for the party of her father in Brisk"."""
LONGEST = 7
"""Words of the longest name of a place."""
FAR = 15
"""Sentences after which a voice has left the place (facets of PolNeAR train)."""


class Lexicon(NamedTuple):
    """`data/place_words.json`, and the names of `data/places.json` in lower case."""

    inside: frozenset[str]
    at: frozenset[str]
    grounds: frozenset[str]
    occasions: frozenset[str]
    elsewhere: frozenset[str]
    names: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists and the names, read once."""
    data = files("onrecord").joinpath("data")
    words = json.loads(data.joinpath("place_words.json").read_text("utf-8"))
    listed = json.loads(data.joinpath("places.json").read_text("utf-8"))
    names = (name.casefold() for many in listed.values() if isinstance(many, list) for name in many)
    return Lexicon(
        names=frozenset(names), **{name: frozenset(many) for name, many in words.items() if isinstance(many, list)}
    )


def places(story: Story) -> list[Span | None]:
    """The words that name where each attribution was said, in order; None where the story does not say."""
    table = lexicon()
    named = {outlet.first for outlet in story.outlets}
    found: list[Span | None] = []
    standing: dict[str, tuple[Span, int]] = {}
    for n, (each, own, here, voice) in enumerate(
        zip(story.marked, story.frames, story.sentences, story.voices, strict=True)
    ):
        place = _place(story, n, named) if each.act == "speech" else None
        elsewhere = any(at in named or not table.elsewhere.isdisjoint(story.classes[at]) for at in own)
        if place or elsewhere:
            standing.pop(voice, None)
        if place:
            standing[voice] = place, here
        elif (
            voice in standing and here - standing[voice][1] <= FAR and story.text[each.content[0][0]] in marks().closers
        ):
            place = standing[voice][0]
            standing[voice] = place, here
        found.append(place)
    return found


def _place(story: Story, n: int, named: set[int]) -> Span | None:
    """The first place behind a word of an occasion, or right behind the cue, in the sentence of the `n`-th attribution."""
    w, own, (source, cue, _) = story.words, story.frames[n], story.parts[n]
    outside = set(own)
    occasions, open_to = lexicon().occasions, -1
    for at in own:
        if at in source or (w.marks[at] and w.marks[at].strip('“”"‘’')):
            open_to = -1
        if at in cue or not occasions.isdisjoint(story.classes[at]):
            open_to = at + REACH
        if at <= open_to and at not in cue and (place := _name(w, at, outside, named)):
            return place
    return None


def _name(w: Words, at: int, outside: set[int], named: set[int]) -> Span | None:
    """The place that the preposition at word `at` governs: capitalised words with their article, the region behind a comma.

    Behind "in" any name will do that is not an organisation's or a person's work; behind "at" it must be listed or be
    called a hall, a park or the like.
    """
    size, table = len(w.folded), lexicon()
    if w.folded[at] not in table.inside | table.at:
        return None
    first = at + 2 if at + 1 < size and w.folded[at + 1] == "the" else at + 1
    end = first
    while end < size and end in outside and end - first < LONGEST and w.texts[end][0].isupper():
        if (end > first and w.marks[end]) or w.folded[end] in names().never or end in named:
            break
        end += 1
    if end == first or w.folded[end - 1].endswith(("'s", "s'")) or _goes_on(w, end, outside):
        return None
    listed = " ".join(w.folded[first:end]) in table.names
    ground = w.folded[end - 1] in table.grounds
    bare = w.folded[at] in table.inside and first == at + 1 and w.folded[end - 1] not in names().heads
    if not (listed or ground or bare):
        return None
    if end < size and w.marks[end] == "," and w.texts[end][0].isupper() and w.folded[end] in table.names:
        end += 1
    return w.starts[at + 1], w.ends[end - 1]


def _goes_on(w: Words, end: int, outside: set[int]) -> bool:
    """Whether a noun follows that the name only modifies: "in Tuesday’s Republican debate"."""
    return (
        end < len(w.folded)
        and end in outside
        and not w.marks[end]
        and w.texts[end].islower()
        and w.folded[end] not in addressing().ends | {"and"}
    )
