"""The weights of the venues: python -m training.venues [--folds 5] [--l2 1]

Fits the conditional random field of `onrecord/analyse/setting/venues.py` on the facets of PolNeAR train and on our stories, and
writes `src/onrecord/data/venues.json`. With `--folds` nothing is written: it prints how often the venue is right where
gold knows it, on articles left out, at several thresholds. Only words in lower case are features: no names are learned.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.setting.story import story as narrative
from onrecord.analyse.setting.venue_features import Features, features, lexicon, scene
from onrecord.analyse.setting.venues import UNKNOWN, Weights, emissions, links, marginals
from training.corpora import SHARED, scorer
from training.facets import Part, faceted

WEIGHTS = Path(__file__).parent.parent / "src/onrecord/data/venues.json"
SEEN = 10
"""Attributions that a feature must occur in."""
LINKS = 5
SMALLEST = 0.02
"""Weights below it are left out of the file."""
THRESHOLD = 0.1
"""Probability from which a venue is said: the highest that keeps 62 or 63 in a hundred of those that gold knows right. Weights
of the further articles alone are right in 62.8 on the given ones, and say 662 venues where gold knows none; at 0.05 in 66.0, and
889; at 0.2 in 57.8, and 415."""
THRESHOLDS = (0.05, 0.07, THRESHOLD, 0.15, 0.2, 0.3, 0.4)


class Story(NamedTuple):
    """The attributions of a document: features, links, and gold's types of venue."""

    found: list[Features]
    links: list[int]
    gold: list[str]


def marked(attribution: dict[str, Any], act: Any) -> Marked:
    """A gold attribution as the reader would mark it."""
    source, cue, content = (tuple((a, b) for a, b in attribution[role] or []) for role in ("source", "cue", "content"))
    return Marked(source, cue, content, act, 1.0, (0.0,) * len(content))


def story(text: str, every: Sequence[Marked], gold: Iterable[Any]) -> Story:
    """Features and links of a document's attributions."""
    tale = narrative(text, every)
    types = [(venue or {}).get("type") or UNKNOWN for venue in gold]
    return Story(features(scene(tale)), links(tale), types)


def facets(part: Part) -> list[Story]:
    """The documents of PolNeAR that have facets."""
    return [
        story(
            document["text"],
            [marked(each, row["type"]) for each, row in zip(spans, rows, strict=True)],
            [row["venue"] for row in rows],
        )
        for document, spans, rows in faceted(part)
    ]


def stories() -> list[Story]:
    """Our own stories."""
    score = scorer()
    found = []
    for doc in score.lines(str(SHARED / "gold/stories.jsonl")):
        rows = score.in_order(doc["attributions"])
        every = [marked(row, row["act"]) for row in rows]
        found.append(story(doc["text"], every, [row["venue"] for row in rows]))
    return found


def fit(given: Sequence[Story], l2: float) -> Weights:
    """The weights that make gold likeliest, with a Gaussian prior."""
    types = lexicon().types
    own = _vocabulary(feature for each in given for row in each.found for feature in row.own)
    shared = _vocabulary(f for each in given for row in each.found for many in row.shared.values() for f in many)
    by_own = torch.zeros(len(own), len(types), requires_grad=True)
    by_shared = torch.zeros(len(shared), 1, requires_grad=True)
    by_link = torch.zeros(LINKS, len(types), len(types), requires_grad=True)
    batch = Batch(given, types, own, shared)
    optimiser = torch.optim.LBFGS([by_own, by_shared, by_link], max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        prior = (by_own**2).sum() + (by_link**2).sum() + 0.3 * (by_shared**2).sum()
        value = batch.surprise(by_own, by_shared, by_link) + l2 * prior
        value.backward()
        return value

    optimiser.step(loss)
    return Weights(
        types,
        own,
        by_own.detach().double().numpy(),
        {feature: float(by_shared[k, 0].detach()) for feature, k in shared.items()},
        by_link.detach().double().numpy(),
        THRESHOLD,
    )


def _vocabulary(every: Iterable[str]) -> dict[str, int]:
    counts = Counter(every)
    return {feature: k for k, feature in enumerate(sorted(f for f, n in counts.items() if n >= SEEN))}


def _sparse(rows: Sequence[Iterable[int]], width: int) -> torch.Tensor:
    at = [(r, c) for r, row in enumerate(rows) for c in row]
    return torch.sparse_coo_tensor(
        torch.tensor(at).T, torch.ones(len(at)), (len(rows), width), check_invariants=True
    ).coalesce()


class Batch:
    """All documents at once, the longest first: B documents of at most S attributions, sparse features, padded links and gold.

    longer: how many of them have an attribution at each place.
    """

    def __init__(
        self, given: Sequence[Story], types: Sequence[str], own: dict[str, int], shared: dict[str, int]
    ) -> None:
        given = sorted(given, key=lambda each: -len(each.gold))
        rows = [row for each in given for row in each.found]
        self.own = _sparse([[own[f] for f in row.own if f in own] for row in rows], len(own))
        self.shared = _sparse(
            [[shared[f] for f in row.shared.get(name, ()) if f in shared] for row in rows for name in types],
            len(shared),
        )
        size, longest = len(given), len(given[0].gold)
        self.gold, self.at, self.links = (torch.zeros(size, longest, dtype=torch.long) for _ in range(3))
        self.there = torch.zeros(size, longest, dtype=torch.bool)
        start = 0
        for b, each in enumerate(given):
            n = len(each.gold)
            self.gold[b, :n] = torch.tensor([types.index(name) for name in each.gold])
            self.at[b, :n] = torch.arange(start, start + n)
            self.links[b, :n], self.there[b, :n] = torch.tensor(each.links), True
            start += n
        self.types = len(types)
        self.longer = self.there.sum(0).tolist()

    def surprise(self, by_own: torch.Tensor, by_shared: torch.Tensor, by_link: torch.Tensor) -> torch.Tensor:
        """Minus the logarithm of gold's probability."""
        scores = torch.sparse.mm(self.own, by_own) + torch.sparse.mm(self.shared, by_shared).view(-1, self.types)
        scores = scores[self.at] * self.there[..., None]
        right = scores.gather(2, self.gold[..., None])[..., 0].sum()
        right = right + (by_link[self.links[:, 1:], self.gold[:, :-1], self.gold[:, 1:]] * self.there[:, 1:]).sum()
        forward, total = scores[:, 0], scores.new_zeros(())
        for n, left in enumerate(self.longer[1:], start=1):
            total = total + torch.logsumexp(forward[left:], 1).sum()
            follows = forward[:left, :, None] + by_link[self.links[:left, n]]
            forward = torch.logsumexp(follows, 1) + scores[:left, n]
        return total + torch.logsumexp(forward, 1).sum() - right


def tally(table: Weights, given: Sequence[Story]) -> Counter[str]:
    """Counts for `report`: at each threshold, venues said, right where gold knows, said where gold does not."""
    counts: Counter[str] = Counter()
    unknown = table.types.index(UNKNOWN)
    for each in given:
        if not each.gold:
            continue
        chances = marginals(emissions(each.found, table), table.links, each.links)
        chances[:, unknown] = 0.0
        best = chances.argmax(axis=1)
        for row, k, gold in zip(chances, best, each.gold, strict=True):
            counts["known"] += gold != UNKNOWN
            for threshold in (0.0, *THRESHOLDS):
                said = row[k] >= threshold
                counts[f"said {threshold}"] += bool(said)
                counts[f"right {threshold}"] += bool(said and table.types[k] == gold)
                counts[f"beyond {threshold}"] += bool(said and gold == UNKNOWN)
    return counts


def report(counts: Counter[str]) -> None:
    """Right where gold knows the venue; of the venues said, right where gold knows; said where gold does not know."""
    for threshold in (0.0, *THRESHOLDS):
        said, right, beyond = (counts[f"{name} {threshold}"] for name in ("said", "right", "beyond"))
        print(
            f"threshold {threshold:4}: right of known {100 * right / counts['known']:.1f}, of those said "
            f"{100 * right / max(1, said):.1f}, of those said where known {100 * right / max(1, said - beyond):.1f}, "
            f"said where unknown {beyond}"
        )


def write(table: Weights, path: Path = WEIGHTS) -> None:
    """Write the weights, small ones left out, rounded to three places."""
    own = {
        feature: {name: round(float(w), 3) for name, w in zip(table.types, row, strict=True) if abs(w) >= SMALLEST}
        for feature, row in zip(table.rows, table.own, strict=True)
    }
    data = {
        "source": "training/venues.py on the facets of PolNeAR train and on our stories; learned weights, no text",
        "licence": "for research and evaluation, as the default weights: PolNeAR states no licence",
        "types": table.types,
        "threshold": table.threshold,
        "shared": {feature: round(w, 3) for feature, w in table.shared.items() if abs(w) >= SMALLEST},
        "links": np.round(table.links, 3).tolist(),
        "own": {feature: row for feature, row in own.items() if row},
    }
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def main() -> None:
    """Fit and write, or fit and report on articles left out."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("--l2", type=float, default=1.0)
    given = options.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    news, more = facets("train"), facets("further") + stories()
    if not given.folds:
        table = fit(news + more, given.l2)
        write(table)
        report(tally(table, facets("dev")))
        return
    random.Random(1).shuffle(news)
    counts: Counter[str] = Counter()
    for k in range(given.folds):
        left_out = news[k :: given.folds]
        kept = [each for j, each in enumerate(news) if j % given.folds != k]
        counts += tally(fit(kept + more, given.l2), left_out)
    report(counts)


if __name__ == "__main__":
    main()
