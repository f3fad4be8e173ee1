"""Leanings: to which kinds of candidates a saying leans by what the network has read at its cue; for `moments`.

A linear map of the cue's vector, one for each set of weights, beside the weights of the features, with which it was fitted.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from onrecord.analyse.reading.decode import Floats
from onrecord.analyse.reading.network import Heard
from onrecord.analyse.reading.pooling import pooled
from onrecord.analyse.reading.reader import Marked

Leaning = Mapping[str, float]
"""What is added to the score of the candidates of each kind; nothing where no network has read."""


class Map(NamedTuple):
    """A set of `data/moment_leanings.json`. encoder: SHA-256 of the network that it was fitted to. kinds: C of them.

    slopes: (C, K) for vectors of K numbers. offsets: (C,).
    """

    encoder: str
    kinds: tuple[str, ...]
    slopes: Floats
    offsets: Floats


@cache
def mapping(weights: str) -> Map:
    """The map of a set of weights, by name, which `training.moments` makes. Raises KeyError where there is none."""
    data = json.loads(files("onrecord").joinpath("data/moment_leanings.json").read_text("utf-8"))
    found = data["sets"][weights]
    slopes, offsets = (np.array(found[name], dtype=np.float32) for name in ("slopes", "offsets"))
    return Map(found["encoder"], tuple(data["kinds"]), slopes, offsets)


def leanings(weights: str, heard: Sequence[Heard], marked: Sequence[Marked]) -> list[Leaning]:
    """How each of `marked` leans. weights: name of the set by which the windows were heard."""
    if not marked or not heard:
        return [{} for _ in marked]
    return leaned(mapping(weights), vectors(heard, marked))


def leaned(known: Map, cues: Floats) -> list[Leaning]:
    """How sayings lean whose cues have these vectors, (N, K)."""
    return [dict(zip(known.kinds, row, strict=True)) for row in (cues @ known.slopes.T + known.offsets).tolist()]


def vectors(heard: Sequence[Heard], marked: Sequence[Marked]) -> Floats:
    """The vector of each cue, (N, K); of the content's first words where there is none."""
    return pooled(heard, [each.cue or each.content[:1] for each in marked])
