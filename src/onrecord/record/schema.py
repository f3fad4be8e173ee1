"""The tables as the newest revision leaves them, for queries; the migrations are what makes them.

What an attribution or a statement says is kept once, as JSON in `body`; what filters need is taken from it by the
database: columns that it generates, and the small rows of `findable` and `amounts`, which are filled from views and
compared with them by `verify`. Roles are spans inside `body`.
"""

from sqlalchemy import Column, Computed, Float, Integer, MetaData, Table, Text

APPLICATION_ID = 0x6F6E7263
"""`onrc` in ASCII, in the file's header (PRAGMA application_id)."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every revision, oldest first. Kept here as well so that Alembic is imported only when a migration runs."""

HEAD = REVISIONS[-1]

metadata = MetaData()

runs = Table(
    "runs", metadata, Column("row", Integer, primary_key=True), Column("weights", Text), Column("version", Text)
)

documents = Table(
    "documents",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("sha256", Text),
    Column("id", Text),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("url", Text),
    Column("language", Text),
    Column("published_from", Text),
    Column("published_to", Text),
    Column("attributions", Integer),
    Column("statements", Integer),
    Column("run", Integer),
    Column("recorded", Text),
    Column("reported", Text),
    Column("relations", Text),
    Column("text", Text),
)

speakers = Table(
    "speakers",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("entity", Text),
    Column("document", Integer),
    Column("name", Text),
)


def _from_body(name: str) -> Column[str]:
    return Column(name, Text, Computed(f"json_extract(body, '$.{name}')", persisted=True))


attributions = Table(
    "attributions",
    metadata,
    Column("document", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("speaker", Integer),
    Column("called", Text),
    Column("said_from", Text),
    Column("said_to", Text),
    _from_body("id"),
    _from_body("form"),
    _from_body("act"),
    _from_body("shown"),
    Column("body", Text),
)

statements = Table(
    "statements",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("document", Integer),
    Column("attribution", Integer),
    Column("place", Integer),
    _from_body("id"),
    _from_body("kind"),
    _from_body("kind2"),
    Column("words", Text),
    Column("body", Text),
)

findable = Table(
    "findable",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("document", Integer),
    Column("day", Text),
    Column("said_from", Text),
    Column("said_to", Text),
    Column("published_from", Text),
    Column("published_to", Text),
    Column("basis", Text),
    Column("act", Text),
    Column("shown", Integer),
    Column("confidence", Float),
    Column("form", Text),
    Column("stance", Text),
    Column("type", Text),
    Column("resolved", Integer),
    Column("entity", Text),
    Column("venue", Text),
    Column("kind", Text),
    Column("kind2", Text),
    Column("polarity", Text),
    Column("modality", Text),
    Column("condition", Text),
    Column("current", Integer),
    Column("same", Integer),
)
"""One row a statement that may be listed: never one of an act `other`, nor what stands within such an act.

current: whether its document is what some address showed last, or has no address. same: the first statement of which it
is a copy in a copy of that document; itself for most.
"""

amounts = Table(
    "amounts",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("document", Integer),
    Column("low", Float),
    Column("high", Float),
    Column("currency", Text),
    Column("stage", Text),
)
"""One row an amount of a statement, `row`; low and high are equal where it is no range."""

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", Text),
    Column("imported", Text),
)
"""The user's own list."""

identities = Table(
    "identities",
    metadata,
    Column("document", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    _from_body("entity"),
    _from_body("status"),
    Column("body", Text),
)
"""Whom the names of a document stand for or may stand for, with the evidence."""

appearances = Table(
    "appearances",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("document", Integer),
    Column("address", Text),
    Column("outlet", Text),
    Column("seen", Text),
    Column("body", Text),
)
"""Where each document was seen, and when; the first describes it. The last of an address supersedes those before."""

provenance = Table(
    "provenance",
    metadata,
    Column("document", Integer, primary_key=True),
    Column("genre", Text),
    Column("origin", Integer),
)
"""What sort of text a document is, and which document it is a copy of: itself where it is of none."""

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("hash", Integer, primary_key=True),
    Column("document", Integer, primary_key=True),
)
"""The fingerprints of every document, among which copies are looked for."""

echoes = Table(
    "echoes",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("first", Integer),
)
"""Statements, `row`, that an older copy of their document holds as `first`."""

followed = Table("followed", metadata, Column("url", Text, primary_key=True), Column("body", Text))
"""Feeds and sitemaps that are followed."""

seen = Table("seen", metadata, Column("address", Text, primary_key=True), _from_body("sha256"), Column("body", Text))
"""What came of each page that those list; by the SHA-256 of its URL."""
