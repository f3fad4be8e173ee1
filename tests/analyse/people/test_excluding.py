import pytest

from onrecord.analyse.people.evidence import Scene
from onrecord.analyse.people.ranking import Matrix
from onrecord.analyse.people.speakers import Reading, Speakers, speakers
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


def test_an_office_is_nobody_s_to_whom_the_text_gives_none() -> None:
    found = told(
        "<A woman was found dead at a motel outside Granger on Monday night>, [the sheriff] {said}.\n"
        "<Ellen Moss, 34, had rented the room on Saturday>, [the motel's owner] {said}. \n"
        "[The sheriff] {said} <there were no signs of forced entry>."
    )
    assert found[-1].status == "unresolved"


def test_two_former_ministers_are_not_told_apart_by_what_both_have_been() -> None:
    found = told(
        "Former transport minister Oswin Lowther spoke first. Former finance minister Petra Quill spoke after lunch.\n"
        "[Quill] {said} <the offer was made twice>.\n"
        "[The former minister] {said} <the dinner had cost a fortune>."
    )
    assert [each.status for each in found] == ["resolved", "unresolved"]


def test_what_opens_with_a_pronoun_of_the_other_sex_is_not_shown_as_a_namesake_s() -> None:
    def last(pronoun: str) -> Speaker:
        return told(
            "<“He shook my hand,”> {said} [Agnes Bowen, 71].\n"
            "[Her neighbour Tom Bowen, no relation,] {said} <he had stopped counting>.\n"
            "<“You fill in a form, and then you fill in a form to ask about the form,”> [he] {said}.\n"
            f"[Bowen, who still lives in a caravan,] {{said}} <{pronoun} had written to Pike in March>."
        )[-1]

    assert last("he").name == "Tom Bowen"
    assert last("she").status == "unresolved"
    assert last("she").confidence < 0.8 * last("he").confidence


def test_mr_and_mrs_are_not_the_same_one_of_a_couple_whose_sexes_the_names_do_not_show() -> None:
    found = told(
        "Veslan Zoric and Milka Zoric debated on Wednesday.\n[Mr Zoric] {said} <taxes should fall>.\n"
        "[Mrs Zoric] {said} <they should rise>.\n[Zoric] {said} <it was absurd>.\n[She] {said} <he was rattled>."
    )
    assert [each.status for each in found[1:]] == ["unresolved"] * 3


@pytest.mark.parametrize(("words", "status"), [("The president", "resolved"), ("The former president", "unresolved")])
def test_one_in_office_is_not_the_former_one_however_likely(words: str, status: str) -> None:
    text, marked = marked_up(
        f"President Ona Lind and Mina Dahl met on Monday.\nDahl wept. [{words}] {{said}} <history would judge>."
    )

    def likeliest(_: Scene, readings: list[Reading], __: Matrix) -> list[float]:
        return [float(each.name(text) == "Ona Lind") for each in readings]

    assert Speakers(text, [], likeliest).speaker(0, marked[0], None).status == status


def test_the_younger_of_two_namesakes_is_neither_by_name() -> None:
    found = told(
        "Helen Strand and Ruth Strand met in court.\n[Strand, the elder,] {said} <that she had letters>.\n"
        "[Strand, the younger,] {said} <that she had the mill>."
    )
    assert [each.status for each in found] == ["unresolved"] * 2


def test_whose_lawyer_speaks_does_not_speak() -> None:
    found = told("Helen Strand was there.\n<“My client loves her sister,”> {said} [Helen’s, Conrad Vey].")
    assert found[0].name == "Conrad Vey"


def test_doubt_about_a_description_is_not_handed_on_to_a_name() -> None:
    text, marked = marked_up(
        "Mayor Denise Harrock and Philip Harrock, who owns the quarry, met on Wednesday.\n"
        "[The owner] {said} <that he would sue>.\n<“We employ 140 people,”> [Harrock] {said}."
    )

    def philip(scene: Scene, readings: list[Reading], _: Matrix) -> list[float]:
        sure = 0.99 if scene.source.sort == "name" else 0.3
        return [sure if each.name(text) == "Philip Harrock" else 0.0 for each in readings]

    people = Speakers(text, [], philip)
    found = [people.speaker(k, each, None) for k, each in enumerate(marked)]
    assert [each.status for each in found] == ["unresolved", "resolved"]
