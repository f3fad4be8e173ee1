import pytest

from onrecord.analyse.namebook import NameBook
from onrecord.analyse.names import names


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


def fullest(text: str, words: str) -> list[str]:
    start = text.rindex(words)
    name = next(each for each in names(text) if each.start == start)
    return [text[full.start : full.end] for full in NameBook(text).fullest(name)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lawyer for Lund, Ada Marsh, left. She met Lund.", "Lund"),
        ("Ada Brook Calls Tom Vale\nShe met Vale.", "Vale"),
        ("TOWN REELS AFTER SPEECH BY VALE\nShe met VALE.", "VALE"),
        ("\u0410da Lund left. She met Lund.", "Lund"),
    ],
)
def test_a_surname_stands_for_no_headline_no_other_office_and_no_look_alike(text: str, words: str) -> None:
    assert fullest(text, words) == []


def test_initials_stand_for_an_organisation_and_for_nobody_who_has_them() -> None:
    assert fullest("The Olm River Commission met. The ORC left.", "ORC") == ["Olm River Commission"]
    assert fullest("Ada Bo Carr came. She met ABC then.", "ABC") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [("Mr. Lund", ["Tom Lund"]), ("Mrs. Lund", ["Mrs. Lund"]), ("Lund", ["Tom Lund", "Mrs. Lund"])],
)
def test_spouses_are_not_joined(source: str, expected: list[str]) -> None:
    text = f"Tom Lund came. Mr. Lund and Mrs. Lund sat down. Later {source} rose."
    start = text.rindex("Lund")
    name = next(each for each in names(text) if each.start == start)
    assert [text[full.start : full.end] for full in NameBook(text).fullest(name)] == expected


def test_a_courtesy_title_of_one_person_leaves_the_surname_clear() -> None:
    assert fullest("Ada Lund came. Mrs. Lund sat. Ms. Lund rose.", "Lund") == ["Ada Lund"]


def test_a_title_for_somebody_is_no_name_of_theirs() -> None:
    assert printed("The lawyer met Lawyer for Lund.") == []


def test_a_combining_mark_belongs_to_its_letter() -> None:
    assert printed("She met Zoe\u0301 A\u030angstro\u0308m then.") == ["Zoe\u0301 A\u030angstro\u0308m"]
