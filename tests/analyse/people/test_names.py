import pytest

from onrecord.analyse.people.namebook import NameBook
from onrecord.analyse.people.names import names


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


def test_letters_whose_utf8_was_taken_for_latin1_stay_in_their_name() -> None:
    assert printed("There Tom\u00c3\u00a1s Vale rose.") == ["Tom\u00c3\u00a1s Vale"]
    assert printed("There TomA\u0303\u00a1s Vale rose.") == ["TomA\u0303\u00a1s Vale"]


@pytest.mark.parametrize(
    ("text", "words", "full"),
    [
        ("The Carvella Department of Justice sued. So the DOJ won.", "DOJ", "Carvella Department of Justice"),
        ("Kestrel News aired it. They saw Kestrel.", "Kestrel", "Kestrel News"),
        (
            "Olm Square Capital Management sold. Like others, Olm Square bought.",
            "Olm Square",
            "Olm Square Capital Management",
        ),
        ("The Fort Vale Daily News wrote. Then the FV Daily News rose.", "FV Daily News", "Fort Vale Daily News"),
    ],
)
def test_a_body_is_known_by_its_short_names(text: str, words: str, full: str) -> None:
    assert fullest(text, words) == [full]


def test_a_body_is_one_with_and_without_what_stands_before_it() -> None:
    text = "The Carvella Water Board met. The Water Board sat. Then the WB rose."
    assert fullest(text, "WB") == ["Carvella Water Board"]


def test_a_title_is_a_surname_where_somebody_is_called_so() -> None:
    text = "Paul Singer and John Ober met. Singer left."
    assert [text[n.start : n.end] for n in NameBook(text).names] == ["Paul Singer", "John Ober", "Singer"]
    other = "John Ober met. Singer Ober left."
    assert [other[n.start : n.end] for n in NameBook(other).names] == ["John Ober", "Ober"]


def test_a_company_may_begin_with_a_title() -> None:
    assert printed("They sold General Motors to General Ober.") == ["General Motors", "Ober"]


def test_a_headline_s_first_word_is_no_given_name() -> None:
    text = "Extradite Peter Lund, says paper. The dam holds, Peter Lund said. It was Lund who built it."
    book = NameBook(text)
    lund = next(name for name in book.names if name.words == ("lund",))
    assert [name.words for name in book.fullest(lund)] == [("peter", "lund")]
