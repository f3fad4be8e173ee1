"""Resources: the bytes of one thing as it was found, before anything is read in them."""

import msgspec


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a file, of a response, or of a member of an archive.

    where: its path or address as a user would write it, of an archive with `#` and the record's offset or the member's
    name. name: its name inside what was given (`2022/05/story.html`), a document's id where names are ids. data: after
    transfer and content encoding were undone. media and charset: as declared by a server, None where nothing was. url:
    where it was fetched from in the end, None for a file. fetched: when, ISO 8601 in UTC.
    """

    where: str
    name: str
    data: bytes
    media: str | None = None
    charset: str | None = None
    url: str | None = None
    fetched: str | None = None


class Reached(msgspec.Struct, frozen=True):
    """How far an archive was read: the position of its last document that is kept, and that document's SHA-256."""

    position: int
    sha256: str
