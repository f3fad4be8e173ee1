"""Documents: one stored text, and what is known about it."""

import hashlib
from typing import Self

import msgspec


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """What a text may not say itself. Dates are EDTF (`2022-05-31`); None is unknown."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    def filled_by(self, other: "Description") -> "Description":
        """What is known here, and from `other` what is not."""
        return Description(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
            url=self.url or other.url,
        )


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One immutable text. `id` is its SHA-256 unless the input named it; `language` is an ISO 639-1 code or None."""

    id: str
    sha256: str
    text: str
    description: Description
    language: str | None = None

    @classmethod
    def of(
        cls, text: str, description: Description | None = None, *, id: str | None = None, language: str | None = None
    ) -> Self:
        """The document of `text`; lone surrogates, which no file can hold, raise UnicodeEncodeError."""
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
        return cls(
            id=id or sha256, sha256=sha256, text=text, description=description or Description(), language=language
        )


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """An input that was not read: where it is, why not (a code of `errors`), and what to do about it."""

    where: str
    code: str
    cause: str
    cure: str
