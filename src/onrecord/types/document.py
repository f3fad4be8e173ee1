"""Documents: one stored text, what is known about it, and where it is from."""

import hashlib
from typing import Literal, Self

import msgspec

from onrecord.types.span import Span

Basis = Literal["given", "front matter", "json-ld", "meta", "markup", "header", "feed", "link", "url", "guess"]
"""How a value is known: the user or the input line said it, the file's head, the page's data, … down to a guess."""


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """What a text may not say itself. Times are EDTF (`2022-05-31`, `2022-05-31T14:05:00Z`); None is unknown.

    url: the canonical one. basis: how each field that is known is known, by the field's name.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    modified: str | None = None
    basis: dict[str, Basis] = {}

    def filled_by(self, other: "Description") -> "Description":
        """What is known here, and from `other` what is not, each with its basis."""
        known = {name: value for name in _FIELDS if (value := getattr(self, name))}
        filling = {name: value for name in _FIELDS if name not in known and (value := getattr(other, name))}
        bases = {name: self.basis[name] for name in known if name in self.basis}
        bases |= {name: other.basis[name] for name in filling if name in other.basis}
        return Description(**known, **filling, basis=bases)

    def known_by(self, basis: Basis) -> "Description":
        """The same, with `basis` for every field that is known."""
        return msgspec.structs.replace(self, basis={name: basis for name in _FIELDS if getattr(self, name)})


_FIELDS = tuple(name for name in Description.__struct_fields__ if name != "basis")


class Passage(msgspec.Struct, frozen=True):
    """A paragraph of the stored text, and where it stands in what was read.

    text: its span in the stored text. source: its span in the decoded source, code points (of the page `page`, from 1,
    where the source has pages); None where it could not be found again.
    """

    text: Span
    source: Span | None
    page: int | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What a document was read from, so that a statement can be found again in it.

    where: the path or address, of an archive with `#` and the record's offset or the member's name. media: a form of
    `read.media`. sha256: of the source's bytes, as they were before decoding. encoding: by which they were decoded to
    the text that `Passage.source` indexes; None where the source is no text (PDF, DOCX). fetched: when, ISO 8601 in UTC.
    """

    where: str
    media: str
    sha256: str
    encoding: str | None = None
    fetched: str | None = None
    passages: tuple[Passage, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One immutable text. `id` is its SHA-256 unless the input named it; `language` is an ISO 639-1 code or None.

    origin: what it was read from, None for a text that was given as such.
    """

    id: str
    sha256: str
    text: str
    description: Description
    language: str | None = None
    origin: Origin | None = None

    @classmethod
    def of(
        cls,
        text: str,
        description: Description | None = None,
        *,
        id: str | None = None,
        language: str | None = None,
        origin: Origin | None = None,
    ) -> Self:
        """The document of `text`; lone surrogates, which no file can hold, raise UnicodeEncodeError."""
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
        return cls(
            id=id or sha256,
            sha256=sha256,
            text=text,
            description=description or Description(),
            language=language,
            origin=origin,
        )


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """An input that was not read: where it is, why not (a code of `errors`), and what to do about it."""

    where: str
    code: str
    cause: str
    cure: str
