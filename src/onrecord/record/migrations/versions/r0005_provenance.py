"""Where each document was seen and when, what sort of text it is, and whose copy."""

from typing import Any

import msgspec
from alembic import op

from onrecord.record.addresses import address, outlet
from onrecord.record.copies import enter

revision = "0005"
down_revision = "0004"

# A document is one text; each time it is seen at another address, or again at one that showed another text meanwhile,
# is an appearance. The first says what the document is described by. Of those at one address the last is current, and
# supersedes the one before: the order in time is all there is, so that nothing must be mended when one goes.
_APPEARANCES = """
CREATE TABLE appearances (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    address TEXT,
    outlet TEXT,
    seen TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body))
)
"""

# origin: the document that this one is a copy of, itself where it is of none.
_PROVENANCE = """
CREATE TABLE provenance (
    document INTEGER PRIMARY KEY REFERENCES documents (row) ON DELETE CASCADE,
    genre TEXT NOT NULL CHECK (genre IN ('story', 'transcript', 'speech', 'press release')),
    origin INTEGER NOT NULL
)
"""

# A reference to the document would have every removal walk through the whole table.
_FINGERPRINTS = """
CREATE TABLE fingerprints (
    hash INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (hash, document)
) WITHOUT ROWID
"""

# A statement whose words an older copy of the same text gives the same speaker already.
_ECHOES = """
CREATE TABLE echoes (
    row INTEGER PRIMARY KEY REFERENCES statements (row) ON DELETE CASCADE,
    first INTEGER NOT NULL REFERENCES statements (row),
    CHECK (first < row)
)
"""

_CURRENCY = """
CREATE VIEW document_currency AS
SELECT d.row AS document, EXISTS (
    SELECT 1 FROM appearances p WHERE p.document = d.row AND (p.address IS NULL OR NOT EXISTS (
        SELECT 1 FROM appearances q WHERE q.address = p.address AND (q.seen, q.row) > (p.seen, p.row)
    ))
) AS current
FROM documents d
"""

# As in 0003, and: whether the document is current, and the first statement of which this one is a copy.
_FIELDS = """
CREATE VIEW statement_fields AS
SELECT s.row AS row, s.document AS document,
    coalesce(a.said_from, d.published_from) AS day, a.said_from AS said_from, a.said_to AS said_to,
    d.published_from AS published_from, d.published_to AS published_to,
    json_extract(a.body, '$.time.basis') AS basis,
    a.act AS act, a.shown AS shown, json_extract(a.body, '$.confidence') AS confidence, a.form AS form,
    json_extract(a.body, '$.stance') AS stance,
    json_extract(a.body, '$.speaker.type') AS type,
    json_extract(a.body, '$.speaker.status') = 'resolved' AS resolved,
    CASE WHEN json_extract(a.body, '$.speaker.status') = 'resolved'
        THEN json_extract(a.body, '$.speaker.entity') END AS entity,
    json_extract(a.body, '$.venue.type') AS venue,
    s.kind AS kind, s.kind2 AS kind2,
    json_extract(s.body, '$.polarity') AS polarity, json_extract(s.body, '$.modality') AS modality,
    json_extract(s.body, '$.condition.type') AS condition,
    c.current AS current, coalesce(e.first, s.row) AS same
FROM statements s
JOIN attributions a ON a.document = s.document AND a.place = s.attribution
JOIN documents d ON d.row = s.document
JOIN document_currency c ON c.document = s.document
LEFT JOIN echoes e ON e.row = s.row
WHERE a.act <> 'other' AND (json_extract(a.body, '$.within') IS NULL OR NOT EXISTS (
    WITH RECURSIVE teller (id) AS (
        SELECT json_extract(a.body, '$.within')
        UNION SELECT json_extract(o.body, '$.within') FROM teller
        CROSS JOIN attributions o ON o.document = a.document AND o.id = teller.id
    )
    SELECT 1 FROM teller CROSS JOIN attributions o ON o.document = a.document AND o.id = teller.id
    WHERE o.act = 'other'
))
"""

_FINDABLE = """
CREATE TABLE findable (
    row INTEGER PRIMARY KEY REFERENCES statements (row) ON DELETE CASCADE,
    document INTEGER NOT NULL,
    day TEXT, said_from TEXT, said_to TEXT, published_from TEXT, published_to TEXT, basis TEXT,
    act TEXT NOT NULL, shown INTEGER NOT NULL, confidence REAL NOT NULL, form TEXT NOT NULL,
    stance TEXT, type TEXT, resolved INTEGER NOT NULL, entity TEXT, venue TEXT,
    kind TEXT, kind2 TEXT, polarity TEXT, modality TEXT, condition TEXT,
    current INTEGER NOT NULL, same INTEGER NOT NULL
)
"""

_DAYS = """
CREATE INDEX findable_day ON findable (
    day, act, shown, said_from, said_to, published_from, published_to, basis, confidence, form, stance, type, resolved,
    entity, venue, kind, kind2, polarity, modality, condition, current, same
)
"""

# As in 0003, but for the publishers: all in whose name the text was seen.
_VIEW = """
CREATE VIEW indexed_statements AS
SELECT s.row AS row, s.document AS document, s.words AS words, a.called AS speaker,
    json_extract(a.body, '$.speaker.role') AS role,
    json_extract(a.body, '$.speaker.on_behalf_of') AS principal,
    CASE WHEN json_extract(a.body, '$.addressee.status') = 'resolved'
        THEN json_extract(a.body, '$.addressee.name')
        ELSE substr(
            d.text,
            json_extract(a.body, '$.addressee.chain[0][0]') + 1,
            json_extract(a.body, '$.addressee.chain[0][1]') - json_extract(a.body, '$.addressee.chain[0][0]')
        )
    END AS addressee,
    json_extract(a.body, '$.place') AS place,
    json_extract(a.body, '$.venue.outlet') AS outlet,
    (
        SELECT group_concat(publisher, char(10)) FROM (
            SELECT json_extract(p.body, '$.description.publisher') AS publisher
            FROM appearances p WHERE p.document = d.row ORDER BY p.row
        )
    ) AS publisher
FROM statements s
JOIN attributions a ON a.document = s.document AND a.place = s.attribution
JOIN documents d ON d.row = s.document
"""

_INDEX = """
CREATE VIRTUAL TABLE statement_index USING fts5 (
    words, speaker, role, principal, addressee, place, outlet, publisher,
    content = 'indexed_statements', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2'
)
"""

_INDICES = (
    "CREATE INDEX appearances_document ON appearances (document)",
    "CREATE INDEX appearances_address ON appearances (address, seen) WHERE address IS NOT NULL",
    "CREATE INDEX provenance_origin ON provenance (origin)",
    "CREATE INDEX echoes_first ON echoes (first)",
)


def upgrade() -> None:
    """From 0004: every document appeared once, when it was recorded; copies among them are recognised."""
    execute = op.get_bind().exec_driver_sql
    for table in ("findable", "statement_index"):
        execute(f"DROP TABLE {table}")
    for view in ("statement_fields", "indexed_statements"):
        execute(f"DROP VIEW {view}")
    for made in (_APPEARANCES, _PROVENANCE, _FINGERPRINTS, _ECHOES, *_INDICES):
        execute(made)
    for row, *known, recorded in execute(
        "SELECT row, title, publisher, published, url, recorded FROM documents ORDER BY row"
    ).fetchall():
        execute(
            "INSERT INTO appearances (document, address, outlet, body, seen) VALUES (?, ?, ?, ?, ?)",
            (row, *_appearance(*known), recorded),
        )
        execute("INSERT INTO provenance (document, genre, origin) VALUES (?, 'story', ?)", (row, row))
        enter(op.get_bind(), row)
    for made in (_CURRENCY, _FIELDS, _FINDABLE, _VIEW, _INDEX):
        execute(made)
    execute("INSERT INTO statement_index (statement_index) VALUES ('rebuild')")
    execute("INSERT INTO findable SELECT * FROM statement_fields")
    execute(_DAYS)
    execute("CREATE INDEX findable_entity ON findable (entity) WHERE entity IS NOT NULL")
    execute("CREATE INDEX findable_same ON findable (same) WHERE same <> row")


def _appearance(title: str | None, publisher: str | None, published: str | None, url: str | None) -> tuple[Any, ...]:
    """The address, the outlet, and the body of a text's only appearance."""
    known = {"title": title, "publisher": publisher, "published": published, "url": url}
    body = msgspec.json.encode({"description": known, "origin": None}).decode()
    return address(url), outlet(publisher, url), body
