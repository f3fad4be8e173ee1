"""The times of saying on facets-dev, with gold's spans and acts: python -m benchmarks.times [--part train]

Prints how many are right by the scorer's rule, over all and where the text states or implies them, by what each rests
on in gold and as found, and the milliseconds an article takes.
"""

import argparse
import json
import time
from collections import Counter

from onrecord.analyse.reading.network import Network
from onrecord.analyse.reading.words import paragraphs
from onrecord.analyse.time.leanings import leaned, mapping
from onrecord.analyse.time.moments import moments, weights
from training.corpora import scorer
from training.moment_stories import articles, figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    score = scorer()
    every = list(articles(parser.parse_args().part, [Network("default", 1)]))
    known = mapping("default")
    print(json.dumps(figures(score, every, weights(), known)))
    bases: Counter[tuple[str, str]] = Counter()
    began = time.process_time()
    for story in every:
        breaks = list(paragraphs(story.text))
        leaning = leaned(known, story.cues["default"])
        found = moments(story.text, story.published, story.marked, breaks, leaning)
        bases.update(
            (gold.get("basis", "none"), moment.basis if moment else "none")
            for gold, moment in zip(story.times, found, strict=True)
        )
    spent = time.process_time() - began
    for (gold, found_basis), count in sorted(bases.items()):
        print(f"gold {gold:10} found {found_basis:10} {count}")
    print(f"{1000 * spent / len(every):.2f} ms an article")


if __name__ == "__main__":
    main()
