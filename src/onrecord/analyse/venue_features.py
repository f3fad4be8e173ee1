"""What a venue is told by: features of each attribution, for the weights of `data/venues.json`.

Two sorts. *Own* features are weighed for each type of venue by itself ("the cue is `wrote`"). *Shared* features say how an
attribution stands to the words that name a type ("such a word stands two sentences before") and are weighed alike for
all types, so that what rallies teach holds for debates.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.channels import Outlet, classes, outlets
from onrecord.analyse.quotations import marks
from onrecord.analyse.reader import Marked
from onrecord.analyse.telling import Words, frame, sentence, told, voices, words

LOOK_BACK = 50
"""Mentions of a type before an attribution among which one beside its speaker is looked for: bounds long documents."""
REACH_TOLD, REACH_ON = 6, 2
"""Words from "told" or "on" to the outlet at most: "told the host of his old show on Radio Kestle"."""


class Lexicon(NamedTuple):
    """`data/venue_types.json`, by its words in lower case."""

    types: tuple[str, ...]
    exact: dict[str, frozenset[str]]
    stems: tuple[tuple[str, str], ...]
    phrases: dict[tuple[str, str], str]
    to_outlet: frozenset[str]
    on_outlet: frozenset[str]
    first_person: frozenset[str]
    prepositions: frozenset[str]


class Scene(NamedTuple):
    """A story with the words that name types of venues.

    media: the kind of the outlet that begins at a word. names: for each word the types that it names. sentences: for each type, in order, the sentences in which the reporter
    names it. ranks: of the types, the one named most often first. voices: a key of each attribution's speaker. present: the sentences in which each voice's key stands.
    """

    text: str
    words: Words
    outlets: tuple[Outlet, ...]
    media: dict[int, str]
    names: tuple[frozenset[str], ...]
    sentences: dict[str, list[int]]
    ranks: dict[str, int]
    voices: tuple[str, ...]
    present: dict[str, set[int]]


class Features(NamedTuple):
    """Of one attribution: its own features, and for each type the shared ones (types without any are left out)."""

    own: frozenset[str]
    shared: dict[str, set[str]]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = json.loads(files("onrecord").joinpath("data/venue_types.json").read_text("utf-8"))
    exact: dict[str, set[str]] = {}
    stems = []
    for name, entries in data["types"].items():
        for entry in entries:
            if entry.endswith("*"):
                stems.append((entry[:-1], name))
            else:
                exact.setdefault(entry, set()).add(name)
    return Lexicon(
        types=tuple(data["types"]),
        exact={word: frozenset(names) for word, names in exact.items()},
        stems=tuple(stems),
        phrases={
            (first, second): name for phrase, name in data["phrases"].items() for first, second in [phrase.split()]
        },
        to_outlet=frozenset(data["to_outlet"]),
        on_outlet=frozenset(data["on_outlet"]),
        first_person=frozenset(data["first_person"]),
        prepositions=frozenset(data["prepositions"]),
    )


@lru_cache(maxsize=65_536)
def named(word: str) -> frozenset[str]:
    """The types of venue that a word in lower case names."""
    found = {name for stem, name in lexicon().stems if word.startswith(stem)}
    return lexicon().exact.get(word, frozenset()) | found


def scene(text: str, marked: Sequence[Marked]) -> Scene:
    """The story of `text` with all that names types of venues in it."""
    w = words(text)
    own = told(w, marked)
    media = tuple(o for o in outlets(text) if "(" not in w.marks[o.first])
    names = _names(w, media, own)
    sentences: dict[str, list[int]] = {}
    for at, types in enumerate(names):
        if types and own[at]:
            for name in types:
                sentences.setdefault(name, []).append(w.sentence[at])
    heard = voices(text, w, marked)
    present: dict[str, set[int]] = {voice: set() for voice in heard}
    for word, number in zip(w.folded, w.sentence, strict=True):
        key = word.removesuffix("'s")
        if key in present:
            present[key].add(number)
    often = sorted(sentences, key=lambda name: -len(sentences[name]))
    ranks = {name: min(rank, 5) for rank, name in enumerate(often)}
    kinds = {outlet.first: outlet.kind for outlet in media}
    return Scene(text, w, media, kinds, tuple(names), sentences, ranks, tuple(heard), present)


def _names(w: Words, media: Sequence[Outlet], own: Sequence[bool]) -> list[frozenset[str]]:
    """For each word the types that it names; the words of an outlet's name only what the outlet is."""
    table = lexicon()
    names = [named(word) for word in w.folded]
    for at, pair in enumerate(zip(w.folded, w.folded[1:], strict=False)):
        if pair in table.phrases:
            names[at] = names[at + 1] = frozenset({table.phrases[pair]})
    for outlet in media:
        for at in range(outlet.first, outlet.last):
            names[at] = frozenset()
        names[outlet.first] = named(f"@{outlet.kind}")
        if outlet.kind in {"platform", "pollster"}:
            continue
        for at in range(max(0, outlet.first - REACH_TOLD), outlet.first):
            if own[at] and w.folded[at] in table.to_outlet:
                names[at] |= {"interview"}
            if own[at] and w.folded[at] in table.on_outlet and at >= outlet.first - REACH_ON:
                names[at] |= {"tv appearance"}
    return names


def features(story: Scene, marked: Sequence[Marked]) -> list[Features]:
    """The features of each attribution, in order."""
    keys = story.voices
    frames = [frame(story.words, each) for each in marked]
    local = [{name for at in own for name in story.names[at]} for own in frames]
    found = []
    for n, each in enumerate(marked):
        shared: dict[str, set[str]] = {}
        for name, feature in _shared(story, each, keys[n], frames[n]):
            shared.setdefault(name, set()).add(feature)
        for beside, k in (("previous", n - 1), ("next", n + 1)):
            if 0 <= k < len(marked):
                voice = "same" if keys[k] == keys[n] else "other"
                for name in local[k]:
                    shared.setdefault(name, set()).add(f"{beside}:{voice}")
        found.append(Features(frozenset(_own(story, each, frames[n])), shared))
    return found


def _own(story: Scene, each: Marked, own: Sequence[int]) -> Iterator[str]:
    """What an attribution says by itself: act, form, the words of its cue, the channels in its parts."""
    w = story.words
    yield "bias"
    yield f"act:{each.act}"
    yield f"form:{_form(story.text, each)}"
    if not each.source:
        yield "nobody"
    media = story.media
    parts = {"source": each.source, "cue": each.cue, "content": each.content}
    for part, spans in parts.items():
        for at in (k for span in spans for k in w.between(*span)):
            yield from _labelled(part, w.folded[at])
            if at in media:
                yield f"{part}:@{media[at]}"
            if part == "cue" and w.texts[at].islower():
                yield f"word:{w.folded[at]}"
            if part == "source" and w.folded[at] in lexicon().first_person:
                yield f"first:{w.folded[at]}"
    for at in own:
        yield from _labelled("frame", w.folded[at])
        if at in media:
            yield f"frame:@{media[at]}"


@lru_cache(maxsize=65_536)
def _labelled(part: str, word: str) -> tuple[str, ...]:
    """The channel classes of a word as features of the part of an attribution in which it stands."""
    return tuple(f"{part}:{name}" for name in classes(word))


def _form(text: str, each: Marked) -> str:
    start, end = each.content[0]
    if text[start] in marks().closers:
        return "direct"
    return "mixed" if marks().pattern.search(text, start, end) else "indirect"


def _shared(story: Scene, each: Marked, voice: str, own: Sequence[int]) -> Iterator[tuple[str, str]]:
    """How an attribution stands to what names each type: in its own sentence, before, after, in the whole story."""
    yield from _inside(story, each, own)
    here = sentence(story.words, each)
    form = "direct" if _form(story.text, each) == "direct" else "told"
    before: dict[str, int] = {}
    for name, at in story.sentences.items():
        k = bisect_left(at, here)
        if k:
            before[name] = here - at[k - 1]
            with_voice = next(
                (here - s for s in reversed(at[max(0, k - LOOK_BACK) : k]) if s in story.present[voice]), None
            )
            if with_voice is not None:
                yield name, f"voice:{_bucket(with_voice)}:{form}"
        after = bisect_right(at, here)
        if after < len(at):
            yield name, f"after:{_bucket(at[after] - here)}:{form}"
        yield name, f"count:{min(len(at), 6)}"
        yield name, f"often:{story.ranks[name]}:{form}"
    for rank, (name, distance) in enumerate(sorted(before.items(), key=lambda item: item[1])):
        yield name, f"before:{_bucket(distance)}:{form}"
        yield name, f"before:{_bucket(distance)}:{each.act}"
        yield name, f"nearest:{min(rank, 4)}:{_bucket(distance)}"


def _inside(story: Scene, each: Marked, own: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Where in its own sentence a type is named: cue, source, content, or behind which preposition."""
    w = story.words
    cue = {at for span in each.cue for at in w.between(*span)}
    source = {at for span in each.source for at in w.between(*span)}
    head = min(cue | source, default=0)
    for span in each.content:
        for at in w.between(*span):
            yield from ((name, "content") for name in story.names[at])
    for at in own:
        for name in story.names[at]:
            yield name, "cue" if at in cue else "source" if at in source else "frame"
            if at not in cue and at not in source:
                yield name, "frame:first" if at < head else "frame:last"
                yield name, f"frame:{_preposition(w, at)}"


PREPOSITIONS = frozenset(
    {"at", "in", "during", "on", "to", "told", "from", "with", "by", "of", "after", "before", "for"}
)


def _preposition(w: Words, at: int) -> str:
    """The nearest preposition of the three words before the word `at`."""
    return next(
        (w.folded[k] for k in range(at - 1, max(-1, at - 4), -1) if w.folded[k] in lexicon().prepositions), "none"
    )


def _bucket(distance: int) -> int:
    """A number of sentences as a class: 1, 2, 3, to 6, to 12, more."""
    return min(distance, 3) if distance <= 3 else 4 if distance <= 6 else 5 if distance <= 12 else 6
