import pytest

from onrecord.analyse.people.descriptions import description, extended, phrases, tokens
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.namebook import NameBook


def described(text: str) -> list[str]:
    return [text[each.start : each.end] for each in phrases(text, tokens(text))]


def cast(text: str) -> Cast:
    return Cast(text, NameBook(text), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It angered some voters there.", ["some voters"]),
        ("They had to persuade moderate voters.", ["moderate voters"]),
        ("At least four angry senators left.", ["four angry senators"]),
        ("The nominee will win.", ["The nominee"]),
        ("In the end they made deal after deal.", []),
    ],
)
def test_a_description_ends_at_the_verb_before_it(text: str, expected: list[str]) -> None:
    assert described(text) == expected


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("a poll of 800 likely voters showed it", "a poll of 800 likely voters"),
        ("a report released in May by the Water Board says so", "a report released in May by the Water Board"),
        ("a report released on Monday says so", "a report"),
        ("a report which says so", "a report"),
    ],
)
def test_a_description_has_the_words_that_say_whose_it_is(text: str, whole: str) -> None:
    words = tokens(text)
    head = next(k for k, word in enumerate(words) if word.low in {"poll", "report"})
    assert text[: extended(text, words, head)] == whole


def test_what_is_only_added_to_a_document_is_no_part_of_its_description() -> None:
    for text, whole in [
        ("a report released on Monday", "a report"),
        ("a report released by the Water Board", "a report released by the Water Board"),
    ]:
        found = description(text, (0, len(text)))
        assert found is not None
        assert text[slice(*found[0])] == whole


def test_a_name_is_mentioned_once_and_not_as_a_description_too() -> None:
    text = "Yesterday the Carvella Party met. Its party leaders sat."
    found = cast(text)
    assert [text[slice(*each.span)] for each in found.recent(len(text), 9)] == ["Its party leaders", "Carvella Party"]


def test_two_people_whom_the_text_joins_are_one_more_that_they_may_mean() -> None:
    text = "Ada Brook and Tom Vale wrote it. Later Brook and Vale sold it. Ada Brook and Dellin met."
    pairs = [each for each in cast(text).recent(len(text), 9) if each.plural]
    assert [text[slice(*each.span)] for each in pairs] == ["Ada Brook and Tom Vale"]
    assert len(pairs[0].mentions) == 2


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Sen. Ada Brook (D-Ohio)", "ohio"),
        ("Sen. Ada Brook (Fla.)", "florida"),
        ("Sen. Ada Brook of New Mexico", "mexico"),
        ("Sen. Ada Brook (left)", None),
    ],
)
def test_a_lawmaker_is_called_by_the_state_behind_the_name(words: str, place: str | None) -> None:
    (brook,) = cast(f"{words} came late.").called_so
    assert brook.roles == {"sen"} | ({place} if place else set()) | ({"new"} if place == "mexico" else set())
