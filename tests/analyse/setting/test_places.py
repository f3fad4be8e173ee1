import pytest

from onrecord.analyse.setting.places import places
from onrecord.analyse.setting.story import story as story_of
from tests.analyse.marking import marked_up


def said_at(story: str) -> list[str | None]:
    text, marked = marked_up(story)
    return [text[slice(*span)] if span else None for span in places(story_of(text, marked))]


@pytest.mark.parametrize(
    ("story", "place"),
    [
        ("At a rally in Brisk, [Ada Brook] {said} <that she would wait>.", "Brisk"),
        ("<“We will wait,”> [Ada Brook] {told} reporters outside the Dellin Town Hall.", "the Dellin Town Hall"),
        ("Speaking in Carvella on Monday, [Brook] {said} <that she would wait>.", "Carvella"),
        ("<“We will wait,”> [Brook] {said} at Kestle University.", "Kestle University"),
        ("In a speech in Lisbon, Portugal, [Brook] {said} <that she would wait>.", "Lisbon, Portugal"),
    ],
)
def test_the_place_of_an_occasion_is_found(story: str, place: str) -> None:
    assert said_at(story) == [place]


@pytest.mark.parametrize(
    "story",
    [
        "[Brook] {said} <that she would speak in Brisk>.",
        "<“No,”> {said} [Tom Vale, an economist at Kestle University].",
        "[Brook] {said} in March <that she would wait>.",
        "[Brook] {said} in Tuesday’s Carvellan debate <that she would wait>.",
        "[Brook] {told} the Gazette at the Carvellan Bank <that she would wait>.",
    ],
)
def test_no_other_place_is_taken_for_it(story: str) -> None:
    assert said_at(story) == [None]


def test_the_place_lasts_until_another_occasion() -> None:
    story = """
At a rally in Brisk, [Ada Brook] {said} <that she would wait>.
<“And wait,”> [she] {added}.
<“I doubt it,”> [Tom Vale] {said}.
In a television interview, [Brook] {said} <“never.”>
<“No,”> [she] {said}.
"""
    assert said_at(story) == ["Brisk", "Brisk", None, None, None]
