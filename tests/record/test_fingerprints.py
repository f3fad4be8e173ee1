import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.fingerprints import WINDOW, fingerprints, likeness, shingles


def text_of(seed: int, words: int) -> str:
    chance = random.Random(seed)
    return " ".join("".join(chance.choices("abcdefghij", k=5)) for _ in range(words))


def test_texts_share_a_fingerprint_where_they_share_a_window_of_shingles() -> None:
    for seed in range(30):
        shared = text_of(seed, WINDOW + 4)
        texts = [f"{text_of(seed + 100 * n, 200)} {shared} {text_of(seed + 1000 * n, 300)}" for n in (1, 2)]
        one, other = (set(fingerprints(shingles(text))) for text in texts)
        assert one & other


def test_marks_case_and_white_space_do_not_count() -> None:
    one = "“The river WILL run,” she said — ‘for ever’, in the cafe\u0301."
    other = '"The river\n\nwill run" she said: for ever, in the café'
    assert likeness(shingles(one), shingles(other)) == (1.0, 1.0)


def test_a_part_is_contained_and_resembles_by_its_length() -> None:
    whole = text_of(1, 400)
    part = " ".join(whole.split()[:100])
    contained, resembling = likeness(shingles(part), shingles(whole))
    assert contained == 1.0
    assert 0.2 < resembling < 0.3


def test_a_text_without_five_words_has_nothing_to_compare() -> None:
    assert fingerprints(shingles("It rains, she said")) == []
    assert likeness(shingles(""), shingles("It rains")) == (0.0, 0.0)


def test_a_long_text_has_no_more_fingerprints_than_are_kept_and_they_are_among_those_of_its_parts() -> None:
    long = text_of(3, 40_000)
    found = fingerprints(shingles(long))
    assert 256 < len(found) < 1024
    parts = [" ".join(long.split()[start : start + 1004]) for start in range(0, 40_000, 500)]
    assert set(found) <= {each for part in parts for each in fingerprints(shingles(part))}


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    found = likeness(shingles(one), shingles(other))
    assert found == likeness(shingles(other), shingles(one))
    assert 0 <= found[1] <= found[0] <= 1


@given(st.text(max_size=300))
def test_fingerprints_are_integers_that_the_record_can_hold(text: str) -> None:
    found = fingerprints(shingles(text))
    assert found == sorted(set(found))
    assert all(-(2**63) <= each < 2**63 for each in found)
