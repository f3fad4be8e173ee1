import pytest

from onrecord.analyse.pipeline import Analyser
from onrecord.types.document import Document

LIVE = (
    "“It is a sham,” said Dunstan Mayhew. He added that his party would vote against it.\n\n"
    "{heading}\n\n"
    "{reader}He said that the minister must go.\n"
)


@pytest.mark.parametrize("reader", ["", "Reader Tom asks why she is still in office. "])
def test_he_behind_a_heading_is_not_given_to_who_spoke_before_it(analyser: Analyser, reader: str) -> None:
    text = LIVE.format(heading="A question from a reader", reader=reader)
    last = analyser.analyse(Document.of(text)).attributions[-1]
    assert text[slice(*last.content[0])] == "that the minister must go"
    assert last.speaker.status == "unresolved"


@pytest.mark.parametrize("heading", ["Mayhew answers", "The vote is on Monday.", "“A sham”"])
def test_he_goes_on_where_the_heading_names_him_or_is_none(analyser: Analyser, heading: str) -> None:
    last = analyser.analyse(Document.of(LIVE.format(heading=heading, reader=""))).attributions[-1]
    assert last.speaker.status == "resolved"
    assert last.speaker.name in {"Dunstan Mayhew", "Mayhew"}
