"""Feeds and sitemaps that are followed, and what came of the pages that they list."""

from alembic import op

revision = "0006"
down_revision = "0005"

_FOLLOWED = """
CREATE TABLE followed (
    url TEXT PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body) AND json_extract(body, '$.url') = url)
) WITHOUT ROWID
"""

# address: the SHA-256 of the page's URL. What a URL says of a text must not outlive the text, but that it was taken out
# of the record must, or the next look at its feed would bring it back.
_SEEN = """
CREATE TABLE seen (
    address TEXT PRIMARY KEY CHECK (length(address) = 64),
    sha256 TEXT GENERATED ALWAYS AS (json_extract(body, '$.sha256')) STORED,
    body TEXT NOT NULL CHECK (json_valid(body))
) WITHOUT ROWID
"""


def upgrade() -> None:
    """From 0005: both tables empty."""
    execute = op.get_bind().exec_driver_sql
    execute(_FOLLOWED)
    execute(_SEEN)
    execute("CREATE INDEX seen_sha256 ON seen (sha256) WHERE sha256 IS NOT NULL")
