import pytest

from onrecord.analyse.attributions.parted import together
from onrecord.analyse.pipeline import Analyser
from onrecord.analyse.reading.reader import Marked
from onrecord.types.document import Document


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ada Brook\n\nSir, my neighbour says that it rains.", False),
        ("Ada Brook\n \nSir, my neighbour says that it rains.", False),
        ("Ada Brook, of the water\nboard, says that it rains.", True),
        ("It rains, my neighbour says.\n\nAda Brook", False),
        ("It rains, says my neighbour\nAda Brook.", True),
    ],
)
def test_who_is_named_in_another_paragraph_does_not_speak(text: str, kept: bool) -> None:
    at, cue = text.index("Ada Brook"), text.index("says")
    source = (at, at + len("Ada Brook"))
    marked = Marked((source,), ((cue, cue + 4),), ((0, 1),), "speech", 1.0, (0.0,))
    assert together(text, marked).source == ((source,) if kept else ())


def test_who_signs_one_letter_does_not_say_what_the_next_one_tells(analyser: Analyser) -> None:
    text = (
        "My late husband used to say that a road is a promise. I agree with him.\n\nMURIEL DEVANE\nLittle Ashby\n\n"
        "Sir, Mr Arbuthnot’s colleague in the cycling club tells me that they will march on Saturday.\n"
    )
    found = analyser.analyse(Document.of(text)).attributions
    assert "MURIEL DEVANE" not in {each.speaker.name for each in found}
