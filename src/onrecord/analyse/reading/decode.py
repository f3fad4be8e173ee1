"""Decoding: from the network's scores over words to cues, and from a cue to its source and content."""

import re
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
CONTINUING = (SOURCE + 1, CONTENT + 1)
PIECES = {begin: re.compile(bytes([begin]) + bytes([begin + 1]) + b"*") for begin in (SOURCE, CONTENT)}
"""How a piece of each role is tagged."""

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
    scores = _path_scores(logits)
    tags: Ints = scores.argmax(axis=1).T
    # Those are the tags of the best path already, but in front of a word that continues what did not begin.
    parted = (tags[:, 1:] != tags[:, :-1]) & (tags[:, 1:] != tags[:, :-1] + 1)
    for row, at in np.argwhere(parted & np.isin(tags[:, 1:], CONTINUING))[::-1].tolist():
        while (tag := tags[row, at + 1]) in CONTINUING and tags[row, at] not in (tag - 1, tag):
            begun, continued = scores[at, tag - 1 : tag + 1, row]
            tags[row, at] = tag if continued > begun else tag - 1
            at -= 1
    return tags


def _path_scores(logits: Floats) -> Floats:
    """The score of the best allowed path up to each word that ends in each tag, (L, 5, n)."""
    out = np.ascontiguousarray(logits.transpose(1, 2, 0))
    out[0, CONTINUING] = FORBIDDEN
    begun, continued = out[:, SOURCE::2], out[:, SOURCE + 1 :: 2]
    best = np.empty_like(out[0])
    continuing = best[SOURCE + 1 :: 2]
    for last, begins, continues, now in zip(out, begun, continued, out[1:], strict=False):
        best[:] = np.maximum.reduce(last)
        np.maximum(begins, continues, out=continuing)
        now += best
    return out


def roles(logits: Floats, tags: Ints, offset: int) -> Roles:
    """Roles of one cue from (L, 5) scores and their `viterbi` tags; word 0 of them is word `offset` of the window.

    An attribution has one source: of several pieces tagged so, the most probable is kept.
    """
    inside = np.flatnonzero(tags)
    chosen = np.zeros(len(tags), dtype=np.float32)
    chosen[inside] = np.log(softmax(logits[inside])[np.arange(len(inside)), tags[inside]] + 1e-9)
    sources = {piece: _mean(chosen[slice(*piece)]) for piece in _pieces(tags, SOURCE)}
    source = max(sources, key=sources.__getitem__, default=None)
    contents = _pieces(tags, CONTENT)
    return Roles(
        source=None if source is None else (source[0] + offset, source[1] + offset),
        content=tuple((a + offset, b + offset) for a, b in contents),
        source_score=0.0 if source is None else sources[source],
        content_score=_mean(chosen[tags >= CONTENT]) if contents else 0.0,
        piece_scores=tuple(_mean(chosen[a:b]) for a, b in contents),
    )


def _mean(values: Floats) -> float:
    return float(np.add.reduce(values) / len(values))  # a third of the time of `values.mean()`, and the same


def _pieces(tags: Ints, begin: int) -> list[tuple[int, int]]:
    return [piece.span() for piece in PIECES[begin].finditer(tags.astype(np.uint8).tobytes())]
