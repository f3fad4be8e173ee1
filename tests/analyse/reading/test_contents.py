import pytest

from onrecord.analyse.pipeline import Analyser
from onrecord.analyse.reading.contents import within_reach
from onrecord.types.document import Document


@pytest.mark.parametrize(
    ("text", "piece", "kept"),
    [
        ("The money\n\n“There is none,” she said.", "The money\n\n“There is none,”", ["“There is none,”"]),
        ("Mr Mayhew said he would vote no.\n\n5. The weather", "he would vote no.\n\n5", ["he would vote no."]),
        ("That is false\n\nMr Mayhew said it rained.", "That is false", []),
        ("“It rains.”\n\n“It pours,” she said.", "“It rains.”\n\n“It pours,”", ["“It rains.”\n\n“It pours,”"]),
        (
            "“It rains.”\n\nRain\n\n“It pours,” she said.",
            "“It rains.”\n\nRain\n\n“It pours,”",
            ["“It pours,”"],
        ),
        ("Lund spoke of “rain”.\n\n“It pours,” she said.", "Lund spoke of “rain”", []),
        ("“It rains\n\nand pours,” she said.", "and pours,”", ["and pours,”"]),
        ("“It rains\n\nand pours.”\n\n“Yes,” she said.", "and pours.”", ["and pours.”"]),
        ("She said no\n\n“We paid twice,” he told me.", "no\n\n“We paid twice,”", ["no"]),
        ("She said:\n\nIt rains.\n\nIt pours.", "It rains.\n\nIt pours.", ["It rains.\n\nIt pours."]),
        ("She said it rained.\n\n“It pours.”", "“It pours.”", ["“It pours.”"]),
        ("She said that it rained\nall day.", "that it rained\nall day", ["that it rained\nall day"]),
    ],
)
def test_words_in_another_paragraph_are_quoted_or_follow_a_colon(text: str, piece: str, kept: list[str]) -> None:
    at, cue = text.index(piece), text.index("said")
    found = within_reach(text, (cue, cue + 4), [((at, at + len(piece)), -0.5)])
    assert [text[a:b] for (a, b), _ in found] == kept
    assert all(score == -0.5 for _, score in found)


@pytest.mark.parametrize(
    ("text", "piece", "kept"),
    [
        ("She said it rained, an attempt to calm them.", "it rained, an attempt", "it rained"),
        ("She said it rained, an attempt.", "it rained, an attempt", "it rained, an attempt"),
        ("She said it rained, snowed, she thought.", "it rained, snowed", "it rained, snowed"),
        ("She said it rained, then it poured all day.", "it rained, then it poured", "it rained, then it poured"),
    ],
)
def test_a_piece_does_not_end_in_the_first_words_of_what_follows(text: str, piece: str, kept: str) -> None:
    at = text.index(piece)
    [((start, end), _)] = within_reach(text, (4, 8), [((at, at + len(piece)), 1.0)])
    assert text[start:end] == kept


def test_a_pull_quote_is_not_what_the_next_paragraph_s_officials_said(analyser: Analyser) -> None:
    text = (
        "The opposition transport spokesman, Dunstan Mayhew, denied that his party had voted against the money. "
        "“That is simply false,” he said.\n\nThat is simply false\n\n"
        "According to two officials at the ministry, the line will cost £140 million more than planned.\n"
    )
    said = [text[a:b] for each in analyser.analyse(Document.of(text)).attributions for a, b in each.content]
    assert "the line will cost £140 million more than planned" in said
    assert "That is simply false" not in said


def test_a_caption_does_not_take_the_quotation_below_it(analyser: Analyser) -> None:
    text = (
        "The transport minister, Orla Bexley, said on Tuesday that the Harrow Vale line would reopen before the summer.\n\n"
        "2/5 Petra Quill says no\n\n"
        "“We have spent every pound twice over, and passengers deserve an answer,” Bexley told reporters in Port Linden.\n"
    )
    found = analyser.analyse(Document.of(text)).attributions
    (speaker,) = (each.speaker.name for each in found if any(text[a:b].startswith("“We have") for a, b in each.content))
    assert speaker in {"Orla Bexley", "Bexley"}
