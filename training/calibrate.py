"""Fit the confidence of exported weights, and the threshold from which an attribution is printed.

    python -m training.calibrate --weights default --shared ../shared

Confidence is the probability that an attribution is found in gold (`score.py`), a logistic regression on the network's
own evidence, fitted on PolNeAR dev; the figures printed are those of two-fold cross-validation over documents. The
threshold is the one with the best F1 of relations found, on the same data.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from onrecord.analyse.network import Card, Network
from onrecord.analyse.reader import marked, scored
from training.export import write_card
from training.scorer import scorer

RIDGE = 1.0
STEPS = 30


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


def main() -> None:
    """Fit, print the figures, write the card."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", default="default")
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    given = options.parse_args()
    score = scorer(given.shared)
    gold = score.lines(str(given.shared / "corpora/polnear/dev.jsonl.xz"))
    network = Network(given.weights, 4)
    evidence, found, document = [], [], []
    total = 0
    for number, doc in enumerate(gold):
        each = [(w, f) for w, f in scored(network, doc["text"]) if f.roles.content]
        spans = [marked(doc["text"], w, f, network.card.calibration) for w, f in each]
        wanted = score.gold_attributions(doc)
        total += len(wanted)
        hits, _ = score.match(doc["text"], [score.spans_of(m._asdict()) for m in spans], wanted)
        hit = {i for i, _ in hits}
        evidence += [f.evidence for _, f in each]
        found += [i in hit for i in range(len(each))]
        document += [number] * len(each)
    x, y, d = np.array(evidence), np.array(found, dtype=float), np.array(document)
    crossed = np.zeros(len(y))
    for fold in (0, 1):
        crossed[d % 2 == fold] = probability(x[d % 2 == fold], fit(x[d % 2 != fold], y[d % 2 != fold]))
    w = fit(x, y)
    p = probability(x, w)
    f1 = {t: 2 * y[p >= t].sum() / ((p >= t).sum() + total) for t in np.arange(0.25, 0.7, 0.01)}
    threshold = round(float(max(f1, key=f1.get)), 2)
    shown = crossed >= threshold
    order = np.sort(crossed[shown])[::-1]
    half = crossed >= order[len(order) // 2]
    print(
        json.dumps(
            {
                "candidates": len(y),
                "threshold": threshold,
                "found_f1": round(100 * f1[max(f1, key=f1.get)], 1),
                "calibration_error": round(calibration_error(crossed[shown], y[shown]), 1),
                "auc": round(area(crossed[shown], y[shown]), 3),
                "most_confident_half_found": round(100 * y[half].mean(), 1),
                "coefficients": [round(float(c), 3) for c in w],
            }
        )
    )
    folder = Path("src/onrecord/weights") / given.weights
    card: Card = network.card
    write_card(folder, card.name, card.licence, threshold, tuple(round(float(c), 5) for c in w))


if __name__ == "__main__":
    main()
