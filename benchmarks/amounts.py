"""Amounts against gold, with gold's own contents: python -m benchmarks.amounts [--corpus train|dev|stories] [--errors]

For the facets of PolNeAR: F1 of (currency, value) in the contents, as the scorer counts them, and how often the stage of
those found is right. For the stories written for this project: the same, and how many of the clauses of `reported` are
found (half of the characters shared). Then the time an article takes, on one core.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.analyse.money.amounts import amounts
from onrecord.analyse.money.reported import reported
from onrecord.analyse.money.stages import stage_of_kind
from onrecord.analyse.reading.words import paragraphs
from onrecord.types.amount import Amount
from training.corpora import SHARED, scorer


class Row(NamedTuple):
    """One attribution of gold: its article, its content, and the amounts that gold sees in it with the kind of their statement."""

    text: str
    content: list[list[int]]
    gold: list[dict[str, Any]]


def facets(part: str) -> Iterator[Row]:
    """The attributions of PolNeAR that have facets."""
    score = scorer()
    articles = {row["id"]: row for row in score.lines(str(SHARED / f"corpora/polnear/{part}.jsonl.xz"))}
    spans = {id: score.gold_attributions(row) for id, row in articles.items()}
    for row in score.lines(str(SHARED / f"gold/facets-{part}.jsonl")):
        each = spans[row["id"]][int(row["aid"][1:]) - 1]
        yield Row(articles[row["id"]]["text"], each["content"], [a | {"kind": row["kind"]} for a in row["amounts"]])


def stories() -> Iterator[Row]:
    """The attributions of the stories written for this project."""
    for story in scorer().lines(str(SHARED / "gold/stories.jsonl")):
        for each in story["attributions"]:
            gold = [a | {"kind": said["kind"]} for said in each["statements"] for a in said.get("amounts") or []]
            yield Row(story["text"], each["content"], gold)


def clauses() -> str:
    """How many clauses of `reported` in the stories are found, of those read and of gold's."""
    read = gold = found = 0
    for story in scorer().lines(str(SHARED / "gold/stories.jsonl")):
        text = story["text"]
        said = [tuple((a, b) for a, b in each["content"]) for each in story["attributions"]]
        got = [each.span[0] for each in reported(text, list(paragraphs(text)), said, amounts(text))]
        left = [(a, b) for a, b in (each["span"] for each in story["reported"] if each["amounts"])]
        read, gold = read + len(got), gold + len(left)
        for start, end in got:
            match = next(
                (g for g in left if 2 * (min(end, g[1]) - max(start, g[0])) >= max(end, g[1]) - min(start, g[0])), None
            )
            if match:
                left.remove(match)
                found += 1
    return f"reported: {found} of {gold} clauses found, {read} read"


def inside(found: tuple[Amount, ...], content: list[list[int]]) -> list[Amount]:
    """The amounts that stand in `content`."""
    return [a for a in found if any(start <= a.span[0] and a.span[1] <= end for start, end in content)]


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", choices=("train", "dev", "stories"), default="dev")
    options.add_argument("--errors", action="store_true")
    given = options.parse_args()
    rows = list(stories() if given.corpus == "stories" else facets(given.corpus))
    n: Counter[str] = Counter()
    taken = {row.text: amounts(row.text) for row in rows}
    for row in rows:
        got = inside(taken[row.text], row.content)
        left = [(a["currency"], a["value"], a["stage"], a["kind"]) for a in row.gold]
        n.update(gold=len(left), got=len(got))
        for each in got:
            match = next((g for g in left if g[:2] == (each.currency, each.value)), None)
            if match:
                left.remove(match)
                told = stage_of_kind(match[3]) if each.stage == "none" else each.stage
                n.update(hit=1, stage=match[2] == each.stage, kind=match[2] == told)
            if given.errors and (match is None or match[2] != each.stage):
                start, end = each.span
                print(
                    f"{match[2] if match else 'NOT GOLD':10} {each.stage:10} … {row.text[max(0, start - 80) : start]}"
                    f"[{row.text[start:end]}]{row.text[end : end + 60]}".replace("\n", " ")
                )
        if given.errors:
            for missed in left:
                print("MISSED", missed)
    print(f"{given.corpus}: {json.dumps(n)}")
    print(f"amounts F1 {200 * n['hit'] / (n['got'] + n['gold']):.1f}, stage right {100 * n['stage'] / n['hit']:.1f} %,")
    print(f"  {100 * n['kind'] / n['hit']:.1f} % where gold's kind decides for those whose words tell none")
    if given.corpus == "stories":
        print(clauses())
    begun = time.perf_counter()
    for text in taken:
        amounts(text)
    print(
        f"{1000 * (time.perf_counter() - begun) / len(taken):.2f} ms an article of {sum(map(len, taken)) / len(taken):.0f} characters"
    )


if __name__ == "__main__":
    main()
