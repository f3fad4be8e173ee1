"""Batches: windows and cues as the arrays that the network takes."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.decode import REACH
from onrecord.analyse.windows import Window

CLS, SEP, PAD = 101, 102, 0  # BERT's uncased vocabulary


class Batch(NamedTuple):
    """B windows of at most P pieces, special ones included: pieces, features and mask, each (B, P) int64."""

    pieces: NDArray[np.int64]
    features: NDArray[np.int64]
    mask: NDArray[np.int64]


class Neighbourhoods(NamedTuple):
    """N cues, each with the at most L words around it.

    window: (N,) which window of the batch. words: (N, L) index of each word in its window. distance: (N, L) words
    from the cue shifted by `REACH`. mask: (N, L). low: (N,) index of the first word.
    """

    window: NDArray[np.int64]
    words: NDArray[np.int64]
    distance: NDArray[np.int64]
    mask: NDArray[np.int64]
    low: NDArray[np.int64]


def batch(windows: Sequence[Window]) -> Batch:
    """Windows padded to the longest."""
    length = 2 + max(len(w.pieces) for w in windows)
    out = Batch(*(np.full((len(windows), length), fill, dtype=np.int64) for fill in (PAD, 0, 0)))
    for row, window in enumerate(windows):
        end = len(window.pieces) + 1
        out.pieces[row, 0], out.pieces[row, 1:end], out.pieces[row, end] = CLS, window.pieces, SEP
        out.features[row, 1:end] = window.features
        out.mask[row, : end + 1] = 1
    return out


def neighbourhoods(cues: Sequence[tuple[int, int, int]], counts: Sequence[int]) -> Neighbourhoods:
    """The words near each of `cues` (window, first word, end word); `counts` says how many words each window has."""
    lows = [max(0, start - REACH) for _, start, _ in cues]
    highs = [min(counts[window], end + REACH) for window, _, end in cues]
    length = max(high - low for low, high in zip(lows, highs, strict=True))
    at = np.array(lows)[:, None] + np.arange(length)[None, :]
    start = np.array([[start] for _, start, _ in cues])
    last = np.array([[end - 1] for _, _, end in cues])
    distance = np.where(at < start, at - start, np.where(at > last, at - last, 0))
    mask = at < np.array(highs)[:, None]
    return Neighbourhoods(
        window=np.array([window for window, _, _ in cues], dtype=np.int64),
        words=np.where(mask, at, 0).astype(np.int64),
        distance=(np.clip(distance, -REACH, REACH) + REACH).astype(np.int64),
        mask=mask.astype(np.int64),
        low=np.array(lows, dtype=np.int64),
    )
