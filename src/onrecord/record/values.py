"""What is asked of the record, and what comes back."""

import msgspec

from onrecord.types.attribution import Attribution
from onrecord.types.span import Spans


class Query(msgspec.Struct, frozen=True):
    """Which statements are wanted; every part that is given must hold.

    words: all of them, in any order; "in double quotes" a phrase, a trailing * any ending; accents and case do not
    count. Blank asks for no words; words without a letter or digit are found nowhere. speaker: all of these words
    stand in the resolved name or, where nobody was resolved, in the source. kind: first or second kind. form: of the
    attribution. since, until: EDTF (`2022`, `2022-05`, `2022-05-31`, `2022/2023`); they hold where the time of saying,
    or the publication where that is unknown, overlaps. limit: hits. include_hidden: also attitudes, and what was not
    sure enough to be shown; an act `other` (negated, hypothetical) is never listed, nor what stands within one.
    """

    words: str = ""
    speaker: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    form: str | None = None
    limit: int = 50
    include_hidden: bool = False


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that was found: its id, span and words, its attribution, and the document it stands in.

    words, source, cue: slices of the stored text, one a span, of the statement and of its attribution. sha256 is the
    document's hash, `document` the id that the input gave; published is EDTF.
    """

    statement: str
    span: Spans
    words: tuple[str, ...]
    kind: str | None
    source: tuple[str, ...]
    cue: tuple[str, ...]
    attribution: Attribution
    sha256: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Which weights (None where nothing read) and version of the program made how many documents' rows."""

    weights: str | None
    version: str
    documents: int


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds. Counts are of everything stored, shown or not.

    speakers_resolved: entities, and names that one document gives; speakers_unresolved: attributions that nobody was
    resolved for, since an unnamed source is never joined to another. first_published, last_published: EDTF as given,
    None where no document says. bytes: of the file, without its write-ahead log.
    """

    documents: int
    attributions: int
    by_act: dict[str, int]
    by_form: dict[str, int]
    statements: int
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
