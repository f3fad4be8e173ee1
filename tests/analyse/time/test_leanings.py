import msgspec
import pytest

from onrecord.analyse.reading.network import Network
from onrecord.analyse.reading.reader import Marked, heard
from onrecord.analyse.reading.words import paragraphs
from onrecord.analyse.time.leanings import leanings, mapping
from onrecord.analyse.time.moments import moments

TEXT = "Ilse Brandt believes the ferry will sail. On Monday Ilse Brandt said the harbour was closed."


def marked(cue: str) -> Marked:
    start = TEXT.index(cue)
    content = (start + len(cue) + 1, TEXT.index(".", start))
    return Marked((), ((start, start + len(cue)),), (content,), "speech", 1.0, (0.0,))


@pytest.mark.parametrize("weights", ["default", "open"])
def test_each_set_of_weights_has_the_map_that_was_fitted_to_it(weights: str) -> None:
    assert mapping(weights).encoder == Network(weights, 1).card.sha256["encoder.onnx"]


def test_cues_that_were_read_otherwise_lean_otherwise(network: Network) -> None:
    windows = list(heard(network, TEXT))
    belief, saying = leanings("default", windows, [marked("believes"), marked("said")])
    assert belief.keys() == saying.keys()
    assert belief != saying


def test_what_no_network_has_read_leans_nowhere() -> None:
    assert leanings("default", [], [marked("said")]) == [{}]


def test_a_leaning_decides_where_the_features_leave_a_time_open() -> None:
    said = [marked("said")]
    for kind, expected in (("habit", "../2022-05-30"), ("stated", "2022-05-30")):
        [moment] = moments(TEXT, "2022-05-31", said, list(paragraphs(TEXT)), [{kind: 50.0}])
        assert moment is not None
        assert msgspec.to_builtins(moment)["edtf"] == expected
