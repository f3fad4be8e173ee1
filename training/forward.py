"""Examples through the network, in training and evaluation."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from training.batches import SHAPE, Near, batch, neighbourhoods
from training.examples import Example
from training.network import Reader

MASKED = 0.08  # share of pieces hidden from the encoder in training
MASK_PIECE = 103  # [MASK]


def read_windows(reader: Reader, items: Sequence[Example], rng: torch.Generator | None = None) -> tuple[Tensor, Tensor]:
    """Cue scores (B, W, 3) and views (B, W, 3H) of the words of each window, padded to the longest."""
    pieces, features, mask = (torch.from_numpy(x) for x in batch([item.window for item in items]))
    if rng is not None:
        hidden = (torch.rand(pieces.shape, generator=rng) < MASKED) & (pieces > MASK_PIECE)
        pieces = torch.where(hidden, MASK_PIECE, pieces)
    scores, views = reader.cues(reader.encoder(pieces, features, mask))
    longest = max(len(item.window.starts) for item in items)
    first = np.zeros((len(items), longest), dtype=np.int64)
    for row, item in enumerate(items):
        first[row, : len(item.window.starts)] = item.window.first + 1
    at = torch.from_numpy(first)[:, :, None]
    return scores.gather(1, at.expand(-1, -1, scores.shape[2])), views.gather(1, at.expand(-1, -1, views.shape[2]))


def read_cues(reader: Reader, views: Tensor, found: Sequence[tuple[int, int, int]], counts: Sequence[int]):
    """Role scores of `found` cues (window, start, end): tags (N, L, 5), judge (N,), acts (N, 3), and where they are."""
    spare = -len(found) % SHAPE
    padded = [*found, *found[:1] * spare]
    near = neighbourhoods(padded, counts)
    window = torch.tensor([row for row, *_ in padded])
    word, start, end = views.chunk(3, dim=-1)
    around = word[window[:, None], torch.from_numpy(near.words)]
    cue = start[window, torch.tensor([a for _, a, _ in padded])]
    cue = cue + end[window, torch.tensor([b - 1 for *_, b in padded])]
    scores = reader.roles(around, cue, torch.from_numpy(near.distance), torch.from_numpy(near.mask))
    return Near(*(x[: len(found)] for x in near)), tuple(x[: len(found)] for x in scores)
