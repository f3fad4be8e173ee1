"""Whether copies are recognised, and what that costs: python -m benchmarks.copies [--documents 100000]

The stories of examples/ and, where they are there, those of the gold set are recorded; then copies of them as outlets
make them are looked for, and every other story, which is none. Of PolNeAR, 924 articles on one election by seven
publishers, the pairs most alike are printed by their shares alone: the gap between them is where the threshold stands.
The last table times adding with an index of that many documents, of which all but the stories are random numbers.
"""

import argparse
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.examples import STORIES, lines
from onrecord.record.copies import CONTAINED, RESEMBLING, alike
from onrecord.record.fingerprints import fingerprints, likeness, shingles
from onrecord.record.store import Record
from onrecord.types.attribution import Analysis
from onrecord.types.document import Document
from training.corpora import POLNEAR_DEV, SHARED, scorer

GOLD = SHARED / "gold/stories.jsonl"
TRAIN = SHARED / "corpora/polnear/train.jsonl.xz"
DESK = "Read more of our coverage below, or write to the desk.\n\nOur reporter has asked all of those named to comment."
Edit = Callable[[list[str], random.Random], list[str]]


def _without(share: float) -> Edit:
    return lambda paragraphs, _: paragraphs[: max(1, round(len(paragraphs) * share))]


def _some_words(share: float) -> Edit:
    def edit(paragraphs: list[str], chance: random.Random) -> list[str]:
        return [
            " ".join(word if chance.random() > share else "house" for word in paragraph.split(" "))
            for paragraph in paragraphs
        ]

    return edit


def _numbers(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [re.sub(r"\d", lambda _: str(chance.randrange(10)), paragraph) for paragraph in paragraphs]


def _after(*edits: Edit) -> Edit:
    def edit(paragraphs: list[str], chance: random.Random) -> list[str]:
        for each in edits:
            paragraphs = each(paragraphs, chance)
        return paragraphs

    return edit


EDITS: dict[str, Edit] = {
    "other white space and marks": lambda p, _: [
        "\n".join(each.replace("“", '"').replace("’", "'").split()) for each in p
    ],
    "new headline and dateline": lambda p, _: ["What we know so far", "PORT ELLERY (Wire) — " + p[0], *p[1:]],
    "every number changed": _numbers,
    "own paragraphs added": lambda p, _: [*p[:2], *DESK.split("\n\n"), *p[2:], DESK],
    "half cut": _without(0.5),
    "three quarters cut": _without(0.25),
    "one word in 20 changed": _some_words(0.05),
    "one word in 10 changed": _some_words(0.1),
    "half cut, headline, numbers": _after(_without(0.5), _numbers, lambda p, _: ["In brief", *p]),
}


def stories() -> dict[str, str]:
    """The texts by their ids."""
    found = [*lines(STORIES), *(lines(GOLD) if GOLD.exists() else [])]
    return {row["id"]: row["text"] for row in found}


def bare(text: str) -> Analysis:
    """A document in which nothing was looked for: the copies of its text are all that is measured."""
    return Analysis(document=Document.of(text), attributions=())


def recognised(texts: dict[str, str], folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """For each edit: copies made, those of which the original was found, and others that were found."""
    chance = random.Random(2022)
    with Record.open(folder / "copies.db", create=True) as record:
        for text in texts.values():
            record.add(bare(text), version="benchmark")
        numbers = {text: number for number, text in enumerate(texts.values(), start=1)}
        for name, edit in EDITS.items():
            found = wrong = 0
            for text in texts.values():
                copy = "\n\n".join(edit(re.split(r"\n\s*\n", text), chance))
                with record._reading() as connection:
                    like = alike(connection, copy)
                found += numbers[text] in like
                wrong += len([each for each in like if each != numbers[text]])
            yield name, len(texts), found, wrong
        with record._reading() as connection:
            others = sum(len(alike(connection, text)) - 1 for text in texts.values())
        yield "the stories themselves, of each other", len(texts) * (len(texts) - 1) // 2, 0, others // 2


def most_alike() -> list[tuple[float, float]]:
    """Containment and resemblance of every pair of articles of PolNeAR that shares a shingle, most alike first."""
    rows = [row["text"] for path in (TRAIN, POLNEAR_DEV) for row in scorer().lines(str(path))]
    hashes = [set(shingles(text)) for text in rows]
    holding: dict[int, list[int]] = {}
    for number, each in enumerate(hashes):
        for value in each:
            holding.setdefault(value, []).append(number)
    pairs = Counter((a, b) for held in holding.values() for a in held for b in held if a < b)
    return sorted((likeness(hashes[a], hashes[b]) for a, b in pairs), reverse=True)


def seconds(texts: list[str], folder: Path, documents: int) -> list[float]:
    """The time of adding each text to a record whose index holds so many documents already."""
    with Record.open(folder / f"{documents}.db", create=True) as record:
        if documents:
            each = round(statistics.mean(len(fingerprints(shingles(text))) for text in texts))
            values = np.random.default_rng(2022).integers(-(2**63), 2**63, documents * each)
            rows = zip(
                np.sort(values).tolist(),
                np.random.default_rng(1).integers(10**6, 2 * 10**6, values.size).tolist(),
                strict=True,
            )
            with record._writing() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.executemany("INSERT OR IGNORE INTO fingerprints (hash, document) VALUES (?, ?)", rows)
        taken = []
        for text in texts:
            begun = time.perf_counter()
            record.add(bare(text), version="benchmark")
            taken.append(time.perf_counter() - begun)
    return taken


def _new_texts(texts: dict[str, str], number: int) -> list[str]:
    """Texts of some 800 words of which none is in the record: the stories' words in another order."""
    chance = random.Random(7)
    words = [word for text in texts.values() for word in text.split()]
    return [" ".join(chance.choice(words) for _ in range(800)) for _ in range(number)]


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=100_000)
    documents = options.parse_args().documents
    texts = stories()
    print(f"{len(texts)} stories; copies from containment {CONTAINED} and resemblance {RESEMBLING} on")
    right = made = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, number, found, others in recognised(texts, Path(folder)):
            is_edit = name in EDITS
            right, made, wrong = right + found, made + number * is_edit, wrong + others
            of = f"{found:3} of {number} found, " if is_edit else f"        {number} pairs, "
            print(f"  {name:38} {of}{others} wrongly")
        print(f"  recall {right / made:.3f}, precision {right / (right + wrong):.3f}")
        if TRAIN.exists():
            print("PolNeAR, the pairs most alike (containment, resemblance):")
            print("  " + " ".join(f"{contained:.2f}/{both:.2f}" for contained, both in most_alike()[:14]))
        for size in (0, documents):
            taken = [each * 1000 for each in seconds(_new_texts(texts, 200), Path(folder), size)]
            print(
                f"adding a text of 800 words to an index of {size:,}: median {statistics.median(taken):.1f} ms, "
                f"95 of 100 under {sorted(taken)[189]:.1f} ms"
            )


if __name__ == "__main__":
    main()
