import pytest

from onrecord.analyse.statements import statements


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“We will go. Mr. Ober will stay.”", ["We will go.", "Mr. Ober will stay."]),
        ("that the bill was “dead on arrival”", ["that the bill was “dead on arrival”"]),
        ('"It is over,"', ["It is over"]),
        ('it a "scandal"', ['it a "scandal"']),
        ("“It held for nine days.", ["It held for nine days."]),
        ("“…”", []),
    ],
)
def test_a_content_is_cut_into_sentences_without_their_outer_marks(content: str, expected: list[str]) -> None:
    found = statements(content, ((0, len(content)),))
    assert [content[a:b] for spans in found for a, b in spans] == expected


def test_a_sentence_that_the_cue_interrupts_is_one_statement() -> None:
    text = "“The river,” she said, “will run. It always has.”"
    found = statements(text, ((0, 12), (23, 49)))
    assert [[text[a:b] for a, b in spans] for spans in found] == [["The river", "will run."], ["It always has."]]
