"""What texts are compared by: their shingles, and the few of these that stand in an index.

A shingle is five words in a row (Broder 1997, "On the resemblance and containment of documents"). Of every `WINDOW`
shingles in a row the least hash is a fingerprint (Schleimer, Wilkerson and Aiken 2003, "Winnowing"): texts that share
`WINDOW + 4` words in a row share one for certain, wherever the words stand.
"""

import re
import unicodedata
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SHINGLE = 5
"""Words of a shingle: what two writers share by chance is shorter."""

WINDOW = 24
"""Shingles of which one is kept. At 24 an article of 800 words has some 64 fingerprints."""

MOST = 512
"""Fingerprints of one text, more or less: of longer ones wider windows, whose least hashes are among the others'."""

Hashes = NDArray[np.uint64]
"""Hashes of 64 bits."""

_WORDS = re.compile(r"\w+")
_FACTORS = np.array([pow(0x9E3779B97F4A7C15, power, 2**64) for power in range(1, SHINGLE + 1)], dtype=np.uint64)


def shingles(text: str) -> Hashes:
    """The hash of every five words in a row, in order; letter case, accents' encoding and marks do not count.

    A text of fewer than five words has none.
    """
    words = _WORDS.findall(unicodedata.normalize("NFKC", text).casefold())
    if len(words) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    known = {word: crc32(word.encode()) for word in set(words)}
    each = np.array([known[word] for word in words], dtype=np.uint64)
    in_a_row = np.lib.stride_tricks.sliding_window_view(_mixed(each), SHINGLE)
    return _mixed((in_a_row * _FACTORS).sum(axis=1, dtype=np.uint64))


def fingerprints(hashes: Hashes) -> list[int]:
    """Some of the shingles of a text, given in order, as signed integers of 64 bits, smallest first."""
    if not hashes.size:
        return []
    window = min(max(WINDOW, 2 * hashes.size // MOST), hashes.size)
    least = np.lib.stride_tricks.sliding_window_view(hashes, window).min(axis=1)
    return [int(each) for each in np.unique(least.view(np.int64))]


def likeness(one: Hashes, other: Hashes) -> tuple[float, float]:
    """Containment and resemblance of two texts: what share of the smaller one's shingles, and of all, both have."""
    one, other = np.unique(one), np.unique(other)
    if not one.size or not other.size:
        return 0.0, 0.0
    both = np.intersect1d(one, other, assume_unique=True).size
    return both / min(one.size, other.size), both / (one.size + other.size - both)


def _mixed(values: Hashes) -> Hashes:
    """Every bit of the value in every bit of the result (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
