"""Generated values of what flows through the house, for hypothesis; every span is a slice of its text."""

from typing import get_args

import msgspec
from hypothesis import strategies as st

from onrecord.types.amount import Amount, Reported
from onrecord.types.attribution import Act, Analysis, Attribution, Form, Genre, Stance
from onrecord.types.document import Basis as Known
from onrecord.types.document import Description, Document, Origin, Passage
from onrecord.types.moment import Basis, Moment, Venue
from onrecord.types.relation import Relation
from onrecord.types.speaker import How, Speaker, SpeakerType, Status
from onrecord.types.statement import Condition, Modality, Polarity, Statement

# What breaks programs that count bytes or UTF-16 units, or that tidy a text up: CRLF, combining marks, characters
# beyond the first plane, joiners, marks of direction, a byte order mark, control characters, quotation marks.
LETTERS = ("𝔘", "👩\u200d👩\u200d👧", "🇺🇦", "ß", "İ", "ﬁ", "e\u0301", "\u0301", "\U0010ffff")
SPACES = ("\r\n", "\n\n", "\t", "\x85", "\u2028", "\x01", "\x1f", "\x7f")
MARKS = ("\u200d", "\u202e", "\u2067", "\ufeff", "“", "”", '"', "'", "\\", "%")
AWKWARD = st.sampled_from(LETTERS + SPACES + MARKS)
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.sampled_from(["Lund", "said", "that", "aid", "would", "café", "resume", "on", "Friday", "—", "“we", "will”"])
texts = st.lists(AWKWARD | CHARACTERS | words, max_size=60).map(" ".join) | st.text(CHARACTERS, max_size=80)
labels = st.text(CHARACTERS, min_size=1, max_size=12)
maybe_label = st.none() | labels
fractions = st.floats(0, 1)
sums = st.floats(allow_nan=False, allow_infinity=False)
dates = st.sampled_from(["2022", "2022-05", "2022-05-31", "2021/2022-03", "../2022", "2022-05-31/..", "2022?", "soon"])


def one_of_literal(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


def span_in(text: str) -> st.SearchStrategy[tuple[int, int]]:
    """A span of a text that is not empty."""
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return ends.filter(lambda pair: pair[0] != pair[1]).map(lambda pair: (min(pair), max(pair)))


def spans_in(text: str, *, least: int = 0) -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    """Spans of a text; none where the text is empty."""
    return st.lists(span_in(text), min_size=least, max_size=3).map(sorted).map(tuple) if text else st.just(())


def moments(text: str) -> st.SearchStrategy[Moment]:
    return st.builds(Moment, edtf=dates, basis=one_of_literal(Basis), expr=st.none() | span_in(text))


def amounts(text: str) -> st.SearchStrategy[Amount]:
    return st.builds(
        Amount, span=span_in(text), value=st.none() | sums, value_max=st.none() | sums, currency=maybe_label
    )


def speakers(text: str) -> st.SearchStrategy[Speaker]:
    return st.builds(
        Speaker,
        name=maybe_label,
        type=st.none() | one_of_literal(SpeakerType),
        how=one_of_literal(How),
        entity=st.none() | st.sampled_from(["Q1", "Q2", "Q3"]),
        entity_name=maybe_label,
        role=maybe_label,
        on_behalf_of=maybe_label,
        status=one_of_literal(Status),
        confidence=fractions,
        chain=spans_in(text),
        alternatives=st.lists(labels, max_size=2).map(tuple),
    )


def statements(text: str) -> st.SearchStrategy[Statement]:
    span = span_in(text)
    return st.builds(
        Statement,
        id=labels,
        span=spans_in(text, least=1),
        kind=st.none() | st.sampled_from(["pledge", "warn", "assert"]),
        kind2=st.none() | st.sampled_from(["pledge", "deny"]),
        polarity=st.none() | one_of_literal(Polarity),
        modality=st.none() | one_of_literal(Modality),
        amounts=st.lists(amounts(text), max_size=2).map(tuple),
        condition=st.none() | st.builds(Condition, span=span, connective=span, type=labels),
    )


def attributions(text: str) -> st.SearchStrategy[Attribution]:
    """An attribution in a text that is not empty; its roles may be empty, and it may hold no statements."""
    return st.builds(
        Attribution,
        id=labels,
        source=spans_in(text),
        cue=spans_in(text),
        content=spans_in(text),
        form=one_of_literal(Form),
        act=one_of_literal(Act),
        stance=st.none() | one_of_literal(Stance),
        confidence=fractions,
        shown=st.booleans(),
        speaker=speakers(text),
        statements=st.lists(statements(text), max_size=3).map(tuple),
        within=st.none(),
        time=st.none() | moments(text),
        place=maybe_label,
        venue=st.none() | st.builds(Venue, type=labels, outlet=maybe_label),
        addressee=st.none() | speakers(text),
    )


urls = maybe_label | st.sampled_from(
    ["https://a.example/news?id=1", "http://www.a.example/news/?utm_x=1&id=1", "http://["]
)


@st.composite
def descriptions(draw: st.DrawFn) -> Description:
    """What is known of a text, and of some of it how."""
    known = draw(
        st.builds(
            Description,
            title=maybe_label,
            publisher=maybe_label,
            published=st.none() | dates,
            url=urls,
            authors=st.lists(labels, max_size=2).map(tuple),
            modified=st.none() | dates,
        )
    )
    return known.known_by(draw(one_of_literal(Known))) if draw(st.booleans()) else known  # type: ignore[arg-type]


@st.composite
def origins(draw: st.DrawFn, text: str) -> Origin:
    """What a text was read from; its passages stand in order and do not overlap."""
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    source = st.none() | st.tuples(st.integers(0, 99), st.integers(100, 999))
    page = st.none() | st.integers(1, 9)
    passages = [Passage(span, draw(source), draw(page)) for span in zip(ends[::2], ends[1::2], strict=False)]
    times = st.sampled_from(["2022-05-31T14:05:00Z", "2022-05-31T14:05:00.5+02:00", "soon"])
    return draw(
        st.builds(
            Origin,
            where=labels,
            media=st.just("html"),
            sha256=st.just("0" * 64),
            encoding=maybe_label,
            fetched=st.none() | times,
            passages=st.just(tuple(passages)),
        )
    )


def relations(text: str) -> st.SearchStrategy[Relation]:
    return st.builds(
        Relation,
        a=labels,
        b=labels,
        type=labels,
        asserted_by=st.sampled_from(["reporter", "person", "machine"]),
        status=st.sampled_from(["asserted", "candidate", "confirmed", "rejected"]),
        confidence=fractions,
        evidence=spans_in(text),
    )


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """A document with everything that may be found in it; nothing where its text is empty."""
    text = draw(texts)
    document = Document.of(
        text,
        draw(descriptions()),
        id=draw(maybe_label),
        language=draw(st.none() | st.just("en")),
        origin=draw(st.none() | origins(text)),
    )
    if not text:
        return Analysis(document=document, attributions=())
    told = st.builds(Reported, span=spans_in(text, least=1), amounts=st.lists(amounts(text), max_size=2).map(tuple))
    found = draw(st.lists(attributions(text), max_size=4))
    tellers = st.none() | st.sampled_from([each.id for each in found]) if found else st.none()
    return Analysis(
        document=document,
        attributions=tuple(msgspec.structs.replace(each, within=draw(tellers)) for each in found),
        reported=tuple(draw(st.lists(told, max_size=2))),
        relations=tuple(draw(st.lists(relations(text), max_size=2))),
        weights=draw(maybe_label),
        genre=draw(one_of_literal(Genre)),
    )
