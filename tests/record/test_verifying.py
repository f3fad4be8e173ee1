import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from onrecord.record.store import Problem, Record
from onrecord.types.amount import Amount
from onrecord.types.document import Origin, Passage

from .stories import saying, story

TEXT = "Ada Lund said it rains. A man said it snows."
SUM = Amount(span=(0, 3), value=5, currency="EUR")
KEPT = story(
    saying(TEXT, "it rains", entity="Q1", kind="assert", time="2022-05-31", statement={"amounts": (SUM,)}),
    saying(TEXT, "it snows", source="A man", name=None),
    text=TEXT,
    published="2022-05-31",
    title="Rain",
    publisher="Dellin Standard",
    url="https://dellin.example/dam",
)
PASSAGES = (Passage((0, 23), (100, 123)), Passage((24, 44), None, 2))
KEPT = msgspec.structs.replace(
    KEPT,
    document=msgspec.structs.replace(
        KEPT.document,
        origin=Origin(where="a.html", media="html", sha256="0" * 64, fetched="2022-06-01T10:00:00Z", passages=PASSAGES),
    ),
)


@pytest.fixture
def kept(where: Path) -> Path:
    with Record.open(where, create=True) as record:
        record.add(KEPT, version="1")
        record.add(story("all is well."), version="1")
    return where


def edit(where: Path, *statements: str) -> None:
    """Edits the file as somebody with a database tool would."""
    with closing(sqlite3.connect(where, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            raw.execute(statement)


def problems(where: Path) -> list[Problem]:
    with Record.open(where) as record:
        return list(record.verify())


def test_nothing_is_wrong_with_a_record_that_nobody_edited(kept: Path) -> None:
    assert problems(kept) == []


RAINS = KEPT.attributions[0].statements[0].span[0]
EDITS: dict[str, tuple[Iterable[str], str, str]] = {
    "text": (["UPDATE documents SET text = replace(text, 'rains', 'pours')"], KEPT.document.sha256, "SHA-256"),
    "text cut": (["UPDATE documents SET text = substr(text, 1, 20)"], KEPT.document.sha256, "is no slice"),
    "hash": ([f"UPDATE documents SET sha256 = '{'0' * 64}' WHERE row = 1"], "0" * 64, "SHA-256"),
    "a span out of bounds": (
        [f"UPDATE statements SET body = replace(body, '[{RAINS[0]},{RAINS[1]}]', '[{RAINS[0]},999]')"],
        KEPT.document.sha256,
        "is no slice",
    ),
    "a span elsewhere": (
        [f"UPDATE statements SET body = replace(body, '[{RAINS[0]},{RAINS[1]}]', '[{RAINS[0]},{RAINS[1] - 1}]')"],
        KEPT.document.sha256,
        "not the slices",
    ),
    "a source elsewhere": (
        ["UPDATE attributions SET body = replace(body, '[24,29]', '[0,8]')"], KEPT.document.sha256, "called"
    ),
    "a name": (
        ["UPDATE attributions SET body = replace(body, '\"Ada Lund\"', '\"Bo Dahl\"')"], KEPT.document.sha256, "called"
    ),
    "words": (["UPDATE statements SET words = 'it pours' WHERE row = 1"], KEPT.document.sha256, "not the slices"),
    "words, told by the index": (["UPDATE statements SET words = 'it pours' WHERE row = 1"], "index", "words"),
    "a speaker's words": (["UPDATE attributions SET called = 'Bo Dahl'"], "index", "words"),
    "a date": (["UPDATE attributions SET said_from = '1990-01-01'"], KEPT.document.sha256, "said_from"),
    "a field that is searched": (["UPDATE findable SET venue = 'rally'"], KEPT.document.sha256, "rows of findable"),
    "a statement that is not found": (["DELETE FROM findable"], KEPT.document.sha256, "rows of findable"),
    "a statement that must not be found": (
        ["UPDATE attributions SET body = replace(body, '\"act\":\"speech\"', '\"act\":\"other\"')"],
        KEPT.document.sha256,
        "rows of findable",
    ),
    "a sum": (["UPDATE amounts SET low = 1"], KEPT.document.sha256, "rows of amounts"),
    "a publication": (["UPDATE documents SET published = '1990' WHERE row = 1"], KEPT.document.sha256, "its published are 1990"),
    "a statement removed": (["DELETE FROM statements WHERE row = 1"], KEPT.document.sha256, "statements are"),
    "a statement removed, told by the index": (["DELETE FROM statements WHERE row = 1"], "index", "words"),
    "an attribution removed": (
        ["DELETE FROM statements WHERE document = 1 AND attribution = 1",
         "DELETE FROM attributions WHERE document = 1 AND place = 1"],
        KEPT.document.sha256,
        "attributions are",
    ),
    "a document removed": (["DELETE FROM documents WHERE row = 1"], "file", "documents that is not there"),
    "a speaker removed": (["DELETE FROM speakers"], "file", "speakers that is not there"),
    "an index entry removed": (
        ["INSERT INTO statement_index (statement_index, rowid, words, speaker) "
         "VALUES ('delete', 1, 'it rains', 'Ada Lund')"],
        "index",
        "words",
    ),
    "an index entry added": (
        ["INSERT INTO statement_index (rowid, words, speaker) VALUES (99, 'nobody said this', 'Ada Lund')"],
        "index",
        "words",
    ),
    "JSON of another shape": (["UPDATE statements SET body = '{\"id\": 1}'"], KEPT.document.sha256, "no sense"),
    "no JSON": (["UPDATE documents SET reported = 'nothing'"], KEPT.document.sha256, "no sense"),
    "a teller that is not there": (
        ["UPDATE attributions SET body = replace(body, '\"within\":null', '\"within\":\"a0\"')"],
        KEPT.document.sha256,
        "told by a0, which is not there",
    ),
    "where it was seen": (
        ["UPDATE appearances SET address = 'dellin.example/ferry' WHERE document = 1"], KEPT.document.sha256, "address is"
    ),
    "an outlet": (["UPDATE appearances SET outlet = 'Bay' WHERE document = 1"], KEPT.document.sha256, "outlet is"),
    "when it was seen": (["UPDATE appearances SET seen = '1990' WHERE document = 1"], KEPT.document.sha256, "seen is"),
    "a description": (
        ["UPDATE appearances SET body = replace(body, 'Rain', 'Snow') WHERE document = 1"],
        KEPT.document.sha256,
        "its title are Rain",
    ),
    "a passage out of order": (
        ["UPDATE appearances SET body = replace(body, '[24,44]', '[3,44]') WHERE document = 1"],
        KEPT.document.sha256,
        "begins before the one before it ends",
    ),
    "a passage out of bounds": (
        ["UPDATE appearances SET body = replace(body, '[24,44]', '[24,45]') WHERE document = 1"],
        KEPT.document.sha256,
        "passage 1 [24, 45] is no slice",
    ),
    "an appearance removed": (["DELETE FROM appearances WHERE document = 1"], KEPT.document.sha256, "no sense"),
    "an appearance elsewhere": (
        ["INSERT INTO appearances (document, address, outlet, seen, body) "
         "SELECT 2, address, outlet, '2022-06-02T00:00:00+00:00', body FROM appearances WHERE document = 1"],
        KEPT.document.sha256,
        "rows of findable",
    ),
    "a genre": (["UPDATE provenance SET genre = 'song'"], KEPT.document.sha256, "no sense"),
    "an origin": (["UPDATE provenance SET origin = 9 WHERE document = 1"], KEPT.document.sha256, "is not there"),
    "a fingerprint removed": (["DELETE FROM fingerprints"], KEPT.document.sha256, "fingerprints are not all"),
    "a fingerprint of nothing": (
        ["INSERT INTO fingerprints (hash, document) VALUES (1, 99)"], "file", "1 fingerprints are of documents"
    ),
    "an echo of other words": (["INSERT INTO echoes (row, first) VALUES (2, 1)"], KEPT.document.sha256, "is no copy"),
    "an act": (
        ["UPDATE attributions SET body = replace(body, '\"speech\"', '\"song\"')"], KEPT.document.sha256, "no sense"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told(kept: Path, name: str) -> None:
    statements, where, what = EDITS[name]
    edit(kept, *statements)
    told = problems(kept)
    assert any(problem.where == where and what in problem.what for problem in told), told


def test_a_document_that_is_whole_is_not_told_with_one_that_is_not(kept: Path) -> None:
    edit(kept, "UPDATE statements SET words = 'it pours' WHERE row = 1")
    assert {problem.where for problem in problems(kept)} == {"index", KEPT.document.sha256}


def test_an_index_that_lost_an_entry_in_the_file_is_told(kept: Path) -> None:
    edit(
        kept,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'findable_day') "
        "WHERE name = 'attributions_speaker'",
    )
    assert any(problem.where == "file" for problem in problems(kept))


def test_broken_pages_are_told(where: Path) -> None:
    with Record.open(where, create=True) as record:
        for number in range(60):
            record.add(story(f"it is day {number}. " + "and so on " * 50), version="1")
    content = bytearray(where.read_bytes())
    page = len(content) - 4096 * 3
    content[page : page + 4096] = b"\xa5" * 4096
    where.write_bytes(content)
    assert problems(where)


def test_verifying_changes_nothing(kept: Path) -> None:
    before = kept.read_bytes()
    problems(kept)
    assert kept.read_bytes() == before
