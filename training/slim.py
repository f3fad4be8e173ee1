"""Train a thinner encoder, of fewer heads and inner units in each layer; seeded, resumable.

    python -m training.slim --from training/runs/NAME --heads 6 --inner 768 --out training/runs/NAME-half [--epochs 5]

Kept are the heads and units without which the losses would rise most, by a first-order estimate (Michel et al. 2019). What was
lost is learned again from gold and from the whole reader as a teacher: its scores (Hinton et al. 2015) and its states after
each layer (Jiao et al. 2020).
"""

from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from training import refine, train
from training.batches import batch
from training.examples import Annotated, Example
from training.forward import encoded, seen
from training.network import HEAD, Layer, Reader, Shape, restored

RATE = 6e-4  # AdamW, in the top layer
LOSS_WEIGHTS = refine.LOSS_WEIGHTS | {"states": 4.0}
BATCHES = 60
"""From which importance is estimated: some 900 windows."""


class Importance(NamedTuple):
    """How much each of a layer's heads (heads,) and inner units (inner,) weighs in the losses."""

    heads: Tensor
    inner: Tensor


def losses(teacher: Reader, reader: Reader, items: Sequence[Example], rng: torch.Generator) -> dict[str, Tensor]:
    """How far the thinner reader is from gold, from the teacher's scores, and from its states."""
    with torch.no_grad():
        known = encoded(teacher, items)
    own = encoded(reader, items, rng)
    out = refine.taught(teacher, seen(teacher, known[-1], items), reader, seen(reader, own[-1], items), items, rng)
    mask = torch.from_numpy(batch([item.window for item in items])[2]).bool()
    out["states"] = torch.stack([_unlike(a[mask], b[mask]) for a, b in zip(own, known, strict=True)]).mean()
    return out


def _unlike(own: Tensor, known: Tensor) -> Tensor:
    """The share of the variance of `known` that `own` does not explain."""
    known = known.float()
    return functional.mse_loss(own.float(), known) / known.var()


def importance(reader: Reader, batches: Sequence[Sequence[Example]], rng: torch.Generator) -> list[Importance]:
    """That of each layer, over the pieces of `batches`."""
    layers = list(reader.encoder.layers)
    sums = [Importance(torch.zeros(layer.heads), torch.zeros(layer.up.out_features)) for layer in layers]
    for items in batches:
        parts = [kept for layer in layers for kept in (Kept(layer.out), Kept(layer.down))]
        every = train.losses(reader, items, rng)
        sum(train.LOSS_WEIGHTS[name] * loss for name, loss in every.items()).backward()
        for layer, each in enumerate(sums):
            heads, inner = (part.weight() for part in parts[2 * layer : 2 * layer + 2])
            each.heads.add_(heads.unflatten(2, (-1, HEAD)).sum(3).abs().sum((0, 1)))
            each.inner.add_(inner.abs().sum((0, 1)))
        reader.zero_grad()
    return sums


class Kept:
    """What goes into a linear map in the next pass, and how the loss leans on it."""

    def __init__(self, linear: nn.Linear) -> None:
        self.hook = linear.register_forward_pre_hook(self.keep)

    def keep(self, _: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        self.hook.remove()
        self.value = inputs[0]
        self.value.retain_grad()

    def weight(self) -> Tensor:
        """Value times gradient, (B, P, units)."""
        if self.value.grad is None:
            raise ValueError("no backward pass has been made")
        return (self.value * self.value.grad).detach().float()


def thinned(before: Layer, after: Layer, weighed: Importance) -> None:
    """Make `after` what is left of `before`: its weightiest heads and inner units."""
    heads = weighed.heads.topk(after.heads).indices.sort().values
    units = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
    thirds = torch.cat([units + third * before.heads * HEAD for third in range(3)])
    inner = weighed.inner.topk(after.up.out_features).indices.sort().values
    state = before.state_dict()
    for name, rows in (("qkv", thirds), ("up", inner)):
        state |= {f"{name}.{kind}": state[f"{name}.{kind}"][rows] for kind in ("weight", "bias")}
    state |= {"out.weight": state["out.weight"][:, units], "down.weight": state["down.weight"][:, inner]}
    after.load_state_dict(state)


def start(before: Reader, reader: Reader, weighed: Sequence[Importance]) -> None:
    """Start `reader` as what is left of `before`, with all of its heads for cues, roles and kinds."""
    for old, new, each in zip(before.encoder.layers, reader.encoder.layers, weighed, strict=True):
        thinned(old, new, each)
    rest = {k: v for k, v in before.state_dict().items() if not k.startswith("encoder.layers.")}
    reader.load_state_dict(rest, strict=False)


def main() -> None:
    """Train, log and keep the weights of each epoch in `--out`."""
    parser = train.options(__doc__)
    parser.add_argument("--from", dest="first", type=Path, required=True)
    parser.add_argument("--heads", type=int, required=True)
    parser.add_argument("--inner", type=int, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    given = parser.parse_args()
    tok = train.tokenizer()
    torch.manual_seed(given.seed)
    before = restored(given.first)
    documents: list[Annotated] = train.DATA[given.data](given.shared)
    few = list(islice(next(train.epochs(documents, tok, given.seed, 0, 1)), BATCHES))
    shape = Shape(len(before.encoder.layers), given.heads, given.inner)
    reader = Reader(tok.get_vocab_size(), refine.ROLE_LAYERS, shape, dropout=0)
    start(before, reader, importance(before, few, torch.Generator().manual_seed(given.seed)))
    run = train.Run(given.out, given.seed, reader, partial(losses, before.requires_grad_(False)), LOSS_WEIGHTS, RATE)
    run.through(documents, tok, given.epochs, given.shared)


if __name__ == "__main__":
    main()
