"""What a venue is told by: features of each attribution, for the weights of `data/venues.json`.

Two sorts. *Own* features are weighed for each type of venue by itself ("the cue is `wrote`"). *Shared* features say how an
attribution stands to the words that name a type ("such a word stands two sentences before") and are weighed alike for
all types, so that what rallies teach holds for debates.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from onrecord.analyse.reading.quotations import marks
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.setting.channels import Outlet, classes
from onrecord.analyse.setting.story import Story
from onrecord.analyse.setting.telling import Words, told

REACH_TOLD, REACH_ON = 6, 2
"""Words from "told" or "on" to the outlet at most: "told the host of his old show on Radio Kestle"."""


class Lexicon(NamedTuple):
    """`data/venue_types.json`, by its words in lower case."""

    types: tuple[str, ...]
    exact: dict[str, frozenset[str]]
    stems: tuple[tuple[str, str], ...]
    openings: tuple[str, ...]
    phrases: dict[str, dict[str, str]]
    to_outlet: frozenset[str]
    on_outlet: frozenset[str]
    first_person: frozenset[str]
    prepositions: frozenset[str]


class Scene(NamedTuple):
    """A story with the words that name types of venues.

    media: the outlets that stand in no brackets. kinds: the kind of the outlet that begins at a word. names: for each word
    the types that it names. naming: the words that name one. classed: those that have a class or begin an outlet. sentences:
    for each type, in order, the sentences in which the reporter names it. ranks: of the types, the one named most often first.
    beside: those sentences, by voice and type, in which the voice's key stands.
    """

    story: Story
    media: tuple[Outlet, ...]
    kinds: dict[int, str]
    names: list[frozenset[str]]
    naming: frozenset[int]
    classed: frozenset[int]
    sentences: dict[str, list[int]]
    ranks: dict[str, int]
    beside: dict[str, dict[str, list[int]]]


class Features(NamedTuple):
    """Of one attribution: its own features, and for each type the shared ones (types without any are left out)."""

    own: set[str]
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
    phrases: dict[str, dict[str, str]] = {}
    for phrase, name in data["phrases"].items():
        first, second = phrase.split()
        phrases.setdefault(first, {})[second] = name
    return Lexicon(
        types=tuple(data["types"]),
        exact={word: frozenset(names) for word, names in exact.items()},
        stems=tuple(stems),
        openings=tuple({stem for stem, _ in stems}),
        phrases=phrases,
        to_outlet=frozenset(data["to_outlet"]),
        on_outlet=frozenset(data["on_outlet"]),
        first_person=frozenset(data["first_person"]),
        prepositions=frozenset(data["prepositions"]),
    )


@lru_cache(maxsize=65_536)
def named(word: str) -> frozenset[str]:
    """The types of venue that a word in lower case names."""
    table = lexicon()
    if not word.startswith(table.openings):  # one look for all stems: most words have none of them
        return table.exact.get(word, frozenset())
    found = {name for stem, name in table.stems if word.startswith(stem)}
    return table.exact.get(word, frozenset()) | found


def scene(story: Story) -> Scene:
    """The story with all that names types of venues in it."""
    w = story.words
    own = told(w, story.marked)
    media = tuple(o for o in story.outlets if "(" not in w.marks[o.first])
    names = _names(w, media, own)
    sentences: dict[str, list[int]] = {}
    for at, types in enumerate(names):
        if types and own[at]:
            for name in types:
                sentences.setdefault(name, []).append(w.sentence[at])
    often = sorted(sentences, key=lambda name: -len(sentences[name]))
    ranks = {name: min(rank, 5) for rank, name in enumerate(often)}
    kinds = {outlet.first: outlet.kind for outlet in media}
    naming = frozenset(at for at, types in enumerate(names) if types)
    classed = frozenset(at for at, found in enumerate(story.classes) if found) | kinds.keys()
    return Scene(story, media, kinds, names, naming, classed, sentences, ranks, _beside(story, sentences))


def _beside(story: Story, sentences: dict[str, list[int]]) -> dict[str, dict[str, list[int]]]:
    """For each voice and type, in order, the sentences of the type in which the key of the voice stands."""
    types: dict[int, list[str]] = {}
    for name, numbers in sentences.items():
        for number in dict.fromkeys(numbers):
            types.setdefault(number, []).append(name)
    keys = {voice + ending: voice for voice in story.voices for ending in ("", "'s")}
    found: dict[str, dict[str, list[int]]] = {voice: {} for voice in story.voices}
    for word, number in zip(story.words.folded, story.words.sentence, strict=True):
        if word in keys and number in types:
            for name in types[number]:
                found[keys[word]].setdefault(name, []).append(number)
    return found


def _names(w: Words, media: Sequence[Outlet], own: Sequence[int]) -> list[frozenset[str]]:
    """For each word the types that it names; the words of an outlet's name only what the outlet is."""
    table = lexicon()
    names = [named(word) for word in w.folded]
    for at, word in enumerate(w.folded[:-1]):
        if word in table.phrases and (name := table.phrases[word].get(w.folded[at + 1])):
            names[at] = names[at + 1] = frozenset({name})
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


def features(seen: Scene) -> list[Features]:
    """The features of each attribution, in order."""
    story = seen.story
    keys, size = story.voices, len(story.marked)
    local = [{name for at in seen.naming.intersection(own) for name in seen.names[at]} for own in story.frames]
    found = []
    for n in range(size):
        form = _form(story.text, story.marked[n])
        shared: dict[str, set[str]] = {}
        _inside(seen, n, shared)
        _around(seen, n, "direct" if form == "direct" else "told", shared)
        for beside, k in (("previous", n - 1), ("next", n + 1)):
            if 0 <= k < size:
                feature = BESIDE[beside, keys[k] == keys[n]]
                for name in local[k]:
                    shared.setdefault(name, set()).add(feature)
        found.append(Features(_own(seen, n, form), shared))
    return found


BESIDE = {
    (beside, same): f"{beside}:{'same' if same else 'other'}"
    for beside in ("previous", "next")
    for same in (True, False)
}


def _own(seen: Scene, n: int, form: str) -> set[str]:
    """What an attribution says by itself: act, form, the words of its cue, the channels in its parts."""
    w, each, parts = seen.story.words, seen.story.marked[n], seen.story.parts[n]
    own = {"bias", f"act:{each.act}", f"form:{form}"}
    if not each.source:
        own.add("nobody")
    for part, words in (*parts._asdict().items(), ("frame", seen.story.frames[n])):
        for at in seen.classed.intersection(words):
            own.update(_labelled(part, w.folded[at]))
            if at in seen.kinds:
                own.add(f"{part}:@{seen.kinds[at]}")
    own.update(f"word:{w.folded[at]}" for at in parts.cue if w.texts[at].islower())
    first = lexicon().first_person
    own.update(f"first:{w.folded[at]}" for at in parts.source if w.folded[at] in first)
    return own


@lru_cache(maxsize=65_536)
def _labelled(part: str, word: str) -> tuple[str, ...]:
    """The channel classes of a word as features of the part of an attribution in which it stands."""
    return tuple(f"{part}:{name}" for name in classes(word))


def _form(text: str, each: Marked) -> str:
    start, end = each.content[0]
    if text[start] in marks().closers:
        return "direct"
    return "mixed" if marks().pattern.search(text, start, end) else "indirect"


def _around(seen: Scene, n: int, form: str, shared: dict[str, set[str]]) -> None:
    """Adds how an attribution stands to what names each type before it, after it and in the whole story."""
    here, act = seen.story.sentences[n], seen.story.marked[n].act
    beside = seen.beside[seen.story.voices[n]]
    before: list[tuple[int, str]] = []
    for name, at in seen.sentences.items():
        mine = shared.setdefault(name, set())
        k = bisect_left(at, here)
        if k:
            before.append((here - at[k - 1], name))
            spoken = beside.get(name, ())
            if j := bisect_left(spoken, here):
                mine.add(_distance("voice", here - spoken[j - 1], form))
        after = bisect_right(at, here, k)
        if after < len(at):
            mine.add(_distance("after", at[after] - here, form))
        mine.add(_counted(min(len(at), 6)))
        mine.add(_placed(seen.ranks[name], form))
    before.sort(key=itemgetter(0))
    for rank, (distance, name) in enumerate(before):
        shared[name].update(_behind(min(rank, 4), _bucket(distance), form, act))


def _distance(what: str, distance: int, form: str) -> str:
    return _bucketed(what, _bucket(distance), form)


@cache
def _bucketed(what: str, bucket: int, form: str) -> str:
    return f"{what}:{bucket}:{form}"


@cache
def _counted(many: int) -> str:
    return f"count:{many}"


@cache
def _placed(rank: int, form: str) -> str:
    return f"often:{rank}:{form}"


@cache
def _behind(rank: int, bucket: int, form: str, act: str) -> tuple[str, ...]:
    return f"before:{bucket}:{form}", f"before:{bucket}:{act}", f"nearest:{rank}:{bucket}"


def _inside(seen: Scene, n: int, shared: dict[str, set[str]]) -> None:
    """Adds where in its own sentence a type is named: cue, source, content, or behind which preposition."""
    w, (source, cue, content) = seen.story.words, seen.story.parts[n]
    head = min(cue + source, default=0)
    for at in seen.naming.intersection(content):
        for name in seen.names[at]:
            shared.setdefault(name, set()).add("content")
    for at in seen.naming.intersection(seen.story.frames[n]):
        for name in seen.names[at]:
            mine = shared.setdefault(name, set())
            if at in cue or at in source:
                mine.add("cue" if at in cue else "source")
            else:
                mine.update(("frame", "frame:first" if at < head else "frame:last", f"frame:{_preposition(w, at)}"))


def _preposition(w: Words, at: int) -> str:
    """The nearest preposition of the three words before the word `at`."""
    return next(
        (w.folded[k] for k in range(at - 1, max(-1, at - 4), -1) if w.folded[k] in lexicon().prepositions), "none"
    )


def _bucket(distance: int) -> int:
    """A number of sentences as a class: 1, 2, 3, to 6, to 12, more."""
    return min(distance, 3) if distance <= 3 else 4 if distance <= 6 else 5 if distance <= 12 else 6
