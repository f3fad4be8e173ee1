import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BinaryInput, UnknownEncoding
from onrecord.read.decoding import decode

from .stories import STORIES

ENGLISH = STORIES["en"] + " “It’s a café — nobody’s,” she added, for €5.\n"
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\ufeff"), min_size=1)


def written(text):
    """How often the text's controls would make it look binary; those are refused, and tested below."""
    return sum((ord(c) < 32 and c not in "\t\n\v\f\r\x1b") or c == "\x7f" for c in text) >= 4


@given(TEXTS.filter(lambda text: not written(text)))
def test_utf_8_comes_back_as_it_was(text):
    try:
        assert decode(text.encode("utf-8")) == text
    except BinaryInput:
        assert text[:1] in "%GPBRIMOSi{\x7f\x1f("  # a text that begins like a picture or an archive


@given(TEXTS.filter(lambda text: text[0] != "\0"), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_is_believed_and_taken_off(text, encoding):
    """But for a text that begins with NUL, whose UTF-16 begins as UTF-32 does."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("odd", ["a\r\nb\rc", "a\u202eb", "e\u0301", "a\x00b", "a\x1bb", "\ufeffa\ufeff"])
def test_odd_characters_stay(odd):
    text = "The mayor said " + odd + " and left the room for good."
    assert decode(text.encode()) == text


def test_windows_1252_english_is_told_by_its_words():
    assert decode(ENGLISH.encode("cp1252")) == ENGLISH


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("de", "latin-1"), ("fr", "cp1252"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ja", "shift_jis"), ("pl", "cp1250")],
)
def test_other_encodings_are_told_where_the_words_are_a_languages(language, encoding):
    text = STORIES[language] * 3
    assert decode(text.encode(encoding, "ignore")) == text.encode(encoding, "ignore").decode(encoding)


@pytest.mark.parametrize(
    "data",
    [
        "It’s ours".encode("cp1252"),
        STORIES["zh"][:12].encode("gbk"),
        b"\xff\xfe\x00",
        b"\xff\xfea",
        b"abc\xef\xbb\xbf\xff\xfe",
    ],
)
def test_what_cannot_be_told_is_refused(data):
    with pytest.raises(UnknownEncoding):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\nhello",
        b"PK\x03\x04abc",
        random.Random(7).randbytes(4096),
        random.Random(8).randbytes(100_000),
        ENGLISH.encode("utf-16-le"),
        b"text\x00\x01\x02\x03\x04 more",
    ],
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(BinaryInput):
        decode(data)
