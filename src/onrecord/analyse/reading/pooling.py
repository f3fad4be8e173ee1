"""Pooling: what the network has read at some words, as one vector."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from onrecord.analyse.reading.decode import Floats
from onrecord.analyse.reading.network import Heard
from onrecord.types.span import Spans


def pooled(heard: Sequence[Heard], every: Sequence[Spans]) -> Floats:
    """The mean vector of the words of each of `every`, (N, K), in the window in which its first word was read; of none, zeros."""
    starts = [int(each.window.starts[0]) for each in heard]
    size = heard[0].said.shape[1] if heard else 0
    out = np.zeros((len(every), size), dtype=np.float32)
    for row, spans in enumerate(every):
        if spans and heard:
            each = heard[max(0, bisect_right(starts, spans[0][0]) - 1)]
            ranges = [_words(each, start, end) for start, end in spans]
            said = np.concatenate([each.said[words] for words in ranges])
            if len(said):
                out[row] = said.mean(axis=0)
    return out


def _words(heard: Heard, start: int, end: int) -> slice:
    """The words of a window that share characters with `start`:`end` of the text."""
    low = int(np.searchsorted(heard.window.ends, start, side="right"))
    return slice(low, int(np.searchsorted(heard.window.starts, end, side="left")))
