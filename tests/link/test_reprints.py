import msgspec
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.link.reprints import taken_over
from onrecord.record.checks import faults, spans
from onrecord.types.attribution import Analysis
from onrecord.types.document import Document
from onrecord.types.relation import Relation
from tests.record.stories import saying, story
from tests.strategies import analyses

TEXT = "The gates stay open, Ada Lund said.\n\n“It is late,” she told us.\n"
FIRST = story(
    saying(TEXT, "The gates stay open", kind="announce"),
    saying(TEXT, "“It is late,”", source="she", within="a0"),
    text=TEXT,
)


def test_every_span_stands_where_its_words_stand() -> None:
    document = Document.of("  The gates stay open, Ada Lund said.\n“It is late,”\r\n she told us.", id="b")
    taken = taken_over(FIRST, document)
    assert taken is not None
    assert taken.document == document
    assert list(faults(taken)) == []
    for (_, old), (_, new) in zip(spans(FIRST), spans(taken), strict=True):
        assert FIRST.document.text[slice(*old)].split() == document.text[slice(*new)].split()
    assert (taken.weights, taken.genre) == (FIRST.weights, FIRST.genre)
    assert taken.attributions[0].statements[0].kind == "announce"


def test_ids_are_of_the_new_text_and_refer_to_each_other_as_before() -> None:
    related = Relation(a="s0", b="s37", type="restates", asserted_by="reporter", status="asserted", confidence=0.9)
    document = Document.of(TEXT.strip())
    taken = taken_over(msgspec.structs.replace(FIRST, relations=(related,)), document)
    assert taken is not None
    first, second = taken.attributions
    assert second.within == first.id != FIRST.attributions[0].id
    assert taken.relations[0].a == first.statements[0].id
    assert len({first.id, second.id, *(each.statements[0].id for each in taken.attributions)}) == 4


def test_a_name_that_breaks_over_a_line_there_is_not_taken_over() -> None:
    assert taken_over(FIRST, Document.of(TEXT.replace("Ada Lund", "Ada\nLund"))) is None


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(analyses(), st.lists(st.sampled_from([" ", "\n", "\r\n\r\n", "\t "]), min_size=1))
def test_what_is_taken_over_can_be_recorded(analysis: Analysis, gaps: list[str]) -> None:
    bare = msgspec.structs.replace(analysis.document, origin=None)
    analysis = msgspec.structs.replace(analysis, document=bare)
    assume(all(analysis.document.text[slice(*span)].strip() for _, span in spans(analysis)))
    words = analysis.document.text.split()
    text = "".join(f"{word}{gaps[number % len(gaps)]}" for number, word in enumerate(words))
    taken = taken_over(analysis, Document.of(text))
    if taken is not None:
        assert [fault for fault in faults(taken) if "told by" not in fault] == []
        for (_, old), (_, new) in zip(spans(analysis), spans(taken), strict=True):
            assert "".join(analysis.document.text[slice(*old)].split()) == "".join(text[slice(*new)].split())
