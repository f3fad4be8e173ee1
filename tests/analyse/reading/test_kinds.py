import pytest

from onrecord.analyse.reading.kinds import KINDS, LIKELY, kinds
from onrecord.analyse.reading.network import Network
from onrecord.analyse.reading.reader import heard

TEXT = "“We will open the gates by May,” Mayor Ada Brook promised. It rained."
QUOTED, CUE = (1, 30), (48, 56)


@pytest.fixture(scope="module")
def network():
    return Network("default", 1)


def test_a_statement_has_a_kind_with_its_probability(network):
    (found,) = kinds(network, list(heard(network, TEXT)), [((CUE,), (QUOTED,))])
    assert found is not None
    assert found.kind == "pledge"
    assert LIKELY <= found.confidence <= 1


def test_without_a_cue_a_kind_is_told_only_where_it_is_likelier_than_not(network):
    windows = list(heard(network, TEXT))
    every = [(start, end) for start in range(0, 60, 7) for end in range(start + 3, 68, 9)]
    found = kinds(network, windows, [((), (span,)) for span in every])
    assert all(kind is None or (kind.confidence >= LIKELY and kind.kind in KINDS) for kind in found)
    assert any(kind is None for kind in found)
