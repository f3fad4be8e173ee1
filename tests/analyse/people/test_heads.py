import pytest

from onrecord.analyse.people.heads import pieces
from onrecord.analyse.people.namebook import NameBook

STORY = "Ada Brook met Tom Vale and Gus Lund of Ober in Dellin. Paul Singer came too. "


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Three economists -- Ada Brook at the Institute, Tom Vale of Dellin and Gus Lund --", ["Ada Brook", "Tom Vale", "Gus Lund"]),
        ("Ada Brook, along with Judge Tom Vale of Ober, and Gus Lund", ["Ada Brook", "Tom Vale", "Gus Lund"]),
        ("three economists -- Ada Brook at the Institute and Tom Vale at the University of Ober, San Diego --", ["Ada Brook", "Tom Vale"]),
        ("Singer and Lund", ["Singer", "Lund"]),
        ("former secretary of state Ada Brook, who praised the president", ["Ada Brook"]),
        ("the minister of trade and industry, Ada Brook,", ["Ada Brook"]),
        ("Brook and Lund in particular", ["Brook", "Lund"]),
        ("critics of Ada Brook", []),
    ],
)  # fmt: skip
def test_a_source_names_those_whom_it_joins_and_no_others(words: str, expected: list[str]) -> None:
    text = f"{STORY}Then {words} said so."
    start = text.rindex(words)
    found = pieces(text, (start, start + len(words)), NameBook(text))
    assert [text[piece[0] : piece[1]] for piece in found] == expected
