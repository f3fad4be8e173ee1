"""Documents, attributions, statements, speakers and the runs that made them."""

from alembic import op

revision = "0001"
down_revision = None

# A document's number is never given twice (AUTOINCREMENT), so that it is the order of recording. Its text stands last:
# SQLite then reads the other columns without walking through the text's pages.
_DOCUMENTS = """
CREATE TABLE documents (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    id TEXT NOT NULL,
    title TEXT, publisher TEXT, published TEXT, url TEXT, language TEXT,
    published_from TEXT, published_to TEXT,
    attributions INTEGER NOT NULL CHECK (attributions >= 0),
    statements INTEGER NOT NULL CHECK (statements >= 0),
    run INTEGER NOT NULL REFERENCES runs (row),
    recorded TEXT NOT NULL,
    reported TEXT NOT NULL CHECK (json_valid(reported)),
    relations TEXT NOT NULL CHECK (json_valid(relations)),
    text TEXT NOT NULL,
    CHECK (published_from <= published_to)
)
"""

# A speaker is either an entity, which documents share, or a name that one document gives: a bare name never joins two
# documents. An entity's row keeps no name, since that might be the words of a document that is removed later.
_SPEAKERS = """
CREATE TABLE speakers (
    row INTEGER PRIMARY KEY,
    entity TEXT UNIQUE,
    document INTEGER REFERENCES documents (row) ON DELETE CASCADE,
    name TEXT,
    UNIQUE (document, name),
    CHECK ((entity IS NULL) = (name IS NOT NULL) AND (entity IS NULL) = (document IS NOT NULL))
)
"""

_ATTRIBUTIONS = """
CREATE TABLE attributions (
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 0),
    speaker INTEGER REFERENCES speakers (row),
    called TEXT NOT NULL,
    said_from TEXT, said_to TEXT,
    id TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.id')) STORED,
    form TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.form')) STORED
        CHECK (form IN ('direct', 'mixed', 'indirect', 'narrated')),
    act TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.act')) STORED
        CHECK (act IN ('speech', 'attitude', 'other')),
    shown INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.shown')) STORED CHECK (shown IN (0, 1)),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (document, place),
    CHECK (said_from <= said_to)
)
"""

_STATEMENTS = """
CREATE TABLE statements (
    row INTEGER PRIMARY KEY,
    document INTEGER NOT NULL,
    attribution INTEGER NOT NULL,
    place INTEGER NOT NULL CHECK (place >= 0),
    id TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.id')) STORED,
    kind TEXT GENERATED ALWAYS AS (json_extract(body, '$.kind')) STORED,
    kind2 TEXT GENERATED ALWAYS AS (json_extract(body, '$.kind2')) STORED,
    words TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    UNIQUE (document, attribution, place),
    FOREIGN KEY (document, attribution) REFERENCES attributions (document, place) ON DELETE CASCADE
)
"""


def upgrade() -> None:
    """From nothing. The application's number marks the file as ours in the same transaction."""
    execute = op.get_bind().exec_driver_sql
    execute("PRAGMA application_id = 0x6F6E7263")
    execute("CREATE TABLE runs (row INTEGER PRIMARY KEY, weights TEXT, version TEXT NOT NULL)")
    execute("CREATE UNIQUE INDEX runs_once ON runs (version, coalesce(weights, ''), weights IS NULL)")
    for table in (_DOCUMENTS, _SPEAKERS, _ATTRIBUTIONS, _STATEMENTS):
        execute(table)
    execute("CREATE INDEX documents_id ON documents (id)")
    execute("CREATE INDEX documents_run ON documents (run)")
    execute("CREATE INDEX attributions_speaker ON attributions (speaker)")
