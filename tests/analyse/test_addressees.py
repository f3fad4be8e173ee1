import pytest

from onrecord.analyse.addressees import addressees
from onrecord.analyse.story import story as story_of
from tests.analyse.marking import marked_up


def heard(story: str) -> list[str | None]:
    text, marked = marked_up(story)
    return [text[slice(*span)] if span else None for span in addressees(story_of(text, marked))]


@pytest.mark.parametrize(
    ("story", "hearer"),
    [
        ("<“We will wait,”> [Ada Brook] {told} reporters in Dellin.", "reporters"),
        ("<“We will wait,”> [Ada Brook] {told} the Dellin Standard on Friday.", "the Dellin Standard"),
        ("[Ada Brook] {told} the Dellin Standard’s Tom Vale <that she would wait>.", "Tom Vale"),
        ("[Brook] {told} Radio Kestle host Tom Vale <that she would wait>.", "Tom Vale"),
        ("[Brook] {asked} Tom Vale <whether he would wait>.", "Tom Vale"),
        ("[Brook] {said} in an interview with the Dellin Gazette <that she would wait>.", "the Dellin Gazette"),
        ("[She] {wrote} in a letter to the river council <that she would wait>.", "the river council"),
        ("[Brook] {called on} the senate <to wait>.", "the senate"),
        ("Asked by Tom Vale about the gates, [Brook] {said} <they would stay open>.", "Tom Vale"),
        ("[Brook] {told} her supporters <that she would wait>.", "her supporters"),
        ("[Brook] wrote to investors, {telling} them <that she would wait>.", "investors"),
    ],
)
def test_who_is_spoken_to_is_found(story: str, hearer: str) -> None:
    assert heard(story) == [hearer]


@pytest.mark.parametrize(
    "story",
    [
        "[Brook] {said} <that she would wait>.",
        "[Brook] {told} how <the gates had opened>.",
        "[Brook] {said} to applause <that she would wait>.",
        "[Brook] {asked} for <three more days>.",
        "[Brook] {was told} <that the gates would open>.",
        "[Brook] {says} <she told the Dellin Standard to wait>.",
        "[Brook] {warned} that <the gates would break>.",
        "[Brook] {used his speech to call} for <a strike>.",
    ],
)
def test_nobody_is_spoken_to_where_the_story_names_none(story: str) -> None:
    assert heard(story) == [None]


def test_the_newspaper_is_the_one_named_before() -> None:
    story = "The Dellin Gazette asked first.\n<“No,”> [Brook] {told} the newspaper."
    assert heard(story) == ["The Dellin Gazette"]


def test_an_interviewer_goes_on_hearing_until_another_occasion() -> None:
    story = """
<“No,”> [Brook] {told} the Dellin Gazette.
<“Never,”> [she] {said}.
<“We shall see,”> [Tom Vale] {said}.
At a rally in Kestle, <“I shall wait,”> [Brook] {said}.
<“And wait,”> [Brook] {added}.
"""
    assert heard(story) == ["the Dellin Gazette", "the Dellin Gazette", None, None, None]


def test_an_empty_text_has_no_hearers() -> None:
    assert addressees(story_of("", [])) == []
