import pytest

from onrecord.analyse.attributions.supposing import supposed
from tests.analyse.marking import marked_up


def content(story: str) -> list[str]:
    text, (found,) = marked_up(story)
    return [text[a:b] for a, b in supposed(text, found).content]


@pytest.mark.parametrize(
    "story",
    [
        "Had [the engineer] {said} <that the dam was safe, nobody would have slept>.",
        "It rained. If [Ada Quill] {says} <that the dam was safe, few will sleep>.",
        "Should [the engineer] {say} <that the dam was safe, nobody will sleep>.",
    ],
)
def test_the_main_clause_is_no_part_of_what_is_supposed(story: str) -> None:
    assert content(story) == ["that the dam was safe"]


@pytest.mark.parametrize(
    "story",
    [
        "[The engineer] {said} <that the dam was safe, and nobody slept>.",
        "Had [the engineer] {said} <that the dam was safe>, nobody would have slept.",
        "If [the engineer] {said} <“that the dam was safe, all in all”>.",
        "If [Ada Quill] {says} <that the dam, a heap of mud, was safe>.",
    ],
)
def test_what_is_said_stays_whole(story: str) -> None:
    text, (found,) = marked_up(story)
    assert supposed(text, found) == found
