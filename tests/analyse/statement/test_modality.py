import pytest

from onrecord.analyse.statement.conditions import condition
from onrecord.analyse.statement.modality import modality
from onrecord.types.statement import Modality


@pytest.mark.parametrize(
    ("cue", "statement", "expected"),
    [
        ("said", "the bridge is closed", "certain"),
        ("vowed", "to close the bridge", "certain"),
        ("said", "the bridge may be closed", "possible"),
        ("said", "the bridge will probably be closed", "probable"),
        ("believes", "the bridge is closed", "probable"),
        ("suggested", "the bridge was closed", "possible"),
        ("thinks", "the bridge might be closed", "possible"),
        ("hopes", "the bridge will close", "unknown"),
        ("asked", "whether the bridge was closed", "unknown"),
        ("said", "“Is the bridge closed?”", "unknown"),
        ("said", "the bridge could not be saved", "certain"),
        ("said", "Mrs May closed the bridge", "certain"),
        ("said", "May the bridge last", "possible"),
        ("said", "the bridge will close on the first of May", "certain"),
    ],
)
def test_the_weakest_commitment_of_cue_and_words_counts(cue: str, statement: str, expected: Modality) -> None:
    text = f"Anna Kovar {cue} {statement}."
    spans = ((len("Anna Kovar ") + len(cue) + 1, len(text) - 1),)
    assert modality(text, spans, ((11, 11 + len(cue)),)) == expected


def test_what_hedges_the_condition_does_not_hedge_the_statement() -> None:
    text = "the bridge will close if anybody might be hurt"
    spans = ((0, len(text)),)
    assert modality(text, spans, ()) == "possible"
    assert modality(text, spans, (), condition(text, spans)) == "certain"
