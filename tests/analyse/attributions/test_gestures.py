import pytest

from onrecord.analyse.attributions.gestures import gestures
from onrecord.analyse.reading.quotations import quotations
from onrecord.analyse.reading.words import paragraphs
from tests.analyse.marking import marked_up


def given(story: str) -> list[tuple[str, str, list[str]]]:
    """Source, cue and content of what gestures give somebody in `story`, whose attributions are marked by hand."""
    text, marked = marked_up(story)
    quoted = [quotation for paragraph in paragraphs(text) for quotation in quotations(text, *paragraph)]
    return [
        (text[slice(*each.source[0])], text[slice(*each.cue[0])], [text[a:b] for a, b in each.content])
        for each in gestures(text, marked, quoted)
    ]


@pytest.mark.parametrize(
    ("story", "found"),
    [
        (
            "The mayor, Elsbeth Tarnower, shook her head. “That is not a question. That is a speech.”",
            ("The mayor, Elsbeth Tarnower,", "shook her head", ["“That is not a question. That is a speech.”"]),
        ),
        (
            "Oskar Fenwright laughed softly at the map. “You have the wrong brother.”",
            ("Oskar Fenwright", "laughed", ["“You have the wrong brother.”"]),
        ),
        ("She shrugged: “Ask him.” “Or me.”", ("She", "shrugged", ["“Ask him.”", "“Or me.”"])),
    ],
)
def test_a_quotation_after_a_gesture_is_whose_gesture_it_is(story: str, found: tuple[str, str, list[str]]) -> None:
    assert given(story) == [found]


@pytest.mark.parametrize(
    "story",
    [
        "Oskar Fenwright laughed. The “silent” auction went on.",
        "Oskar Fenwright laughed. “Silent” auctions bored him.",
        "The two men laughed. “You have the wrong brother.”",
        "They laughed. “You have the wrong brother.”",
        "The dog shook its head. “You have the wrong brother.”",
        "Oskar Fenwright laughed. <“You have the wrong brother,”> {said} [Ada Quill].",
        "Oskar Fenwright laughed. “You have the wrong brother,” Ada Quill whispered.",
        "Oskar Fenwright laughed.\n\n“You have the wrong brother.”",
    ],
)
def test_a_gesture_gives_nobody_what_may_be_anothers(story: str) -> None:
    assert given(story) == []
