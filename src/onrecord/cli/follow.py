"""`onrecord follow` and `unfollow`: which feeds and sitemaps `onrecord update` looks at."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.report import FAILED, guarded, say, say_refused
from onrecord.errors import NothingToRead
from onrecord.settings import Settings
from onrecord.types.document import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from onrecord.types.following import Followed

Contact = Annotated[
    str | None,
    typer.Option(
        envvar="ONRECORD_CONTACT", help="An address or URL that is told to every site, at which you are reached."
    ),
]
Address = Annotated[
    str | None, typer.Argument(metavar="URL", help="Of a feed, a sitemap, or a page that names its feed.")
]


def follow(url: Address = None, record: RecordOption = DEFAULT_RECORD, contact: Contact = None) -> None:
    """Remember a feed or sitemap for `onrecord update`; without a URL, list what is followed and how the last look went."""
    with guarded():
        if url is None:
            _list(record)
            return
        from onrecord.read.discovering import followable
        from onrecord.read.fetch.fetcher import Fetcher
        from onrecord.read.sandbox import Sandbox
        from onrecord.record.store import Record

        settings = Settings(contact=contact)
        with Fetcher(settings) as fetcher, Sandbox(settings) as sandbox:
            found = followable(url, sandbox, fetcher)
        if isinstance(found, Refusal):
            say_refused(found)
            sys.exit(FAILED)
        with Record.open(record, create=True) as store:
            if any(one.url == found.url for one in store.followed()):
                say(f"followed already: {found.url}")
                return
            store.follow(found)
        named = f" ({found.title})" if found.title else ""
        say(f"followed from now on: {found.url}{named}; 'onrecord update' brings what is new")


def unfollow(
    url: Annotated[str, typer.Argument(metavar="URL", help="As `onrecord follow` lists it.")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """No longer look at a feed or sitemap. What was recorded from it stays."""
    with guarded():
        from onrecord.record.store import Record

        with Record.open(record) as store:
            there = store.unfollow(url)
        if not there:
            raise NothingToRead(f"{url} is not followed", "see what is: onrecord follow")
        say(f"no longer followed: {url}")


def _list(record: Path) -> None:
    with guarded() as output:
        from onrecord.cli.terminal import terminal
        from onrecord.record.store import Record

        with Record.open(record) as store:
            followed = store.followed()
        with terminal(output) as out:
            out.print(_table(followed))


def _table(followed: Sequence[Followed]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from onrecord.export.visible import visible

    table = Table(box=None, pad_edge=False)
    for head in ("Address", "Last look", "Listed", "What went wrong"):
        table.add_column(head, overflow="fold")
    for one in followed:
        name = f"{one.url}\n{one.title}" if one.title else one.url
        cells = (name, one.looked or "not yet", "" if one.found is None else f"{one.found:,}", one.failure or "")
        table.add_row(*(Text("\n").join(Text(visible(line)) for line in cell.split("\n")) for cell in cells))
    return table
