"""Windows: a document's words packed into the stretches that the encoder reads at once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.reading.words import Words

WINDOW_PIECES = 256
"""Word pieces in a window, the two special ones included. The longest attribution in PolNeAR train is 99.9 % of the
time under 150 words; doubling the window costs a third of the speed."""
SENTENCE_END = 0.5
"""A long paragraph is cut at a sentence's end in the second half of the window, if there is one."""


CLS, SEP = 101, 102
"""BERT's special pieces, in its uncased vocabulary."""


class Window(NamedTuple):
    """W words with their P word pieces, P + 2 <= `WINDOW_PIECES` with the two special ones of `framed`.

    starts, ends: (W,) offsets into the text. pieces: (P,). first: (W,) index of each word's first piece. features:
    (P,) the feature of the word that each piece belongs to.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    pieces: NDArray[np.int32]
    first: NDArray[np.int32]
    features: NDArray[np.int32]


def windows(paragraphs: Iterable[Words], text: str, room: int = WINDOW_PIECES - 2) -> Iterator[Window]:
    """Whole paragraphs packed into windows of at most `room` pieces; a longer paragraph is cut between sentences."""
    packed: list[Words] = []
    size = 0
    for paragraph in paragraphs:
        for part in _parts(paragraph, text, room):
            if packed and size + len(part.pieces) > room:
                yield _join(packed)
                packed, size = [], 0
            packed.append(part)
            size += len(part.pieces)
    if packed:
        yield _join(packed)


def framed(window: Window) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pieces and features as the encoder takes them, (1, P + 2) each: the special pieces at both ends."""
    pieces = np.concatenate([[CLS], window.pieces, [SEP]])
    features = np.concatenate([[0], window.features, [0]])
    return pieces[None].astype(np.int64), features[None].astype(np.int64)


def _parts(words: Words, text: str, room: int) -> Iterator[Words]:
    low, count = 0, len(words.starts)
    while low < count:
        high = int(np.searchsorted(words.first, words.first[low] + room, side="right")) - 1
        high = min(max(high, low + 1), count)
        if high < count:
            high = _sentence_end(words, text, low, high)
        yield _slice(words, low, high, room)
        low = high


def _sentence_end(words: Words, text: str, low: int, high: int) -> int:
    """Where to cut `words[low:high]`: after the last full stop of its second half, else at `high`."""
    for at in range(high - 1, low + int((high - low) * SENTENCE_END), -1):
        if text[words.starts[at] : words.ends[at]] in {".", "!", "?"} and words.starts[at + 1] > words.ends[at]:
            return at + 1
    return high


def _slice(words: Words, low: int, high: int, room: int) -> Words:
    a, b = int(words.first[low]), int(words.first[high])
    b = min(b, a + room)  # one word of more pieces than a window has room for loses its tail
    first = np.minimum(words.first[low : high + 1] - a, b - a)
    return Words(words.starts[low:high], words.ends[low:high], words.pieces[a:b], first, words.features[low:high])


def _join(parts: list[Words]) -> Window:
    sizes = np.cumsum([0, *[len(p.pieces) for p in parts[:-1]]])
    return Window(
        starts=np.concatenate([p.starts for p in parts]),
        ends=np.concatenate([p.ends for p in parts]),
        pieces=np.concatenate([p.pieces for p in parts]),
        first=np.concatenate([p.first[:-1] + shift for p, shift in zip(parts, sizes, strict=True)]),
        features=np.concatenate([np.repeat(p.features, np.diff(p.first)) for p in parts]),
    )
