import pytest

from onrecord.analyse.attributions.headlines import headlines
from onrecord.analyse.reading.words import paragraphs
from tests.analyse.marking import marked_up


def spoken(story: str) -> list[tuple[str, str]]:
    """Source and content of the headlines of `story` in which a colon gives somebody words."""
    text, marked = marked_up(story)
    found = headlines(text, list(paragraphs(text)), marked)
    return [(text[slice(*each.source[0])], text[slice(*each.content[0])]) for each in found]


@pytest.mark.parametrize(
    ("story", "found"),
    [
        ("Minister: tax cuts will wait", ("Minister", "tax cuts will wait")),
        ("Police: ferry thief came back for the other one", ("Police", "ferry thief came back for the other one")),
        ("Poll: most voters would keep the dam", ("Poll", "most voters would keep the dam")),
        ("Rail chief: trains to run all night", ("Rail chief", "trains to run all night")),
        ("Tarnower: we shall not move\n\nThe mayor, Elsbeth Tarnower, spoke.", ("Tarnower", "we shall not move")),
    ],
)
def test_a_headline_with_a_colon_is_whose_name_or_role_stands_before_it(story: str, found: tuple[str, str]) -> None:
    assert spoken(story) == [found]


@pytest.mark.parametrize(
    "line",
    [
        "Live: the count goes on in Brisk",
        "Exclusive: the mayor will not run",
        "Ferry strike: what we know so far",
        "Ukraine: what we know about the talks",
        "Ukraine: the talks go on in Brisk",
        "Police: what we know about the thief",
        "Police: 101",
        "Author: Ada Quill of the Post",
        "Tarnower: we shall not move",
        "The minister had one thing to say: tax cuts will wait.",
        "Minister: tax cuts will wait. Nobody was surprised.",
        "Photo: T. Amundsgaard/Coastline Pictures",
        "Score: Brisk 2, Dellin 1 after the break",
        "Minister: budget: tax cuts will wait",
        "[Minister]{:} <tax cuts will wait>",
    ],
)
def test_a_rubric_a_subject_or_a_sentence_gives_nobody_words(line: str) -> None:
    assert spoken(line) == []
