"""Fit the confidence of exported weights, and the threshold from which an attribution is printed.

    python -m training.calibrate --weights default [--on news|stories] [--shared ../shared]

Confidence is the probability that an attribution is found in gold (`score.py`): a logistic regression on the network's
own evidence. The figures printed are those of two-fold cross-validation over documents. The threshold is the lowest within
`FLAT` of the best F1 of relations found, once disputes are settled: JSON lines are to miss little, each with its confidence,
and tables and pages show what is more likely than not. `news` is PolNeAR dev; `stories` are those that open weights were
not trained on.
"""

import argparse
import json
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np

from onrecord.analyse.attributions.disputes import settled
from onrecord.analyse.reading.network import Network
from onrecord.analyse.reading.reader import Marked, first, heard, marked
from training.corpora import scorer
from training.examples import ROLES, Annotated, polnear
from training.export import write_card
from training.open_data import open_held_out

RIDGE = 1.0
STEPS = 30
THRESHOLDS = np.arange(0.2, 0.6, 0.01)
FLAT = 0.0075  # of F1: three quarters of a point


class Candidates(NamedTuple):
    """A document's candidates, their evidence (N, F), and whether each is found in gold (N,)."""

    document: Annotated
    marked: list[Marked]
    evidence: np.ndarray
    found: np.ndarray


def gold_of(document: Annotated) -> list[dict]:
    """A document's attributions as the scorer takes them."""
    return [{role: tuple(getattr(a, role)) for role in ROLES} for a in document.attributions]


def candidates(network: Network, score: ModuleType, document: Annotated) -> Candidates:
    """All that the network proposes for a document."""
    each = [(h.window, found) for h in heard(network, document.text) for found in h.found if found.roles.content]
    spans = [marked(document.text, window, found, network.card.calibration) for window, found in each]
    hits, _ = score.match(document.text, [score.spans_of(m._asdict()) for m in spans], gold_of(document))
    hit = {i for i, _ in hits}
    evidence = np.array([found.evidence for _, found in each]).reshape(len(each), -1)
    return Candidates(document, spans, evidence, np.array([float(i in hit) for i in range(len(each))]))


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method: (F + 1,) coefficients, the intercept last. x: (N, F), y: (N,) 0 or 1."""
    x = np.hstack([x, np.ones((len(x), 1))])
    penalty = RIDGE * np.diag([1.0] * (x.shape[1] - 1) + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (p - y) + penalty @ w)
    return w


def probability(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """(N,) probabilities under `fit`'s coefficients."""
    return 1 / (1 + np.exp(-(x @ w[:-1] + w[-1])))


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error in points, over bins of equal width."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    return 100 * sum(
        abs(y[at == b].mean() - p[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any()
    )


def area(p: np.ndarray, y: np.ndarray) -> float:
    """Area under the ROC curve."""
    rank = p.argsort().argsort() + 1
    positive = y.sum()
    return float((rank[y == 1].sum() - positive * (positive + 1) / 2) / (positive * (len(y) - positive)))


def printed_f1(score: ModuleType, read: list[Candidates], w: np.ndarray, threshold: float) -> float:
    """F1 of relations found, of what is printed at `threshold`."""
    hits = predicted = gold = 0
    for each in read:
        confidence = probability(each.evidence, w) if len(each.marked) else []
        kept = [m._replace(confidence=float(c)) for m, c in zip(each.marked, confidence, strict=True) if c >= threshold]
        shown = settled(sorted(kept, key=first))
        found, _ = score.match(each.document.text, [score.spans_of(m._asdict()) for m in shown], gold_of(each.document))
        hits, predicted, gold = hits + len(found), predicted + len(shown), gold + len(each.document.attributions)
    return 2 * hits / (predicted + gold)


def crossed(read: list[Candidates]) -> np.ndarray:
    """Probabilities of all candidates, each half of the documents under the other half's fit."""
    out = []
    halves = [[c for k, c in enumerate(read) if k % 2 == fold and len(c.marked)] for fold in (0, 1)]
    for one, other in (halves, halves[::-1]):
        w = fit(np.concatenate([c.evidence for c in other]), np.concatenate([c.found for c in other]))
        out.append((one, w))
    by_id = {c.document.id: probability(c.evidence, w) for half, w in out for c in half}
    return np.concatenate([by_id[c.document.id] for c in read if len(c.marked)])


def main() -> None:
    """Fit, print the figures, write the card."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", default="default")
    options.add_argument("--on", choices=["news", "stories"], default="news")
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    given = options.parse_args()
    score = scorer(given.shared)
    news = given.on == "news"
    documents = polnear(given.shared / "corpora/polnear/dev.jsonl.xz") if news else open_held_out(given.shared)
    network = Network(given.weights, 4)
    read = [candidates(network, score, document) for document in documents]
    x = np.concatenate([c.evidence for c in read if len(c.marked)])
    y = np.concatenate([c.found for c in read])
    w = fit(x, y)
    f1 = {float(t): printed_f1(score, read, w, t) for t in THRESHOLDS}
    threshold = round(min(t for t, value in f1.items() if value >= max(f1.values()) - FLAT), 2)
    p = crossed(read)
    shown = p >= threshold
    half = p >= np.median(p[shown])
    figures = {
        "candidates": len(y),
        "threshold": threshold,
        "found_f1": round(100 * f1[min(f1, key=lambda t: abs(t - threshold))], 1),
        "calibration_error": round(calibration_error(p[shown], y[shown]), 1),
        "auc": round(area(p[shown], y[shown]), 3),
        "most_confident_half_found": round(100 * y[half].mean(), 1),
        "coefficients": [round(float(c), 3) for c in w],
    }
    print(json.dumps(figures))
    folder = Path("src/onrecord/weights") / given.weights
    write_card(folder, network.card.name, network.card.licence, threshold, tuple(round(float(c), 5) for c in w))


if __name__ == "__main__":
    main()
