import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import BusyRecord, NoSuchDocument
from onrecord.record import connecting
from onrecord.record.store import Query, Record
from onrecord.types.document import Description

from .stories import saying, story

# Each word is so odd that it, or a part of it, stands in the file only where the text or the index does.
CANARIES = [f"zq{number:03}xylophonic{number * 7919:05}kj" for number in range(120)]


def canary() -> object:
    sentences = [" ".join(CANARIES[start : start + 4]) for start in range(0, 120, 4)]
    text = "Qwertzana Uiopovic: " + ". ".join(sentences)
    said = [
        saying(text, sentence, source="Qwertzana Uiopovic", name="Qwertzana Uiopovic", entity=entity, time="2022-05-31")
        for sentence, entity in zip(sentences, (None, "Q1", "Q2") * 10, strict=True)
    ]
    return story(
        *said,
        text=text,
        title="Vexillology Quarterlyish",
        id="quiddity.txt",
        published="2022-05-31",
        authors=("Zyzzyvarius Wombatine",),
        url="https://www.kumquatorial.example/ibexology",
    )


def filler(number: int) -> object:
    return story(*(f"ordinary sentence {number} {place} goes on about the weather." for place in range(20)))


def left(where: Path) -> set[bytes]:
    """What can still be read of the canary in any file of the record's folder."""
    secrets = [
        *CANARIES,
        "Qwertzana",
        "qwertzana",
        "Uiopovic",
        "uiopovic",
        "Vexillology",
        "quiddity",
        "Zyzzyvarius",
        "kumquatorial",
    ]
    secrets += ["ibexology", "Ptarmiganese"]
    everything = b"".join(path.read_bytes() for path in where.parent.iterdir())
    # A leftover may be cut anywhere, and the index keeps words without the beginning they share with the one before.
    return {part for secret in secrets for part in (secret.encode()[:9], secret.encode()[-9:]) if part in everything}


@pytest.fixture
def infested(where: Path) -> Record:
    """A record in which the canary has been moved about: pages split, segments of the index merged."""
    with Record.open(where, create=True) as record:
        for number in range(15):
            record.add(filler(number), version="1")
        record.add(canary(), version="canary-1")
        elsewhere = Description(publisher="Ptarmiganese Post", url="https://kumquatorial.example/elsewhere")
        record.appear(msgspec.structs.replace(canary().document, description=elsewhere))
        for number in range(15, 60):
            record.add(filler(number), version="1")
        yield record


def test_no_byte_of_a_removed_text_is_left(infested: Record, where: Path) -> None:
    assert len(left(where)) > 200
    sha256 = canary().document.sha256
    assert infested.remove("quiddity.txt") == sha256
    assert left(where) == set()
    assert sha256.encode() not in b"".join(path.read_bytes() for path in where.parent.iterdir())
    assert list(infested.verify()) == []
    infested.close()
    assert left(where) == set()


def test_the_search_for_leftovers_finds_them_where_deleting_is_not_secure(
    where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pragmas = tuple(each.replace("secure_delete = ON", "secure_delete = OFF") for each in connecting._PRAGMAS)
    monkeypatch.setattr(connecting, "_PRAGMAS", pragmas)
    with Record.open(where, create=True) as record:
        record.add(canary(), version="1")
        record.remove("quiddity.txt")
        assert left(where)


def test_a_removed_document_is_gone_and_the_others_stay(infested: Record, where: Path) -> None:
    before = list(infested.analyses())
    sha256 = infested.remove("quiddity.txt")
    assert not infested.knows(sha256)
    with pytest.raises(NoSuchDocument):
        infested.get(sha256)
    assert infested.search(Query(CANARIES[0])) == []
    assert infested.search(Query(speaker="Uiopovic")) == []
    assert list(infested.analyses()) == [each for each in before if each.document.sha256 != sha256]
    assert [run.version for run in infested.stats().runs] == ["1"]
    with closing(sqlite3.connect(where)) as raw:
        assert raw.execute("SELECT version FROM runs").fetchall() == [("1",)]


def test_a_removed_document_can_be_added_again(infested: Record) -> None:
    infested.remove("quiddity.txt")
    assert infested.add(canary(), version="1") is True
    assert infested.get("quiddity.txt") == canary()
    assert list(infested.verify()) == []


def test_speakers_whom_nothing_mentions_any_more_go_and_shared_ones_stay(record: Record) -> None:
    for text, entities in (("Ada said a. Bo said b. Cy said c.", "QQ"), ("Ada said a. Bo said b!", "Q")):
        said = [saying(text, "said a", source="Ada", name="Ada", entity="Q1")]
        said += [saying(text, "said b", source="Bo", name="Bo", entity="Q2")] * (entities == "QQ")
        said += [saying(text, "said b", source="Bo", name="Bo")] * (entities == "Q")
        record.add(story(*said, text=text, id=entities), version="1")
    assert record.stats().speakers_resolved == 3
    record.remove("QQ")
    assert record.stats().speakers_resolved == 2
    record.remove("Q")
    assert record.stats().speakers_resolved == 0
    assert list(record.verify()) == []


def test_what_a_reader_keeps_in_the_log_is_told(infested: Record, where: Path) -> None:
    with closing(sqlite3.connect(where, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchone()
        with pytest.raises(BusyRecord, match="was removed"):
            _impatient(where).remove("quiddity.txt")
        reader.execute("COMMIT")
    assert not infested.knows(canary().document.sha256)


def _impatient(where: Path) -> Record:
    return Record.open(where, busy_seconds=0.1)


def test_threads_may_share_a_record(where: Path) -> None:
    with Record.open(where, create=True) as record:  # waits as long as it does for people

        def work(name: int) -> None:
            for number in range(10):
                record.add(filler(name * 100 + number), version="1")
                record.search(Query("weather"))

        threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert record.stats().documents == 40
        assert list(record.verify()) == []
