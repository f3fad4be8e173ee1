import pytest

from onrecord.errors import WeightsError
from onrecord.flow import Outcome, analysed, recorded
from onrecord.record.store import Query, Record
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.document import Description, Document, Refusal
from onrecord.types.entity import Entity, Office
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Statement

REFUSED = Refusal(where="x", code="E103", cause="no text in it", cure="leave it out")


def documents(*texts, language=None):
    return [Document.of(text, language=language) for text in texts]


class Analyst:
    """Analyses at once, fails over "bad", and remembers what it was asked for and what was waited for."""

    def __init__(self):
        self.asked, self.done = [], []

    def __call__(self, document):
        self.asked.append(document.text)
        return lambda: self.finish(document)

    def finish(self, document):
        self.done.append(document.text)
        if document.text == "bad":
            raise ZeroDivisionError("over this text")
        return Analysis(document=document, attributions=(), weights="test")


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "r.db", create=True) as held:
        yield held


def test_analyses_and_refusals_come_in_the_order_of_the_documents():
    first, second = documents("a", "b")
    found = list(analysed([first, REFUSED, second], Analyst()))
    assert [getattr(one, "code", None) or one.document.text for one in found] == ["a", "E103", "b"]


def test_one_bad_document_stops_no_other():
    found = list(analysed(documents("a", "bad", "b"), Analyst()))
    assert isinstance(found[1], Refusal)
    assert "ZeroDivisionError" in found[1].cause
    assert [found[0].document.text, found[2].document.text] == ["a", "b"]


def test_weights_that_cannot_be_loaded_stop_the_run():
    def broken(document):
        raise WeightsError("no weights", "install them")

    with pytest.raises(WeightsError):
        list(analysed(documents("a"), lambda document: lambda: broken(document)))


def test_another_language_is_not_analysed_unless_asked_for():
    analyst = Analyst()
    [found] = analysed(documents("hallo", language="de"), analyst)
    assert (found.weights, found.attributions, analyst.asked) == (None, (), [])
    [found] = analysed(documents("hallo", language="de"), analyst, any_language=True)
    assert found.weights == "test"


@pytest.mark.parametrize("language", ["en", None])
def test_english_and_what_cannot_be_told_is_analysed(language):
    [found] = analysed(documents("a", language=language), Analyst())
    assert found.weights == "test"


def test_documents_are_handed_over_ahead_but_no_further():
    analyst = Analyst()
    found = analysed(documents(*"abcdef"), analyst, ahead=2)
    next(found)
    assert (analyst.asked, analyst.done) == (["a", "b", "c"], ["a"])


def test_nothing_is_read_before_it_is_asked_for():
    analyst = Analyst()
    found = analysed(documents(*"abc"), analyst)
    next(found)
    assert analyst.asked == ["a"]


def test_each_document_is_recorded_and_a_known_one_not_analysed_again(record):
    analyst = Analyst()
    outcomes = list(recorded([*documents("a"), REFUSED, *documents("bad", "b")], record, analyst, version="1"))
    assert [one.status for one in outcomes] == ["recorded", "refused", "refused", "recorded"]
    assert [one.document.text for one in record.analyses()] == ["a", "b"]
    assert list(recorded(documents("a", "b"), record, analyst, version="1")) == [Outcome(status="known")] * 2
    assert analyst.asked == ["a", "bad", "b"]


def test_a_text_that_comes_twice_in_one_run_is_recorded_once(record):
    outcomes = list(recorded(documents("a", "a", "a"), record, Analyst(), version="1", ahead=5))
    assert [one.status for one in outcomes] == ["recorded", "known", "known"]


def test_what_was_told_is_in_the_record_at_once(record, tmp_path):
    outcomes = recorded(documents("a", "b"), record, Analyst(), version="1")
    next(outcomes)
    with Record.open(tmp_path / "r.db") as reader:
        assert [one.document.text for one in reader.analyses()] == ["a"]


def test_an_analysis_that_the_record_does_not_believe_is_refused(record):
    class Liar(Analyst):
        def finish(self, document):
            other = Document.of("another text")
            false = Document(id="x", sha256=other.sha256, text=document.text, description=document.description)
            return Analysis(document=false, attributions=())

    [outcome] = recorded(documents("a"), record, Liar(), version="1")
    assert outcome.refusal.code == "E000"
    assert list(record.analyses()) == []


def test_speakers_are_looked_for_in_the_list_of_the_record(record):
    listed = Entity(id="own:1", name="Ada Lund", offices=(Office(title="Mayor of Port Ellery", since="2015-01-01"),))
    record.list_entities([listed])
    told = Document.of("“It rains,” Mayor Ada Lund said.", Description(published="2022-05-31"))
    speaker = Speaker(name="Ada Lund", role="Mayor", type="person", status="resolved")
    found = Attribution(
        id="1",
        source=((12, 26),),
        cue=((27, 31),),
        content=((0, 11),),
        form="direct",
        act="speech",
        confidence=0.9,
        shown=True,
        speaker=speaker,
        statements=(),
    )
    analysis = Analysis(document=told, attributions=(found,), weights="test")
    (outcome,) = recorded([told], record, lambda document: lambda: analysis, version="1")
    assert outcome.status == "recorded"
    kept = record.get(told.id)
    assert (kept.attributions[0].speaker.entity, kept.attributions[0].speaker.entity_name) == ("own:1", "Ada Lund")
    assert kept.identities[0].evidence
    (alone,) = analysed([told], lambda document: lambda: analysis)
    assert alone.attributions[0].speaker == speaker


WIRE = "“The gates stay open,” Ada Lund said. " + " ".join(f"word{number}" for number in range(60))


def announcing(document):
    """Stands for an analyser: finds the one quotation of the texts below, under an id of the text's own."""
    end = document.text.index("”") + 1
    name = document.text.index("Ada Lund")
    found = Attribution(
        id=f"a{document.sha256[:8]}",
        source=((name, name + 8),),
        cue=((name + 9, name + 13),),
        content=((0, end),),
        form="direct",
        act="speech",
        confidence=0.9,
        shown=True,
        speaker=Speaker(name="Ada Lund", status="resolved"),
        statements=(Statement(id=f"s{document.sha256[:8]}", span=((0, end),)),),
    )
    return lambda: Analysis(document=document, attributions=(found,), weights="test")


def seen(text, url=None, **known):
    return Document.of(text, Description(url=url, **known))


def test_a_statement_keeps_its_id_in_the_next_version_of_its_page(record):
    page = "https://dellin.example/dam"
    texts = [WIRE, WIRE.replace("stay open", "stay opened"), WIRE.replace("The gates stay open", "We shall see")]
    for text in texts:
        list(recorded([seen(text, page)], record, announcing, version="1"))
    ids = [version.analysis.attributions[0].statements[0].id for version in record.versions(page)]
    assert ids[0] == ids[1] != ids[2]
    assert [hit.statement.id for hit in record.search(Query())] == [ids[2]]


def test_a_reprint_is_not_analysed_again(record):
    asked = []

    def counting(document):
        asked.append(document.text)
        return announcing(document)

    reprint = WIRE.replace(". ", ".\n\n")
    outcomes = list(recorded([seen(WIRE), seen(reprint)], record, counting, version="1"))
    assert [one.status for one in outcomes] == ["recorded", "recorded"]
    assert asked == [WIRE]
    first, second = record.analyses()
    assert second.document.text == reprint
    assert second.attributions[0].statements[0].id != first.attributions[0].statements[0].id
    assert list(record.verify()) == []


def test_a_reprint_of_another_day_is_analysed_since_its_times_are_others(record):
    asked = []
    days = [seen(WIRE, published="2022-05-31"), seen(WIRE.replace(". ", ".\n\n"), published="2022-06-30")]
    list(recorded(days, record, lambda one: asked.append(one) or announcing(one), version="1"))
    assert len(asked) == 2


def test_a_known_text_in_another_outlet_is_kept_with_it(record):
    outlets = [seen(WIRE, publisher="Coastal Press"), seen(WIRE, publisher="Bay")]
    assert [one.status for one in recorded(outlets, record, announcing, version="1")] == ["recorded", "known"]
    assert [hit.also for hit in record.search(Query())] == [("Bay",)]


def test_what_a_page_went_back_to_is_current_however_many_are_analysed_ahead(record):
    page = "https://dellin.example/dam"
    first, second = seen("It rains.", page), seen("It snows.", page)
    list(recorded([first], record, Analyst(), version="1"))
    list(recorded([second, first], record, Analyst(), version="1", ahead=5))
    assert [version.analysis.document for version in record.versions(page)] == [first, second, first]
