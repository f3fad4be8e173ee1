"""Decoding: from the network's scores over words to cues, and from a cue to its source and content."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

CUE_TAGS = ("O", "B", "I")
ACTS = ("speech", "attitude", "other")
ROLE_TAGS = ("O", "source B", "source I", "content B", "content I")
OUTSIDE, SOURCE, CONTENT = 0, 1, 3
"""First tag of each role in `ROLE_TAGS`; the next one continues it."""

CUE_FLOOR = 0.2
"""Probability that a word begins a cue from which it is a candidate. At 0.08 nothing more is found on PolNeAR dev, and each
candidate costs a pass of the role tagger."""

FORBIDDEN = -1e9


class Roles(NamedTuple):
    """Source and content of one cue: half-open ranges of words, and the mean log-probability of their tags.

    piece_scores: that of each piece of the content. content_score: over all words of the content.
    """

    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    source_score: float
    content_score: float
    piece_scores: tuple[float, ...]


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    out: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return out


def cues(logits: Floats, floor: float = CUE_FLOOR) -> Ints:
    """Candidate cues of a window: (n, 2) half-open ranges of words, from (W, 3) scores of `CUE_TAGS`."""
    probability = softmax(logits)
    best = probability.argmax(axis=1)
    found: list[tuple[int, int]] = []
    for start in np.flatnonzero(probability[:, 1] >= floor).tolist():
        if best[start] == 2 and found and start < found[-1][1]:
            continue
        end = start + 1
        while end < len(best) and best[end] == 2:
            end += 1
        found.append((start, end))
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def stacked(logits: Sequence[Floats]) -> Floats:
    """Scores (n, L, 5) of several windows as one (N, longest L, 5), padded with words that have no role."""
    longest = max(each.shape[1] for each in logits)
    out = np.full((sum(map(len, logits)), longest, len(ROLE_TAGS)), FORBIDDEN, dtype=np.float32)
    out[:, :, OUTSIDE] = 0.0
    row = 0
    for each in logits:
        out[row : row + len(each), : each.shape[1]] = each
        row += len(each)
    return out


def viterbi(logits: Floats) -> Ints:
    """Most probable tags (n, L) under (n, L, 5) scores of `ROLE_TAGS` in which no role continues what it did not begin."""
    n, length, tags = logits.shape
    allowed = np.zeros((tags, tags), dtype=np.float32)
    for begin in (SOURCE, CONTENT):
        allowed[:, begin + 1] = FORBIDDEN
        allowed[[begin, begin + 1], begin + 1] = 0.0
    score = logits[:, 0].copy()
    score[:, [SOURCE + 1, CONTENT + 1]] = FORBIDDEN
    back = np.zeros((n, length, tags), dtype=np.int8)
    for at in range(1, length):
        paths = score[:, :, None] + allowed
        back[:, at] = paths.argmax(axis=1)
        score = paths.max(axis=1) + logits[:, at]
    out = np.zeros((n, length), dtype=np.int64)
    out[:, -1] = score.argmax(axis=1)
    rows = np.arange(n)
    for at in range(length - 1, 0, -1):
        out[:, at - 1] = back[rows, at, out[:, at]]
    return out


def roles(logits: Floats, tags: Ints, offset: int) -> Roles:
    """Roles of one cue from (L, 5) scores and their `viterbi` tags; word 0 of them is word `offset` of the window.

    An attribution has one source: of several pieces tagged so, the most probable is kept.
    """
    chosen = np.log(np.take_along_axis(softmax(logits), tags[:, None], axis=1)[:, 0] + 1e-9)
    sources = _pieces(tags, SOURCE)
    contents = _pieces(tags, CONTENT)
    source = max(sources, key=lambda piece: float(chosen[piece[0] : piece[1]].mean()), default=None)
    return Roles(
        source=None if source is None else (source[0] + offset, source[1] + offset),
        content=tuple((a + offset, b + offset) for a, b in contents),
        source_score=0.0 if source is None else float(chosen[source[0] : source[1]].mean()),
        content_score=float(np.mean(np.concatenate([chosen[a:b] for a, b in contents]))) if contents else 0.0,
        piece_scores=tuple(float(chosen[a:b].mean()) for a, b in contents),
    )


def _pieces(tags: Ints, begin: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for at, tag in enumerate(tags.tolist()):
        if tag == begin:
            pieces.append((at, at + 1))
        elif tag == begin + 1 and pieces and pieces[-1][1] == at:
            pieces[-1] = (pieces[-1][0], at + 1)
    return pieces
