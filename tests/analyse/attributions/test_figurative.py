import pytest

from onrecord.analyse.attributions.figurative import is_figure
from tests.analyse.marking import marked_up


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("[The empty chairs] {spoke of} <better years>.", True),
        ("[A clock] {told} <the wrong time>.", True),
        ("[a map on the wall] {still called for} <a war>.", True),
        ("[The sign] {told} <drivers to stop>.", False),
        ("[The map] {showed} <where the mine was>.", False),
        ("[The chairman] {spoke of} <better years>.", False),
        ("[The chairs of both boards] {said} <so>.", False),
        ("{told} <so>.", False),
    ],
)
def test_a_thing_that_holds_no_words_says_nothing(sentence: str, figure: bool) -> None:
    text, (found,) = marked_up(sentence)
    assert is_figure(text, found.source, found.cue) is figure
