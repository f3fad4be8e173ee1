"""What is remembered of addresses, so that only what is new is fetched again."""

from typing import Literal

import msgspec


class Validators(msgspec.Struct, frozen=True):
    """By which a server tells whether a page has changed since (RFC 9110, 8.8), as it sent them; None where it did not."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A page that a feed or sitemap lists, with what that says of it. Times are EDTF; None is unknown."""

    url: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed or sitemap lists. nested: further ones, of an index or (kind `page`) that a page names.

    note: what was wrong with it, where it could be read all the same.
    """

    kind: Literal["feed", "sitemap", "page"]
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    nested: tuple[Entry, ...] = ()
    note: str | None = None


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed or sitemap that is followed, and what the last look at it gave.

    kind: a feed lists what is latest, whatever its age; a sitemap may list all that a site ever had. since, looked: ISO 8601 in UTC. found: pages that it listed. failure: code and cause of the last look, None where it
    went well. listing: of its pages those that were to be
    fetched, for a server that says that nothing has changed.
    """

    url: str
    kind: Literal["feed", "sitemap"] = "feed"
    title: str | None = None
    since: str
    looked: str | None = None
    found: int | None = None
    failure: str | None = None
    validators: Validators = Validators()
    listing: tuple[Entry, ...] = ()


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a page when it was last fetched.

    status: `recorded`, `known`, `unchanged`, `removed` (from the record, never to be fetched again) or the code of its
    refusal. sha256: of its text, None where none was read. first, looked: ISO 8601 in UTC, the first and the last time.
    """

    status: str
    sha256: str | None = None
    validators: Validators = Validators()
    first: str
    looked: str
