"""Fit the head for kinds once more, the encoder held still: python -m training.kinds --from RUN --out RUN [--data open]

Minutes: each document is encoded once. Prints how many kinds of PolNeAR dev are right after each pass, spans given.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training import train
from training.batches import batch
from training.examples import Annotated, examples, polnear
from training.network import KindHead, Reader, restored

EPOCHS, BATCH = 5, 8  # windows
RATE, DECAY, WARM_UP = 3e-4, 0.05, 50  # AdamW; steps
DROPPED = 0.2  # share of the encoder's channels hidden from a window


class Encoded(NamedTuple):
    """A window's words (W, HIDDEN), and its S statements: words (S, W), cues (S, W), shares of kinds (S, kinds)."""

    hidden: Tensor
    words: Tensor
    cue: Tensor
    shares: Tensor


@torch.no_grad()
def encoded(reader: Reader, documents: Sequence[Annotated], tok: Tokenizer) -> list[Encoded]:
    """The windows that hold statements of which the kind is known."""
    out = []
    for item in (item for document in documents for item in examples(tok, document) if len(item.kinds.words)):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = reader.encoder(*(torch.from_numpy(x) for x in batch([item.window])))[-1][0]
        hidden = states[torch.from_numpy(item.window.first.astype("int64")) + 1].half()
        out.append(Encoded(hidden, *map(torch.from_numpy, item.kinds)))
    return out


def scores(head: KindHead, window: Encoded, hidden: Tensor) -> Tensor:
    """Scores (S, kinds)."""
    said = head.words(hidden)
    return head(said[None].expand(len(window.words), -1, -1), window.words, window.cue)


@torch.no_grad()
def right(head: KindHead, windows: Sequence[Encoded]) -> float:
    """Per cent of statements whose kind is one of gold's."""
    head.eval()
    hits = [w.shares.gather(1, scores(head, w, w.hidden.float()).argmax(1, keepdim=True))[:, 0] > 0 for w in windows]
    return round(100 * torch.cat(hits).float().mean().item(), 1)


def fit(head: KindHead, windows: list[Encoded], dev: Sequence[Encoded]) -> None:
    """Train the head in place."""
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps, step = EPOCHS * (len(windows) // BATCH + 1), 0
    for _ in range(EPOCHS):
        random.shuffle(windows)
        head.train()
        for at in range(0, len(windows), BATCH):
            step += 1
            optimizer.param_groups[0]["lr"] = RATE * min(1, step / WARM_UP) * max(0.02, 1 - step / steps)
            few = windows[at : at + BATCH]
            losses = [functional.cross_entropy(scores(head, w, _thinned(w)), w.shares, reduction="sum") for w in few]
            optimizer.zero_grad()
            (torch.stack(losses).sum() / sum(len(w.words) for w in few)).backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
        print(right(head, dev), flush=True)


def _thinned(window: Encoded) -> Tensor:
    hidden = window.hidden.float()
    return hidden * (torch.rand(1, hidden.shape[1]) >= DROPPED) / (1 - DROPPED)


def main() -> None:
    """Fit and write the checkpoint."""
    parser = train.options(__doc__)
    parser.add_argument("--from", dest="first", type=Path, required=True)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    tok = train.tokenizer()
    reader = restored(given.first)
    told = [document for document in train.DATA[given.data](given.shared) if document.statements]
    dev = polnear(given.shared / "corpora/polnear/dev.jsonl.xz", given.shared / "gold/facets-dev.jsonl")
    fit(reader.kinds, encoded(reader, told, tok), encoded(reader, [d for d in dev if d.statements], tok))
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save({"average": reader.state_dict()}, given.out / "checkpoint.pt")


if __name__ == "__main__":
    main()
