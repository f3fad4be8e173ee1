"""The encoding of a page: what its first bytes, its server and it itself say, in this order."""

import pytest

from onrecord.errors import BinaryInput, InputError
from onrecord.read.html.charset import decoded
from onrecord.types.resource import Resource

TEXT = "<p>Mayor Kovář said “no” to the €40 fare.</p>"


def source(data: bytes, charset: str | None = None) -> tuple[str, str]:
    return decoded(Resource(where="x", name="x", data=data, charset=charset))


def test_a_byte_order_mark_beats_every_label() -> None:
    assert source(b"\xef\xbb\xbf" + TEXT.encode(), "windows-1250") == (TEXT, "utf-8")
    assert source(b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-8") == (TEXT, "utf-16-le")


def test_the_server_beats_the_page() -> None:
    labelled = '<meta charset="utf-8">' + TEXT
    assert source(labelled.encode("cp1250"), "windows-1250") == (labelled, "cp1250")


@pytest.mark.parametrize(
    "label", ['<meta charset="windows-1250">', '<META http-equiv=x content="text/html; charset=windows-1250">']
)
def test_the_page_says_it_itself(label: str) -> None:
    assert source((label + TEXT).encode("cp1250")) == (label + TEXT, "cp1250")


def test_a_label_that_does_not_fit_is_not_believed() -> None:
    assert source(TEXT.encode(), "ascii")[0] != TEXT.replace("ř", "�")
    wrong = '<meta charset="shift_jis">' + TEXT * 20
    assert source(wrong.encode(), "no-such-charset")[0].startswith("<meta")


def test_latin_1_is_windows_1252_as_in_browsers() -> None:
    text = "<p>The mayor said “no” to the £40 fare.</p>"
    assert source(text.encode("cp1252"), "iso-8859-1") == (text, "cp1252")


def test_a_few_damaged_bytes_are_replaced() -> None:
    data = TEXT.encode() * 100 + b"\xff" + TEXT.encode() * 100
    text, encoding = source(data, "utf-8")
    assert (text.count("\ufffd"), encoding) == (1, "utf-8")


@pytest.mark.parametrize(
    "label", ["base64", "zlib", "rot13", "idna", "unicode_escape", "undefined", "\0", "é", "x" * 10_000]
)
def test_a_label_that_is_no_character_set_is_passed_over(label: str) -> None:
    assert source(TEXT.encode(), label) == (TEXT, "utf-8")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(BinaryInput):
        source(bytes(range(256)) * 20)
    with pytest.raises(InputError):
        source(b"\x00\x01" * 5000)
