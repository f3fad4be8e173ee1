"""Ranking: how likely each of several readings of one source is, by a small trained network."""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


GROUPS: Mapping[str, str] = {
    "male": "he or she", "female": "he or she", "plural": "pronoun", "neuter": "pronoun", "who": "pronoun", "which": "pronoun",
    "name": "shared name", "people": "people", "document": "document", "person": "person", "organisation": "organisation",
    "thing": "thing",
}  # fmt: skip
"""The sorts of sources whose readings are sure in the same way."""
EDGE = 1e-6
"""From nought and one, where the logarithm of the odds has no bound."""


class Ranker(NamedTuple):
    """Two layers over F features: hidden (F, H), its bias (H,), out (H,); calibration: slope and shift for each group.

    features: the names of the features in order, so that weights and code cannot part unseen.
    """

    features: tuple[str, ...]
    hidden: Matrix
    bias: Matrix
    out: Matrix
    calibration: Mapping[str, tuple[float, float]]

    def probabilities(self, rows: Matrix) -> list[float]:
        """For N readings, rows (N, F): the probability of each, adding up to one."""
        scores = np.maximum(rows @ self.hidden + self.bias, 0) @ self.out
        weights = np.exp(scores - scores.max())
        found: list[float] = (weights / weights.sum()).tolist()
        return found

    def confidence(self, group: str, chance: float) -> float:
        """Of 1: how often the likeliest reading of a source of `group` is right where the network gives it `chance`."""
        slope, shift = self.calibration[group]
        return 1 / (1 + math.exp(-(slope * odds(chance) + shift)))


def odds(chance: float) -> float:
    """The logarithm of the odds of a probability."""
    held = min(max(chance, EDGE), 1 - EDGE)
    return math.log(held / (1 - held))


def group(sort: str, *, own: bool) -> str:
    """The group of a source of `sort` (`evidence.SORTS`), whose likeliest reading is its own words where `own`."""
    known = GROUPS[sort]
    return f"own {known}" if own else "described" if sort in DESCRIBED else known


DESCRIBED = frozenset({"people", "document", "person", "organisation", "thing"})
"""Sorts of descriptions: alike where somebody named is meant."""


@cache
def ranker() -> Ranker:
    """The weights of `data/speaker_ranker.json`, which `training.speakers` makes, read once."""
    data = json.loads(files("onrecord").joinpath("data/speaker_ranker.json").read_text("utf-8"))
    return Ranker(
        tuple(data["features"]),
        np.array(data["hidden"], np.float32),
        np.array(data["bias"], np.float32),
        np.array(data["out"], np.float32),
        {name: (float(slope), float(shift)) for name, (slope, shift) in data["calibration"].items()},
    )
