import pytest

from onrecord.analyse.names import NameBook, names


def printed(text: str) -> list[str]:
    return [text[name.start : name.end] for name in names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Isaura Kestle spoke to Sen. Tom Vale.", ["Isaura Kestle", "Tom Vale"]),
        ("the Department of Water and Mr. Ellis Ober", ["Department of Water", "Ellis Ober"]),
        ("Secretary of State Mara Quill", ["Mara Quill"]),
        ("J. R. Halloran met Ursula van der Meer", ["J. R. Halloran", "Ursula van der Meer"]),
        ("Kestle’s office and Ober's aides", ["Kestle", "Ober"]),
        ("But Kestle left. The Dellin Standard stayed.", ["Kestle", "Dellin Standard"]),
        ("Jean-Luc Marsh of Dellin", ["Jean-Luc Marsh", "Dellin"]),
        ("On Tuesday she said nothing", []),
        ("the Senator and the President", []),
    ],
)
def test_names_are_runs_of_capitals_without_their_titles(text: str, expected: list[str]) -> None:
    assert printed(text) == expected


def test_names_do_not_run_over_a_full_stop() -> None:
    assert printed("He saw Kestle. Ober left.") == ["Kestle", "Ober"]


def test_a_surname_stands_for_the_full_name() -> None:
    text = "Isaura Kestle spoke. Kestle left."
    book = NameBook(text)
    (full,) = book.fullest(names(text)[1])
    assert text[full.start : full.end] == "Isaura Kestle"


def test_two_people_of_one_surname_stay_two() -> None:
    text = "Isaura Kestle and Bram Kestle spoke. Kestle left."
    book = NameBook(text)
    assert len(book.fullest(names(text)[2])) == 2


def test_one_person_with_and_without_a_middle_name_is_one() -> None:
    text = "Isaura Kestle spoke. Isaura Brand Kestle left. Kestle stayed."
    (full,) = NameBook(text).fullest(names(text)[2])
    assert text[full.start : full.end] == "Isaura Brand Kestle"


def test_a_word_that_only_opens_a_sentence_is_no_name() -> None:
    text = "Critics said no. Kestle said yes, and so the critics left Kestle."
    first, second, *_ = names(text)
    book = NameBook(text)
    assert not book.is_name(first)
    assert book.is_name(second)
