import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.statement.statements import statements


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“We will go. Mr. Ober will stay.”", ["We will go.", "Mr. Ober will stay."]),
        ("the bill was “dead on arrival”", ["the bill was “dead on arrival”"]),
        ("''It is over.'' ''We won.''", ["It is over.", "We won."]),
        ("“Lt. Gov. Ober voted no. Sen. Vole did not.”", ["Lt. Gov. Ober voted no.", "Sen. Vole did not."]),
        (
            "It began at 9 a.m. Monday. U.S. President Ober came.",
            ["It began at 9 a.m. Monday.", "U.S. President Ober came."],
        ),
        ("Platform No. 5 is shut. “It works.” Fine", ["Platform No. 5 is shut.", "It works.", "Fine"]),
        ("We left at 5 p.m. ET. The rest stayed", ["We left at 5 p.m. ET.", "The rest stayed"]),
        ("1. Open the gate. 2. Shut it.", ["1. Open the gate.", "2. Shut it."]),
        ("We go\nThey stay", ["We go", "They stay"]),
        ("The dam holds. #OlmGorge #Kestle", ["The dam holds. #OlmGorge #Kestle"]),
        ('"It is over,"', ["It is over"]),
        ('it a "scandal"', ['it a "scandal"']),
        ("“It held for nine days.", ["It held for nine days."]),
        ("“…”", []),
        ("My right hon. Friend left. The hon. Lady stays.", ["My right hon. Friend left.", "The hon. Lady stays."]),
        ("“She said, ‘I won’t do it.’”", ["She said, ‘I won’t do it.’"]),
        ("\"She said, 'I won't do it.'\"", ["She said, 'I won't do it.'"]),
        ("“It won’t do,”", ["It won’t do"]),
        ("'It won't do,'", ["It won't do"]),
    ],
)
def test_a_content_is_cut_into_sentences_without_their_outer_marks(content: str, expected: list[str]) -> None:
    found = statements(content, ((0, len(content)),))
    assert [content[a:b] for spans in found for a, b in spans] == expected


def test_a_sentence_that_the_cue_interrupts_is_one_statement() -> None:
    text = "“The river,” she said, “will run. It always has.”"
    found = statements(text, ((0, 12), (23, 49)))
    assert [[text[a:b] for a, b in spans] for spans in found] == [["The river", "will run."], ["It always has."]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "“We will fund the bridge, but the council should have acted sooner.”",
            ["We will fund the bridge", "the council should have acted sooner."],
        ),
        ("that the dam was safe and that none would be built", ["the dam was safe", "none would be built"]),
        ("the gates are shut; the river is low", ["the gates are shut", "the river is low"]),
        ("the tax has been paid and will not be returned", ["the tax has been paid", "will not be returned"]),
        ("the mayor and the council were wrong", ["the mayor and the council were wrong"]),
        ("if it rains and the river rises, we leave", ["if it rains and the river rises, we leave"]),
        ("she would go if they asked and her family agreed", ["she would go if they asked and her family agreed"]),
        ("they met the mayor and the man who built the dam", ["they met the mayor and the man who built the dam"]),
        ("the ferry was late, old and full", ["the ferry was late, old and full"]),
        ("that is enough", ["that is enough"]),
        ("he told me, ‘You’ll stay,’ and he left", ["he told me, ‘You’ll stay,’", "he left"]),
        (
            "that Ober had written to a friend, Ida Vole, that he was ill",
            ["Ober had written to a friend, Ida Vole, that he was ill"],
        ),
        (
            "that Ober told them the dam was safe and that none would be built",
            ["Ober told them the dam was safe and that none would be built"],
        ),
        ("that account", ["that account"]),
    ],
)
def test_clauses_with_a_force_of_their_own_are_statements_of_their_own(content: str, expected: list[str]) -> None:
    found = statements(content, ((0, len(content)),))
    assert [content[a:b] for spans in found for a, b in spans] == expected


def test_a_piece_with_a_clause_of_its_own_is_a_statement_of_its_own() -> None:
    text = "The pledge covers the county, he said; the towns are free. It is, she says, late, but will pass"
    pieces = tuple(
        (text.index(words), text.index(words) + len(words))
        for words in ("The pledge covers the county", "the towns are free")
    )
    assert [[text[a:b] for a, b in spans] for spans in statements(text, pieces)] == [
        ["The pledge covers the county"],
        ["the towns are free"],
    ]


@pytest.mark.parametrize(
    "text", ["and he said " * 50_000, "; " * 200_000, "that " * 100_000, "Mr. " * 50_000, "no. No " * 50_000]
)
def test_a_content_of_any_length_is_cut(text: str) -> None:
    for spans in statements(text, ((0, len(text)),)):
        assert all(0 <= start < end <= len(text) for start, end in spans)


TOKENS = [
    "that",
    "voted",
    "if",
    "unless",
    "he",
    "not",
    "no",
    "and",
    "but",
    "so",
    ";",
    ",",
    ".",
    "“",
    "”",
    "‘",
    "’",
    "'",
    '"',
    "''",
    "?",
    "…",
    "—",
    "(",
    ")",
    "\n",
    "Sen.",
    "no.",
    "3.",
    "#x",
    "ⓐ",
    "²",
    "İ",
    "_",
    "will",
    "is",
    "the",
    "river",
    "U.S.",
    "May",
    "n’t",
]


@given(st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from(["", " "])), min_size=1, max_size=16), st.data())
def test_statements_lie_in_the_content_and_in_its_order(tokens: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "".join(token + space for token, space in tokens)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
    content = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    found = [span for spans in statements(text, content) for span in spans]
    assert found == sorted(found)
    assert all(any(a <= start < end <= b for a, b in content) for start, end in found)
