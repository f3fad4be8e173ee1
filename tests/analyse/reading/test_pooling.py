import numpy as np

from onrecord.analyse.reading.network import Heard, Network
from onrecord.analyse.reading.pooling import pooled
from onrecord.analyse.reading.reader import heard

TEXT = "The harbour master said the ferry would sail.\n\nNobody in Brisk believed him."


def test_a_word_has_the_vector_that_was_read_there(network: Network) -> None:
    [window] = list(heard(network, TEXT))
    start = TEXT.index("said")
    at = window.window.starts.tolist().index(start)
    assert np.array_equal(pooled([window], [((start, start + 4),)])[0], window.said[at])


def test_words_are_read_in_the_window_in_which_they_stand(network: Network) -> None:
    [window] = list(heard(network, TEXT))
    later = window.window._replace(starts=window.window.starts + 1000, ends=window.window.ends + 1000)
    other = Heard(later, [], window.said * 2)
    [near, far] = pooled([window, other], [((0, 3),), ((1000, 1003),)])
    assert np.allclose(far, near * 2)


def test_of_no_words_the_vector_is_zero(network: Network) -> None:
    windows = list(heard(network, TEXT))
    assert not pooled(windows, [(), ((45, 46),)]).any()
    assert len(pooled([], [((0, 3),)])) == 1
