import pytest

from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.namebook import NameBook
from onrecord.analyse.people.relatives import antecedent


def taken_up(text: str, pronoun: str) -> list[str]:
    """The names or descriptions that a relative pronoun of `text` takes up."""
    cast = Cast(text, NameBook(text), [])
    found = antecedent(cast, text.rindex(f"{pronoun} "), person=pronoun != "which")
    return [text[slice(*each.span)] for each in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mayor Ada Brook met the activists who want the dam gone.", ["the activists"]),
        ("Mayor Ada Brook met Tom Vale, who wants the dam gone.", ["Tom Vale"]),
        ("Tom Vale met Ada Brook (Ind-Kestle), who wants it gone.", ["Ada Brook"]),
        ("Tom Vale met Ada Brook, the mayor of Brisk, who wants it gone.", ["Ada Brook"]),
        ("Tom Vale met Ada Brook of Carvella, who wants it gone.", ["Ada Brook"]),
        ("Tom Vale spoke of aides at the Water Board who want it gone.", ["aides"]),
        ("Tom Vale met Ada Brook and Lena Ott, who want it gone.", ["Ada Brook", "Lena Ott"]),
        ("Tom Vale saw some who want it gone.", ["some"]),
        ("Tom Vale wanted it gone. Who cares?", []),
    ],
)
def test_who_takes_up_the_people_right_before_it(text: str, names: list[str]) -> None:
    assert taken_up(text, "Who" if "Who" in text else "who") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Brook read a letter from the Water Board, which says so.", ["Water Board"]),
        ("Tom Vale read the report by Ada Brook, which says so.", ["the report by Ada Brook"]),
    ],
)
def test_which_takes_up_what_is_no_person(text: str, names: list[str]) -> None:
    assert taken_up(text, "which") == names
