import pytest

from onrecord.analyse.people.speakers import Speakers
from onrecord.analyse.pipeline import Analyser
from onrecord.analyse.reading.quotations import quotations
from onrecord.analyse.reading.words import paragraphs
from onrecord.analyse.setting.addressees import Addressee, addressees, hearer
from onrecord.analyse.setting.story import story as story_of
from onrecord.analyse.setting.venues import venues
from onrecord.types.document import Document
from onrecord.types.speaker import Speaker
from tests.analyse.marking import marked_up


def resolved(story: str) -> list[tuple[str, Speaker] | None]:
    """For each attribution the words that name its hearer, and who that is."""
    text, marked = marked_up(story)
    people = Speakers(text, [found[:2] for paragraph in paragraphs(text) for found in quotations(text, *paragraph)])
    speakers = [people.speaker(n, each, None) for n, each in enumerate(marked)]
    tale = story_of(text, marked)
    found = addressees(tale, speakers, venues(tale))
    return [each and (text[slice(*each.span)], hearer(people, each)) for each in found]


def heard(story: str) -> list[str | None]:
    return [each and each[0] for each in resolved(story)]


@pytest.mark.parametrize(
    ("story", "hearer"),
    [
        ("<“We will wait,”> [Ada Brook] {told} reporters in Dellin.", "reporters"),
        ("<“We will wait,”> [Ada Brook] {told} the Dellin Standard on Friday.", "the Dellin Standard"),
        ("[Ada Brook] {told} the Dellin Standard’s Tom Vale <that she would wait>.", "Tom Vale"),
        ("[Brook] {told} Radio Kestle host Tom Vale <that she would wait>.", "Tom Vale"),
        ("[Brook] {asked} Tom Vale <whether he would wait>.", "Tom Vale"),
        ("[Brook] {said} in an interview with the Dellin Gazette <that she would wait>.", "the Dellin Gazette"),
        ("<“We will wait,”> [Ada Brook] {told} a public meeting in the library.", "a public meeting"),
        ("[She] {wrote} in a letter to the river council <that she would wait>.", "the river council"),
        ("[Brook] {called on} the senate <to wait>.", "the senate"),
        ("Asked by Tom Vale about the gates, [Brook] {said} <they would stay open>.", "Tom Vale"),
        ("[Brook] {told} her supporters <that she would wait>.", "her supporters"),
        ("[Brook] {told} a local radio station two days later <that she would wait>.", "a local radio station"),
        ("<“We will wait,”> [Ada Brook] {told} CPA News’ Tom Vale.", "Tom Vale"),
        ("[Brook] wrote to investors, {telling} them <that she would wait>.", "investors"),
        ("<“We will wait,”> [Ada Brook] {told} CPA News.", "CPA News"),
        ("[Ada Brook] {told} Mr. Vale <that she would wait>.", "Mr. Vale"),
        ("[Brook] {told} members of the River Council <that she would wait>.", "members of the River Council"),
        ("[Brook] {sought} <to assure the river council that the gates would stay open>.", "the river council"),
    ],
)
def test_who_is_spoken_to_is_found(story: str, hearer: str) -> None:
    assert heard(story) == [hearer]


@pytest.mark.parametrize(
    "story",
    [
        "[Brook] {said} <that she would wait>.",
        "[Brook] {told} how <the gates had opened>.",
        "[Brook] {said} to applause <that she would wait>.",
        "[Brook] {asked} for <three more days>.",
        "[Brook] {told} a joke <that the gates would open>.",
        "[Brook] {was told} <that the gates would open>.",
        "[Brook] {says} <she told the Dellin Standard to wait>.",
        "[Brook] {warned} that <the gates would break>.",
        "[Brook] {used his speech to call} for <a strike>.",
    ],
)
def test_nobody_is_spoken_to_where_the_story_names_none(story: str) -> None:
    assert heard(story) == [None]


def test_the_newspaper_is_the_one_named_before() -> None:
    story = "The Dellin Gazette asked first.\n<“No,”> [Brook] {told} the newspaper."
    assert heard(story) == ["The Dellin Gazette"]


def test_an_interviewer_goes_on_hearing_the_same_speaker() -> None:
    story = """
In an interview with the Dellin Gazette on Monday, Ada Brook spoke of the gates.
<“No,”> [Brook] {told} the Dellin Gazette.
<“Never,”> [Brook] {said}.
"""
    assert heard(story) == ["the Dellin Gazette", "the Dellin Gazette"]


def test_nobody_else_is_given_the_interviewer() -> None:
    story = """
<“No,”> [Ada Brook] {told} the Dellin Gazette.
<“We shall see,”> [Tom Vale] {said}.
At a rally in Kestle, <“I shall wait,”> [Brook] {said}.
"""
    assert heard(story) == ["the Dellin Gazette", None, None]


def test_a_day_hears_nothing() -> None:
    assert heard("“He called me on Sunday and [he] {told} Sunday and Monday <that he was coming>.") == [None]


def test_who_asks_and_who_answers_hear_one_another() -> None:
    story = """
<“Why should we wait?”> [Tom Vale] {asked} Ada Brook.
<“Because you must,”> [Ada Brook] {replied}.
"""
    assert heard(story) == ["Ada Brook", "Tom Vale"]


def test_who_gets_a_letter_hears_what_it_says() -> None:
    story = """
Ada Brook sent a letter to the river council on Monday.
<“You must wait,”> [Brook] {wrote}.
<“The gates will break,”> [she] {wrote}.
"""
    assert heard(story)[1] == "the river council"


def test_words_that_lead_to_nobody_stand_for_themselves() -> None:
    [found] = resolved("[Ada Brook] {told} the council <that she would wait>.")
    assert found is not None
    assert found[1].name == "the council"


def test_an_unlikely_hearer_is_not_resolved() -> None:
    text, _ = marked_up("[Ada Brook] {told} Tom Vale <that she would wait>.")
    start = text.index("Tom Vale")
    people = Speakers(text, [])
    assert hearer(people, Addressee((start, start + 8), 0.9)).status == "resolved"
    assert hearer(people, Addressee((start, start + 8), 0.4)).status == "unresolved"


def test_an_empty_text_has_no_hearers() -> None:
    assert addressees(story_of("", []), [], []) == []


def test_nobody_is_told_what_he_says_himself(analyser: Analyser) -> None:
    text = (
        "The chair of the panel, Senna Abara, opened a hearing on Wednesday. Abara, a former judge, produced a letter.\n\n"
        "“I don’t find it funny,” Abara told him.\n"
    )
    (found,) = [
        each for each in analyser.analyse(Document.of(text)).attributions if text[slice(*each.cue[0])] == "told"
    ]
    assert found.speaker.name == "Senna Abara"
    assert found.addressee is None or found.addressee.name != "Senna Abara"
