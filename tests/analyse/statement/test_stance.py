import pytest

from onrecord.analyse.statement.stance import stance
from onrecord.types.attribution import Stance


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "neutral"),
        ("according to", "neutral"),
        ("noted", "endorsing"),
        ("made clear", "endorsing"),
        ("made it clear", "endorsing"),
        ("pointed out", "endorsing"),
        ("claimed", "distancing"),
        ("falsely noted", "distancing"),
        ("sought to clean up", "distancing"),
        ("notables said", "neutral"),
    ],
)
def test_the_words_of_the_cue_tell_the_stance(cue: str, expected: Stance) -> None:
    assert stance(f"Anna Kovar {cue} that", ((11, 11 + len(cue)),)) == expected


def test_a_cue_in_two_pieces_is_read_as_one() -> None:
    text = "made, she thinks, clear"
    assert stance(text, ((0, 4), (18, 23))) == "endorsing"


def test_no_cue_is_neutral() -> None:
    assert stance("The river runs.", ()) == "neutral"
