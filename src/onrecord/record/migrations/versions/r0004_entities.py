"""Entities that users list, and whom the names of a document may stand for."""

from alembic import op

revision = "0004"
down_revision = "0003"

_ENTITIES = """
CREATE TABLE entities (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body) AND json_extract(body, '$.id') = id),
    imported TEXT NOT NULL
) WITHOUT ROWID
"""

# An identity says of a name in a document what the machine made of it, and why; it goes when the document goes.
_IDENTITIES = """
CREATE TABLE identities (
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 0),
    entity TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.entity')) STORED,
    status TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.status')) STORED
        CHECK (status IN ('joined', 'candidate')),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (document, place)
) WITHOUT ROWID
"""


def upgrade() -> None:
    """From 0003: both tables empty, since nobody was asked for before."""
    execute = op.get_bind().exec_driver_sql
    execute(_ENTITIES)
    execute(_IDENTITIES)
    execute("CREATE INDEX identities_entity ON identities (entity)")
