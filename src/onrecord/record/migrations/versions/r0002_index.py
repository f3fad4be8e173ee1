"""Full-text search over the words of statements, and indices for the filters."""

from alembic import op

revision = "0002"
down_revision = "0001"

_VIEW = """
CREATE VIEW indexed_statements AS
SELECT s.row AS row, s.document AS document, s.words AS words, a.called AS speaker
FROM statements s JOIN attributions a ON a.document = s.document AND a.place = s.attribution
"""

# The index keeps no second copy of the words: it reads them from the view.
_INDEX = """
CREATE VIRTUAL TABLE statement_index USING fts5 (
    words, speaker, content = 'indexed_statements', content_rowid = 'row',
    tokenize = 'unicode61 remove_diacritics 2'
)
"""


def upgrade() -> None:
    """From 0001, with the statements that are there already put into the index."""
    execute = op.get_bind().exec_driver_sql
    execute(_VIEW)
    execute(_INDEX)
    execute("INSERT INTO statement_index (statement_index) VALUES ('rebuild')")
    execute("CREATE INDEX attributions_said ON attributions (said_from)")
    execute("CREATE INDEX statements_kind ON statements (kind)")
    execute("CREATE INDEX statements_kind2 ON statements (kind2) WHERE kind2 IS NOT NULL")
