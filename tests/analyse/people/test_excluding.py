import pytest

from onrecord.analyse.people.speakers import speakers
from onrecord.analyse.reading.quotations import quotations
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.reading.words import paragraphs
from onrecord.types.speaker import Speaker
from tests.analyse.marking import marked_up


def told(story: str) -> list[Speaker]:
    text, marked = marked_up(story)
    quoted = [each[:2] for paragraph in paragraphs(text) for each in quotations(text, *paragraph)]
    return speakers(text, marked, [None] * len(marked), quoted)


def test_a_title_of_a_man_leads_to_no_woman_of_that_surname() -> None:
    found = told(
        "Farm Minister Devika Rao ruled out a waiver at a rally. She said that Anil Rao had sold land.\n"
        "[Mr. Rao] {said} <he had never owned any>.\n"
        "“The Minister should apologise,” was the end of it."
    )
    assert found[0].name == "Anil Rao"


@pytest.mark.parametrize("after", ["Karl wants sixty", "The mayor wants sixty"])
def test_nobody_is_given_quoted_words_that_name_him_or_his_office(after: str) -> None:
    found = told(f"Mayor Karl Brauer spoke to the bankers on Monday.\n[He] {{said}}: <“They gave forty. {after}.”>")
    assert found[0].name is None


def test_one_who_gives_his_own_name_may_still_be_the_speaker() -> None:
    found = told("Mayor Karl Brauer spoke to the bankers on Monday.\n[He] {said}: <“My name is Karl Brauer.”>")
    assert "Karl Brauer" in (found[0].name, *found[0].alternatives)


def test_the_subject_of_the_sentence_before_is_not_passed_over_for_who_spoke_earlier() -> None:
    text, marked = marked_up("Ray Quill said the match was lost. Kit Halloran disagreed. [He] {said} <it was won>.")
    first = Marked(((0, 9),), ((10, 14),), ((15, 33),), "speech", 0.9, (0.0,))
    found = speakers(text, [first, *marked], [None, None], [])
    assert found[1].status == "unresolved" or found[1].name == "Kit Halloran"
