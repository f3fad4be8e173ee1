import pytest

from onrecord.errors import EmptyInput, TooLarge
from onrecord.read.composing import Piece, composed
from onrecord.types.document import Description
from onrecord.types.resource import Resource

FOUND = Resource(where="a", name="a", data=b"a")


def made(*pieces):
    return composed(pieces, FOUND, "eml", Description(), Description())


def test_pieces_are_joined_and_each_is_a_passage_with_its_place():
    found = made(Piece("We will", (3, 10), 1), Piece("not go.", (0, 7), 2, " "), Piece(" \n"), Piece("No.", None))
    assert found.text == "We will not go.\n\nNo."
    assert [(found.text[slice(*each.text)], each.source, each.page) for each in found.origin.passages] == [
        ("We will", (3, 10), 1), ("not go.", (0, 7), 2), ("No.", None, None),
    ]  # fmt: skip


def test_half_of_a_surrogate_pair_becomes_a_replacement():
    assert made(Piece("a\ud800b")).text == "a\ufffdb"


def test_nothing_and_too_much_are_refused():
    with pytest.raises(EmptyInput):
        made(Piece("\u00a0"))
    with pytest.raises(TooLarge):
        made(Piece("a" * (8 * 1024 * 1024 + 1)))
