import pytest

from onrecord.analyse.people.speakers import speakers
from onrecord.analyse.reading.quotations import quotations
from onrecord.analyse.reading.words import paragraphs
from onrecord.types.speaker import Speaker
from tests.analyse.marking import marked_up

MEETING = (
    "Mayor Denise Harrock and the quarry owner, Philip Soller, met on Wednesday, and Deputy Speaker Una Lund came.\n"
)


def last(story: str) -> Speaker:
    text, marked = marked_up(story)
    quoted = [each[:2] for paragraph in paragraphs(text) for each in quotations(text, *paragraph)]
    return speakers(text, marked, [None] * len(marked), quoted)[-1]


def test_an_office_means_the_only_one_to_whom_the_text_gives_it() -> None:
    found = last(f"{MEETING}Soller was late. [The mayor] {{said}} <dust was no crime>.")
    assert (found.name, found.status, found.how) == ("Denise Harrock", "resolved", "title")


@pytest.mark.parametrize(
    "story",
    [
        f"{MEETING}[The mayor of Kell] {{said}} <dust was no crime>.",
        f"{MEETING}[The Kell mayor] {{said}} <dust was no crime>.",
        f"{MEETING}A letter came from the Kell mayor. [The mayor] {{said}} <dust was no crime>.",
        f"{MEETING}[The speaker] {{said}} <dust was no crime>.",
        f"{MEETING}Mayor Ned Quill of Kell came too. [The mayor] {{said}} <dust was no crime>.",
        f"{MEETING}[The mayor] {{said}}: <“The mayor of this town is a fool.”>",
        "Prime Minister Ada Brook spoke first. [The minister] {said} <dust was no crime>.",
        "Former Mayor Ada Brook spoke first. [The mayor] {said} <dust was no crime>.",
        "The then mayor Ada Brook spoke first. [The mayor] {said} <dust was no crime>.",
        "The onetime mayor Ada Brook spoke first. [The mayor] {said} <dust was no crime>.",
        "The late mayor Ada Brook spoke first. [The mayor] {said} <dust was no crime>.",
    ],
)
def test_an_office_is_left_open_where_it_may_be_another_s(story: str) -> None:
    assert last(story).status == "unresolved" or last(story).name not in {"Denise Harrock", "Ada Brook", "Una Lund"}
