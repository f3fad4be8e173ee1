"""The weights by which the time of a saying is chosen: python -m training.moments [--folds 5]

Fits `src/onrecord/data/moment_weights.json` and `moment_leanings.json` on the facets of PolNeAR train and four fifths of
`gold/stories.jsonl`: a log-linear choice among the candidates of each attribution (gold's spans and acts), by their features
and by a linear map of what the network has read at the cue, by L-BFGS; first with times of the attributions before that are
chosen by nothing but order, then with its own. A time of gold's default interval asks for the default, except that of speech
any candidate within it is right. The map of the open weights is fitted last, the features' weights held still. After an
export of other weights it has to be run again. With `--folds` nothing is written: it prints the figures on articles left out.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import embedding_bag

from onrecord.analyse.reading.decode import Floats
from onrecord.analyse.reading.network import Network
from onrecord.analyse.time.leanings import Map
from onrecord.analyse.time.moments import Weights
from training.corpora import scorer
from training.facets import Part
from training.moment_stories import Row, Story, articles, chosen, figures, right, stories

DATA = Path(__file__).parent.parent / "src/onrecord/data"
KINDS = ("stated", "near", "after", "story", "occasion", "fieldwork", "previous", "same", "habit", "default")
"""The kinds of `moment_candidates.Candidate`."""
SETS = ("default", "open")
PARTS: tuple[Part, Part] = ("train", "further")
PRIOR, MAP_PRIOR = 1.5, 20.0
"""Squares of the features' weights, and of the map's slopes over standardised vectors, count so much. By cross-validation."""
ROUNDS, STEPS, LEAST, SMALL = 3, 50, 8, 0.02
"""Fits, steps of each, the rows a feature must be in, the least weight kept."""
HELD_OUT = 5
"""Every fifth story is kept out for choosing."""


class Choices(NamedTuple):
    """N choices among C candidates in all. evidence: places of all their features, one candidate's after another's.

    first: (C,) where each candidate's begin. choice, kind: (C,) which choice each is of, and its kind. good: (C,) whether
    it is right. cues: (N, K).
    """

    evidence: Tensor
    first: Tensor
    choice: Tensor
    kind: Tensor
    good: Tensor
    cues: Tensor


class Fitted(NamedTuple):
    """Weights of features, and a map of the vectors of the set that they were fitted with."""

    table: Weights
    leaning: Map


def fit(score: ModuleType, every: Sequence[Story], rows: Sequence[list[Row]], networks: Sequence[Network]) -> Fitted:
    """Weights and map of the first of the networks, for choices among the candidates of `rows`."""
    name = networks[0].card.name
    seen = Counter(feature for one in rows for many, _ in one for each in many for feature in each.evidence)
    places = {feature: at for at, feature in enumerate(f for f, n in seen.items() if n >= LEAST)}
    mean, spread = scale(every, name)
    data = gathered(score, every, rows, places, name)
    weights = torch.zeros(len(places), requires_grad=True)
    slopes = torch.zeros(len(KINDS), len(mean), requires_grad=True)
    descend(data._replace(cues=(data.cues - mean) / spread), weights, slopes, [weights, slopes])
    values = weights.detach().tolist()
    table = {feature: round(values[at], 3) for feature, at in places.items() if abs(values[at]) >= SMALL}
    return Fitted(table, unscaled(networks[0], slopes.detach(), mean, spread))


def fit_map(
    score: ModuleType, every: Sequence[Story], rows: Sequence[list[Row]], table: Weights, network: Network
) -> Map:
    """The map of a further network, with the weights of the features held still."""
    places = {feature: at for at, feature in enumerate(table)}
    mean, spread = scale(every, network.card.name)
    data = gathered(score, every, rows, places, network.card.name)
    slopes = torch.zeros(len(KINDS), len(mean), requires_grad=True)
    weights = torch.tensor(list(table.values()))
    descend(data._replace(cues=(data.cues - mean) / spread), weights, slopes, [slopes])
    return unscaled(network, slopes.detach(), mean, spread)


def scale(every: Sequence[Story], name: str) -> tuple[Tensor, Tensor]:
    """Mean and spread of each of the numbers of a vector."""
    cues = torch.tensor(np.concatenate([story.cues[name] for story in every if len(story.marked)]))
    return cues.mean(0), cues.std(0) + 1e-3


def unscaled(network: Network, slopes: Tensor, mean: Tensor, spread: Tensor) -> Map:
    """The map of vectors as the network gives them."""
    raw = slopes / spread
    return Map(network.card.sha256["encoder.onnx"], KINDS, _rounded(raw), _rounded(-(raw @ mean)))


def _rounded(values: Tensor) -> Floats:
    out: Floats = np.round(values.numpy(), 4).astype(np.float32)
    return out


def gathered(
    score: ModuleType, every: Sequence[Story], rows: Sequence[list[Row]], places: dict[str, int], name: str
) -> Choices:
    """The choices from which something is learned: those with a right and a wrong candidate."""
    at: list[int] = []
    cues: list[Floats] = []
    first, choice, kind, good = [], [], [], []
    for story, one in zip(every, rows, strict=True):
        for (many, _), marked, time, cue in zip(one, story.marked, story.times, story.cues[name], strict=True):
            honest = time.get("basis") == "default" and marked.act != "speech"
            fits = [right(score, each.interval, time) and (each.kind == "default" or not honest) for each in many]
            if any(fits) and not all(fits):
                for each in many:
                    first.append(len(at))
                    at += [places[feature] for feature in each.evidence if feature in places]
                choice += [len(cues)] * len(many)
                kind += [KINDS.index(each.kind) for each in many]
                good += fits
                cues.append(cue)
    return Choices(
        evidence=torch.tensor(at),
        first=torch.tensor(first),
        choice=torch.tensor(choice),
        kind=torch.tensor(kind),
        good=torch.tensor(good),
        cues=torch.tensor(np.stack(cues)),
    )


def descend(data: Choices, weights: Tensor, slopes: Tensor, learned: list[Tensor]) -> None:
    """Bring `learned`, of weights (F,) and slopes (kinds, K), to where the right candidates are likeliest."""
    optimiser = torch.optim.LBFGS(learned, max_iter=STEPS, history_size=10, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        told = embedding_bag(data.evidence, weights[:, None], data.first, mode="sum")[:, 0]
        scores = told + (data.cues @ slopes.T)[data.choice, data.kind]
        surprise = _total(scores, data.choice, len(data.cues)) - _total(
            scores[data.good], data.choice[data.good], len(data.cues)
        )
        value = surprise.sum() + PRIOR * weights.pow(2).sum() + MAP_PRIOR * slopes.pow(2).sum()
        value.backward()
        return value

    optimiser.step(loss)


def _total(scores: Tensor, choice: Tensor, count: int) -> Tensor:
    """The logarithm of the summed exponentials of each choice, (count,)."""
    top = torch.full((count,), -torch.inf).scatter_reduce(0, choice, scores.detach(), "amax")
    return torch.zeros(count).index_add(0, choice, torch.exp(scores - top[choice])).log() + top


def learn(score: ModuleType, every: Sequence[Story], networks: Sequence[Network]) -> Fitted:
    """Weights and map fitted thrice: after a first choice by nothing but order, then after those of the last fit."""
    fitted = fit(score, every, [chosen(story, {}) for story in every], networks)
    for _ in range(1, ROUNDS):
        fitted = fit(score, every, [chosen(story, *fitted) for story in every], networks)
    return fitted


def crossed(
    score: ModuleType, parts: Sequence[list[Story]], ours: list[Story], networks: Sequence[Network], folds: int
) -> None:
    """Print the figures of each part on articles left out, fold by fold."""
    for part in parts:
        random.Random(0).shuffle(part)
    for k in range(folds):
        kept = [story for part in parts for j, story in enumerate(part) if j % folds != k]
        fitted = learn(score, kept + ours, networks)
        print(k, json.dumps([figures(score, part[k::folds], *fitted) for part in parts]), flush=True)


def main() -> None:
    """Fit, print the figures on train, dev and the stories held out, and write the weights; or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=0)
    folds = parser.parse_args().folds
    torch.set_num_threads(1)
    score, networks = scorer(), [Network(name, 1) for name in SETS]
    ours, news, more = list(stories(score, networks)), *(list(articles(part, networks)) for part in PARTS)
    if folds:
        crossed(score, [news, more], ours, networks, folds)
        return
    every = news + more + [story for k, story in enumerate(ours) if k % HELD_OUT]
    table, leaning = learn(score, every, networks)
    found = [chosen(story, table, leaning) for story in every]
    maps = {"default": leaning, "open": fit_map(score, every, found, table, networks[1])}
    dev = list(articles("dev", networks))
    for name, part in (("train", news), ("dev", dev), ("stories held out", ours[::HELD_OUT])):
        print(f"{name:20}{[json.dumps(figures(score, part, table, maps[each], each)) for each in SETS]}", flush=True)
    write(table, maps)


def write(table: Weights, maps: dict[str, Map]) -> None:
    """Write both files."""
    card = {
        "source": "python -m training.moments, on the times of facets-train (annotations of PolNeAR's articles) and of our own stories",
        "licence": "fitted on a corpus that states no licence: for research and evaluation, as the default weights",
    }
    weights = card | {"weights": dict(sorted(table.items()))}
    text = json.dumps(weights, ensure_ascii=False, indent=0) + "\n"
    (DATA / "moment_weights.json").write_text(text, encoding="utf-8")
    sets = {
        name: {
            "encoder": each.encoder,
            "offsets": [round(value, 4) for value in each.offsets.tolist()],
            "slopes": [[round(value, 4) for value in row] for row in each.slopes.tolist()],
        }
        for name, each in maps.items()
    }
    text = json.dumps(card | {"kinds": KINDS, "sets": sets}, separators=(",", ":")) + "\n"
    (DATA / "moment_leanings.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
