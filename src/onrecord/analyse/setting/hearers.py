"""Hearers: the words in an attribution's own sentence that may name to whom it is said, and by which words they stand.

"told the Courier", "asked Brook whether", "in a letter to the council", "called on the senate to". The hearer is the object
of the verb or stands behind its preposition; of an outlet and its journalist ("the Courier’s Ada Brook") it is the journalist.
"""

import json
from collections.abc import Container, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.setting.channels import within
from onrecord.analyse.setting.story import Story
from onrecord.analyse.setting.telling import Words, shortens
from onrecord.types.span import Span

LONGEST = 9
"""Words of the longest hearer that is taken; what goes on further is a clause."""
GAP = 3
"""Words from a verb to its preposition at most: "wrote in January to"."""


class Hearer(NamedTuple):
    """Words that may name a hearer, the words that bring them in ("told", "letter to"), and where those stand.

    place: "cue", "frame" (elsewhere in the sentence), "content" (the object that opens it) or "subject" (of a passive).
    """

    span: Span
    pattern: str
    place: str


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
    gatherings: frozenset[str]
    days: frozenset[str]
    occasions: frozenset[str]
    infinitives: frozenset[str]
    groups: frozenset[str]
    parts: frozenset[str]
    genitives: frozenset[str]
    openers: frozenset[str]
    never: frozenset[str]
    media: dict[str, frozenset[str]]
    hearing_nouns: frozenset[str]
    openings: frozenset[str]
    second_person: frozenset[str]
    answers: frozenset[str]
    channels: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = json.loads(files("onrecord").joinpath("data/addressing.json").read_text("utf-8"))
    openings = set(data["to_object"]).union(*data["to_preposition"].values())
    return Lexicon(
        openings=frozenset(openings),
        to_preposition={word: frozenset(many) for word, many in data["to_preposition"].items()},
        media={noun: frozenset(kinds) for noun, kinds in data["media"].items()},
        **{name: frozenset(many) for name, many in data.items() if isinstance(many, list)},
    )


def hearers(story: Story, n: int) -> list[Hearer]:
    """The possible hearers of the `n`-th attribution, those beside its cue first."""
    w, each, own, parts = story.words, story.marked[n], story.frames[n], story.parts[n]
    outside, cue, source = set(own), set(parts.cue), set(parts.source)
    goes_on = not lexicon().participles.isdisjoint(w.folded[at] for at in cue)
    found: dict[Span, Hearer] = {}
    openings = [at for at in own if w.folded[at] in lexicon().openings]
    for at in sorted(openings, key=lambda k: (k not in cue, k)):
        is_cue = at in cue or (goes_on and w.folded[at] in lexicon().carried)
        for start, pattern in _openings(w, at, outside, is_cue):
            if span := _hearer(story, start, outside, source):
                found.setdefault(span, Hearer(span, pattern, "cue" if is_cue else "frame"))
    for hearer in (*_object(story, each, cue), *_subject(story, each, outside, source)):
        found.setdefault(hearer.span, hearer)
    return list(found.values())


class Mention(NamedTuple):
    """Words anywhere in the reporter's own telling behind a channel to a hearer ("a letter to the council"), by sentence."""

    sentence: int
    span: Span
    pattern: str


def mentions(story: Story, own: Sequence[int]) -> list[Mention]:
    """The hearers that channels lead to, in order. own: for each word whether it is the reporter's."""
    w, table = story.words, lexicon()
    outside = {at for at, reporters in enumerate(own) if reporters}
    found = []
    for at, word in enumerate(w.folded):
        if word in table.channels and own[at]:
            for start, pattern in _openings(w, at, outside, False):
                if span := _hearer(story, start, outside, frozenset()):
                    found.append(Mention(w.sentence[at], span, pattern))
    return found


def _object(story: Story, each: Marked, cue: set[int]) -> Iterator[Hearer]:
    """The object of the cue where the content opens with it: "urged <the senate to wait>"."""
    w = story.words
    inside = set(w.between(*each.content[0]))
    last = max(cue, default=-1)
    if last + 2 in inside and w.folded[last + 1] in lexicon().infinitives and w.folded[last + 2] in lexicon().to_object:
        last += 2  # "sought <to assure the council that ...>"
    if last + 1 not in inside or w.marks[last + 1]:
        return
    verb, before = w.folded[last], w.folded[last - 1]
    phrasal = verb in lexicon().to_preposition and before in lexicon().to_preposition[verb]
    if not (verb in lexicon().to_object or phrasal):
        return
    if span := _hearer(story, last + 1, inside, set()):
        end = w.between(*span).stop
        infinitive = end < len(w.folded) and w.folded[end] in lexicon().infinitives
        verb = f"{before} {verb}" if phrasal else verb
        yield Hearer(span, f"{verb} to" if infinitive else verb, "content")


def _subject(story: Story, each: Marked, outside: Container[int], source: Container[int]) -> Iterator[Hearer]:
    """The subject of a passive cue: "Brook was asked whether"."""
    w = story.words
    for at in (k for span in each.cue for k in w.between(*span)):
        if w.folded[at] in lexicon().to_object and _passive(w, at) and w.folded[at - 1] in {"was", "were", "been"}:
            end = at - 1 - (w.folded[at - 2] in {"has", "had", "have"})
            first = end
            while first > 0 and first - 1 in outside and first - 1 not in source and end - first < LONGEST:
                if (
                    w.marks[first]
                    or w.folded[first - 1] in lexicon().ends
                    or not (w.texts[first - 1][0].isupper() or w.folded[first - 1] == "the")
                ):
                    break
                first -= 1
            if first < end and w.texts[end - 1][0].isupper():
                yield Hearer(_span(w, first, end), w.folded[at], "subject")


def _openings(w: Words, at: int, outside: Container[int], is_cue: bool) -> Iterator[tuple[int, str]]:
    """Where a hearer may begin behind the word `at`, and what brings it in."""
    word, table = w.folded[at], lexicon()
    if is_cue and word in table.to_object and not _passive(w, at):
        yield at + 1, word
    for k in range(at + 1, min(at + 1 + GAP, len(w.folded))):
        if w.marks[k] or k not in outside:
            return
        verbs = table.to_preposition.get(w.folded[k])
        if verbs and word in verbs and (is_cue or word not in table.to_object or w.folded[k] == "by"):
            yield k + 1, f"{word} {w.folded[k]}"
            return


def _passive(w: Words, at: int) -> bool:
    return at > 0 and w.folded[at - 1] in lexicon().passives


def _hearer(story: Story, start: int, outside: Container[int], source: Container[int]) -> Span | None:
    """The noun phrase that begins at word `start`, if it may hear."""
    w, table = story.words, lexicon()
    if start >= len(w.folded) or start not in outside or start in source or w.marks[start].strip('“"‘'):
        return None
    if w.folded[start] in table.pronouns and not _possessive(w, start):
        return w.starts[start], w.ends[start]
    if w.folded[start] in table.days:
        return None
    if w.folded[start] in table.not_hearers and not _opens_outlet(story, start):
        return None
    end = _phrase_end(w, start, outside, source)
    if end == start or end - start == LONGEST or w.texts[end - 1] in table.never:
        return None  # as printed: "the news" hears nothing, but CPA News may
    if w.folded[end - 1] in table.media and w.folded[start] == "the" and end - start == 2:
        return _outlet_before(story, start, table.media[w.folded[end - 1]])
    named = any(w.texts[k][0].isupper() for k in range(start, end))
    if not named and w.folded[start] not in table.openers and w.folded[end - 1] not in table.groups:
        return None
    bare = w.texts[start][0].islower() and w.folded[start] not in table.openers
    if named and bare and w.texts[end - 1][0].islower() and w.folded[end - 1] not in table.groups:
        return None  # "pledged to invite Carvellan engineers"
    return _person(w, start, end)


def _opens_outlet(story: Story, at: int) -> bool:
    return bool(within(story.outlets, at, at + 1))


def _possessive(w: Words, at: int) -> bool:
    """Whether "her" at word `at` owns what follows: "told her supporters", not "told her that"."""
    behind = at + 1 < len(w.folded) and not w.marks[at + 1] and w.folded[at + 1] not in lexicon().ends
    return w.folded[at] == "her" and behind


def _phrase_end(w: Words, start: int, outside: Container[int], source: Container[int]) -> int:
    """Where the noun phrase that begins at word `start` ends."""
    end = start
    while end < len(w.folded) and end - start < LONGEST and end in outside:
        word = w.folded[end]
        named = w.texts[end][0].isupper() and word not in lexicon().days
        if end > start and not named and word in lexicon().ends and not _goes_on(w, end):
            break
        if end > start and ((w.marks[end] and not (named and _joined(w, end))) or end in source):
            break
        said_of = w.texts[end].islower() and word.endswith(("ed", "ing")) and word not in lexicon().gatherings
        if end > start + 1 and said_of:
            break
        end += 1
    return end


def _joined(w: Words, at: int) -> bool:
    """Whether the mark before a name at word `at` parts nothing: "Mr. Vale", "CPA News’ Ada Brook"."""
    return _owns(w, at - 1) or (w.marks[at] == "." and shortens(w.texts[at - 1]))


def _goes_on(w: Words, at: int) -> bool:
    """Whether "of" at word `at` tells whose part is meant: "members of the council"."""
    return w.folded[at] in lexicon().genitives and w.folded[at - 1] in lexicon().parts and not w.marks[at]


def _owns(w: Words, at: int) -> bool:
    """Whether the word `at` is a possessive in s: "CPA News’ Ada Brook"."""
    return w.folded[at].endswith("s") and w.marks[at + 1] in {"'", "’"}


def _outlet_before(story: Story, start: int, kinds: frozenset[str]) -> Span | None:
    """The last outlet of one of `kinds` that is named before word `start`: what "the newspaper" stands for."""
    named = [o for o in story.outlets if o.last <= start and o.kind in kinds]
    return _span(story.words, named[-1].first, named[-1].last) if named else None


def _person(w: Words, start: int, end: int) -> Span:
    """The journalist of an outlet, where one is named behind it; else all the words."""
    for at in range(start, end - 1):
        owns = w.folded[at].endswith("'s") or _owns(w, at)
        if w.texts[at + 1][0].isupper() and (owns or w.folded[at] in lexicon().hearing_nouns):
            start = at + 1
    return _span(w, start, end)


def _span(w: Words, first: int, last: int) -> Span:
    """The characters of words `first`:`last`, without a possessive ending."""
    end = w.ends[last - 1]
    return w.starts[first], end - 2 if w.folded[last - 1].endswith("'s") else end
