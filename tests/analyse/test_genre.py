import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.official import TEXTS, judged
from onrecord.analyse.genre import told_apart
from onrecord.analyse.pipeline import Analyser
from onrecord.analyse.reading.words import paragraphs
from onrecord.types.document import Description, Document
from training.corpora import POLNEAR_DEV, scorer

TEXTS_AT_LEAST = 24
ROWS = [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]
RELEASE = next(row["text"] for row in ROWS if row["id"] == "company-release")
POLNEAR_TRAIN = POLNEAR_DEV.with_name("train.jsonl.xz")
INTERVIEWS = 2
"""Of the articles of PolNeAR train: questions and answers from the first line to the last."""


@pytest.fixture(scope="module")
def answers(analyser: Analyser) -> list[tuple[str, bool]]:
    found = []
    for row in ROWS:
        told = Description(title=row["title"], publisher=row["publisher"], published=row["published"])
        analysis = analyser.analyse(Document.of(row["text"], told, language="en"))
        found += [(about, right) for about, right, _ in judged(row, analysis)]
    return found


@pytest.mark.parametrize(
    ("about", "least"),
    [
        ("genre", 1.0),
        ("turn found", 0.98),
        ("turn real", 0.96),
        ("speaker", 0.98),
        ("day", 0.98),
        ("place", 0.9),
        ("venue", 0.96),
        ("speaker quoted", 1.0),
    ],
)
def test_official_texts_are_read_as_written_down(answers: list[tuple[str, bool]], about: str, least: float) -> None:
    asked = [right for each, right in answers if each == about]
    assert sum(asked) >= least * len(asked)


def genre(text: str, title: str | None = None) -> str:
    return told_apart(text, title, list(paragraphs(text))).genre


def test_a_headline_makes_no_speech() -> None:
    story = (
        "Remarks by President Isaura Kestle anger farmers\n\nMay 4, 2022\n\nThe farmers said so.\n\nThey said it twice."
    )
    assert genre(story) == "story"


def test_one_mark_makes_no_release() -> None:
    assert genre("The mayor spoke.\n\nContact: news@mercury.example\n\nThe mayor left.") == "story"
    assert genre("The mayor spoke.\n\nContact: news@mercury.example\n\nENDS") == "press release"


def test_the_transcript_that_a_story_prints_takes_none_of_its_own_words() -> None:
    story = (
        "The minister was pressed on Sunday.\n\nHARTE: Will you go?\n\nTARNOWER: I will not.\n\nHARTE: When?\n\n"
        "Her party was silent.\n\nFew of them had seen the broadcast.\n\nThe opposition wants a vote.\n"
    )
    found = told_apart(story, "Press conference ends in a row", list(paragraphs(story)))
    assert found.genre == "story"
    assert [story[slice(*each.content[-1])] for each in found.spoken] == ["Will you go?", "I will not.", "When?"]


@pytest.mark.parametrize("words", ["Dana Keel", "Brightwell Ferries plc carries", "oldest ferry company"])
def test_contacts_and_boilerplate_say_nothing(analyser: Analyser, words: str) -> None:
    at = RELEASE.index(words)
    every = analyser.analyse(Document.of(RELEASE)).attributions
    assert every
    assert not [each for each in every for a, b in each.source + each.cue + each.content if a <= at < b]


def test_who_issues_a_release_is_its_publisher_where_nobody_else_is(analyser: Analyser) -> None:
    known = [Description(), Description(publisher="Marl Times")]
    found = [analyser.analyse(Document.of(RELEASE, each)).document.description.publisher for each in known]
    assert found == ["Brightwell Ferries", "Marl Times"]


def test_stories_are_taken_for_stories() -> None:
    if not POLNEAR_TRAIN.exists():
        pytest.skip("needs the corpus PolNeAR")
    for corpus, most in ((POLNEAR_TRAIN, INTERVIEWS), (POLNEAR_DEV, 0)):
        rows = scorer().lines(str(corpus))
        found = Counter(genre(row["text"], (row.get("meta") or {}).get("title")) for row in rows)
        assert found["story"] >= len(rows) - most, found


def test_the_file_of_texts_is_there() -> None:
    assert Path(TEXTS).is_file()
    assert len([row for row in ROWS if row["genre"] != "story"]) >= TEXTS_AT_LEAST


def test_each_of_two_talks_to_the_other(analyser: Analyser) -> None:
    row = next(row for row in ROWS if row["id"] == "magazine-interview")
    found = analyser.analyse(Document.of(row["text"], Description(title=row["title"]))).attributions
    pairs = {(each.speaker.name, each.addressee.name) for each in found if each.within is None and each.addressee}
    assert pairs == {("Ada Brook", "Lucan Fairweather"), ("Lucan Fairweather", "Ada Brook")}


def test_a_day_that_is_talked_about_dates_no_turn(analyser: Analyser) -> None:
    story = (
        "The minister was pressed again.\n\nHARTE: Will you go?\n\nTARNOWER: I met the mayor last Thursday, and no.\n\n"
        "HARTE: When will you?\n\nThe minister left.\n\nHer aides were silent.\n\nThe show went on."
    )
    found = analyser.analyse(Document.of(story, Description(published="2022-05-31"))).attributions
    turns = [each for each in found if story[slice(*each.cue[0])] == ":"]
    assert turns
    assert not [each for each in turns if each.time is None or each.time.edtf == "2022-05-26"]
