"""What a child hands back is believed only where it holds together."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.sandbox.believing import Forged, check
from onrecord.types.document import Document, Origin, Passage

TEXT = "The mayor said no.\n\nThe council said yes."
ORIGIN = Origin(
    where="a.html",
    media="html",
    sha256="0" * 64,
    encoding="utf-8",
    passages=(Passage((0, 18), (10, 28)), Passage((20, 41), None), Passage((41, 42), None)),
)


def document(*passages, text=TEXT, **changed):
    whole = Document.of(text, origin=msgspec.structs.replace(ORIGIN, passages=passages))
    return msgspec.structs.replace(whole, **changed)


def test_a_document_as_readers_give_it_is_believed():
    check(Document.of(TEXT), "a.html", 100)
    check(document(Passage((0, 18), (10, 28)), Passage((20, 41), None, 2)), "a.html", 100)


@pytest.mark.parametrize(
    "forged",
    [
        document(Passage((0, 42), None)),
        document(Passage((20, 41), None), Passage((0, 18), None)),
        document(Passage((0, 21), None), Passage((20, 41), None)),
        document(Passage((-3, 18), None)),
        document(Passage((5, 5), None)),
        document(Passage((0, 18), (-1, 17))),
        document(Passage((0, 18), (28, 10))),
        document(Passage((0, 18), None, 0)),
        document(sha256="0" * 64),
        document(origin=msgspec.structs.replace(ORIGIN, where="b.html", passages=())),
        document(id="another"),
        document(text=" \n"),
        document(text="long " * 50),
    ],
)
def test_what_does_not_hold_together_is_not(forged):
    with pytest.raises(Forged):
        check(forged, "a.html", 100)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.lists(st.tuples(st.integers(), st.integers())))
def test_no_passage_beyond_the_text_is_ever_believed(text, spans):
    try:
        check(document(*(Passage(span, None) for span in spans), text=text), "a.html", 1 << 20)
    except Forged:
        return
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
