"""What texts are compared by: their shingles, and the few of these that stand in an index.

A shingle is five words in a row (Broder 1997, "On the resemblance and containment of documents"). Of every `WINDOW`
shingles in a row the least hash is a fingerprint (Schleimer, Wilkerson and Aiken 2003, "Winnowing"): texts that share
`WINDOW + 4` words in a row share one for certain, wherever the words stand.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Collection, Sequence
from hashlib import blake2b
from itertools import islice

SHINGLE = 5
"""Words of a shingle: what two writers share by chance is shorter."""

WINDOW = 24
"""Shingles of which one is kept. At 24 an article of 800 words has some 64 fingerprints."""

MOST = 512
"""Fingerprints of one text, more or less: of longer ones wider windows, whose least hashes are among the others'."""

_WORDS = re.compile(r"\w+")


def shingles(text: str) -> list[int]:
    """The hash of every five words in a row, in order, a signed integer of 64 bits.

    Letter case, accents' encoding and marks do not count. A text of fewer than five words has none.
    """
    words = _WORDS.findall(unicodedata.normalize("NFKC", text).casefold())
    rows = zip(*(islice(words, start, None) for start in range(SHINGLE)), strict=False)
    return [int.from_bytes(blake2b(" ".join(row).encode(), digest_size=8).digest(), "big", signed=True) for row in rows]


def fingerprints(hashes: Sequence[int]) -> list[int]:
    """Some of the shingles of a text, given in order; each once, smallest first."""
    window = min(max(WINDOW, 2 * len(hashes) // MOST), len(hashes))
    kept: set[int] = set()
    least: deque[tuple[int, int]] = deque()  # the places and hashes that may still be the least of a window, rising
    for place, each in enumerate(hashes):
        while least and least[-1][1] >= each:
            least.pop()
        least.append((place, each))
        if least[0][0] <= place - window:
            least.popleft()
        if place >= window - 1:
            kept.add(least[0][1])
    return sorted(kept)


def likeness(one: Collection[int], other: Collection[int]) -> tuple[float, float]:
    """Containment and resemblance of two texts: what share of the smaller one's shingles, and of all, both have."""
    first, second = set(one), set(other)
    if not first or not second:
        return 0.0, 0.0
    both = len(first & second)
    return both / min(len(first), len(second)), both / len(first | second)
