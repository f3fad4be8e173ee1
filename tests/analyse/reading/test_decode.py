import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.reading.decode import ROLE_TAGS, cues, roles, viterbi
from onrecord.analyse.reading.neighbourhood import FARTHEST, REACH, neighbourhood

ALLOWED = {(a, b) for a in range(5) for b in range(5) if b not in (2, 4) or a in (b - 1, b)}


def path_score(scores: np.ndarray, path: tuple[int, ...]) -> float:
    if path[0] in (2, 4) or any(step not in ALLOWED for step in itertools.pairwise(path)):
        return -np.inf
    return float(sum(scores[at, tag] for at, tag in enumerate(path)))


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_the_best_path_is_the_best_of_all_allowed(seed: int, length: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, length, len(ROLE_TAGS))).astype(np.float32)
    best = max(itertools.product(range(5), repeat=length), key=lambda path: path_score(scores[0], path))
    assert viterbi(scores)[0].tolist() == list(best)


def tagged(tags: list[int]) -> np.ndarray:
    return np.eye(5, dtype=np.float32)[tags] * 8


def test_content_comes_in_pieces_and_one_source_is_kept() -> None:
    tags = [3, 4, 4, 0, 1, 2, 0, 0, 3, 4, 1]
    scores = tagged(tags)
    scores[10, 1] = 2.0
    found = roles(scores, np.array(tags), offset=20)
    assert found.content == ((20, 23), (28, 30))
    assert found.source == (24, 26)
    assert len(found.piece_scores) == 2


def test_no_content_gives_no_piece() -> None:
    found = roles(tagged([0, 0]), np.array([0, 0]), offset=0)
    assert (found.source, found.content, found.content_score) == (None, (), 0.0)


def test_a_cue_runs_over_the_words_that_continue_it() -> None:
    scores = np.array([[9, 0, 0], [0, 9, 0], [0, 0, 9], [9, 0, 0], [0, 9, 0]], dtype=np.float32)
    assert cues(scores).tolist() == [[1, 3], [4, 5]]


def test_a_probable_beginning_inside_a_cue_is_no_second_cue() -> None:
    scores = np.array([[0, 9, 0], [0, 4, 5]], dtype=np.float32)
    assert cues(scores).tolist() == [[0, 2]]


def test_nothing_probable_gives_no_cue() -> None:
    assert cues(np.array([[9, 0, 0]] * 3, dtype=np.float32)).shape == (0, 2)


@pytest.mark.parametrize("count", [1, 30, 2 * REACH + 1, 254])
def test_neighbourhoods_of_a_window_have_one_length_and_hold_their_cue(count: int) -> None:
    at = np.array([[k, min(k + 2, count)] for k in range(count)])
    near = neighbourhood(at, count)
    assert near.words.shape == (count, min(count, 2 * REACH + 1))
    assert near.words.min() >= 0
    assert near.words.max() < count
    assert ((near.words == at[:, :1]) & (near.distance == FARTHEST)).any(axis=1).all()
    assert ((near.distance >= 0) & (near.distance <= 2 * FARTHEST)).all()
