"""The reader's floors on texts of our own, whose answers were written before the reader saw them.

The floors lie some points under what was measured: int8 scores differ a little from processor to processor.
"""

import json

import pytest

from benchmarks.agreement import Counts
from benchmarks.examples import ROOT, STORIES, lines, stories, wrong_paragraphs
from onrecord.analyse.pipeline import Analyser
from onrecord.types.document import Document

FLOORS = json.loads((ROOT / "benchmarks" / "floors.json").read_text("utf-8"))["examples"]


@pytest.fixture(scope="module")
def counts(analyser: Analyser) -> Counts:
    total = Counts()
    for each in stories(analyser).values():
        total = total.plus(each)
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
    wrong = wrong_paragraphs(analyser)
    assert len(wrong) <= FLOORS["hard_paragraphs_wrong"], wrong


def test_gold_indexes_the_text_of_the_story_file() -> None:
    for story in lines(STORIES):
        file = (ROOT / "examples" / f"{story['id']}.md").read_text("utf-8")
        assert file.endswith(story["text"] + "\n")
