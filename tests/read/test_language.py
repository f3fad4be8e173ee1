import pytest

from onrecord.read.language import language_of

from .stories import STORIES


@pytest.mark.parametrize("language", STORIES)
def test_a_short_story_is_told_by_its_language(language):
    assert language_of(STORIES[language]) == language


@pytest.mark.parametrize(
    "text", ["", "Yes.", "Der Spiegel", "1 2 3 4 5 " * 50, "!?" * 99, "Bridge to stay open, mayor says"]
)
def test_too_little_is_not_guessed(text):
    assert language_of(text) is None


def test_english_that_quotes_another_language_is_english():
    assert language_of(STORIES["en"] + " “" + STORIES["de"][:100] + "” she added. " + STORIES["en"]) == "en"


def test_a_list_of_names_is_no_language():
    names = "Marta Kovar Joao da Silva Jean de la Tour Piet van den Berg Lars och Maja Hans von Stein Ana y Luz Igor Petrov "
    assert language_of(names * 5) is None
