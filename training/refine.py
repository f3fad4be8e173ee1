"""Train the reader, second stage: a lighter role tagger, and the kinds, on the same encoder; seeded, resumable.

    python -m training.refine --from training/runs/NAME --out training/runs/NAME-refined [--data open] [--epochs 3]
    python -m training.refine --from training/runs/NAME-refined --out training/runs/NAME-kinds --told [--epochs 4]

The reader starts as the run before left it, its role tagger with the last of its layers alone. It learns from gold and
from its own former scores, which hold what it knew in place; the head for kinds learns from gold. `--told` goes on with
only the documents whose kinds are known.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.analyse.reading.decode import cues
from training import train
from training.examples import Annotated, Example
from training.forward import Words, read_cues, read_kinds, read_windows
from training.network import Reader, restored

ROLE_LAYERS = 1
ENCODER_RATE = 1.5e-4  # AdamW: half of the first stage's
LOSS_WEIGHTS = train.LOSS_WEIGHTS | {"cue taught": 1.0, "roles taught": 1.0, "judge taught": 0.5, "kind": 1.0}
TOLD = 2
"""How often a document whose kinds are known comes up in an epoch."""


def losses(before: Reader, reader: Reader, items: Sequence[Example], rng: torch.Generator) -> dict[str, Tensor]:
    """How far the reader is from gold, and from what it was `before`, which sees all of the pieces."""
    with torch.no_grad():
        known = read_windows(before, items)
    return taught(before, known, reader, read_windows(reader, items, rng), items, rng)


def taught(
    before: Reader, known: Words, reader: Reader, own: Words, items: Sequence[Example], rng: torch.Generator
) -> dict[str, Tensor]:
    """The losses where the words of the batch are what `before` knew and what the reader itself has."""
    counts = [len(item.window.starts) for item in items]
    out = train.gold_losses(reader, own, items, rng)
    present = torch.arange(own.scores.shape[1]) < torch.tensor(counts)[:, None]
    out["cue taught"] = (_apart(own.scores, known.scores) * present).sum() / (10 * len(items))
    if found := _found(known.scores.float(), items, rng):
        with torch.no_grad():
            _, (tags, judged, _) = read_cues(before, known.views, found, counts)
        near, (own_tags, own_judged, _) = read_cues(reader, own.views, found, counts)
        sure = torch.sigmoid(judged.float())
        words = (_apart(own_tags, tags) * torch.from_numpy(near.mask)).sum(1)
        out["roles taught"] = (words * sure).sum() / (train.WORDS_A_CUE * sure.sum().clamp(min=1))
        out["judge taught"] = functional.binary_cross_entropy_with_logits(own_judged.float(), sure)
    if any(len(item.kinds.words) for item in items):
        shares = torch.cat([torch.from_numpy(item.kinds.shares) for item in items])
        out["kind"] = functional.cross_entropy(read_kinds(reader, own.said, items).float(), shares)
    return out


def _apart(own: Tensor, known: Tensor) -> Tensor:
    """Kullback-Leibler divergence over the last axis."""
    own, known = torch.log_softmax(own.float(), -1), torch.log_softmax(known.float(), -1)
    return functional.kl_div(own, known, reduction="none", log_target=True).sum(-1)


def _found(scores: Tensor, items: Sequence[Example], rng: torch.Generator) -> list[tuple[int, int, int]]:
    """Gold's cues and as many again that the first stage considers: (window, first word, end)."""
    gold = [(row, int(a), int(b)) for row, item in enumerate(items) for a, b in item.cues]
    seen = set(gold)
    more = [
        (row, a, b)
        for row, item in enumerate(items)
        for a, b in cues(scores[row, : len(item.window.starts)].numpy(), train.NEGATIVE_FLOOR).tolist()
        if (row, a, b) not in seen
    ]
    return gold + [more[k] for k in torch.randperm(len(more), generator=rng)[: max(8, len(gold))].tolist()]


def lightened(before: Reader, reader: Reader) -> None:
    """Start `reader` as `before`, of whose role tagger it has the last layers."""
    skipped = len(before.roles.layers) - len(reader.roles.layers)
    old, new = before.state_dict(), reader.state_dict()
    for name in new:
        if name.startswith("roles.layers."):
            _, _, layer, rest = name.split(".", 3)
            new[name] = old[f"roles.layers.{int(layer) + skipped}.{rest}"]
        else:
            new[name] = old[name]
    reader.load_state_dict(new)


def main() -> None:
    """Train, log and keep the weights of each epoch in `--out`."""
    parser = train.options(__doc__)
    parser.add_argument("--from", dest="first", type=Path, required=True)
    parser.add_argument("--told", action="store_true")
    parser.add_argument("--epochs", type=int, default=3)
    given = parser.parse_args()
    tok = train.tokenizer()
    torch.manual_seed(given.seed)
    before = restored(given.first)
    reader = Reader(tok.get_vocab_size(), ROLE_LAYERS)
    lightened(before, reader)
    documents: list[Annotated] = train.DATA[given.data](given.shared)
    told = [document for document in documents if document.statements]
    run = train.Run(given.out, given.seed, reader, partial(losses, before), LOSS_WEIGHTS, ENCODER_RATE)
    run.through(told if given.told else documents + (TOLD - 1) * told, tok, given.epochs, given.shared)


if __name__ == "__main__":
    main()
