"""Kinds: what a statement does, of the 23 of the annotation guide."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.analyse.reading.decode import Floats, softmax
from onrecord.analyse.reading.network import Heard, Network
from onrecord.analyse.reading.windows import Window
from onrecord.types.span import Spans

KINDS = (
    "enact",
    "demand",
    "request",
    "propose",
    "question",
    "pledge",
    "announce",
    "state_intent",
    "refuse",
    "threaten",
    "retract",
    "clarify",
    "reaffirm",
    "apologize",
    "decline_comment",
    "accuse",
    "criticize",
    "praise",
    "deny",
    "warn",
    "predict",
    "opine",
    "assert",
)
"""In order of decision: the most specific first."""
SECOND = 0.3
"""Probability from which a second kind is there as well."""
LIKELY = 0.5
"""Probability from which the kind of a statement is told whose cue was not seen: 36 of 100 below are right (dev)."""


class Kind(NamedTuple):
    """The kind of a statement, a second one where two are there, and the probability of the first."""

    kind: str
    kind2: str | None
    confidence: float


def kinds(network: Network, heard: Sequence[Heard], said: Sequence[tuple[Spans, Spans]]) -> list[Kind | None]:
    """The kind of each of `said`, the spans of a cue and of a statement, in the windows in which they were read.

    A cue may be empty where it stands too far away to tell. None where no cue is in the window of the statement, and no
    kind is likelier than not.
    """
    starts = [int(each.window.starts[0]) for each in heard]
    where = [bisect_right(starts, words[0][0]) - 1 for _, words in said]
    out: dict[int, Kind | None] = {}
    for at in set(where):
        rows = [row for row, window in enumerate(where) if window == at]
        each = heard[max(0, at)]
        words = _masks(each.window, [said[row][1] for row in rows])
        cues = _masks(each.window, [said[row][0] for row in rows])
        seen = [bool(cue.any()) for cue in cues]
        # Without the cue 54.5 % are right, with the statement's words in its place 56.0 (dev).
        scores = softmax(network.kinds(each.said, words, np.where(np.array(seen)[:, None], cues, words)))
        ranked = scores.argsort(axis=1)[:, -2:].tolist()
        for row, (second, first), chances, cue in zip(rows, ranked, scores.tolist(), seen, strict=True):
            kind = Kind(KINDS[first], KINDS[second] if chances[second] >= SECOND else None, round(chances[first], 3))
            out[row] = kind if cue or kind.confidence >= LIKELY else None
    return [out[row] for row in range(len(said))]


def _masks(window: Window, every: Sequence[Spans]) -> Floats:
    """For each of `every` 1 for each word of the window that shares characters with its spans, else 0: (S, W)."""
    starts, ends = window.starts.tolist(), window.ends.tolist()
    masks = np.zeros((len(every), len(starts)), dtype=np.float32)
    for mask, spans in zip(masks, every, strict=True):
        for start, end in spans:
            mask[bisect_right(ends, start) : bisect_left(starts, end)] = 1
    return masks
