"""Venue, outlet, place and addressee where the spans are gold's: python -m benchmarks.venues [--split dev]

Venue and addressee by the corpora's own scorer; an outlet or place is right where it and gold's contain one another. The
whole program is measured by `benchmarks.quality`.
"""

import argparse
import time
from collections import Counter
from statistics import median

from onrecord.analyse.people.speakers import Speakers
from onrecord.analyse.reading.quotations import quotations
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.reading.words import paragraphs
from onrecord.analyse.setting.addressees import addressees, hearer
from onrecord.analyse.setting.places import places
from onrecord.analyse.setting.story import story
from onrecord.analyse.setting.venues import venues
from onrecord.types.span import Span
from training.corpora import SHARED, scorer


def marked(attribution: dict, act: str) -> Marked:
    """A gold attribution as the reader would mark it."""
    source, cue, content = (tuple(attribution[role]) for role in ("source", "cue", "content"))
    return Marked(source, cue, content, act, 1.0, (0.0,) * len(content))


def compare(counts: Counter, what: str, found: str | None, gold: str | None) -> None:
    """Count a value that is present, and one that contains gold's or is contained in it."""
    counts[f"{what} said"] += bool(found)
    counts[f"{what} known"] += bool(gold)
    if found and gold:
        counts[f"{what} right"] += found.casefold() in gold.casefold() or gold.casefold() in found.casefold()


def main() -> None:
    """Read, compare, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--split", default="dev", choices=("train", "dev"))
    split = options.parse_args().split
    score = scorer()
    rows: dict[str, list[dict]] = {}
    for row in score.lines(str(SHARED / f"gold/facets-{split}.jsonl")):
        rows.setdefault(row["id"], []).append(row)
    counts: Counter[str] = Counter()
    seconds: list[float] = []
    for doc in score.lines(str(SHARED / f"corpora/polnear/{split}.jsonl.xz")):
        if doc["id"] not in rows:
            continue
        text, gold = doc["text"], score.gold_attributions(doc)
        every = [marked(gold[int(row["aid"][1:]) - 1], row["type"]) for row in rows[doc["id"]]]
        people = Speakers(text, [found[:2] for paragraph in paragraphs(text) for found in quotations(text, *paragraph)])
        speakers = [people.speaker(n, each, None) for n, each in enumerate(every)]
        start = time.perf_counter()
        tale = story(text, every)
        through = venues(tale)
        at, to = places(tale), addressees(tale, speakers, through)
        seconds.append(time.perf_counter() - start)
        for row, venue, place, heard in zip(rows[doc["id"]], through, at, to, strict=True):
            said = {"venue": {"type": venue.type}, "addressee": heard and hearer(people, heard).name}
            score.fields(counts, row, said, text)
            counts["venue said"] += venue.type != "unknown"
            compare(counts, "outlet", venue.outlet, row["venue"].get("outlet"))
            compare(counts, "place", words(text, place), row["place"])
    report(counts, score, 1000 * median(seconds))


def words(text: str, span: Span | None) -> str | None:
    """The words of a span."""
    return None if span is None else text[slice(*span)]


def report(counts: Counter, score, milliseconds: float) -> None:
    """Print shares in per cent, precision, recall and F1, and the time an article."""
    right, known, said = counts["venue_right"], counts["venue_n"], counts["venue said"]
    print(f"venue      {100 * right / known:.1f} of {known} known are right; {100 * right / said:.1f} of {said} said")
    for what in ("outlet", "place"):
        print(f"{what:10} {score.prf(*(counts[f'{what} {part}'] for part in ('right', 'said', 'known')))}")
    print(f"addressee  {score.prf(counts['addressee_tp'], counts['addressee_p'], counts['addressee_g'])}")
    print(f"{milliseconds:.1f} ms for the median article")


if __name__ == "__main__":
    main()
