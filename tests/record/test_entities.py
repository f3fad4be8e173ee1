import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import ReadOnlyRecord
from onrecord.record.store import Record
from onrecord.types.entity import Entity, Identity, Office

from .stories import story

LUND = Entity(id="own:1", name="Ada Lund", offices=(Office(title="Mayor of Port Ellery", since="2015-01-01"),))
VALE = Entity(id="own:0", name="Tom Vale", aliases=("Thomas Vale",), type="organisation")
IDENTITY = Identity(
    name="Lund", entity="own:1", entity_name="Ada Lund", status="joined", evidence=("the name fits", "the office fits")
)


def test_entities_come_out_as_they_went_in_by_id(record: Record) -> None:
    assert record.list_entities([LUND, VALE]) == 2
    assert record.entities() == [VALE, LUND]


def test_an_entity_of_the_same_id_takes_the_place_of_the_older(record: Record) -> None:
    record.list_entities([LUND, VALE])
    changed = msgspec.structs.replace(LUND, name="Ada M. Lund")
    record.list_entities([changed])
    assert record.entities() == [VALE, changed]


def test_an_entity_is_taken_out_once(record: Record) -> None:
    record.list_entities([LUND])
    assert record.unlist_entity(LUND.id)
    assert not record.unlist_entity(LUND.id)
    assert record.entities() == []


def test_identities_are_kept_with_their_document_and_go_with_it(record: Record, where: Path) -> None:
    told = msgspec.structs.replace(story("it rains."), identities=(IDENTITY,))
    record.add(told, version="1")
    assert record.get(told.document.id) == told
    assert list(record.analyses()) == [told]
    assert list(record.verify()) == []
    record.remove(told.document.id)
    with closing(sqlite3.connect(where)) as raw:
        assert raw.execute("SELECT count(*) FROM identities").fetchone() == (0,)


def test_the_list_outlives_the_documents(record: Record) -> None:
    told = story("it rains.")
    record.list_entities([LUND])
    record.add(told, version="1")
    record.remove(told.document.id)
    assert record.entities() == [LUND]


def test_a_record_that_may_only_be_read_keeps_its_list(where: Path) -> None:
    with Record.open(where, create=True) as made:
        made.list_entities([LUND])
    with Record.open(where) as held:
        held._writable = False
        assert held.entities() == [LUND]
        with pytest.raises(ReadOnlyRecord):
            held.list_entities([VALE])
