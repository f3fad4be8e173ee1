import pytest

from onrecord.analyse.attributions.turns import Turns
from onrecord.analyse.genre import told_apart
from onrecord.analyse.pipeline import Analyser
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.reading.words import paragraphs
from onrecord.types.document import Document

HEARING = (
    "The council heard Alma Delacourt on Friday.\n\nSMITH: Did you read the memo?\n\n"
    "MS. DELACOURT (through an interpreter): I read the first page.\n\nSMITH: There were forty.\n"
)


def turns(text: str) -> Turns:
    return Turns.of(told_apart(text, None, list(paragraphs(text))))


def read(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*turn.source[0])], text[slice(*turn.content[0])]) for turn in turns(text).marked]


def found(text: str, *words: str) -> Marked:
    source, cue, content = (((at := text.index(each)), at + len(each)) for each in words)
    return Marked((source,), (cue,), (content,), "speech", 0.9, (-0.1,))


def test_each_turn_of_a_transcript_is_its_speakers() -> None:
    assert read(HEARING) == [
        ("SMITH", "Did you read the memo?"),
        ("MS. DELACOURT", "I read the first page."),
        ("SMITH", "There were forty."),
    ]


def test_questions_and_answers_are_turns() -> None:
    assert read("Q. Were you there?\nA. I was.\nQ. When?\nA. At noon.")[:2] == [
        ("Q", "Were you there?"),
        ("A", "I was."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The vote is off.\n\nThe council met on Friday.",
        "TOTALS: 40\n\nSEATS: 20\n\nTURNOUT: 61 percent",
        "Smith: no.\n\nSmith: never.\n\nSmith: not once.",
        "SMITH:\n\nSMITH:\n\nSMITH:",
        "RELATED: Vale will run\n\nRELATED: Lund will not\n\nWATCH: The mayor speaks",
        "PHOTOS: The flood\n\nPHOTOS: The dam\n\nVIDEO: The gates",
        "READ MORE: Vale will run\n\nREAD MORE: Lund will not\n\nALSO: The mayor speaks",
        "TORVEN: The minister spoke.\n\nBRISK: The mayor did not.\n\nTORVEN: The council met.",
    ],
)
def test_a_label_alone_makes_no_transcript(text: str) -> None:
    assert read(text) == []


def test_a_turn_goes_to_the_fullest_name_in_the_document(analyser: Analyser) -> None:
    every = analyser.analyse(Document.of(HEARING)).attributions
    spoken = {HEARING[a.content[0][0] : a.content[-1][1]]: a.speaker for a in every if a.within is None}
    assert spoken["I read the first page."].name == "Alma Delacourt"
    assert spoken["There were forty."].status == "resolved"


def test_nothing_reaches_from_one_turn_into_another() -> None:
    inside = found(HEARING, "you", "read", "the memo")
    over = found(HEARING, "you", "read", "I read the first page")
    label = found(HEARING, "SMITH", ":", "Did you read the memo?")
    before = found(HEARING, "The council", "heard", "Alma Delacourt")
    assert [turns(HEARING).leave(each) for each in (inside, over, label, before)] == [True, False, False, True]


def test_what_a_turn_tells_is_told_by_its_speaker() -> None:
    inside, before = found(HEARING, "you", "read", "the memo"), found(HEARING, "The council", "heard", "Alma Delacourt")
    marked, tellers = turns(HEARING).around([before, inside], [None, None])
    assert [HEARING[slice(*each.source[0])] for each in marked] == [
        "The council",
        "SMITH",
        "you",
        "MS. DELACOURT",
        "SMITH",
    ]
    assert tellers == [None, None, 1, None, None]
