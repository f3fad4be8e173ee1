import pytest

from onrecord.analyse.people.centring import centre
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.namebook import NameBook


def meant(text: str, pronoun: str, sort: str) -> str | None:
    """Whom the pronouns up to the last `pronoun` of `text` speak of."""
    cast = Cast(text, NameBook(text), [])
    start = text.rindex(pronoun)
    found = centre(cast, cast.mention(start, start + len(pronoun)), sort)
    return None if found is None else text[slice(*found.span)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Vale came late. He had met Peter Lund at the dam. “It holds,” he said.", "Tom Vale"),
        ("Tom Vale came late. He had left. Peter Lund was there. “It holds,” he said.", "Peter Lund"),
        ("Tom Vale met Peter Lund. “It holds,” he said.", "Tom Vale"),
        ("The dam was built by Tom Vale. “It holds,” he said.", "Tom Vale"),
        ("Ada Brook came late. “It holds,” he said.", None),
        ("Tom Vale came late.\n\n“It holds,” he said.", None),
    ],
)
def test_a_pronoun_goes_on_with_whom_those_before_it_took_up(text: str, name: str | None) -> None:
    assert meant(text, "he said", "male") == name


def test_they_are_several_and_it_is_one() -> None:
    text = "The mayors of Brisk came late to the Water Board. In the end they and it agreed."
    assert meant(text, "they", "plural") == "The mayors of Brisk"
