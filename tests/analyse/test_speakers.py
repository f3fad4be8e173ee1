import pytest

from onrecord.analyse.namebook import NameBook
from onrecord.analyse.speakers import speaker
from onrecord.types.speaker import Speaker

STORY = (
    "President Isaura Kestle met Tullio Brancor. Her spokeswoman, Lena Ott, was there, and so was Bram Ott. "
    "The Dellin Standard reported it; officials of the Water Board and critics of Kestle did not. "
)


def of(words: str) -> Speaker:
    text = f"{STORY}In the end {words} said so."
    start = text.rindex(words)
    return speaker(text, ((start, start + len(words)),), NameBook(text))


@pytest.mark.parametrize(
    ("words", "name", "how"),
    [
        ("Isaura Kestle", "Isaura Kestle", "name"),
        ("Kestle", "Isaura Kestle", "partial"),
        ("President Kestle", "Isaura Kestle", "partial"),
        ("Brancor himself", "Tullio Brancor", "partial"),
        ("Brancor, who left early,", "Tullio Brancor", "partial"),
        ("the Dellin Standard", "Dellin Standard", "name"),
        ("Brancor and Kestle", "Tullio Brancor ; Isaura Kestle", "partial"),
        ("President Isaura Kestle of Torvenia", "Isaura Kestle", "name"),
        ("Dellin Standard editor Lena Ott", "Lena Ott", "name"),
        ("the interpreter, Lena Ott,", "Lena Ott", "name"),
        ("the acting interpreter Lena Ott", "Lena Ott", "name"),
        ("outgoing President Isaura Kestle", "Isaura Kestle", "name"),
        ("Lena Ott, Jr.,", "Lena Ott", "name"),
    ],
)
def test_a_name_is_shown_as_the_fullest_in_the_document(words: str, name: str, how: str) -> None:
    found = of(words)
    assert (found.name, found.how, found.status) == (name, how, "resolved")


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("she", "pronoun"),
        ("who", "pronoun"),
        ("the president", "title"),
        ("Kestle’s office", "title"),
        ("a friend of Isaura Kestle of Torvenia", "title"),
        ("critics of Kestle", "title"),
        ("Kestle supporters", "title"),
        ("a senior official", "title"),
        ("Kestle and her aides", "title"),
        ("a pilot in Brisk, Torv.,", "title"),
        ("the Kestle/Brancor camp", "title"),
        ("two officials of the Water Board", "title"),
        ("the woman who accused Isaura Kestle", "title"),
        ("lawyers representing President Isaura Kestle", "title"),
        ("those opposing Kestle", "title"),
        ("ministers including Isaura Kestle", "title"),
        ("neither Isaura Kestle nor Tullio Brancor", "title"),
        ("everyone but Kestle", "title"),
        ("Isaura Kestle or Tullio Brancor", "title"),
        ("some Kestle Supporters", "title"),
        ("a Kestle–Brancor report", "title"),
        ("Isaura Kestle & Sons", "title"),
        ("Isaura Kestle’s Dellin Standard", "title"),
    ],
)
def test_what_is_no_name_stays_unresolved(words: str, how: str) -> None:
    found = of(words)
    assert (found.name, found.how, found.status) == (None, how, "unresolved")


def test_a_surname_that_two_people_share_stays_unresolved_with_both() -> None:
    found = of("Ott")
    assert (found.name, found.status) == (None, "unresolved")
    assert found.alternatives == ("Lena Ott", "Bram Ott")


def test_no_source_is_an_implicit_speaker() -> None:
    found = speaker("It was denied.", (), NameBook("It was denied."))
    assert (found.name, found.type, found.status) == (None, "implicit", "unresolved")


def test_the_chain_leads_from_the_source_to_the_full_name() -> None:
    text = "Isaura Kestle spoke. Kestle said so."
    found = speaker(text, ((21, 27),), NameBook(text))
    assert [text[a:b] for a, b in found.chain] == ["Kestle", "Isaura Kestle"]


def test_a_place_that_opens_a_sentence_keeps_its_first_word() -> None:
    text = "It met South Brisk and Old Brisk. South Brisk said so. In the end South Brisk agreed."
    book = NameBook(text)
    for start in (text.index("South Brisk said"), text.index("South Brisk agreed")):
        assert speaker(text, ((start, start + 11),), book).name == "South Brisk"
