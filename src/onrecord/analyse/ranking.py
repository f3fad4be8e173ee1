"""Ranking: how likely each of several readings of one source is, by a small trained network."""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


class Ranker(NamedTuple):
    """Two layers over F features: hidden (F, H), its bias (H,), out (H,), and the temperature of the scores.

    features: the names of the features in order, so that weights and code cannot part unseen.
    """

    features: tuple[str, ...]
    hidden: Matrix
    bias: Matrix
    out: Matrix
    temperature: float

    def probabilities(self, rows: Matrix) -> list[float]:
        """For N readings, rows (N, F): the probability of each, adding up to one."""
        scores = np.maximum(rows @ self.hidden + self.bias, 0) @ self.out / self.temperature
        weights = np.exp(scores - scores.max())
        return [float(p) for p in weights / weights.sum()]


@cache
def ranker() -> Ranker:
    """The weights of `data/speaker_ranker.json`, which `training.speakers` makes, read once."""
    data = json.loads(files("onrecord").joinpath("data/speaker_ranker.json").read_text("utf-8"))
    return Ranker(
        tuple(data["features"]),
        np.array(data["hidden"], np.float32),
        np.array(data["bias"], np.float32),
        np.array(data["out"], np.float32),
        float(data["temperature"]),
    )
