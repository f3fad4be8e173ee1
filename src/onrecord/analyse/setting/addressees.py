"""Addressees: to whom something is said, where the story names them.

The hearers that an attribution's sentence names are weighed first; then they compete with those from elsewhere. Two
logistic regressions over what speaks for each; candidates that end in the same word are one ("Tom Vale", "Vale"). Weights by
`training/hearers.py`.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from msgspec.structs import replace

from onrecord.analyse.people.speakers import Speakers
from onrecord.analyse.setting.handing import handed
from onrecord.analyse.setting.hearers import lexicon
from onrecord.analyse.setting.hearing import SHARES, Candidate, Hall, Own, hall, in_sentence, sort
from onrecord.analyse.setting.story import Story
from onrecord.types.moment import Venue
from onrecord.types.span import Span
from onrecord.types.speaker import Speaker

OWN = "own"
"""The feature of a hearer whom the sentence itself names."""
SURE = 0.5
"""Probability from which an addressee is shown without a question mark."""


class Weights(NamedTuple):
    """`data/hearing.json`: numbers by feature, of hearers in their own sentence and of all.

    named, handed: probability from which a hearer of the sentence itself, and one from elsewhere, is said.
    """

    own: Mapping[str, float]
    all: Mapping[str, float]
    named: float
    handed: float


class Addressee(NamedTuple):
    """The words that name a hearer, and the probability that it is he."""

    span: Span
    confidence: float


@cache
def weights() -> Weights:
    """The shipped weights, read once."""
    data = json.loads(files("onrecord").joinpath("data/hearing.json").read_text("utf-8"))
    return Weights(data["own"], data["all"], data["named"], data["handed"])


def addressees(story: Story, speakers: Sequence[Speaker], venues: Sequence[Venue]) -> list[Addressee | None]:
    """The hearer of each attribution, in order; None where the story names none. speakers, venues: of each attribution."""
    seen, table = hall(story, speakers, venues), weights()
    own = [likeliest(seen, n, table.own) for n in range(len(story.marked))]
    found: list[Addressee | None] = []
    for every in competing(seen, own):
        chances = [(probability(table.all, each.features), each) for each in every]
        chance, best = max(chances, key=itemgetter(0), default=(0.0, None))
        enough = best is not None and chance >= (table.named if OWN in best.features else table.handed)
        found.append(Addressee(best.span, round(chance, 4)) if best and enough else None)
    return found


def hearer(people: Speakers, found: Addressee) -> Speaker:
    """Who it is, as for a speaker; unresolved where it is more likely to be somebody else, or nobody, than he.

    Words that only describe somebody, and lead to nobody, stand for themselves.
    """
    known = people.resolve(found.span)
    words = people.text[slice(*found.span)]
    if known.name is None and words.casefold() not in lexicon().pronouns and words == words.casefold():
        known = replace(known, name=words, how="title", chain=(found.span,))
    sure = known.status == "resolved" and found.confidence >= SURE
    return replace(
        known,
        status="resolved" if sure else "unresolved",
        confidence=round((known.confidence or 1.0) * found.confidence, 4),
    )


def likeliest(seen: Hall, n: int, table: Mapping[str, float]) -> Own | None:
    """The likeliest hearer in the sentence of the `n`-th attribution itself."""
    every = [
        Own(hearer, sort(seen.story, hearer.span), probability(table, each.features))
        for hearer, each in zip(seen.own[n], in_sentence(seen, n), strict=True)
    ]
    return max(every, key=lambda own: own.chance, default=None)


def competing(seen: Hall, own: Sequence[Own | None]) -> list[list[Candidate]]:
    """For each attribution all candidates with what speaks for them, those that end in the same word as one."""
    found = []
    for n, others in enumerate(handed(seen, own)):
        merged: dict[str, tuple[Span, set[str]]] = {}
        for each in [*_named(seen, n, own[n]), *others]:
            key = seen.story.text[slice(*each.span)].casefold().rpartition(" ")[2]
            merged.setdefault(key, (each.span, set()))[1].update(each.features)
        found.append([Candidate(span, tuple(features)) for span, features in merged.values()])
    return found


def _named(seen: Hall, n: int, best: Own | None) -> list[Candidate]:
    """The hearers of the sentence itself, the likeliest first."""
    if best is None:
        return []
    share = sum(best.chance >= edge for edge in SHARES)
    features = (OWN, f"best:{share}", f"best:{seen.venues[n]}", f"best:{seen.forms[n]}")
    every = [
        Candidate(each.span, tuple(f"own:{feature}" for feature in each.features)) for each in in_sentence(seen, n)
    ]
    return [Candidate(best.hearer.span, features), *every]


def probability(table: Mapping[str, float], features: Iterable[str]) -> float:
    """The logistic function of the sum of the weights."""
    return 1 / (1 + math.exp(-sum([table.get(feature, 0.0) for feature in features])))
