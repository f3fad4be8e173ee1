import json
from itertools import pairwise

import jsonschema
import msgspec
import pytest
from rich.console import Console

from onrecord.export import about
from onrecord.export.html import page
from onrecord.export.jsonl import as_object, line
from onrecord.export.table import documents
from onrecord.export.wording import pieces
from onrecord.types.attribution import Analysis
from onrecord.types.document import Description, Document, Origin, Passage

from .test_jsonl import CHECKER

KNOWN = Description(
    title="Gates",
    publisher="Dellin Standard",
    published="2022-05-31T14:05:00Z",
    authors=("Vera Holm", "Jan Maly", "Ida Vole"),
    modified="2022-06-02",
    basis={"title": "json-ld", "authors": "guess", "published": "guess", "modified": "meta"},
)
ORIGIN = Origin(
    where="a.warc#12", media="html", sha256="0" * 64, encoding="utf-8", fetched="2022-06-03T10:00:00Z",
    passages=(Passage((0, 9), (100, 109)), Passage((11, 20), None, 2)),
)  # fmt: skip
TOLD = Analysis(
    document=Document.of("It rains.\n\nIt snows.", KNOWN, language="en", origin=ORIGIN),
    attributions=(),
    weights="test",
    genre="transcript",
)


def table(analysis: Analysis) -> str:
    console = Console(width=200)
    with console.capture() as held:
        for each in documents([analysis], 0.5):
            console.print(each)
    return held.get()


def test_a_heading_says_who_wrote_it_when_it_changed_and_that_it_is_a_primary_source() -> None:
    for shown in (table(TOLD), "".join(page([TOLD], 0.5))):
        for words in ("by Vera Holm, Jan Maly and Ida Vole", "updated 2 June 2022", "primary source: transcript"):
            assert words in shown


def test_a_guess_is_shown_as_one() -> None:
    shown = table(TOLD)
    assert "Ida Vole ?" in shown
    assert "2022-05-31 ?" in shown
    assert "Gates ?" not in shown
    assert "Standard ?" not in shown
    assert "31 May 2022 ?</time>" in "".join(page([TOLD], 0.5))
    known = msgspec.structs.replace(KNOWN, basis={"title": "guess", "publisher": "guess"})
    guessed = msgspec.structs.replace(TOLD, document=msgspec.structs.replace(TOLD.document, description=known))
    for shown in (table(guessed), "".join(page([guessed], 0.5))):
        assert "Gates ?" in shown
        assert "Dellin Standard" in shown


def test_a_story_is_no_primary_source_and_what_is_not_known_is_not_shown() -> None:
    bare = Analysis(document=Document.of("It rains."), attributions=(), weights="test")
    for shown in (table(bare), "".join(page([bare], 0.5))):
        assert "primary" not in shown
        assert "updated" not in shown
        assert "by " not in shown.partition("0 speakers")[0].rpartition("<header")[2].partition("nobody")[0]


@pytest.mark.parametrize(
    ("authors", "words"),
    [((), ""), (("Vera Holm",), "by Vera Holm"), (("Vera Holm", "Jan Maly"), "by Vera Holm and Jan Maly")],
)
def test_authors_are_listed(authors: tuple[str, ...], words: str) -> None:
    assert about.authors(Description(authors=authors)) == words


def test_a_change_on_the_day_of_publication_is_none_to_speak_of() -> None:
    assert about.updated(Description(published="2022-05-31", modified="2022-05-31T18:00:00Z")) == ""


def test_what_authors_write_cannot_act_on_a_page() -> None:
    known = Description(title="T", authors=("<b onclick=x>\u202e",), modified="<i>")
    written = msgspec.structs.replace(TOLD, document=Document.of("x", known))
    shown = "".join(page([written], 0.5))
    assert "<b onclick" not in shown
    assert "<i>" not in shown.partition("<h1")[2].partition("</header>")[0]
    assert "\u202e" not in shown


def test_everything_known_is_printed_and_keeps_to_the_schema() -> None:
    printed = json.loads(line(as_object(TOLD)))
    CHECKER.validate(printed)
    assert (printed["authors"], printed["modified"]) == (list(KNOWN.authors), "2022-06-02")
    assert printed["basis"] == KNOWN.basis
    assert (printed["genre"], printed["primary"]) == ("transcript", True)
    assert msgspec.convert(printed["origin"], Origin) == ORIGIN


@pytest.mark.parametrize(
    "spoil",
    [
        lambda o: o.update(genre="song"),
        lambda o: o.update(primary=None),
        lambda o: o.update(authors="Vera Holm"),
        lambda o: o.update(modified="lately"),
        lambda o: o["basis"].update(title="heard"),
        lambda o: o["basis"].update(mood="guess"),
        lambda o: o["origin"].update(sha256="0"),
        lambda o: o["origin"]["passages"][0].update(text=[1]),
        lambda o: o["origin"]["passages"][1].update(page=0),
    ],
)
def test_the_schema_can_fail_over_what_is_known(spoil) -> None:
    spoilt = json.loads(line(as_object(TOLD)))
    spoil(spoilt)
    with pytest.raises(jsonschema.ValidationError):
        CHECKER.validate(spoilt)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("we will stay", "we will not stay"),
        ("", "new"),
        ("old", ""),
        ("a b c", "a b c"),
        ("it’s €5", "it's €6 million"),
    ],
)
def test_pieces_make_both_wordings(before: str, after: str) -> None:
    row = pieces(before, after)
    assert "".join(piece.words for piece in row if piece.what != "added") == before
    assert "".join(piece.words for piece in row if piece.what != "removed") == after
    assert not any(one.what == other.what for one, other in pairwise(row))


def test_a_word_is_changed_whole() -> None:
    assert [(piece.what, piece.words) for piece in pieces("until July.", "until June.")] == [
        ("kept", "until "), ("removed", "July"), ("added", "June"), ("kept", "."),
    ]  # fmt: skip
