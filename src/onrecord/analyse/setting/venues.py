"""Venues: through what something was said, an interview, a rally, a poll, and on which outlet.

A linear-chain conditional random field over the attributions of a story: what each says by itself, how it stands to the
words that name venues, and how venues follow one another in a run of one voice. Weights by `training/venues.py`.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.setting.media import media
from onrecord.analyse.setting.story import Story
from onrecord.analyse.setting.venue_features import Features, features, scene
from onrecord.types.moment import Venue

UNKNOWN = "unknown"
NEXT_TO = 250
"""Characters between two cues of one passage."""

Array = NDArray[np.float64]


class Weights(NamedTuple):
    """`data/venues.json`, for T types and L links.

    rows: the row of `own`, (R, T), of each own feature. shared: one number a feature. links: (L, T, T) from the venue before
    to the next. threshold: probability from which a venue is said.
    """

    types: tuple[str, ...]
    rows: dict[str, int]
    own: Array
    shared: dict[str, float]
    links: Array
    threshold: float


@cache
def weights() -> Weights:
    """The shipped weights, read once."""
    data = json.loads(files("onrecord").joinpath("data/venues.json").read_text("utf-8"))
    types = tuple(data["types"])
    own = np.array([[by_type.get(name, 0.0) for name in types] for by_type in data["own"].values()], dtype=np.float64)
    rows = {feature: k for k, feature in enumerate(data["own"])}
    return Weights(types, rows, own, data["shared"], np.array(data["links"], dtype=np.float64), data["threshold"])


def venues(story: Story, table: Weights | None = None) -> list[Venue]:
    """The venue of each attribution with its probability, in order; `unknown` where none is likely enough.

    table: the shipped weights, unless others are being tried.
    """
    if not story.marked:
        return []
    table, seen = table or weights(), scene(story)
    chances = marginals(emissions(features(seen), table), table.links, links(story))
    chances[:, table.types.index(UNKNOWN)] = 0.0
    best = chances.argmax(axis=1).tolist()
    chance = chances.max(axis=1).tolist()
    types = [table.types[k] if p >= table.threshold else UNKNOWN for k, p in zip(best, chance, strict=True)]
    return [
        Venue(type=name, outlet=outlet, confidence=None if name == UNKNOWN else round(p, 4))
        for name, outlet, p in zip(types, media(seen, types), chance, strict=True)
    ]


def links(story: Story) -> list[int]:
    """How each attribution follows the one before: 0 the first, 1 same voice close by, 2 same voice, 3 another close by, 4."""
    keys = story.voices
    starts = [(each.cue or each.content)[0][0] for each in story.marked]
    found = [0]
    for n in range(1, len(starts)):
        same = keys[n] == keys[n - 1] != ""
        found.append((1 if same else 3) + (starts[n] - starts[n - 1] >= NEXT_TO))
    return found


def emissions(found: Sequence[Features], table: Weights) -> Array:
    """(N, T) scores of each attribution for each type, by its own and the shared features."""
    scores = np.zeros((len(found), len(table.types)))
    column = {name: k for k, name in enumerate(table.types)}
    for row, each in zip(scores, found, strict=True):
        known = [table.rows[feature] for feature in each.own if feature in table.rows]
        if known:
            row += table.own[known].sum(axis=0)
        for name, many in each.shared.items():
            row[column[name]] += sum([table.shared.get(feature, 0.0) for feature in many])
    return scores


def marginals(scores: Array, transitions: Array, steps: Sequence[int]) -> Array:
    """(N, T) probabilities of each type, by forward and backward sums that are scaled at each step.

    transitions: (L, T, T). steps: (N,) which of them leads to each attribution, the first unused.
    """
    here = np.exp(scores - scores.max(axis=1, keepdims=True))
    ahead = np.exp(transitions)
    forward, backward = here.copy(), np.ones_like(here)
    for n in range(1, len(here)):
        forward[n] *= forward[n - 1] @ ahead[steps[n]]
        forward[n] /= forward[n].sum()
    for n in range(len(here) - 2, -1, -1):
        backward[n] = ahead[steps[n + 1]] @ (here[n + 1] * backward[n + 1])
        backward[n] /= backward[n].sum()
    both = forward * backward
    chances: Array = both / both.sum(axis=1, keepdims=True)
    return chances
