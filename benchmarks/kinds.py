"""Which kinds are taken for which, on the facets of PolNeAR dev: python -m benchmarks.kinds [--weights default]

Rows are gold's kinds, columns those of the statement that covers most of the same attribution; only attributions of speech
that are found count.
"""

import argparse
from collections import Counter

from benchmarks.quality import predictions
from onrecord.analyse.reading.kinds import KINDS
from training.corpora import FACETS_DEV, POLNEAR_DEV, scorer

WIDTH = 5


def main() -> None:
    """Print the table, with recall and precision of each kind."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", default="default")
    score = scorer()
    rows = score.lines(str(FACETS_DEV))
    annotated = {row["id"] for row in rows}
    gold = [row for row in score.lines(str(POLNEAR_DEV)) if row["id"] in annotated]
    predicted = predictions(options.parse_args().weights, gold)
    pairs = Counter(taken for row in gold for taken in _taken(score, row, predicted[row["id"]], rows))
    seen = [kind for kind in KINDS if any(kind in pair for pair in pairs)]
    print(f"{'':16}" + "".join(f"{kind[: WIDTH - 1]:>{WIDTH}}" for kind in seen) + "  rows  recall  precision")
    for kind in seen:
        total = sum(pairs[kind, other] for other in seen)
        named = sum(pairs[other, kind] for other in seen)
        cells = "".join(f"{pairs[kind, other] or '.':>{WIDTH}}" for other in seen)
        print(f"{kind:16}{cells}{total:6}{_share(pairs[kind, kind], total):>8}{_share(pairs[kind, kind], named):>11}")


def _taken(score, document: dict, printed: dict, rows: list[dict]) -> list[tuple[str, str]]:
    """Gold's kind and the printed one, for each attribution of speech that is found."""
    text = document["text"]
    every = score.distinct(printed["attributions"])
    found, _ = score.match(text, [score.spans_of(a) for a in every], score.gold_attributions(document))
    hits = {f"A{j + 1}": every[i] for i, j in found}
    return [
        (row["kind"], score.main_statement(hits[row["aid"]], text).get("kind") or "assert")
        for row in rows
        if row["id"] == document["id"] and row["kind"] and row["aid"] in hits
    ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


if __name__ == "__main__":
    main()
