"""The reader on PolNeAR dev, by the corpora's own scorer: python -m benchmarks.quality [--weights default]

Prints each figure beside that of the best other system and of two trained people, then the calibration of the
confidence, then the floors of `floors.json`; exits 1 where one is not met. `--lower` writes the measured figures as the
new floors: nothing else lowers one.
"""

import argparse
import json
import sys

from benchmarks.floors import check
from onrecord.analyse.pipeline import Analyser
from onrecord.export.jsonl import as_object
from onrecord.types.document import Description, Document
from training.corpora import FACETS_DEV, POLNEAR_DEV, scorer

CITRON = {"found": 54.5, "exact": 34.9}  # BBC's Citron, every part retrained on PolNeAR; on the whole test set
FIELDS = (
    *("act", "speaker_right", "shown", "shown_right", "safe", "safe_share_of_gold"),
    *("kind_accuracy", "kind_macro_f1", "time", "time_stated", "venue"),
)
PEOPLE = {"found": 75.5, "exact": 59.6}  # two trained annotators, 20 articles, all pairs, the same scorer


def predictions(weights: str, gold: list[dict]) -> dict[str, dict]:
    """What the program prints for each document of the corpus, by its id."""
    analyser = Analyser(weights)
    out = {}
    for row in gold:
        meta = row.get("meta") or {}
        told = Description(
            title=meta.get("title"), publisher=meta.get("publisher"), published=meta.get("publication_date")
        )
        document = Document.of(row["text"], told, id=row["id"], language="en")
        out[row["id"]] = as_object(analyser.analyse(document))
    return out


def reliability(score, gold: list[dict], predicted: dict[str, dict]) -> list[tuple[float, float, int]]:
    """Mean confidence, share found and number of attributions, by tenths of confidence."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for row in gold:
        every = predicted[row["id"]]["attributions"]
        hits, _ = score.match(row["text"], [score.spans_of(a) for a in every], score.gold_attributions(row))
        hit = {i for i, _ in hits}
        for i, a in enumerate(every):
            bins[min(int(a["confidence"] * 10), 9)].append((a["confidence"], i in hit))
    return [(sum(c for c, _ in b) / len(b), sum(h for _, h in b) / len(b), len(b)) for b in bins if b]


def figures(result: dict) -> dict[str, float]:
    """The figures that have floors, out of the scorer's result."""
    forms = {f"found_{form}": recall for form, (recall, _) in result["recall_by_form"].items()}
    exact = {f"exact_{role}": result[role]["exact"][2] for role in ("source", "cue", "content")}
    relation = {kind: result["relation"][kind][2] for kind in ("found", "exact")}
    fields = {name: result["facets"][name] for name in FIELDS}
    scored = {f"{name}_f1": result["facets"][name][2] for name in ("addressee", "condition", "amounts")}
    return relation | forms | exact | fields | scored


def main() -> None:
    """Score, print, compare with the floors."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", default="default")
    options.add_argument("--lower", action="store_true", help="take the measured figures as the floors")
    given = options.parse_args()
    score = scorer()
    gold = score.lines(str(POLNEAR_DEV))
    predicted = predictions(given.weights, gold)
    result = score.score(gold, predicted, score.lines(str(FACETS_DEV)))
    for name, value in result.items():
        print(f"{name:15} {json.dumps(value)}")
    measured = figures(result)
    print(
        f"\nrelation        onrecord  Citron  two people\nfound F1        {measured['found']:8} {CITRON['found']:7} {PEOPLE['found']:11}"
    )
    print(
        f"exact F1        {measured['exact']:8} {CITRON['exact']:7} {PEOPLE['exact']:11}\n\nconfidence  found  attributions"
    )
    table = reliability(score, gold, predicted)
    for confidence, share, number in table:
        print(f"{confidence:10.2f} {share:6.2f} {number:13}")
    total = sum(number for *_, number in table)
    error = sum(abs(confidence - share) * number for confidence, share, number in table) / total
    print(f"expected calibration error {100 * error:.1f} points over {total} printed attributions\n")
    sys.exit(check(f"polnear_dev_{given.weights}", POLNEAR_DEV, measured, lower=given.lower))


if __name__ == "__main__":
    main()
