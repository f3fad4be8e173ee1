import random
from pathlib import Path

import pytest

from onrecord.record.store import Query, Record
from onrecord.types.attribution import Analysis

from .stories import saying, story
from .test_removing import left

WORDS = "river dam gates rail fare ferry budget lake study council harbour bridge winter harvest vote tax road school"
SAID = ("the gates stay open until the harvest is in", "nobody will pay for the dam twice")


def wire(*, lead: str = "", tail: str = "", seed: int = 1, said: tuple[str, ...] = SAID, **known: str) -> Analysis:
    """A story of some 150 words in which Ada Lund says what `said` are, with a lead and a tail of an outlet's own."""
    chance = random.Random(seed)
    filling = [" ".join(chance.choices(WORDS.split(), k=12)) + "." for _ in range(10)]
    parts = [lead, *filling[:5], *(f"Ada Lund said {each}." for each in said), *filling[5:], tail]
    text = "\n\n".join(part for part in parts if part)
    return story(*(saying(text, each) for each in said), text=text, **known)


COPIES = [wire(publisher="Coastal Press"), *(wire(lead=f"{name} reports:", publisher=name) for name in ("Bay", "Cape"))]


@pytest.fixture
def copied(record: Record) -> Record:
    """A wire story, and two outlets that printed it with a line of their own."""
    for each in COPIES:
        record.add(each, version="1")
    return record


def test_a_statement_in_three_outlets_is_one_hit(copied: Record) -> None:
    hits = copied.search(Query("gates"))
    assert [hit.also for hit in hits] == [("Bay", "Cape")]
    assert hits[0].document == COPIES[0].document
    assert len(copied.search(Query("gates", all_versions=True))) == 3
    assert len(copied.search(Query(speaker="lund"))) == len(copied.search(Query(kind=(), limit=5))) == 2


def test_a_copy_is_found_by_its_outlet(copied: Record) -> None:
    [hit] = copied.search(Query("gates", publisher="Cape"))
    assert hit.document == COPIES[2].document
    assert hit.also == ("Coastal Press", "Bay")


def test_origins_are_counted(copied: Record) -> None:
    stats = copied.stats()
    assert (stats.documents, stats.origins, stats.appearances) == (3, 1, 3)
    assert (stats.statements, stats.listed) == (6, 2)
    assert list(copied.verify()) == []


def test_of_copies_the_oldest_stands_for_the_others(copied: Record) -> None:
    other = wire(seed=9, publisher="Dune")
    copied.add(other, version="1")
    assert list(copied.origins()) == [COPIES[0], other]


def test_the_limit_is_of_statements_and_not_of_copies(copied: Record) -> None:
    copied.add(wire(seed=9, said=("the ferry runs again",), publisher="Dune"), version="1")
    assert len(copied.search(Query(limit=2))) == 2
    assert len(copied.search(Query(limit=3))) == len(copied.search(Query())) == 3
    assert copied.search(Query(limit=0)) == []


def test_the_same_text_is_kept_with_all_its_outlets(record: Record) -> None:
    for name in ("Coastal Press", "Bay", "Cape", "bay"):
        assert record.add(wire(publisher=name), version="1") is (name == "Coastal Press")
    [hit] = record.search(Query("gates"))
    assert hit.also == ("Bay", "Cape")
    assert len(record.search(Query("gates", publisher="cape"))) == 1
    assert (record.stats().documents, record.stats().appearances) == (1, 3)
    assert list(record.verify()) == []


@pytest.mark.parametrize(
    "copy",
    [
        wire(said=SAID[:1], publisher="Bay"),
        wire(lead="What we know\n\nPORT ELLERY (Wire) —", tail="Our own man was there. " * 5, publisher="Bay"),
        wire(said=(SAID[0], "everybody will pay for the dam twice"), publisher="Bay"),
    ],
    ids=["cut", "added", "reworded"],
)
def test_what_an_edited_copy_has_in_common_is_one_and_the_rest_its_own(record: Record, copy: Analysis) -> None:
    record.add(COPIES[0], version="1")
    record.add(copy, version="1")
    assert [hit.also for hit in record.search(Query("gates"))] == [("Bay",)]
    words = {each for analysis in (COPIES[0], copy) for each in _words(analysis)}
    assert record.stats().listed == len(words)
    assert record.stats().origins == 1


def test_another_story_with_the_same_sentence_is_no_copy(record: Record) -> None:
    record.add(COPIES[0], version="1")
    record.add(wire(seed=5, publisher="Bay"), version="1")
    assert [hit.also for hit in record.search(Query("gates"))] == [(), ()]
    assert record.stats().origins == 2


def test_the_same_words_of_another_speaker_are_another_statement(record: Record) -> None:
    record.add(COPIES[0], version="1")
    text = COPIES[0].document.text.replace("Ada Lund", "Bo Dahl")
    record.add(story(saying(text, SAID[0], source="Bo Dahl", name="Bo Dahl"), text=text), version="1")
    assert record.stats().origins == 1
    assert [hit.also for hit in record.search(Query("gates"))] == [(), ()]


def test_texts_of_a_line_or_two_are_never_copies(record: Record) -> None:
    record.add(story("it rains.", publisher="Bay"), version="1")
    record.add(story("it rains.", "it snows.", publisher="Cape"), version="1")
    assert record.stats().origins == 2


@pytest.mark.parametrize("seed", range(40))
def test_briefs_are_recognised_as_copies(record: Record, seed: int) -> None:
    chance = random.Random(seed)
    brief, lead, tail = (" ".join(chance.choices(WORDS.split(), k=words)) for words in (40, 6, 8))
    record.add(story(text=brief, publisher="Bay"), version="1")
    record.add(story(text=f"{lead} {brief} {tail}", publisher="Cape"), version="1")
    assert record.stats().origins == 1


def test_versions_of_a_page_are_no_outlets_of_each_other(record: Record) -> None:
    for lead in ("", "Updated:"):
        record.add(wire(lead=lead, publisher="Bay", url="https://bay.example/dam"), version="1")
    record.add(wire(lead="Cape reports:", publisher="Cape", url="https://cape.example/dam"), version="1")
    [hit] = record.search(Query("gates"))
    assert (hit.document.description.publisher, hit.also) == ("Bay", ("Cape",))
    assert (record.stats().superseded, record.stats().origins, record.stats().listed) == (1, 1, 2)


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_when_a_copy_is_removed_the_others_stay_one(copied: Record, where: Path, gone: int) -> None:
    copied.remove(COPIES[gone].document.sha256)
    kept = [each for place, each in enumerate(COPIES) if place != gone]
    [hit] = copied.search(Query("gates"))
    assert hit.document == kept[0].document
    assert hit.also == (kept[1].document.description.publisher,)
    assert (copied.stats().origins, copied.stats().listed) == (1, 2)
    assert list(copied.verify()) == []
    copied.add(wire(lead="Dune reports:", publisher="Dune"), version="1")
    assert copied.stats().origins == 1


def test_no_byte_of_a_removed_copy_is_left(copied: Record, where: Path) -> None:
    secret = wire(lead="Vexillology Quarterlyish, by Qwertzana Uiopovic:", publisher="Vexillology")
    copied.add(secret, version="1")
    assert left(where)
    copied.remove(secret.document.sha256)
    assert left(where) == set()


def test_the_index_of_copies_is_emptied_with_the_record(copied: Record) -> None:
    for each in COPIES:
        copied.remove(each.document.sha256)
    with copied._reading() as connection:
        for table in ("appearances", "provenance", "fingerprints", "echoes"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0


def test_a_reprint_is_told_by_its_words_and_its_day(record: Record) -> None:
    first = wire(publisher="Coastal Press", published="2022-05-31")
    record.add(first, version="1")
    spaced = story(text=first.document.text.replace("\n\n", "\r\n \r\n"), published="2022-05-31").document
    assert record.printed(spaced) == first
    assert record.printed(story(text=spaced.text, published="2022-06-01").document) is None
    assert record.printed(wire(seed=4, published="2022-05-31").document) is None
    assert record.printed(wire(lead="Bay reports:", published="2022-05-31").document) is None


def _words(analysis: Analysis) -> set[str]:
    return {analysis.document.text[slice(*each.content[0])] for each in analysis.attributions}
