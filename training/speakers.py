"""The weights that rank the readings of a source: python -m training.speakers

Trained on the facets of PolNeAR's training part and on gold/stories.jsonl (a fifth of the stories held out), from gold
spans; prints how well the held-out articles do and writes `src/onrecord/data/speaker_ranker.json`.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from onrecord.analyse.evidence import FEATURES
from onrecord.analyse.ranking import Matrix
from training.speaker_questions import Question, articles, questions

OUT = Path(__file__).parent.parent / "src/onrecord/data/speaker_ranker.json"
HIDDEN, DROPOUT, DECAY, RATE, EPOCHS, BATCH, SEEDS = 32, 0.3, 1e-2, 5e-3, 40, 64, 4
"""Units, share of features dropped, weight decay, learning rate, passes over the data, questions at a time,
networks that are averaged."""


def train(asked: Sequence[Question], seed: int) -> torch.nn.Sequential:
    """A network that gives the right readings of `asked` the most of the probability."""
    torch.manual_seed(seed)
    net = torch.nn.Sequential(
        torch.nn.Linear(len(FEATURES), HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 1, bias=False)
    )
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * -(-len(asked) // BATCH))
    rows, there, right = padded(asked)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(asked)).split(BATCH):
            inputs = torch.nn.functional.dropout(rows[batch], DROPOUT)
            scores = net(inputs).squeeze(2).masked_fill(~there[batch], -1e9)
            loss = torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right[batch], -1e9), 1)
            optimiser.zero_grad()
            loss.mean().backward()
            optimiser.step()
            schedule.step()
    return net


def padded(asked: Sequence[Question]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Q questions of up to R readings as tensors: rows (Q, R, F), which are there (Q, R), and which are right (Q, R)."""
    most = max(len(q.rows) for q in asked)
    rows = torch.zeros(len(asked), most, len(FEATURES))
    there, right = (torch.zeros(len(asked), most, dtype=torch.bool) for _ in range(2))
    for k, q in enumerate(asked):
        rows[k, : len(q.rows)] = torch.from_numpy(q.rows)
        there[k, : len(q.rows)] = True
        right[k, q.right or [len(q.rows) - 1]] = True
    return rows, there, right


def joined(nets: Sequence[torch.nn.Sequential]) -> tuple[Matrix, Matrix, Matrix]:
    """The mean of several networks as one: hidden (F, H), bias (H,), out (H,)."""
    hidden = np.concatenate([net[0].weight.detach().numpy().T for net in nets], axis=1)
    bias = np.concatenate([net[0].bias.detach().numpy() for net in nets])
    out = np.concatenate([net[2].weight.detach().numpy()[0] for net in nets]) / len(nets)
    return hidden, bias, out


def answers(
    weights: tuple[Matrix, Matrix, Matrix], asked: Sequence[Question], temperature: float = 1.0
) -> list[Matrix]:
    """The probabilities of the readings of each question."""
    hidden, bias, out = weights
    found = []
    for q in asked:
        scores = np.maximum(q.rows @ hidden + bias, 0) @ out / temperature
        chances = np.exp(scores - scores.max())
        found.append(chances / chances.sum())
    return found


def report(asked: Sequence[Question], chances: Sequence[Matrix]) -> None:
    """Prints, by sort of source, how many are answerable, answered rightly, and rightly above some thresholds."""
    for sort in (*sorted({q.sort for q in asked}), "all"):
        those = [(q, p) for q, p in zip(asked, chances, strict=True) if sort in (q.sort, "all")]
        top = [(float(p[:-1].max()), int(p[:-1].argmax()) in q.right) for q, p in those]
        line = f"{sort:16} n {len(those):4} could {sum(bool(q.right) for q, _ in those):4} right {sum(r for _, r in top):4}"
        for threshold in (0.5, 0.65, 0.8, 0.9):
            shown = [right for chance, right in top if chance >= threshold]
            line += f" | {threshold}: {100 * len(shown) / len(top):3.0f}% {100 * sum(shown) / max(1, len(shown)):5.1f}"
        print(line)


def temperature(asked: Sequence[Question], weights: tuple[Matrix, Matrix, Matrix]) -> float:
    """The temperature at which the right answers of held-out questions are least surprising."""

    def surprise(t: float) -> float:
        chances = answers(weights, asked, t)
        return -sum(float(np.log(p[q.right or [-1]].sum() + 1e-9)) for q, p in zip(asked, chances, strict=True))

    return min(np.arange(0.5, 3.0, 0.05), key=surprise)


def main() -> None:
    """Train on four fifths to see, on all to ship."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, default=4)
    options.add_argument("--dry", action="store_true", help="write no weights")
    given = options.parse_args()
    torch.set_num_threads(1)
    stories = [q for k, a in enumerate(articles("stories")) if k % 10 not in (0, 1) for q in questions(a)]
    news = [questions(article) for article in articles("train")]
    asked: list[Question] = []
    chances: list[Matrix] = []
    heats = []
    for fold in range(given.folds):
        held = [q for k, each in enumerate(news) if k % given.folds == fold for q in each]
        seen = [q for k, each in enumerate(news) if k % given.folds != fold for q in each]
        weights = joined([train(seen + stories, seed) for seed in range(2)])
        heats.append(temperature(held, weights))
        asked += held
        chances += answers(weights, held, heats[-1])
    if asked:
        report(asked, chances)
    print("temperatures", heats)
    if given.dry:
        return
    weights = joined([train([q for each in news for q in each] + stories, seed) for seed in range(SEEDS)])
    hidden, bias, out = (np.round(each, 4).tolist() for each in weights)
    source = "trained by training/speakers.py on the facets of PolNeAR train (no licence stated) and gold/stories.jsonl"
    card = {"source": source, "features": FEATURES, "temperature": round(float(np.mean(heats or [1.0])), 3)}
    OUT.write_text(json.dumps(card | {"hidden": hidden, "bias": bias, "out": out}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
