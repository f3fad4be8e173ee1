"""Examples through the network, in training and evaluation."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from training.batches import SHAPE, Near, batch, neighbourhoods
from training.examples import Example
from training.network import Reader

MASKED = 0.08  # share of pieces hidden from the encoder in training
MASK_PIECE = 103  # [MASK]


class Words(NamedTuple):
    """What the encoder gives of the words of B windows, padded to the longest.

    scores: (B, W, 3) of cue tags. views: (B, W, 3 * ROLE_HIDDEN), for the role tagger. said: (B, W, KIND_HIDDEN).
    """

    scores: Tensor
    views: Tensor
    said: Tensor


def read_windows(reader: Reader, items: Sequence[Example], rng: torch.Generator | None = None) -> Words:
    """The words of each window; `rng` chooses the pieces that are hidden from the encoder."""
    return seen(reader, encoded(reader, items, rng)[-1], items)


def encoded(reader: Reader, items: Sequence[Example], rng: torch.Generator | None = None) -> list[Tensor]:
    """The pieces of each window after each layer, (B, P, HIDDEN)."""
    pieces, features, mask = (torch.from_numpy(x) for x in batch([item.window for item in items]))
    if rng is not None:
        masked = (torch.rand(pieces.shape, generator=rng) < MASKED) & (pieces > MASK_PIECE)
        pieces = torch.where(masked, MASK_PIECE, pieces)
    states: list[Tensor] = reader.encoder(pieces, features, mask)
    return states


def seen(reader: Reader, hidden: Tensor, items: Sequence[Example]) -> Words:
    """What the heads need of the words, from the last layer's pieces."""
    states = (*reader.cues(hidden), reader.kinds.words(hidden))
    longest = max(len(item.window.starts) for item in items)
    first = np.zeros((len(items), longest), dtype=np.int64)
    for row, item in enumerate(items):
        first[row, : len(item.window.starts)] = item.window.first + 1
    at = torch.from_numpy(first)[:, :, None]
    return Words(*(state.gather(1, at.expand(-1, -1, state.shape[2])) for state in states))


def read_kinds(reader: Reader, said: Tensor, items: Sequence[Example]) -> Tensor:
    """Scores (S, kinds) of the statements of all windows, in order."""
    width = said.shape[1]
    window = torch.tensor([row for row, item in enumerate(items) for _ in item.kinds.words])
    masks = [
        torch.from_numpy(np.concatenate([np.pad(rows, ((0, 0), (0, width - rows.shape[1]))) for rows in each]))
        for each in ([item.kinds.words for item in items], [item.kinds.cue for item in items])
    ]
    return reader.kinds(said[window], *masks)


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
