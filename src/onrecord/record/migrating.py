"""Making a record, and bringing an older one up to date, inside the caller's transaction."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection


def migrate(connection: Connection, revision: str = "head") -> None:
    """Runs the migrations up to `revision` in the transaction that `connection` is in."""
    # Imported here because Alembic takes a third of a second, and nearly every opening does without.
    from alembic import command
    from alembic.config import Config

    config = Config()
    # A percent sign in a folder's name would be read as a reference to another option.
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def back_up(where: Path, revision: str) -> Path:
    """Copies the record beside itself and returns the copy's path, named for the time (UTC) and its revision.

    The copy gets its name when it is whole. Raises sqlite3.Error where there is no room, and leaves nothing then.
    """
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    backup = where.with_name(f"{where.name}.{stamp}.{revision}.backup")
    partial = backup.with_name(f"{backup.name}.partial")
    try:
        with closing(sqlite3.connect(where)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
            # A copy in WAL mode would need its folder to be writable before anybody could look into it.
            copy.execute("PRAGMA journal_mode = DELETE")
        partial.replace(backup)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return backup
