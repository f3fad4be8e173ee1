"""What is remembered of addresses, so that only what is new is fetched again."""

import msgspec


class Validators(msgspec.Struct, frozen=True):
    """By which a server tells whether a page has changed since (RFC 9110, 8.8), as it sent them; None where it did not."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)
