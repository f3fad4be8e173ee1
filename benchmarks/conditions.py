"""Conditions, statements, polarity and stance against gold, with gold's own spans: python -m benchmarks.conditions

For the facets of PolNeAR: F1 of conditions as the scorer counts them. For the stories written for this project: the same, F1
of the extents of statements, how often polarity and stance are right beside always saying the commonest, and precision and
recall of the rare value. Nothing in the gold says how far a speaker commits: modality is only counted. Then the processor
time that an article takes. `--held` counts only the stories that the rules for statements were not written by.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.analyse.statement.conditions import condition
from onrecord.analyse.statement.modality import modality
from onrecord.analyse.statement.polarity import polarity
from onrecord.analyse.statement.stance import stance
from onrecord.analyse.statement.statements import statements
from onrecord.types.span import Spans
from training.corpora import SHARED, scorer

HELD = "o4-"
"""What the ids of the stories begin with that the rules for statements were not written by."""


class Row(NamedTuple):
    """One attribution of gold: text, content, cue, the words of its condition, its stance, and its statements."""

    text: str
    content: Spans
    cue: Spans
    condition: str
    stance: str | None
    statements: list[dict[str, Any]]


def spans(lists: list[list[int]]) -> Spans:
    """Spans out of JSON."""
    return tuple((start, end) for start, end in lists)


def facets(part: str) -> Iterator[Row]:
    """The attributions of PolNeAR that have facets."""
    score = scorer()
    articles = {row["id"]: row for row in score.lines(str(SHARED / f"corpora/polnear/{part}.jsonl.xz"))}
    marked = {id: score.gold_attributions(row) for id, row in articles.items()}
    for row in score.lines(str(SHARED / f"gold/facets-{part}.jsonl")):
        each = marked[row["id"]][int(row["aid"][1:]) - 1]
        yield Row(articles[row["id"]]["text"], each["content"], each["cue"], row["condition"] or "", None, [])


def stories(held: bool) -> Iterator[Row]:
    """The attributions of the stories written for this project."""
    for story in scorer().lines(str(SHARED / "gold/stories.jsonl")):
        for each in story["attributions"]:
            words = [story["text"][slice(*s["condition"]["span"])] for s in each["statements"] if s["condition"]]
            if not held or story["id"].startswith(HELD):
                content, cue = spans(each["content"]), spans(each["cue"])
                yield Row(story["text"], content, cue, " ".join(words), each["stance"], each["statements"])


def conditions(rows: list[Row]) -> list[float]:
    """Precision, recall and F1: present, and half of the joint words shared."""
    n: Counter[str] = Counter()
    for row in rows:
        found = [condition(row.text, each) for each in statements(row.text, row.content)]
        words = " ".join(row.text[slice(*each.span)] for each in found if each)
        got, want = (set(re.findall(r"\w+", each.casefold())) for each in (words, row.condition))
        n.update(gold=bool(want), got=bool(got), hit=bool(want and 2 * len(got & want) >= len(got | want)))
    return scorer().prf(n["hit"], n["got"], n["gold"])


def extents(rows: list[Row]) -> list[float]:
    """Precision, recall and F1 of statements whose extents are equal."""
    extent, n = scorer().extent, Counter[str]()
    for row in rows:
        gold = {extent(row.text, each["span"]) for each in row.statements}
        got = {extent(row.text, each) for each in statements(row.text, row.content)}
        n.update(gold=len(gold), got=len(got), hit=len(gold & got))
    return scorer().prf(n["hit"], n["got"], n["gold"])


def told(name: str, pairs: list[tuple[str, str]]) -> None:
    """Print how often the second of a pair is the first, and precision, recall and F1 of each value but the commonest."""
    gold, got = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    ((_, commonest), *_) = gold.most_common(1)
    right = Counter(a for a, b in pairs if a == b)
    rare = {
        value: scorer().prf(right[value], got[value], gold[value]) for value in sorted(gold) if gold[value] != commonest
    }
    print(
        f"{name:12} {100 * right.total() / len(pairs):.1f} % right, always the commonest {100 * commonest / len(pairs):.1f} %, {rare}"
    )


def fields(rows: list[Row]) -> list[tuple[str, str, str]]:
    """Polarity, modality and stance of every statement, found by the program's own cut."""
    return [
        (
            polarity(row.text, each, row.cue),
            modality(row.text, each, row.cue, condition(row.text, each)),
            stance(row.text, row.cue),
        )
        for row in rows
        for each in statements(row.text, row.content)
    ]


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--held", action="store_true")
    written, train = list(stories(options.parse_args().held)), list(facets("train"))
    for name, rows in (("facets-train", train), ("facets-dev", list(facets("dev"))), ("stories", written)):
        print(f"conditions   {name:12} {conditions(rows)}")
    print(f"statements   stories      {extents(written)}")
    gold = [(row, each, spans(each["span"])) for row in written for each in row.statements]
    told("polarity", [(each["polarity"], polarity(row.text, span, row.cue)) for row, each, span in gold])
    told("stance", [(row.stance or "", stance(row.text, row.cue)) for row in written])
    began = time.process_time()
    every = fields(train)
    seconds = time.process_time() - began
    print(f"modality     facets-train {dict(Counter(modality for _, modality, _ in every))}")
    print(f"time         {1000 * seconds / len({row.text for row in train}):.2f} ms an article")


if __name__ == "__main__":
    main()
