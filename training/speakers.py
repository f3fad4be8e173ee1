"""The weights that rank the readings of a source: python -m training.speakers

Trained on the facets of PolNeAR's training part, those of the further articles of `facets.jsonl`, and gold/stories.jsonl (a
fifth of the stories held out), from gold spans; prints how well the held-out articles do, calibrates each group of sources on them, and writes `src/onrecord/data/speaker_ranker.json`.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from onrecord.analyse.people.evidence import FEATURES
from onrecord.analyse.people.ranking import DESCRIBED, GROUPS, Matrix, group, odds
from onrecord.analyse.people.speakers import same_name
from training.speaker_questions import Question, articles, questions

OUT = Path(__file__).parent.parent / "src/onrecord/data/speaker_ranker.json"
HIDDEN, DROPOUT, DECAY, RATE, EPOCHS, BATCH, SEEDS = 96, 0.1, 0.05, 5e-3, 15, 64, 2
"""Units, share of features dropped, weight decay, learning rate, passes over the data, questions at a time,
networks that are averaged. Chosen by four folds of the given articles, the further ones always beside: of 1,349 questions
1,128 are right, with 24 units, 0.3 and 0.1 1,111; with 192 units 1,126, with a decay of 0.02 or 0.1 between 1,119 and 1,130.
"""
PRIOR = 4.0
"""How many right and wrong answers it takes to move a group's calibration from what the network says itself."""


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
            most = int(there[batch].sum(1).max())
            inputs = torch.nn.functional.dropout(rows[batch, :most], DROPOUT)
            scores = net(inputs).squeeze(2).masked_fill(~there[batch, :most], -1e9)
            loss = torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right[batch, :most], -1e9), 1)
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


class Answered(NamedTuple):
    """The likeliest answer to a question: its group, its probability as the network has it, whether it is right."""

    group: str
    chance: float
    right: bool


def answer(weights: tuple[Matrix, Matrix, Matrix], q: Question) -> Answered:
    """What the network answers to a question: readings of one name count as one, as they do in the program."""
    hidden, bias, out = weights
    scores = np.maximum(q.rows @ hidden + bias, 0) @ out
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    names = [same_name(name) for name in q.names]
    together = {name: sum(float(p) for n, p in zip(names, chances, strict=False) if n == name) for name in names}
    best = max(range(len(names)), key=lambda k: (together[names[k]], chances[k]))
    own = bool(q.rows[best][FEATURES.index("own")])
    return Answered(group(q.sort, own=own), together[names[best]], best in q.right)


def calibration(answered: Sequence[Answered]) -> tuple[float, float]:
    """Slope and shift of the odds at which these answers are least surprising, held near one and nought."""
    chances = torch.tensor([odds(each.chance) for each in answered])
    right = torch.tensor([float(each.right) for each in answered])
    line = torch.tensor([1.0, 0.0], requires_grad=True)
    optimiser = torch.optim.LBFGS([line], max_iter=100)

    def surprise() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(line[0] * chances + line[1], right, reduction="sum")
        loss = loss + PRIOR / 2 * ((line[0] - 1) ** 2 + line[1] ** 2)
        loss.backward()
        return loss

    optimiser.step(surprise)
    slope, shift = line.detach().tolist()
    return round(slope, 4), round(shift, 4)


def report(answered: Sequence[Answered], lines: dict[str, tuple[float, float]]) -> None:
    """Prints, by group of sources, how many are answered rightly, and how many are shown and right from some confidences."""
    sure = [(1 / (1 + np.exp(-lines[a.group][0] * odds(a.chance) - lines[a.group][1])), a) for a in answered]
    for name in (*sorted(lines), "all"):
        those = [(chance, a.right) for chance, a in sure if name in (a.group, "all")]
        line = f"{name:18} n {len(those):4} right {sum(right for _, right in those):4}"
        for threshold in (0.5, 0.7, 0.8, 0.85, 0.9, 0.95):
            shown = [right for chance, right in those if chance >= threshold]
            line += f" | {threshold}: {len(shown):4} {100 * sum(shown) / max(1, len(shown)):5.1f}"
        print(line)


def main() -> None:
    """Train on three quarters to see and to calibrate, on all to ship."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, default=4)
    options.add_argument("--dry", action="store_true", help="write no weights")
    given = options.parse_args()
    torch.set_num_threads(1)
    stories = [q for k, a in enumerate(articles("stories")) if k % 10 not in (0, 1) for q in questions(a)]
    further = [q for article in articles("further") for q in questions(article)]
    news = [questions(article) for article in articles("train")]
    answered: list[Answered] = []
    for fold in range(given.folds):
        held = [q for k, each in enumerate(news) if k % given.folds == fold for q in each]
        seen = [q for k, each in enumerate(news) if k % given.folds != fold for q in each]
        weights = joined([train(seen + further + stories, seed) for seed in range(SEEDS)])
        answered += [answer(weights, q) for q in held]
    groups = {group(sort, own=own) for sort in GROUPS for own in {False, sort in DESCRIBED}}
    lines = {name: calibration([each for each in answered if each.group == name]) for name in sorted(groups)}
    report(answered, lines)
    if given.dry:
        return
    weights = joined([train([q for each in news for q in each] + further + stories, seed) for seed in range(SEEDS)])
    hidden, bias, out = (np.round(each, 3).tolist() for each in weights)
    source = "trained by training/speakers.py on the facets of PolNeAR train (no licence stated) and gold/stories.jsonl"
    card = {"source": source, "features": FEATURES, "calibration": lines}
    OUT.write_text(json.dumps(card | {"hidden": hidden, "bias": bias, "out": out}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
