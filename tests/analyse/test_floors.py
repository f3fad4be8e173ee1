"""The reader's floors on texts of our own, whose answers were written before the reader saw them."""

import json
from pathlib import Path

import pytest

from benchmarks.agreement import Counts, Marked, compare, found, marked
from onrecord.analyse.pipeline import Analyser
from onrecord.types.attribution import Attribution
from onrecord.types.document import Document

HERE = Path(__file__).parent
STORIES = HERE.parent.parent / "examples" / "gold.jsonl"
FLOORS = json.loads((HERE.parent.parent / "benchmarks" / "floors.json").read_text("utf-8"))["examples"]


def spans(attribution: Attribution) -> Marked:
    return Marked(attribution.source, attribution.cue, attribution.content)


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def counts(analyser: Analyser) -> Counts:
    total = Counts()
    for story in lines(STORIES):
        predicted = [spans(a) for a in analyser.analyse(Document.of(story["text"])).attributions]
        total = total.plus(compare(story["text"], predicted, [marked(a) for a in story["attributions"]]))
    return total


def test_attributions_of_the_example_stories_are_found(counts: Counts) -> None:
    assert counts.f1(counts.found) >= FLOORS["found"]


def test_attributions_of_the_example_stories_are_exact(counts: Counts) -> None:
    assert counts.f1(counts.exact) >= FLOORS["exact"]


def test_no_footer_says_anything(analyser: Analyser) -> None:
    story = next(s for s in lines(STORIES) if s["id"] == "olm-gorge-dam")
    footer = story["text"].index("For the latest news")
    assert not [a for a in analyser.analyse(Document.of(story["text"])).attributions if a.cue[0][0] >= footer]


def test_hard_paragraphs_are_read_right(analyser: Analyser) -> None:
    """Right: everything in the answer is found, and nothing else is shown."""
    wrong = []
    for case in lines(HERE / "hard_paragraphs.jsonl"):
        predicted = analyser.analyse(Document.of(case["text"])).attributions
        pairs = found(case["text"], [spans(a) for a in predicted], [marked(a) for a in case["attributions"]])
        matched = {i for i, _ in pairs}
        if len(pairs) < len(case["attributions"]) or any(
            a.shown for i, a in enumerate(predicted) if i not in matched
        ):
            wrong.append(case["name"])
    assert len(wrong) <= FLOORS["hard_paragraphs_wrong"], wrong


def test_the_first_line_of_a_gold_story_is_that_of_its_file() -> None:
    for story in lines(STORIES):
        file = (STORIES.parent / f"{story['id']}.md").read_text("utf-8")
        assert file.endswith(story["text"] + "\n")
