import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.agreement import Counts, Marked, compare, found
from benchmarks.floors import FLOORS, check
from training.corpora import POLNEAR_DEV, SHARED, scorer

TEXT = "“We will go,” Kestle said. “And soon.” Ober denied that he knew."
SAID = Marked([(14, 20)], [(21, 25)], [(0, 13), (27, 38)])
DENIED = Marked([(39, 43)], [(44, 50)], [(51, 63)])


def test_a_record_agrees_with_itself() -> None:
    assert compare(TEXT, [SAID, DENIED], [SAID, DENIED]) == Counts(2, 2, 2, 2)


def test_quotation_marks_at_the_ends_make_no_difference() -> None:
    assert compare(TEXT, [SAID._replace(content=[(1, 12), (27, 38)])], [SAID]) == Counts(1, 1, 1, 1)


def test_half_of_the_content_is_found_but_not_exact() -> None:
    assert compare(TEXT, [SAID._replace(content=[(0, 13)])], [SAID]) == Counts(1, 1, 1, 0)


@pytest.mark.parametrize(
    "wrong",
    [SAID._replace(cue=[(44, 50)]), SAID._replace(source=[(39, 43)]), SAID._replace(content=[(27, 38)]), DENIED],
)
def test_another_cue_source_or_content_is_not_found(wrong: Marked) -> None:
    assert found(TEXT, [wrong], [SAID]) == []


def test_an_attribution_is_matched_once() -> None:
    assert compare(TEXT, [SAID, SAID], [SAID]) == Counts(2, 1, 1, 1)


def test_f1_weighs_what_is_missed_and_what_is_too_much() -> None:
    assert Counts(predicted=3, gold=1, found=1, exact=0).f1(1) == 50.0


SPAN = st.tuples(st.integers(0, 62), st.integers(1, 12)).map(lambda pair: (pair[0], min(63, pair[0] + pair[1])))
SOME = st.lists(
    st.builds(
        Marked,
        st.lists(SPAN, max_size=1),
        st.lists(SPAN, min_size=1, max_size=1),
        st.lists(SPAN, min_size=1, max_size=2),
    ),
    max_size=4,
)


@pytest.mark.skipif(not (SHARED / "tools/score.py").exists(), reason="the corpora and their scorer are not here")
@given(predicted=SOME, gold=SOME)
def test_it_finds_what_the_corpora_s_own_scorer_finds(predicted: list[Marked], gold: list[Marked]) -> None:
    score = scorer()
    pairs, _ = score.match(TEXT, [m._asdict() for m in predicted], [m._asdict() for m in gold])
    assert found(TEXT, predicted, gold) == pairs


def test_a_figure_below_its_floor_fails() -> None:
    pinned = json.loads(FLOORS.read_text("utf-8"))["polnear_dev_default"]
    figures = {name: value for name, value in pinned.items() if name != "sha256"}
    if not POLNEAR_DEV.exists():
        pytest.skip("the corpora are not here")
    name = "polnear_dev_default"
    assert check(name, POLNEAR_DEV, figures, lower=False) == 0
    assert check(name, POLNEAR_DEV, figures | {"found": figures["found"] - 0.1}, lower=False) == 1
    assert check(name, SHARED / "tools/score.py", figures, lower=False) == 1
