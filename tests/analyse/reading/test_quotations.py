import pytest

from onrecord.analyse.attributions.forms import form
from onrecord.analyse.reading.quotations import quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will,” she said.", ["“We will,”"]),
        ('She said "we will" twice, "maybe".', ['"we will"', '"maybe"']),
        ("Er sagte: „Wir gehen.“ Dann ging er.", ["„Wir gehen.“"]),
        ("« Nous partons », dit-il.", ["« Nous partons »"]),
        ("»Wir gehen«, sagte er.", ["»Wir gehen«"]),
        ("‘We will,’ she said.", ["‘We will,’"]),
        ("He said 'it is over' and left.", ["'it is over'"]),
    ],
)
def test_every_style_of_marks_quotes(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text", ["It’s the boys’ club.", "the '90s and the boys' club", "Don't, won't, can't.", "6' tall"]
)
def test_apostrophes_open_nothing(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_inside_a_quotation_is_one() -> None:
    assert quoted("“I said ‘no’ twice,” she said.") == ["“I said ‘no’ twice,”"]


def test_a_mark_that_is_never_closed_quotes_to_the_end_of_the_paragraph() -> None:
    text = "“It held for nine days."
    assert [(q.start, q.end, q.closed) for q in quotations(text, 0, len(text))] == [(0, len(text), False)]


def test_a_typewriter_mark_that_opens_a_word_closes_nothing() -> None:
    assert quoted('He said "go now "stay put" today" and left.') == ['"go now "stay put" today"']


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "One “two” three. “Four” five."
    assert [text[q.start : q.end] for q in quotations(text, 10, len(text))] == ["“Four”"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [("“We will go,”", "direct"), ("that it was “a scandal”", "mixed"), ("that it was a scandal", "indirect")],
)
def test_the_form_follows_the_quotation_marks(content: str, expected: str) -> None:
    text = f"{content} she said."
    assert form(text, ((0, len(content)),), quotations(text, 0, len(text))) == expected
