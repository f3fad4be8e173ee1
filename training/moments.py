"""The weights by which the time of a saying is chosen: python -m training.moments

Fits `src/onrecord/data/moment_weights.json` on `gold/facets-train.jsonl` and four fifths of `gold/stories.jsonl`: a
log-linear choice among the candidates of each attribution (gold's spans and acts), by AdaGrad, first with gold's times
of the attributions before, then with its own. A time of gold's default interval asks for the default, except that of
speech any candidate within it is right.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.reading.words import paragraphs
from onrecord.analyse.time.intervals import Interval
from onrecord.analyse.time.moment_candidates import Candidate
from onrecord.analyse.time.moments import Weights, choices
from training.corpora import SHARED, scorer

WEIGHTS = Path(__file__).parent.parent / "src/onrecord/data/moment_weights.json"
EPOCHS, RATE, SHRINK, LEAST, SMALL = 5, 0.05, 0.05, 8, 0.02
"""Passes, AdaGrad's step, the share a weight loses each pass, the rows a feature must be in, the least weight kept."""
HELD_OUT = 5
"""Every fifth story is kept out for choosing."""


class Story(NamedTuple):
    """A document with its gold attributions and the gold time of each."""

    text: str
    published: str | None
    marked: list[Marked]
    times: list[dict[str, Any]]


Row = tuple[list[Candidate], Marked, dict[str, Any]]


def articles(score: ModuleType, part: str) -> Iterator[Story]:
    """The articles of PolNeAR `train` or `dev` that have facets."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in score.lines(str(SHARED / f"gold/facets-{part}.jsonl")):
        rows.setdefault(row["id"], []).append(row)
    for document in score.lines(str(SHARED / f"corpora/polnear/{part}.jsonl.xz")):
        if document["id"] in rows:
            gold = score.gold_attributions(document)
            facets = sorted(rows[document["id"]], key=lambda row: int(row["aid"][1:]))
            spans = [gold[int(row["aid"][1:]) - 1] for row in facets]
            yield _story(document["text"], document["meta"]["publication_date"], spans, facets)


def stories(score: ModuleType) -> Iterator[Story]:
    """Our own stories."""
    for document in score.lines(str(SHARED / "gold/stories.jsonl")):
        spans = [score.spans_of(each) for each in score.in_order(document["attributions"])]
        yield _story(document["text"], document["published"], spans, list(score.facets_of(document)))


def _story(text: str, published: str, spans: list[dict[str, Any]], facets: list[dict[str, Any]]) -> Story:
    marked = [
        Marked(each["source"], each["cue"], each["content"], row["type"], 1.0, ())
        for each, row in zip(spans, facets, strict=True)
    ]
    return Story(text, published, marked, [row["time"] or {} for row in facets])


def right(score: ModuleType, interval: Interval | None, time: dict[str, Any]) -> bool:
    """Whether the scorer takes `interval` for gold's time."""
    gold = score.interval(time.get("edtf"))
    if gold is None or interval is None:
        return False
    return bool(score.time_right((interval.first or score.FIRST, interval.last or score.LAST), gold))


def rows(story: Story, table: Weights) -> Iterator[Row]:
    """The candidates of each attribution, with earlier times as `table` chooses them."""
    chosen = choices(story.text, story.published, story.marked, list(paragraphs(story.text)), table)
    for (every, _), marked, time in zip(chosen, story.marked, story.times, strict=True):
        yield every, marked, time


def fit(score: ModuleType, data: Sequence[Row]) -> Weights:
    """The weights of the features, averaged over the second half of the passes."""
    seen = Counter(name for every, _, _ in data for each in every for name in each.evidence)
    places: dict[str, int] = {"": 0}
    examples = []
    for every, marked, time in data:
        honest = time.get("basis") == "default" and marked.act != "speech"
        good = np.array(
            [right(score, each.interval, time) and (each.kind == "default" or not honest) for each in every]
        )
        if not good.any() or good.all():
            continue
        index = np.zeros((len(every), max(len(each.evidence) for each in every)), np.int64)
        for k, each in enumerate(every):
            kept = [places.setdefault(name, len(places)) for name in each.evidence if seen[name] >= LEAST]
            index[k, : len(kept)] = kept
        examples.append((index, good))
    values = _descend(examples, len(places))
    return {name: round(float(values[at]), 3) for name, at in places.items() if abs(values[at]) >= SMALL}


def _descend(examples: list[tuple[np.ndarray, np.ndarray]], size: int) -> np.ndarray:
    order, weights, squares, mean = random.Random(0), np.zeros(size), np.full(size, 1e-2), np.zeros(size)
    for epoch in range(EPOCHS):
        order.shuffle(examples)
        for index, good in examples:
            scores = weights[index].sum(1)
            p = np.exp(scores - scores.max())
            p /= p.sum()
            q = p * good
            q = q / q.sum() if q.sum() > 1e-12 else good / good.sum()
            touched, inverse = np.unique(index.ravel(), return_inverse=True)
            slope = np.bincount(inverse.ravel(), np.repeat(p - q, index.shape[1]))
            slope[touched == 0] = 0
            squares[touched] += slope**2
            weights[touched] -= RATE * slope / np.sqrt(squares[touched])
        weights *= 1 - SHRINK
        if epoch >= EPOCHS // 2:
            mean += weights / (EPOCHS - EPOCHS // 2)
    return mean


def figures(score: ModuleType, every: Sequence[Story], table: Weights) -> dict[str, float]:
    """Per cent of times right: `time` over all, `stated` over those that the text states or implies."""
    count: Counter[str] = Counter()
    for story in every:
        chosen = choices(story.text, story.published, story.marked, list(paragraphs(story.text)), table)
        for (_, best), time in zip(chosen, story.times, strict=True):
            if score.interval(time.get("edtf")):
                good = right(score, best.interval, time)
                count.update(n=1, good=good)
                if time["basis"] != "default":
                    count.update(stated_n=1, stated_good=good)
    return {
        "time": round(100 * count["good"] / count["n"], 1),
        "stated": round(100 * count["stated_good"] / count["stated_n"], 1),
    }


def learn(score: ModuleType, every: Sequence[Story]) -> Weights:
    """Weights fitted twice: after a first choice by nothing but order, then after those of the first weights."""
    table: Weights = {}
    for _ in range(3):
        table = fit(score, [row for story in every for row in rows(story, table)])
    return table


def main() -> None:
    """Fit, print the figures on train, dev and the stories held out, and write the weights."""
    score = scorer()
    ours = list(stories(score))
    train, held = list(articles(score, "train")), ours[::HELD_OUT]
    table = learn(score, train + [story for k, story in enumerate(ours) if k % HELD_OUT])
    for name, part in (("train", train), ("dev", list(articles(score, "dev"))), ("stories held out", held)):
        print(f"{name:20}{json.dumps(figures(score, part, table))}", flush=True)
    card = {
        "source": "python -m training.moments, on the times of facets-train (annotations of PolNeAR's articles) and of our own stories",
        "licence": "fitted on a corpus that states no licence: for research and evaluation, as the default weights",
        "weights": dict(sorted(table.items())),
    }
    WEIGHTS.write_text(json.dumps(card, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
