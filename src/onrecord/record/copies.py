"""Recognising that a text is another one's copy, and a statement that of a statement in it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from onrecord.record.fingerprints import fingerprints, likeness, shingles

CONTAINED = 0.4
"""Share of the shorter text's shingles from which two texts are copies (`python -m benchmarks.copies`)."""

RESEMBLING = 0.1
"""Share of all shingles of both that they must have in common as well: a quoted release is not yet a copy of it."""

LEAST = 20
"""Shingles that they must have in common: a line or two may be the same by chance."""

_CANDIDATES = 8
"""Texts, those with most fingerprints in common, that are compared whole."""

_FEW = 8
"""Fingerprints of a brief: of two briefs of 40 words that are copies, a third has no more than one in common."""

_EARLIEST = 100
"""Texts that are looked at for a fingerprint, the oldest; what more of them share is a phrase of the trade."""

_LIKE = """
SELECT f.document, count(*) AS common FROM json_each(?) asked CROSS JOIN fingerprints f ON f.hash = asked.value
WHERE f.document <= coalesce(
    (SELECT o.document FROM fingerprints o WHERE o.hash = asked.value ORDER BY o.document LIMIT 1 OFFSET ?), f.document
)
GROUP BY f.document HAVING common >= ? ORDER BY common DESC, f.document LIMIT ?
"""

_FIRSTS = """
SELECT s.row, a.called, s.words FROM provenance p CROSS JOIN statements s ON s.document = p.document
JOIN attributions a ON a.document = s.document AND a.place = s.attribution
WHERE p.origin = ? AND p.document <> ? AND NOT EXISTS (SELECT 1 FROM echoes e WHERE e.row = s.row) ORDER BY s.row
"""
_OWN = """
SELECT s.row, a.called, s.words FROM statements s
JOIN attributions a ON a.document = s.document AND a.place = s.attribution WHERE s.document = ? ORDER BY s.row
"""
_ECHOING = """
SELECT e.first, e.row, o.document FROM statements s CROSS JOIN echoes e ON e.first = s.row
JOIN statements o ON o.row = e.row WHERE s.document = ? ORDER BY e.row
"""
_ECHOED = """
SELECT s.row, a.called, s.words, b.called, t.words FROM statements s
JOIN attributions a ON a.document = s.document AND a.place = s.attribution
JOIN echoes e ON e.row = s.row JOIN statements t ON t.row = e.first
JOIN attributions b ON b.document = t.document AND b.place = t.attribution WHERE s.document = ?
"""

_WORDS = re.compile(r"\w+")


def alike(connection: Connection, text: str) -> list[int]:
    """The numbers of recorded documents that share so much with `text` that one is a copy of the other, oldest first."""
    own = shingles(text)
    if len(own) < LEAST:
        return []
    asked = fingerprints(own)
    found = []
    for document in _candidates(connection, asked):
        other = shingles(_text(connection, document))
        contained, resembling = likeness(own, other)
        enough = contained * min(len(set(own)), len(set(other))) >= LEAST
        if enough and contained >= CONTAINED and resembling >= RESEMBLING:
            found.append(document)
    return sorted(found)


def enter(connection: Connection, document: int) -> None:
    """Puts a document, whose rows are there, into the index; what it is a copy of, and which statements are echoes."""
    execute = connection.exec_driver_sql
    text = _text(connection, document)
    originals = alike(connection, text)
    if hashes := fingerprints(shingles(text)):
        execute("INSERT INTO fingerprints (hash, document) VALUES (?, ?)", [(each, document) for each in hashes])
    if originals:
        (origin,) = execute("SELECT origin FROM provenance WHERE document = ?", (originals[0],)).one()
        execute("UPDATE provenance SET origin = ? WHERE document = ?", (origin, document))
        _enter_echoes(connection, document, origin)


def withdraw(connection: Connection, document: int) -> list[int]:
    """Takes a document, whose rows are still there, out of the index; the oldest of its copies takes its place.

    Returns the documents whose statements now are echoes of others, or of none.
    """
    execute = connection.exec_driver_sql
    gone = [(each, document) for each in fingerprints(shingles(_text(connection, document)))]
    if gone:
        execute("DELETE FROM fingerprints WHERE hash = ? AND document = ?", gone)
    others = "SELECT min(document) FROM provenance WHERE origin = ? AND document <> ?"
    (heir,) = execute(others, (document, document)).one()
    if heir is not None:
        execute("UPDATE provenance SET origin = ? WHERE origin = ? AND document <> ?", (heir, document, document))
    return _pass_on_echoes(connection, document)


def faults(connection: Connection, document: int) -> Iterator[str]:
    """What does not hold of a document in the index, one sentence each."""
    execute = connection.exec_driver_sql
    there = "SELECT count(*) FROM json_each(?) asked JOIN fingerprints f ON f.hash = asked.value AND f.document = ?"
    asked = fingerprints(shingles(_text(connection, document)))
    if execute(there, (msgspec.json.encode(asked).decode(), document)).scalar_one() != len(asked):
        yield "its fingerprints are not all in the index of copies"
    origin = execute(
        "SELECT o.origin = o.document FROM provenance p LEFT JOIN provenance o ON o.document = p.origin WHERE p.document = ?",
        (document,),
    ).scalar()
    if not origin:
        yield "what it is a copy of is not there, or a copy itself"
    for row, *said in execute(_ECHOED, (document,)):
        if likened(*said[:2]) != likened(*said[2:]):
            yield f"statement row {row} is no copy of what it is said to be one of"


def likened(called: str, words: str) -> tuple[str, str]:
    """What is equal for statements that are one: who is said to have said it, and the words without marks and case."""
    return called, " ".join(_WORDS.findall(unicodedata.normalize("NFKC", words).casefold()))


def _candidates(connection: Connection, asked: list[int]) -> list[int]:
    least = max(2, len(asked) // 32) if len(asked) > _FEW else 1
    values = (msgspec.json.encode(asked).decode(), _EARLIEST - 1, least, _CANDIDATES)
    return [int(row[0]) for row in connection.exec_driver_sql(_LIKE, values)]


def _enter_echoes(connection: Connection, document: int, origin: int) -> None:
    execute = connection.exec_driver_sql
    firsts: dict[tuple[str, str], int] = {}
    for row, called, words in execute(_FIRSTS, (origin, document)):
        firsts.setdefault(likened(called, words), row)
    own = execute(_OWN, (document,)).all()
    echoes = [(row, first) for row, *said in own if (first := firsts.get(likened(*said))) is not None]
    if echoes:
        execute("INSERT INTO echoes (row, first) VALUES (?, ?)", echoes)


def _pass_on_echoes(connection: Connection, document: int) -> list[int]:
    execute = connection.exec_driver_sql
    heirs: dict[int, int] = {}
    changed: dict[int, None] = {}
    for first, row, other in execute(_ECHOING, (document,)).all():
        heir = heirs.setdefault(first, row)
        if heir == row:
            execute("DELETE FROM echoes WHERE row = ?", (row,))
        else:
            execute("UPDATE echoes SET first = ? WHERE row = ?", (heir, row))
        changed[other] = None
    return list(changed)


def _text(connection: Connection, document: int) -> str:
    found: Any = connection.exec_driver_sql("SELECT text FROM documents WHERE row = ?", (document,)).scalar_one()
    return str(found)
