"""Neighbourhoods: the words near a cue, among which its source and content are looked for."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

REACH = 72
"""Words either side of a cue that are looked at: 98.9 % of PolNeAR's attributions span 75 words or fewer in all."""

FARTHEST = 100
"""Distances in words are told apart up to here; a cue near a window's edge sees farther to the other side."""


class Neighbourhood(NamedTuple):
    """For each of n cues of one window the L words around it.

    words: (n, L) indices of words of the window. distance: (n, L) signed words from the cue, 0 inside it, clipped to
    `FARTHEST` and shifted by it. low: (n,) index of the first word.
    """

    words: NDArray[np.int64]
    distance: NDArray[np.int64]
    low: NDArray[np.int64]


def neighbourhood(cues: NDArray[np.int64], count: int) -> Neighbourhood:
    """The neighbourhoods of `cues`, (n, 2) half-open ranges of a window's `count` words, all of one length."""
    length = min(count, 2 * REACH + 1)
    start, last = cues[:, :1], cues[:, 1:] - 1
    low = np.clip(start - REACH, 0, count - length)
    words = low + np.arange(length)
    distance = np.where(words < start, words - start, np.maximum(words - last, 0))
    return Neighbourhood(words, np.clip(distance, -FARTHEST, FARTHEST) + FARTHEST, low[:, 0])
