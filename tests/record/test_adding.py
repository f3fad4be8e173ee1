import math
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.errors import NoSuchDocument
from onrecord.record.store import Record
from onrecord.types.amount import Amount, Reported
from onrecord.types.attribution import Analysis
from onrecord.types.document import Document
from onrecord.types.relation import Relation
from tests.strategies import analyses

from .stories import story


@given(analysis=analyses())
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_what_was_added_comes_out_equal(record: Record, analysis: Analysis) -> None:
    added = record.add(analysis, version="1")
    try:
        assert added
        assert record.get(analysis.document.sha256) == analysis
        assert list(record.analyses()) == [analysis]
        assert list(record.verify()) == []
    finally:
        record.remove(analysis.document.sha256)
    assert list(record.verify()) == []


def test_every_character_of_a_text_is_kept(record: Record) -> None:
    text = "".join(chr(point) for point in range(0x110000) if not 0xD800 <= point <= 0xDFFF)
    analysis = Analysis(document=Document.of(text), attributions=())
    record.add(analysis, version="1")
    assert record.get(analysis.document.sha256).document.text == text


def test_the_same_text_is_recorded_once_and_the_first_stays(record: Record) -> None:
    first = story("it rains.", id="first.txt")
    assert record.add(first, version="1") is True
    assert record.add(story("it rains.", id="second.txt"), version="2") is False
    assert record.get(first.document.sha256) == first
    assert record.stats().documents == 1


def test_knows_tells_what_was_recorded(record: Record) -> None:
    first, second = story("it rains."), story("it snows.")
    record.add(first, version="1")
    assert record.knows(first.document.sha256)
    assert not record.knows(second.document.sha256)
    assert not record.knows(first.document.sha256[:10])


def test_analyses_come_in_the_order_of_recording(record: Record) -> None:
    added = [story(f"it is day {number}.") for number in (5, 1, 4, 2, 3)]
    for each in added:
        record.add(each, version="1")
    assert list(record.analyses()) == added


def test_analyses_are_streamed_and_bear_changes_meanwhile(record: Record) -> None:
    added = [story(f"it is day {number}.") for number in range(4)]
    for each in added[:3]:
        record.add(each, version="1")
    stream = record.analyses()
    assert next(stream) == added[0]
    record.remove(added[1].document.sha256)
    record.add(added[3], version="1")
    assert list(stream) == [added[2], added[3]]


def test_a_second_opening_finds_what_the_first_recorded(where: Path) -> None:
    analysis = story("it rains.")
    with Record.open(where, create=True) as record:
        record.add(analysis, version="1")
    with Record.open(where) as record:
        assert record.get(analysis.document.sha256) == analysis


def _with(analysis: Analysis, **changes: object) -> Analysis:
    return msgspec.structs.replace(analysis, **changes)


def _broken() -> dict[str, Analysis]:
    good = story("it rains.")
    said = good.attributions[0]
    end = len(good.document.text)
    wrong: dict[str, Analysis] = {
        "hash": _with(good, document=msgspec.structs.replace(good.document, sha256="0" * 64)),
        "text": _with(good, document=msgspec.structs.replace(good.document, text="Ada Lund said it snows.")),
        "surrogate": _with(good, document=msgspec.structs.replace(good.document, text="\ud800")),
        "reported": _with(good, reported=(Reported(span=((0, end + 1),)),)),
        "form": _with(good, attributions=(_with(said, form="shouted"),)),
        "teller": _with(good, attributions=(_with(said, within="a99"),)),
        "nan": _with(good, attributions=(_with(said, confidence=math.nan),)),
        "infinity": _with(good, attributions=(_with(said, confidence=math.inf),)),
        "infinity where nothing may stand": _with(
            good, reported=(Reported(span=((0, 3),), amounts=(Amount(span=(0, 3), value=math.inf),)),)
        ),
        "relation": _with(
            good,
            relations=(
                Relation(a="a", b="b", type="restates", asserted_by="machine", status="asserted", confidence=1.0,
                         evidence=((0, 0),)),
            ),
        ),
    }  # fmt: skip
    for name, span in {"past the end": (0, end + 1), "empty": (3, 3), "backwards": (5, 2), "negative": (-1, 3)}.items():
        for role in ("source", "cue", "content"):
            wrong[f"{role} {name}"] = _with(good, attributions=(_with(said, **{role: (span,)}),))
        statement = _with(said.statements[0], span=(span,))
        wrong[f"statement {name}"] = _with(good, attributions=(_with(said, statements=(statement,)),))
    return wrong


@pytest.mark.parametrize("what", _broken())
def test_what_does_not_hold_is_refused_and_nothing_is_written(record: Record, what: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the words differ; that nothing was written is what counts
        record.add(_broken()[what], version="1")
    assert list(record.analyses()) == []
    assert record.stats().runs == ()


def test_a_span_up_to_the_last_character_is_accepted(record: Record) -> None:
    good = story("it rains.")
    whole = _with(good.attributions[0], content=((0, len(good.document.text)),))
    assert record.add(_with(good, attributions=(whole,)), version="1")


def test_a_document_is_found_by_hash_prefix_and_given_id(record: Record) -> None:
    analysis = story("it rains.", id="news/rain.txt")
    record.add(analysis, version="1")
    sha256 = analysis.document.sha256
    for name in (sha256, sha256.upper(), sha256[:4], sha256[:40], "news/rain.txt"):
        assert record.get(name) == analysis


@pytest.mark.parametrize("name", ["", "abc", "nothing", "%", "_" * 64, "g" * 64, "\udcff", "'; DROP TABLE documents"])
def test_what_was_not_recorded_is_no_such_document(record: Record, name: str) -> None:
    analysis = story("it rains.")
    record.add(analysis, version="1")
    with pytest.raises(NoSuchDocument):
        record.get(name)
    with pytest.raises(NoSuchDocument):
        record.remove(name)
    with pytest.raises(NoSuchDocument):
        record.get(analysis.document.sha256[:3])


def test_an_ambiguous_name_lists_the_documents(record: Record) -> None:
    by_digits: dict[str, str] = {}
    number = 0
    while True:
        analysis = story(f"it is day {number}.", id="same.txt")
        record.add(analysis, version="1")
        sha256 = analysis.document.sha256
        other = by_digits.setdefault(sha256[:4], sha256)
        if other != sha256:
            break
        number += 1
    with pytest.raises(NoSuchDocument) as caught:
        record.get(sha256[:4])
    assert sha256[:16] in caught.value.cause
    assert other[:16] in caught.value.cause
    with pytest.raises(NoSuchDocument, match="and more"):
        record.get("same.txt")


def test_a_given_id_goes_before_the_first_digits_of_another(record: Record) -> None:
    first = story("it rains.")
    second = story("it snows.", id=first.document.sha256[:8])
    record.add(first, version="1")
    record.add(second, version="1")
    assert record.get(first.document.sha256[:8]) == second
    assert record.get(first.document.sha256[:9]) == first
