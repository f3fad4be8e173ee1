from onrecord.analyse.attributions.disputes import settled
from onrecord.analyse.reading.reader import Marked


def claim(cue: int, *content: tuple[int, int], scores: tuple[float, ...], confidence: float = 0.9) -> Marked:
    return Marked((), ((cue, cue + 4),), content, "speech", confidence, scores)


def test_a_disputed_piece_goes_to_the_surer_claim_piece_by_piece() -> None:
    judge = claim(20, (0, 19), (40, 60), scores=(-0.1, -0.9))
    treasurer = claim(62, (0, 19), (40, 60), scores=(-0.8, -0.2))
    assert [m.content for m in settled([judge, treasurer])] == [((0, 19),), ((40, 60),)]


def test_what_loses_all_its_words_is_dropped() -> None:
    sure, unsure = claim(20, (0, 19), scores=(-0.1,)), claim(30, (0, 10), scores=(-0.5,))
    assert settled([sure, unsure]) == [sure]


def test_what_one_tells_of_another_is_both_of_theirs() -> None:
    outer, inner = claim(5, (10, 60), scores=(-0.5,)), claim(20, (25, 60), scores=(-0.1,))
    assert settled([outer, inner]) == [outer, inner]


def test_a_tie_is_settled_by_confidence() -> None:
    low, high = claim(20, (0, 9), scores=(-0.1,), confidence=0.4), claim(30, (0, 9), scores=(-0.1,), confidence=0.8)
    assert settled([low, high]) == [high]
