"""Batches: windows and cues of like size as padded arrays."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.reading.neighbourhood import FARTHEST, neighbourhood
from onrecord.analyse.reading.windows import Window, framed

SHAPE = 32  # tensors are padded to multiples of this: a CPU kernel is compiled for each new shape


class Batch(NamedTuple):
    """B windows of at most P pieces, special ones included: pieces, features and mask, each (B, P) int64."""

    pieces: NDArray[np.int64]
    features: NDArray[np.int64]
    mask: NDArray[np.int64]


class Near(NamedTuple):
    """N cues with the words around them, padded: words, distance, mask (N, L), low (N,)."""

    words: NDArray[np.int64]
    distance: NDArray[np.int64]
    mask: NDArray[np.int64]
    low: NDArray[np.int64]


def batch(windows: Sequence[Window]) -> Batch:
    """Windows padded to the longest."""
    length = _rounded(2 + max(len(w.pieces) for w in windows))
    out = Batch(*(np.zeros((len(windows), length), dtype=np.int64) for _ in range(3)))
    for row, window in enumerate(windows):
        pieces, features = framed(window)
        size = pieces.shape[1]
        out.pieces[row, :size], out.features[row, :size], out.mask[row, :size] = pieces[0], features[0], 1
    return out


def neighbourhoods(cues: Sequence[tuple[int, int, int]], counts: Sequence[int]) -> Near:
    """The words near each of `cues` (window, first word, end word); `counts` says how many words each window has."""
    each = [neighbourhood(np.array([[a, b]]), counts[row]) for row, a, b in cues]
    length = _rounded(max(n.words.shape[1] for n in each))
    out = Near(
        *(np.zeros((len(cues), length), dtype=np.int64) for _ in range(3)), np.array([int(n.low[0]) for n in each])
    )
    out.distance[:] = FARTHEST * 2
    for row, n in enumerate(each):
        size = n.words.shape[1]
        out.words[row, :size], out.distance[row, :size], out.mask[row, :size] = n.words[0], n.distance[0], 1
    return out


def _rounded(size: int) -> int:
    return size + -size % SHAPE
