"""Addressees: to whom something is said, where the sentence of the saying names them.

"told the Courier", "asked Brook whether", "in a letter to the council", "called on the senate to". The hearer is the object
of the verb or stands behind its preposition; of an outlet and its journalist ("the Courier’s Ada Brook") it is the journalist.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.channels import classes, within
from onrecord.analyse.quotations import marks
from onrecord.analyse.reader import Marked
from onrecord.analyse.story import Story
from onrecord.analyse.telling import Words
from onrecord.types.span import Span

LONGEST = 9
"""Words of the longest hearer that is taken; what goes on further is a clause."""
GAP = 3
"""Words from a verb to its preposition at most: "wrote in January to"."""
FAR = 40
"""Sentences after which an outlet that heard a speaker no longer hears (facets of PolNeAR train: 8 or 40 are alike)."""
BESIDE = 5
"""Words between the name of a journalist and that of the outlet."""


class Lexicon(NamedTuple):
    """`data/addressing.json`: verbs and nouns with the hearer as object or behind a preposition, and where hearers end."""

    to_object: frozenset[str]
    to_preposition: dict[str, frozenset[str]]
    carried: frozenset[str]
    participles: frozenset[str]
    not_hearers: frozenset[str]
    ends: frozenset[str]
    pronouns: frozenset[str]
    passives: frozenset[str]
    days: frozenset[str]
    occasions: frozenset[str]
    groups: frozenset[str]
    openers: frozenset[str]
    never: frozenset[str]
    media: dict[str, frozenset[str]]
    hearing_nouns: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = json.loads(files("onrecord").joinpath("data/addressing.json").read_text("utf-8"))
    return Lexicon(
        to_preposition={word: frozenset(many) for word, many in data["to_preposition"].items()},
        media={noun: frozenset(kinds) for noun, kinds in data["media"].items()},
        **{name: frozenset(many) for name, many in data.items() if isinstance(many, list)},
    )


def addressees(story: Story) -> list[Span | None]:
    """The words that name the hearer of each attribution, in order; None where the story names none.

    An outlet or its journalist hears on: the next quotations of the same voice are said to it too, until a sentence names
    another occasion or hearer.
    """
    heard = [
        _addressee(story, each, own) if each.act == "speech" else None
        for each, own in zip(story.marked, story.frames, strict=True)
    ]
    return _handed_on(story, heard)


def _addressee(story: Story, each: Marked, own: list[int]) -> Span | None:
    w = story.words
    outside = set(own)
    cue = {at for span in each.cue for at in w.between(*span)}
    source = {at for span in each.source for at in w.between(*span)}
    goes_on = any(w.folded[at] in lexicon().participles for at in cue)
    pronoun: Span | None = None
    for at in sorted(own, key=lambda k: (k not in cue, k)):
        is_cue = at in cue or (goes_on and w.folded[at] in lexicon().carried)
        for start in _openings(w, at, outside, is_cue):
            span = _hearer(story, start, outside, source)
            if span and story.text[slice(*span)].casefold() not in lexicon().pronouns:
                return span
            pronoun = pronoun or span
    return pronoun


def _openings(w: Words, at: int, outside: set[int], is_cue: bool) -> Iterator[int]:
    """Where a hearer may begin behind the word `at`."""
    word, table = w.folded[at], lexicon()
    if is_cue and word in table.to_object and not _passive(w, at):
        yield at + 1
    for k in range(at + 1, min(at + 1 + GAP, len(w.folded))):
        if w.marks[k] or k not in outside:
            return
        verbs = table.to_preposition.get(w.folded[k])
        if verbs and word in verbs and (is_cue or word not in table.to_object or w.folded[k] == "by"):
            yield k + 1
            return


def _passive(w: Words, at: int) -> bool:
    return at > 0 and w.folded[at - 1] in lexicon().passives


def _hearer(story: Story, start: int, outside: set[int], source: set[int]) -> Span | None:
    """The noun phrase that begins at word `start`, if it may hear."""
    w, table = story.words, lexicon()
    if start >= len(w.folded) or start not in outside or start in source or w.marks[start].strip('“"‘'):
        return None
    if w.folded[start] in table.pronouns and not _possessive(w, start):
        return w.starts[start], w.ends[start]
    if w.folded[start] in table.not_hearers and not _opens_outlet(story, start):
        return None
    end = _phrase_end(w, start, outside, source)
    if end == start or end - start == LONGEST or w.folded[end - 1] in table.never:
        return None
    if w.folded[end - 1] in table.media and w.folded[start] == "the" and end - start == 2:
        return _outlet_before(story, start, table.media[w.folded[end - 1]])
    named = any(w.texts[k][0].isupper() for k in range(start, end))
    if not named and w.folded[start] not in table.openers and w.folded[end - 1] not in table.groups:
        return None
    return _person(w, start, end)


def _opens_outlet(story: Story, at: int) -> bool:
    return bool(within(story.outlets, at, at + 1))


def _possessive(w: Words, at: int) -> bool:
    """Whether "her" at word `at` owns what follows: "told her supporters", not "told her that"."""
    behind = at + 1 < len(w.folded) and not w.marks[at + 1] and w.folded[at + 1] not in lexicon().ends
    return w.folded[at] == "her" and behind


def _phrase_end(w: Words, start: int, outside: set[int], source: set[int]) -> int:
    """Where the noun phrase that begins at word `start` ends."""
    end = start
    while end < len(w.folded) and end - start < LONGEST and end in outside:
        word = w.folded[end]
        named = w.texts[end][0].isupper() and word not in lexicon().days
        if end > start and not named and word in lexicon().ends:
            break
        if end > start and (w.marks[end] or end in source):
            break
        if end > start + 1 and w.texts[end].islower() and word.endswith(("ed", "ing")):
            break
        end += 1
    return end


def _outlet_before(story: Story, start: int, kinds: frozenset[str]) -> Span | None:
    """The last outlet of one of `kinds` that is named before word `start`: what "the newspaper" stands for."""
    named = [o for o in story.outlets if o.last <= start and o.kind in kinds]
    return _span(story.words, named[-1].first, named[-1].last) if named else None


def _person(w: Words, start: int, end: int) -> Span:
    """The journalist of an outlet, where one is named behind it; else all the words."""
    for at in range(start, end - 1):
        owns = w.folded[at].endswith(("'s", "s'"))
        if w.texts[at + 1][0].isupper() and (owns or w.folded[at] in lexicon().hearing_nouns):
            start = at + 1
    return _span(w, start, end)


def _span(w: Words, first: int, last: int) -> Span:
    """The characters of words `first`:`last`, without a possessive ending."""
    end = w.ends[last - 1]
    return w.starts[first], end - 2 if w.folded[last - 1].endswith("'s") else end


def _handed_on(story: Story, heard: Sequence[Span | None]) -> list[Span | None]:
    """`heard`, with an outlet that hears one saying handed on to the next quotations of the same voice."""
    listening = dict[str, tuple[Span, int]]()
    found: list[Span | None] = []
    for n, (each, voice, span) in enumerate(zip(story.marked, story.voices, heard, strict=True)):
        here = story.sentences[n]
        if span:
            listening.pop(voice, None)
            if _is_media(story, span):
                listening[voice] = span, here
        elif _elsewhere(story, n):
            listening.pop(voice, None)
        elif voice in listening and here - listening[voice][1] <= FAR and _is_quoted(story.text, each):
            span = listening[voice][0]
            listening[voice] = span, here
        found.append(span)
    return found


def _is_media(story: Story, span: Span) -> bool:
    """Whether a hearer is an outlet or stands beside one: "the Courier’s Ada Brook"."""
    at = story.words.between(*span)
    near = within(story.outlets, at[0] - BESIDE - LONGEST, at[-1] + BESIDE + 1)
    return any(outlet.last > at[0] - BESIDE for outlet in near)


def _elsewhere(story: Story, n: int) -> bool:
    """Whether the sentence of a saying names another occasion or outlet."""
    own = story.frames[n]
    near = within(story.outlets, own[0], own[-1] + 1) if own else ()
    outside = set(own)
    return any(outlet.first in outside for outlet in near) or any(
        classes(story.words.folded[at]) & lexicon().occasions for at in own
    )


def _is_quoted(text: str, each: Marked) -> bool:
    return each.act == "speech" and text[each.content[0][0]] in marks().closers
