import numpy as np
import pytest

from onrecord.analyse.setting.story import story as story_of
from onrecord.analyse.setting.venues import marginals, venues, weights
from tests.analyse.marking import marked_up


def through(story: str) -> list[tuple[str, str | None]]:
    text, marked = marked_up(story)
    return [(venue.type, venue.outlet) for venue in venues(story_of(text, marked))]


@pytest.mark.parametrize(
    ("story", "venue"),
    [
        ("<“We will wait,”> [Ada Brook] {told} the Dellin Gazette.", ("interview", "the Dellin Gazette")),
        ("[Ada Brook] {tweeted} <that she would wait>.", ("social media", None)),
        ("In a post on Facebook, [Ada Brook] {wrote} <that she would wait>.", ("social media", "Facebook")),
        ("[A poll of 900 voters] {showed} <that Brook led by two points>.", ("poll", None)),
        ("[Judge Tom Vale] {ruled} <that the gates must stay open>.", ("court or legal document", None)),
        ("In a statement, [Ada Brook] {said} <that she would wait>.", ("statement", None)),
        ("<“We will wait,”> [Ada Brook] {said} in the debate on Monday.", ("debate", None)),
        ("[A study by Kestle University] {found} <that the river was rising>.", ("report or study", None)),
        ("[Brook] {wrote} in a letter to the council <that she would wait>.", ("letter or email", None)),
    ],
)
def test_a_venue_that_the_sentence_names_is_told(story: str, venue: tuple[str, str | None]) -> None:
    assert through(story) == [venue]


def test_an_interview_goes_on_through_its_quotations() -> None:
    story = """
<“No,”> [Ada Brook] {told} the Dellin Gazette in an interview.
<“Never again,”> [she] {said}.
<“We have waited for nine years,”> [Brook] {added}.
"""
    assert through(story) == [("interview", "the Dellin Gazette")] * 3


def test_an_outlet_has_the_fullest_name_that_the_story_gives_it() -> None:
    story = "The Dellin Times asked. <“No,”> [Ada Brook] {told} the Times."
    assert through(story)[0][1] == "The Dellin Times"
    two = f"The Brisk Times asked, too. {story}"
    assert through(two)[0][1] == "the Times"


def test_what_somebody_believes_has_no_venue() -> None:
    text, marked = marked_up("[Ada Brook] {believes} <that the river will rise>.")
    thought = [marked[0]._replace(act="attitude")]
    assert [venue.type for venue in venues(story_of(text, thought))] == ["unknown"]


def test_a_venue_has_the_probability_of_its_type_and_the_unknown_none() -> None:
    text, marked = marked_up("[Ada Brook] {tweeted} <that she would wait>.")
    [tweeted] = venues(story_of(text, marked))
    [thought] = venues(story_of(text, [marked[0]._replace(act="attitude", cue=())]))
    assert tweeted.confidence is not None
    assert 0.5 < tweeted.confidence <= 1
    assert thought.type != "unknown" or thought.confidence is None


def test_an_empty_story_has_no_venues() -> None:
    assert venues(story_of("", [])) == []


def test_probabilities_of_a_chain_are_those_of_all_its_paths() -> None:
    draw = np.random.default_rng(0)
    scores, steps = draw.normal(size=(3, 2)), draw.normal(size=(3, 2, 2))
    paths = {(a, b, c): 0.0 for a in range(2) for b in range(2) for c in range(2)}
    for a, b, c in paths:
        paths[a, b, c] = np.exp(scores[0, a] + scores[1, b] + scores[2, c] + steps[1, a, b] + steps[2, b, c])
    total = sum(paths.values())
    middle = sum(weight for (_, b, _), weight in paths.items() if b == 1) / total
    found = marginals(scores, steps, [0, 1, 2])
    assert found.sum(axis=1) == pytest.approx([1.0, 1.0, 1.0])
    assert found[1, 1] == pytest.approx(middle)


def test_the_weights_know_the_types_of_the_guide() -> None:
    assert {"interview", "rally", "poll", "op-ed or editorial", "unknown"} <= set(weights().types)
    assert len(weights().types) == 19
