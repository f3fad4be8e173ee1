"""The weights of the addressees: python -m training.hearers [--folds 5]

Fits the two logistic regressions of `onrecord/analyse/setting/addressees.py` on the facets of PolNeAR train and on our stories, and
writes `src/onrecord/data/hearing.json`. The venues that they lean on come from weights that never saw the article, as at run
time. With `--folds` nothing is written: it prints precision, recall and F1 on articles left out, at several thresholds.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import torch

from onrecord.analyse.people.speakers import Speakers
from onrecord.analyse.reading.quotations import quotations
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.reading.words import paragraphs
from onrecord.analyse.setting import venues as reading
from onrecord.analyse.setting.addressees import OWN, Addressee, Weights, competing, hearer, likeliest, probability
from onrecord.analyse.setting.hearing import Candidate, Hall, hall, in_sentence
from onrecord.analyse.setting.story import story
from onrecord.types.span import Span
from training import venues
from training.corpora import SHARED, scorer
from training.facets import Part, faceted

WEIGHTS = Path(__file__).parent.parent / "src/onrecord/data/hearing.json"
SEEN = 3
"""Candidates that a feature must occur with."""
OWN_PRIOR, ALL_PRIOR = 3.0, 10.0
"""Precisions of the Gaussian priors, by cross-validation."""
SMALLEST = 0.02
"""Weights below it are left out of the file."""
NAMED, HANDED = 0.2, 0.5
"""Probabilities from which a hearer of the sentence itself, and one from elsewhere, is said. With weights of the further
articles alone 64 in a hundred are then right on the given ones, F1 is 44; with 0.3 for the latter 54 are right, F1 is 45."""
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, HANDED)

Same = Callable[[Span, str | None], bool]


class Told(NamedTuple):
    """A document: what its hearers are told by, gold's addressees, and whether words stand for one of them."""

    seen: Hall
    gold: list[str | None]
    same: Same


class Article(NamedTuple):
    """A document of a corpus: its text, its attributions, gold's venues and addressees."""

    text: str
    marked: list[Marked]
    venues: list[dict[str, Any] | None]
    addressees: list[str | None]


def facets(part: Part) -> list[Article]:
    """The documents of PolNeAR that have facets."""
    return [
        Article(
            document["text"],
            [venues.marked(each, row["type"]) for each, row in zip(spans, rows, strict=True)],
            [row["venue"] for row in rows],
            [row["addressee"] for row in rows],
        )
        for document, spans, rows in faceted(part)
    ]


def stories() -> list[Article]:
    """Our own stories."""
    score = scorer()
    found = []
    for doc in score.lines(str(SHARED / "gold/stories.jsonl")):
        rows = score.in_order(doc["attributions"])
        every = [venues.marked(row, row["act"]) for row in rows]
        heard = [row["addressee"]["name"] if isinstance(row["addressee"], dict) else row["addressee"] for row in rows]
        found.append(Article(doc["text"], every, [row["venue"] for row in rows], heard))
    return found


def told(article: Article, table: reading.Weights) -> Told:
    """`article` with its speakers, and its venues by `table`."""
    text, every = article.text, article.marked
    quoted = [quotation[:2] for paragraph in paragraphs(text) for quotation in quotations(text, *paragraph)]
    people = Speakers(text, quoted)
    speakers = [people.speaker(n, each, None) for n, each in enumerate(every)]
    tale = story(text, every)
    names: dict[Span, str | None] = {}
    same_speaker = scorer().same_speaker

    def same(span: Span, gold: str | None) -> bool:
        if span not in names:
            names[span] = hearer(people, Addressee(span, 1.0)).name
        return bool(gold and names[span] and same_speaker(names[span], gold, True))

    return Told(hall(tale, speakers, reading.venues(tale, table)), article.addressees, same)


def unseen(articles: Sequence[Article], beside: Sequence[Article], folds: int = 4) -> list[Told]:
    """Each of `articles` with venues by weights of the others and of those `beside`."""
    given = [venues.story(each.text, each.marked, each.venues) for each in articles]
    more = [venues.story(each.text, each.marked, each.venues) for each in beside]
    found: dict[int, Told] = {}
    for k in range(folds):
        table = venues.fit([each for j, each in enumerate(given) if j % folds != k] + more, 1.0)
        found.update((j, told(articles[j], table)) for j in range(k, len(articles), folds))
    return [found[j] for j in range(len(articles))]


def fit(given: Sequence[Told]) -> Weights:
    """The weights that make gold likeliest, with Gaussian priors."""
    rows = [
        (each.features, one.same(each.span, gold))
        for one in given
        for n, gold in enumerate(one.gold)
        for each in in_sentence(one.seen, n)
    ]
    own = regression(rows, OWN_PRIOR)
    rows = [
        (each.features, one.same(each.span, gold))
        for one in given
        for every, gold in zip(candidates(one, own), one.gold, strict=True)
        for each in every
    ]
    return Weights(own, regression(rows, ALL_PRIOR), NAMED, HANDED)


def candidates(one: Told, own: dict[str, float]) -> list[list[Candidate]]:
    """The candidates of each attribution of a document."""
    return competing(one.seen, [likeliest(one.seen, n, own) for n in range(len(one.gold))])


def regression(rows: Sequence[tuple[Iterable[str], bool]], precision: float) -> dict[str, float]:
    """Logistic regression of truth on features."""
    counts = Counter(feature for features, _ in rows for feature in features)
    column = {feature: k for k, feature in enumerate(sorted(f for f, n in counts.items() if n >= SEEN))}
    at = [(r, column[feature]) for r, (features, _) in enumerate(rows) for feature in features if feature in column]
    size = (len(rows), len(column))
    given = torch.sparse_coo_tensor(torch.tensor(at).T, torch.ones(len(at)), size, check_invariants=True).coalesce()
    truth = torch.tensor([float(right) for _, right in rows])
    weights = torch.zeros(len(column), 1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = torch.sparse.mm(given, weights)[:, 0]
        surprise = torch.nn.functional.binary_cross_entropy_with_logits(scores, truth, reduction="sum")
        value = surprise + precision * (weights**2).sum() / 2
        value.backward()
        return value

    optimiser.step(loss)
    return {feature: float(weights[k, 0].detach()) for feature, k in column.items()}


def tally(table: Weights, given: Sequence[Told]) -> Counter[str]:
    """At each threshold of those from elsewhere the addressees said and the right ones; and those that gold knows."""
    counts: Counter[str] = Counter()
    for one in given:
        for every, gold in zip(candidates(one, dict(table.own)), one.gold, strict=True):
            counts["known"] += bool(gold)
            chances = [(probability(table.all, each.features), each) for each in every]
            chance, best = max(chances, key=itemgetter(0), default=(0.0, None))
            if best is None:
                continue
            right = one.same(best.span, gold)
            for threshold in THRESHOLDS:
                said = chance >= (table.named if OWN in best.features else threshold)
                counts[f"said {threshold}"] += said
                counts[f"right {threshold}"] += said and right
    return counts


def report(counts: Counter[str]) -> None:
    """Precision, recall and F1 at each threshold."""
    for threshold in THRESHOLDS:
        print(threshold, scorer().prf(counts[f"right {threshold}"], counts[f"said {threshold}"], counts["known"]))


def write(table: Weights, path: Path = WEIGHTS) -> None:
    """Write the weights, small ones left out, rounded to three places."""
    data = {
        "source": "training/hearers.py on the facets of PolNeAR train and on our stories; learned weights, no text",
        "licence": "for research and evaluation, as the default weights: PolNeAR states no licence",
        "named": table.named,
        "handed": table.handed,
        "own": {feature: round(w, 3) for feature, w in table.own.items() if abs(w) >= SMALLEST},
        "all": {feature: round(w, 3) for feature, w in table.all.items() if abs(w) >= SMALLEST},
    }
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def main() -> None:
    """Fit and write, or fit and report on articles left out."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, default=0)
    folds = options.parse_args().folds
    torch.manual_seed(0)
    torch.set_num_threads(1)
    news, further, own = facets("train"), facets("further"), stories()
    random.Random(1).shuffle(news)
    every = unseen(news + further, own) + [told(each, reading.weights()) for each in own]
    if not folds:
        write(fit(every))
        return
    every, beside = every[: len(news)], every[len(news) :]
    counts: Counter[str] = Counter()
    for k in range(folds):
        counts += tally(fit([each for j, each in enumerate(every) if j % folds != k] + beside), every[k::folds])
    report(counts)


if __name__ == "__main__":
    main()
