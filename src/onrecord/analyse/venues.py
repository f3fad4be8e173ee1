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

from onrecord.analyse.media import media
from onrecord.analyse.reader import Marked
from onrecord.analyse.venue_features import Features, Scene, features, scene
from onrecord.types.moment import Venue

UNKNOWN = "unknown"
NEXT_TO = 250
"""Characters between two cues of one passage."""

Array = NDArray[np.float64]


class Weights(NamedTuple):
    """`data/venues.json`, for T types and L links.

    own: (T,) a feature. shared: one number a feature. links: (L, T, T) from the venue before to the next. threshold:
    probability from which a venue is said.
    """

    types: tuple[str, ...]
    own: dict[str, Array]
    shared: dict[str, float]
    links: Array
    threshold: float


@cache
def weights() -> Weights:
    """The shipped weights, read once."""
    data = json.loads(files("onrecord").joinpath("data/venues.json").read_text("utf-8"))
    types = tuple(data["types"])
    own = {
        feature: np.array([by_type.get(name, 0.0) for name in types], dtype=np.float64)
        for feature, by_type in data["own"].items()
    }
    return Weights(types, own, data["shared"], np.array(data["links"], dtype=np.float64), data["threshold"])


def venues(text: str, marked: Sequence[Marked]) -> list[Venue]:
    """The venue of each attribution, in order; `unknown` where none is likely enough."""
    if not marked:
        return []
    story = scene(text, marked)
    table = weights()
    chances = marginals(emissions(features(story, marked), table), table.links[links(story, marked)])
    chances[:, table.types.index(UNKNOWN)] = 0.0
    likeliest = chances.argmax(axis=1)
    types = [
        table.types[best] if row[best] >= table.threshold else UNKNOWN
        for row, best in zip(chances, likeliest, strict=True)
    ]
    return [Venue(type=name, outlet=outlet) for name, outlet in zip(types, media(story, marked, types), strict=True)]


def links(story: Scene, marked: Sequence[Marked]) -> list[int]:
    """How each attribution follows the one before: 0 the first, 1 same voice close by, 2 same voice, 3 another close by, 4."""
    keys = story.voices
    found = [0]
    for n in range(1, len(marked)):
        gap = _start(marked[n]) - _start(marked[n - 1])
        same = keys[n] == keys[n - 1] != ""
        found.append((1 if same else 3) + (gap >= NEXT_TO))
    return found


def _start(each: Marked) -> int:
    return (each.cue or each.content)[0][0]


def emissions(found: Sequence[Features], table: Weights) -> Array:
    """(N, T) scores of each attribution for each type, by its own and the shared features."""
    scores = np.zeros((len(found), len(table.types)))
    column = {name: k for k, name in enumerate(table.types)}
    for row, each in zip(scores, found, strict=True):
        for feature in each.own:
            if feature in table.own:
                row += table.own[feature]
        for name, many in each.shared.items():
            row[column[name]] += sum(table.shared.get(feature, 0.0) for feature in many)
    return scores


def marginals(scores: Array, transitions: Array) -> Array:
    """(N, T) probabilities of each type, by forward and backward sums; transitions: (N, T, T), the first unused."""
    size = len(scores)
    forward, backward = scores.copy(), np.zeros_like(scores)
    for n in range(1, size):
        forward[n] += _log_sum(forward[n - 1][:, None] + transitions[n], 0)
    for n in range(size - 2, -1, -1):
        backward[n] = _log_sum(transitions[n + 1] + (scores[n + 1] + backward[n + 1])[None], 1)
    both = forward + backward
    chances: Array = np.exp(both - _log_sum(both, 1)[:, None])
    return chances


def _log_sum(values: Array, axis: int) -> Array:
    top = values.max(axis=axis)
    total: Array = top + np.log(np.exp(values - np.expand_dims(top, axis)).sum(axis=axis))
    return total
