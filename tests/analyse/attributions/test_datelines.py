import pytest

from onrecord.analyse.attributions.datelines import is_place_of_origin
from onrecord.analyse.pipeline import Analyser
from onrecord.types.document import Document
from tests.analyse.marking import marked_up


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("[TORVEN]{:} <The minister spoke on Monday.>", True),
        ("[LONDON]{:} <We are told that it rained.>", True),
        ("[SMITH]{:} <I was not there.>", False),
        ("[SMITH]{:} <Was the gate open?>", False),
        ("[Smith]{:} <The gate was open.>", False),
        ("[The minister]{:} <The gate was open.>", False),
    ],
)
def test_a_place_of_origin_speaks_for_nobody(line: str, dateline: bool) -> None:
    text, (found,) = marked_up(line)
    assert is_place_of_origin(text, found) is dateline


def test_a_dateline_with_a_colon_is_no_speaker(analyser: Analyser) -> None:
    text = "TORVEN: The minister for water, Elsbeth Tarnower, said that the toll was off.\n\nBRISK: The mayor left.\n"
    found = analyser.analyse(Document.of(text)).attributions
    assert [each.speaker.name for each in found] == ["Elsbeth Tarnower"]


def test_what_follows_a_colons_line_is_the_storys_own(analyser: Analyser) -> None:
    text = "Ada Brook: The bridge is safe.\n\nThe council will meet again on Friday. Nobody expects a quarrel.\n"
    found = [each for each in analyser.analyse(Document.of(text)).attributions if text[slice(*each.cue[0])] == ":"]
    assert [text[a:b].rstrip(".") for each in found for a, b in each.content] == ["The bridge is safe"]
