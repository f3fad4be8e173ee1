import re
from datetime import date

import msgspec
import pytest

from onrecord.analyse.pipeline import Analyser
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.reading.words import paragraphs
from onrecord.analyse.time.intervals import Interval, serves, written
from onrecord.analyse.time.moments import moments
from onrecord.analyse.time.occasions import fieldwork
from onrecord.analyse.time.sayings import sentences
from onrecord.analyse.time.timex import timexes
from onrecord.types.document import Description, Document
from onrecord.types.moment import Moment

PUBLISHED = "2022-05-31"


def told(
    marked_up: str, published: str | None = PUBLISHED, act: str = "speech"
) -> list[tuple[Moment | None, str | None]]:
    """The moments of a text in which each attribution is [source] {cue} <content>, with the words of the expression."""
    text, found, part = "", [], {}
    for piece in re.split(r"([\[\]{}<>])", marked_up):
        if piece in "[{<" and piece:
            part[piece] = len(text)
        elif piece in "]}>" and piece:
            opener = {"]": "[", "}": "{", ">": "<"}[piece]
            found.append((opener, (part[opener], len(text))))
        else:
            text += piece
    spans = {opener: [span for kind, span in found if kind == opener] for opener in "[{<"}
    marked = [
        Marked((source,), (cue,), (content,), act, 1.0, (0.0,))  # type: ignore[arg-type]
        for source, cue, content in zip(spans["["], spans["{"], spans["<"], strict=True)
    ]
    every = moments(text, published, marked, list(paragraphs(text)), [{} for _ in marked])
    return [(each, text[slice(*each.expr)] if each and each.expr else None) for each in every]


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("[Ilse Brandt] {said} on Monday that <the ferry would sail again>.", "2022-05-30", "on Monday"),
        ("[Ilse Brandt] {said} Tuesday evening that <the ferry would sail>.", "2022-05-31", "Tuesday evening"),
        ("<“We will sail,”> [Ilse Brandt] {said} last week.", "2022-05-23/2022-05-29", "last week"),
        ("In March, [Ilse Brandt] {announced} <that the ferry would sail again in 2025>.", "2022-03", "In March"),
        ("[Ilse Brandt] {said} in 2013 that <the ferry would sail by 2020>.", "2013", "in 2013"),
    ],
)
def test_the_time_of_saying_is_that_of_the_cue(text: str, value: str, words: str) -> None:
    [(moment, expr)] = told(text)
    assert moment is not None
    assert (moment.edtf, moment.basis, expr) == (value, "text", words)


@pytest.mark.parametrize(
    ("found", "meant", "serves_it"),
    [
        ("2022-05-30", "2022-05-30", True),
        ("2022-03", "2022-03", True),
        ("2022-03", "2022", False),
        ("2022", "2022-03", False),
        ("2022-05-29", "2022-05-30", False),
    ],
)
def test_a_time_serves_another_that_is_hardly_wider(found: str, meant: str, serves_it: bool) -> None:
    one, other = written(found), written(meant)
    assert one is not None
    assert other is not None
    assert serves(one, other) is serves_it


def test_an_open_time_serves_only_what_is_open_and_ends_no_sooner() -> None:
    day, later = date(2022, 5, 30), date(2022, 5, 31)
    assert serves(Interval(None, day), Interval(None, later))
    assert not serves(Interval(None, later), Interval(None, day))
    assert not serves(Interval(day, day), Interval(None, day))


def test_a_poll_tells_when_its_people_were_asked() -> None:
    text = "Half of all voters said so.\n\nThe agency polled 900 people from May 3-5. The margin is 3 points."
    asked = fieldwork(text, timexes(text, PUBLISHED), sentences(text))
    assert [each.interval for each in asked] == [Interval(date(2022, 5, 3), date(2022, 5, 5))]


def test_the_time_talked_about_is_not_the_time_of_saying() -> None:
    [(moment, _)] = told("[Ilse Brandt] {said} that <the ferry had not sailed since 1987>.")
    assert moment is not None
    assert moment.basis == "default"


def test_a_run_of_quotations_shares_its_time() -> None:
    first, second = told(
        "[Ilse Brandt] {told} the council on Monday that <the ferry would sail>. <“I gave my word,”> [she] {said}."
    )
    assert first[0] is not None
    assert second[0] is not None
    assert (second[0].edtf, second[0].basis) == ("2022-05-30", "inferred")


def test_what_is_said_again_and_again_has_no_first_day() -> None:
    [(moment, _)] = told("[Ilse Brandt] {has repeatedly said} that <the ferry will sail>.")
    assert moment is not None
    assert moment.edtf == "../2022-05-31"


def test_with_nothing_to_go_by_it_is_the_day_of_publication_or_the_day_before_and_says_so() -> None:
    [(moment, expr)] = told("[Ilse Brandt] {said} <the ferry would sail>.")
    assert moment is not None
    assert (moment.edtf, moment.basis, expr) == ("2022-05-30/2022-05-31", "default", None)


def test_without_a_publication_day_nothing_is_guessed() -> None:
    assert told("[Ilse Brandt] {said} <it would sail>. [She] {has often said} <so>.", None) == [(None, None)] * 2
    assert told("[Ilse Brandt] {said} on Monday that <it would sail>.", None) == [(None, None)]
    [(moment, expr)] = told("On March 3, 2016, [Ilse Brandt] {said} that <it would sail>.", None)
    assert moment is not None
    assert (moment.edtf, moment.basis, expr) == ("2016-03-03", "text", "On March 3, 2016")


def test_no_more_is_claimed_than_the_publication_month_tells() -> None:
    [(moment, _)] = told("[Ilse Brandt] {said} <the ferry would sail>.", "2022-05")
    assert moment is not None
    assert (moment.edtf, moment.basis) == ("2022-05", "default")


def test_no_attributions_have_no_moments() -> None:
    assert moments("Nothing on Monday.", PUBLISHED, [], [(0, 18)], []) == []


def test_every_stated_moment_shows_its_words() -> None:
    text = "\n\n".join(f"[Ilse Brandt] {{said}} on March {day} that <it was day {day}>." for day in range(1, 29))
    for moment, words in told(text):
        assert moment is not None
        assert (moment.basis == "text") <= (words is not None)


@pytest.mark.parametrize(
    "text",
    [
        "[Ada Brook], who resigned in March, {said} <that she was sorry>.",
        "[Tom Vale, a farmer who bought the dam in 2009], {said} <that it was safe>.",
        "[The club], which lost at home on Saturday, {said} <that it was sorry>.",
    ],
)
def test_what_only_tells_of_the_source_does_not_date_the_saying(text: str) -> None:
    [(moment, _)] = told(text)
    assert moment is not None
    assert moment.basis != "text"


def test_a_time_long_past_is_not_carried_on_to_others_who_speak_in_a_new_paragraph(analyser: Analyser) -> None:
    text = (
        "When the dam burst above Little Orme in September 2019, the then prime minister, Gerald Pike, stood in the mud and "
        "said: “Nobody here will wait for help.”\n\nFive years later, people in Little Orme are waiting.\n\n"
        "“He shook my hand,” said Agnes Bowen, 71. “He said I’d have a house by Christmas. He didn’t say which.”\n\n"
        "Her neighbour Tom Bowen, no relation, said he had stopped counting. “You fill in a form, and then you fill in a "
        "form to ask about the form,” he said.\n"
    )
    story = msgspec.structs.replace(Document.of(text), description=Description(published="2024-09-09"))
    found = [each for each in analyser.analyse(story).attributions if each.within is None]
    assert [text[slice(*each.time.expr)] for each in found if each.time and each.time.expr] == ["in September 2019"]
    assert len(found) == 4
