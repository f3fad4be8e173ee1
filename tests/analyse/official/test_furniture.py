import pytest

from onrecord.analyse.official.furniture import credits, is_credit, issuer, release
from onrecord.analyse.pipeline import Analyser
from onrecord.analyse.reading.words import paragraphs
from onrecord.types.document import Document


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Jane Roe/Agency",
        "Photograph by Jane Roe",
        "By Jane Roe",
        "By Jane Roe and Tom Vale, Marl Times",
        "Read more: Vale says the bridge is safe",
        "RELATED: Brook denies it",
        "See also | The dam",
        "Picture: The Marl Times",
        "(Reporting by Jane Roe; editing by Tom Vale)",
        "— Additional reporting by Jane Roe",
    ],
)
def test_a_credit_or_link_says_nothing(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the gates were open.",
        "Photographs of the dam were shown to the board.",
        "Watch the gates, she said.",
        "More than 40 people came.",
        "By then Tom Vale had gone.",
        "Video of the flood shows the mayor running.",
        "Share the load, Vale said.",
    ],
)
def test_a_sentence_does(line: str) -> None:
    assert not is_credit(line)


def test_a_caption_keeps_its_words_and_loses_its_credit() -> None:
    text = "Ada Brook at the dam on Monday. Photo: Jane Roe/Agency\n\nShe said that it held."
    assert [text[a:b] for a, b in credits(text, list(paragraphs(text)))] == ["Photo: Jane Roe/Agency"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("By Jane Roe\n\nThe council met on Monday. She said that the bridge would open.", None),
        ("Ada Brook at the dam. Photo: Jane Roe/Agency\n\n“The gates will stay open,” she said.", "Ada Brook"),
    ],
)
def test_whom_only_a_credit_names_is_meant_by_no_pronoun(analyser: Analyser, text: str, speaker: str | None) -> None:
    found = [each.speaker for each in analyser.analyse(Document.of(text)).attributions]
    assert [(each.name, "Jane Roe" in each.alternatives) for each in found] == [(speaker, False)]


RELEASE = "The bridge opens.\n\nENDS\n\nNotes to editors\n\n1. The mayor said so.\n\nAbout Marl Bridges\n\nIt says so."


def test_what_follows_the_end_of_a_release_is_silent() -> None:
    found = [RELEASE[a:b] for a, b in release(RELEASE, list(paragraphs(RELEASE)))]
    assert found[0] == "ENDS"
    assert "1. The mayor said so." in found
    assert "The bridge opens." not in found


def test_a_contact_block_ends_with_its_lines() -> None:
    text = "Contact:\nJane Roe\nMarl Bridges\n+1 555 0142\n\nMARL OPENS ITS BRIDGE\n\nThe bridge opens today."
    found = [text[a:b] for a, b in release(text, list(paragraphs(text)))]
    assert found == ["Contact:", "Jane Roe", "Marl Bridges", "+1 555 0142"]


def test_who_issues_a_release_stands_over_what_it_says_of_itself() -> None:
    assert issuer(RELEASE, list(paragraphs(RELEASE))) == "Marl Bridges"
    assert issuer("The bridge opens.\n\nSOURCE Marl Bridges plc", [(0, 17), (19, 42)]) == "Marl Bridges plc"
