"""The reader on the eight stories of examples/ and on the hard paragraphs: python -m benchmarks.examples"""

import json
from pathlib import Path

from benchmarks.agreement import Counts, Marked, compare, found, marked
from onrecord.analyse.pipeline import Analyser
from onrecord.types.attribution import Attribution
from onrecord.types.document import Document

ROOT = Path(__file__).parent.parent
STORIES = ROOT / "tests/analyse/examples.gold.jsonl"
PARAGRAPHS = ROOT / "tests/analyse/hard_paragraphs.jsonl"


def lines(path: Path) -> list[dict]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def spans(attribution: Attribution) -> Marked:
    """The spans of an attribution."""
    return Marked(attribution.source, attribution.cue, attribution.content)


def stories(analyser: Analyser) -> dict[str, Counts]:
    """Counts against gold, story by story."""
    out = {}
    for story in lines(STORIES):
        predicted = [spans(a) for a in analyser.analyse(Document.of(story["text"])).attributions]
        out[story["id"]] = compare(story["text"], predicted, [marked(a) for a in story["attributions"]])
    return out


def wrong_paragraphs(analyser: Analyser) -> list[str]:
    """Hard paragraphs in which something of the answer is not found, or something else is shown."""
    wrong = []
    for case in lines(PARAGRAPHS):
        predicted = analyser.analyse(Document.of(case["text"])).attributions
        pairs = found(case["text"], [spans(a) for a in predicted], [marked(a) for a in case["attributions"]])
        matched = {i for i, _ in pairs}
        more = any(a.shown for i, a in enumerate(predicted) if i not in matched)
        if len(pairs) < len(case["attributions"]) or more:
            wrong.append(case["name"])
    return wrong


def main() -> None:
    """Print the figures."""
    analyser = Analyser()
    total = Counts()
    print(f"{'story':24} gold  found F1  exact F1")
    for name, counts in stories(analyser).items():
        total = total.plus(counts)
        print(f"{name:24} {counts.gold:4} {counts.f1(counts.found):9.1f} {counts.f1(counts.exact):9.1f}")
    print(f"{'all':24} {total.gold:4} {total.f1(total.found):9.1f} {total.f1(total.exact):9.1f}")
    wrong = wrong_paragraphs(analyser)
    cases = len(lines(PARAGRAPHS))
    print(f"\nhard paragraphs right: {cases - len(wrong)} of {cases}; wrong: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
