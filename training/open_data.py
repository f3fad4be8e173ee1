"""Training data free of copyrighted news: python -m training.open_data [--shared ../shared] prints what there is.

PropBank over free text, the training part of GUM's free genres, and the stories written for this project. Weights
trained on these documents alone may be shipped without reserve.
"""

import argparse
from collections import Counter
from pathlib import Path

from training.examples import ACTS, ROLES, UNLABELLED, Annotated, polnear, stories
from training.gum import gum
from training.propbank import listed, propbank

HELD_OUT = frozenset(
    listed(
        "o1-count o1-recount o3-conference o3-uturn o4-breach o4-fine o4-rates o5-trial o5-verdict o6-games o6-speech"
    )
)
"""A fifth of the stories. Each stands here with the other story of its pair, so that no pair is cut in two."""


def open_documents(shared: Path) -> list[Annotated]:
    """What to train on: PropBank, GUM's training part, and four fifths of the stories."""
    told = [d for d in stories(shared / "gold/stories.jsonl") if d.id not in HELD_OUT]
    return propbank(shared) + gum(shared, "train") + told


def open_held_out(shared: Path) -> list[Annotated]:
    """What to choose by: the fifth of the stories that `open_documents` leaves out."""
    return [d for d in stories(shared / "gold/stories.jsonl") if d.id in HELD_OUT]


def faults(document: Annotated) -> list[str]:
    """What is wrong with the spans of a document: nothing, it is hoped."""
    out = []
    for attribution in document.attributions:
        for role in ROLES:
            spans = getattr(attribution, role)
            if role != "source" and not spans:
                out.append(f"{document.id}: no {role}")
            for start, end in spans:
                piece = document.text[start:end]
                if not 0 <= start < end <= len(document.text) or piece != piece.strip():
                    out.append(f"{document.id}: {role} {start}:{end}")
            if any(a[1] > b[0] for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False)):
                out.append(f"{document.id}: {role} overlaps itself")
    return out


def density(documents: list[Annotated]) -> float:
    """Attributions per 100 words."""
    return 100 * sum(len(d.attributions) for d in documents) / max(1, sum(len(d.text.split()) for d in documents))


def main() -> None:
    """Print the counts and the faults of each source, beside PolNeAR's."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = options.parse_args().shared
    sources = {
        "propbank": propbank(shared),
        "gum train": gum(shared, "train"),
        "gum dev": gum(shared, "dev"),
        "gum test": gum(shared, "test"),
        "stories": [d for d in stories(shared / "gold/stories.jsonl") if d.id not in HELD_OUT],
        "stories held out": open_held_out(shared),
        "open documents": open_documents(shared),
        "polnear dev": polnear(shared / "corpora/polnear/dev.jsonl.xz"),
    }
    names = {number: name for name, number in ACTS.items()} | {UNLABELLED: "unlabelled"}
    print(f"{'':17}documents    words  attributions  per 100 words  faults  no source  acts")
    for name, documents in sources.items():
        every = [a for d in documents for a in d.attributions]
        acts = Counter(names[a.act] for a in every)
        wrong = [fault for d in documents for fault in faults(d)]
        print(
            f"{name:17}{len(documents):9}{sum(len(d.text.split()) for d in documents):9}{len(every):14}"
            f"{density(documents):15.2f}{len(wrong):8}{sum(not a.source for a in every):11}  "
            + ", ".join(f"{act} {count}" for act, count in acts.most_common())
        )
        for fault in wrong[:5]:
            print("   ", fault)


if __name__ == "__main__":
    main()
