"""Hearing: what tells to whom an attribution is said, and the hearers that its own sentence names; for `data/hearing.json`."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from onrecord.analyse.reading.quotations import marks
from onrecord.analyse.setting.channels import within
from onrecord.analyse.setting.hearers import Hearer, Mention, hearers, lexicon, mentions
from onrecord.analyse.setting.story import Story
from onrecord.analyse.setting.telling import told
from onrecord.types.moment import Venue
from onrecord.types.span import Span
from onrecord.types.speaker import Speaker

BESIDE = 5
"""Words between the name of a journalist and that of the outlet."""
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Edges of the classes of a probability."""


class Candidate(NamedTuple):
    """Words that may name the hearer of an attribution, and the features by which they are weighed."""

    span: Span
    features: tuple[str, ...]


class Hall(NamedTuple):
    """A story with what hearers are told by.

    voices: for each attribution a key of who speaks. places: of the attributions of each voice, in order. venues: the types.
    forms: "direct", "mixed" or "indirect" speech. own: the hearers in the sentence of each attribution. elsewhere: whether
    the sentence names an occasion. mentions: the hearers of letters and interviews that the story tells of. beside: for each
    voice of the story the sentences of those in which its key stands.
    """

    story: Story
    speakers: Sequence[Speaker]
    voices: tuple[str, ...]
    places: Mapping[str, Sequence[int]]
    venues: tuple[str, ...]
    forms: tuple[str, ...]
    own: tuple[list[Hearer], ...]
    elsewhere: tuple[bool, ...]
    mentions: list[Mention]
    beside: Mapping[str, frozenset[int]]


def hall(story: Story, speakers: Sequence[Speaker], venues: Sequence[Venue]) -> Hall:
    """The story with its speakers and venues, one for each attribution."""
    voices = tuple(_voice(speaker) or key for speaker, key in zip(speakers, story.voices, strict=True))
    places: dict[str, list[int]] = {}
    for n, voice in enumerate(voices):
        places.setdefault(voice, []).append(n)
    own = tuple(hearers(story, n) if each.act == "speech" else [] for n, each in enumerate(story.marked))
    size = range(len(story.marked))
    found = mentions(story, told(story.words, story.marked))
    return Hall(
        story,
        speakers,
        voices,
        places,
        tuple(venue.type for venue in venues),
        tuple(_form(story, n) for n in size),
        own,
        tuple(_elsewhere(story, n) for n in size),
        found,
        _beside(story, found),
    )


def _beside(story: Story, found: Sequence[Mention]) -> dict[str, frozenset[int]]:
    """For each voice of the story the sentences of mentions in which its key stands."""
    numbers = {mention.sentence for mention in found}
    keys = {voice + ending: voice for voice in story.voices for ending in ("", "'s")}
    beside: dict[str, set[int]] = {}
    for word, number in zip(story.words.folded, story.words.sentence, strict=True):
        if number in numbers and word in keys:
            beside.setdefault(keys[word], set()).add(number)
    return {voice: frozenset(many) for voice, many in beside.items()}


def _voice(speaker: Speaker) -> str | None:
    return speaker.name or next(iter(speaker.alternatives), None)


def _form(story: Story, n: int) -> str:
    start, end = story.marked[n].content[0]
    if story.text[start] in marks().closers:
        return "direct"
    return "mixed" if marks().pattern.search(story.text, start, end) else "indirect"


def _elsewhere(story: Story, n: int) -> bool:
    occasions = lexicon().occasions
    return any(not occasions.isdisjoint(found) for at in story.frames[n] if (found := story.classes[at]))


def in_sentence(seen: Hall, n: int) -> list[Candidate]:
    """The candidates in the sentence of the `n`-th attribution itself."""
    found = []
    for rank, hearer in enumerate(seen.own[n]):
        kind = sort(seen.story, hearer.span)
        verb, _, preposition = hearer.pattern.partition(" ")
        features = (
            "bias",
            f"pattern:{hearer.pattern}",
            f"verb:{verb}",
            f"preposition:{preposition}",
            f"place:{hearer.place}",
            f"place:{hearer.place}:{bool(preposition)}",
            f"kind:{kind}",
            f"kind:{kind}:{hearer.place}",
            f"rank:{min(rank, 2)}",
            f"venue:{seen.venues[n]}",
            f"venue:{seen.venues[n]}:{kind}",
            f"form:{seen.forms[n]}",
            f"quoted:{_quoted(seen.story, hearer.span)}",
        )
        found.append(Candidate(hearer.span, features))
    return found


def _quoted(story: Story, span: Span) -> bool:
    """Whether the words stand in a content of some attribution."""
    return any(start <= span[0] < end for each in story.marked for start, end in each.content)


def sort(story: Story, span: Span) -> str:
    """What a hearer is: a pronoun, an outlet or one beside it, another name, a known group, or else."""
    w, at = story.words, story.words.between(*span)
    words = w.folded[at.start : at.stop]
    if len(words) == 1 and words[0] in lexicon().pronouns:
        return "pronoun"
    if any(outlet.last > at[0] - BESIDE for outlet in within(story.outlets, at[0] - BESIDE, at[-1] + BESIDE + 1)):
        return "outlet"
    if words[-1] in lexicon().groups:
        return "group"
    return "name" if any(word[0].isupper() for word in w.texts[at.start : at.stop]) else "words"


class Own(NamedTuple):
    """The likeliest hearer in the sentence of an attribution, with its probability."""

    hearer: Hearer
    kind: str
    chance: float
