"""What is asked of the record, and what comes back."""

from typing import Literal

import msgspec

from onrecord.types.attribution import Analysis, Attribution, Genre
from onrecord.types.document import Document
from onrecord.types.span import slices
from onrecord.types.statement import Statement


class Query(msgspec.Struct, frozen=True):
    """Which statements are wanted; every part that is given must hold. A tuple asks for any one of its values.

    words: all of them, in any order; "in double quotes" a phrase, a trailing * any ending; accents and case do not
    count. Blank asks for no words; words without a letter or digit are found nowhere. In the same manner: speaker (the
    resolved name or, where nobody was resolved, the words of the source), role, principal (on whose behalf),
    addressee, place, outlet, publisher.

    act: `attitude` for reported thoughts; an act `other` is never found, nor what stands within one. min_confidence:
    of the attribution; None for what is `shown`, and for thoughts THOUGHTS. entity: a resolved speaker's. kind: first
    or second kind. condition: its type, `any` or `none`. basis: what the time of saying rests on.

    since, until: the time of saying overlaps; published: the publication overlaps. All are EDTF (`2022`, `2022-05`,
    `2022-05-31`, `2022/2023`). undated: where the time of saying is unknown the publication stands in for it, or else
    since and until leave such statements out.

    money: a sum that the statement names. limit: hits. all_versions: every document by itself, those that their
    addresses show no more and every copy too; else what copies of one text have in common is one hit.
    """

    words: str = ""
    speaker: str = ""
    role: str = ""
    principal: str = ""
    addressee: str = ""
    place: str = ""
    outlet: str = ""
    publisher: str = ""
    act: Literal["speech", "attitude"] = "speech"
    min_confidence: float | None = None
    entity: str | None = None
    resolved: bool | None = None
    type: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    undated: bool = False
    published: str | None = None
    money: "Money | None" = None
    limit: int = 50
    all_versions: bool = False


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """A sum that is wanted; all that is given must hold of one and the same amount.

    least, most: in units of the currency; a range that reaches into them counts. currency: ISO 4217. stage: any one.
    """

    least: float | None = None
    most: float | None = None
    currency: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that was found, the attribution and the document that it stands in, and who tells that attribution.

    teller: None where nobody in the document does. also: the other outlets in which it stands, of the document and
    of its copies, in the order of recording. genre: what the text is.
    """

    statement: Statement
    attribution: Attribution
    document: Document
    teller: Attribution | None
    also: tuple[str, ...] = ()
    genre: Genre = "story"

    @property
    def words(self) -> tuple[str, ...]:
        """The statement's slices of the stored text, one a span."""
        return tuple(slices(self.document.text, self.statement.span))


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Which weights (None where nothing read) and version of the program made how many documents' rows."""

    weights: str | None
    version: str
    documents: int


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds. Counts are of everything stored, shown or not, but for `listed` and what follows it.

    superseded: documents that their addresses show no more. origins: texts among the others, where copies are one;
    appearances: at how many addresses, or in how many outlets, they were seen.

    speakers_resolved: entities, and names that one document gives; speakers_unresolved: attributions that nobody was
    resolved for, since an unnamed source is never joined to another. listed: statements of speech that searches list,
    one for all copies of it; by_kind, by_speaker_type, by_venue are of these, most frequent first, last "" where it is
    not known. first_published, last_published: EDTF as given, None where no document says. bytes: of the file, without its write-ahead log.
    """

    documents: int
    superseded: int
    origins: int
    appearances: int
    attributions: int
    by_act: dict[str, int]
    by_form: dict[str, int]
    statements: int
    listed: int
    by_kind: dict[str, int]
    by_speaker_type: dict[str, int]
    by_venue: dict[str, int]
    speakers_resolved: int
    speakers_unresolved: int
    first_published: str | None
    last_published: str | None
    runs: tuple[Run, ...]
    bytes: int


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something in the record that does not hold: where (`file`, `index` or a document's SHA-256), and what."""

    where: str
    what: str


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """What an address showed, from when it was seen (ISO 8601 in UTC) until the next version was."""

    address: str
    seen: str
    analysis: Analysis
