import pytest

from onrecord.analyse.people.agreement import number, says
from onrecord.analyse.people.evidence import Scene
from onrecord.analyse.people.joining import joined
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.namebook import NameBook
from onrecord.analyse.people.ranking import odds, ranker
from onrecord.analyse.people.sources import Source


def cast(text: str) -> Cast:
    return Cast(text, NameBook(text), [])


def groups(text: str, pronoun: str) -> list[list[str]]:
    """The names of those who are joined before a pronoun, the nearest first."""
    people, start = cast(text), text.rindex(pronoun)
    span = (start, start + len(pronoun))
    scene = Scene(Source(span, "plural"), people.mention(*span), (len(text), len(text)), [], [])
    return [[text[slice(*each.span)] for each in group] for group in joined(scene, people, people.recent(start, 20))]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Ada Brook and Tom Vale met. Later they left.", ["Ada Brook", "Tom Vale"]),
        ("Ada Brook, Tom Vale and Lena Ott met. Later they left.", ["Ada Brook", "Tom Vale", "Lena Ott"]),
    ],
)
def test_those_whom_and_joins_may_be_they(text: str, together: list[str]) -> None:
    assert together in groups(text, "they")


@pytest.mark.parametrize(
    "text", ["Ada Brook met Tom Vale. Later they left.", "Ada Brook left. Tom Vale came and they ate."]
)
def test_those_whom_nothing_joins_are_not_they_together(text: str) -> None:
    assert ["Ada Brook", "Tom Vale"] not in groups(text, "they")


@pytest.mark.parametrize(
    ("verb", "known"), [("says", "singular"), ("also have", "plural"), ("said", ""), (", are", ""), ("", "")]
)
def test_a_verb_shows_the_number_of_who_speaks_where_its_form_does(verb: str, known: str) -> None:
    text = f"Critics who {verb}"
    assert number(cast(text), text.index("who") + 3) == known


@pytest.mark.parametrize(
    ("text", "spoke"), [("Ada Brook said so.", True), ("“Wait,” said Ada Brook.", True), ("Ada Brook went.", False)]
)
def test_a_mention_beside_a_verb_of_saying_is_known_by_it(text: str, spoke: bool) -> None:
    start = text.index("Ada")
    people = cast(text)
    assert says(people, people.mention(start, start + 9)) is spoke


def test_a_surer_network_is_a_surer_reading_in_every_group() -> None:
    for name in ranker().calibration:
        sure = [ranker().confidence(name, chance) for chance in (0.0, 0.2, 0.5, 0.8, 1.0)]
        assert sure == sorted(sure), name
        assert 0 < sure[0] < sure[-1] < 1, name


def test_certainty_has_finite_odds() -> None:
    assert odds(1.0) == pytest.approx(-odds(0.0))
