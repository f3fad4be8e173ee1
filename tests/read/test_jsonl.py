import io
import json

import msgspec
import pytest

from onrecord.errors import BinaryInput, UnknownEncoding
from onrecord.export.jsonl import document_object, line
from onrecord.read.jsonl import documents
from onrecord.types.document import Description, Document, Origin, Passage

STORY = "\ufeff\r\n The mayor said “no”.\u202e e\u0301 \x00 \U0001f600 \n\n"
NOTHING = Description()


def read(data, max_bytes=1 << 20, described=NOTHING):
    return list(documents(io.BytesIO(data), described, max_bytes))


@pytest.mark.parametrize("ascii_only", [True, False])
def test_the_text_of_a_line_is_taken_exactly_as_it_is(ascii_only):
    line = json.dumps({"id": "7", "text": STORY, "title": "T", "extra": [1]}, ensure_ascii=ascii_only)
    [(number, document)] = read(line.encode())
    assert (number, document.id, document.text, document.description.title) == (1, "7", STORY, "T")


def test_options_fill_what_a_line_does_not_say():
    given = Description(title="given", publisher="given")
    [(_, document)] = read(b'{"text": "x", "title": "said", "publisher": null}', described=given)
    assert document.description == Description(title="said", publisher="given", basis={"title": "given"})


def test_a_line_without_id_is_known_by_its_hash():
    [(_, document)] = read(b'{"text": "x"}')
    assert document.id == document.sha256


def test_blank_lines_and_a_byte_order_mark_are_passed_over_and_lines_keep_their_numbers():
    found = read(b'\xef\xbb\xbf{"text": "a"}\r\n\n  \n{"text": "b"}')
    assert [(n, d.text) for n, d in found] == [(1, "a"), (4, "b")]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        (b'{"text": "x"', "E107", "broken JSON"),
        (b"no json", "E107", "broken JSON"),
        (b'{"text": "x"} {"text": "y"}', "E107", "broken JSON"),
        (b'["x"]', "E107", "Expected `object`"),
        (b'"x"', "E107", "Expected `object`"),
        (b"null", "E107", "Expected `object`"),
        (b'{"id": "1"}', "E107", "`text`"),
        (b'{"text": null}', "E107", "`$.text`"),
        (b'{"text": 5}', "E107", "`$.text`"),
        (b'{"text": "x", "id": 5}', "E107", "`$.id`"),
        (b'{"text": "x", "title": ["a"]}', "E107", "`$.title`"),
        (b'{"text": "x \\ud800 y"}', "E107", "surrogate"),
        (b'{"text": "x \\udc00\\ud800 y"}', "E107", "surrogate"),
        (b'{"text": "\xff"}', "E107", "UTF-8"),
        (b'{"text": "x", "other": "\xff"}', "E107", "UTF-8"),
        (b'{"text": "\xed\xa0\x80"}', "E107", "UTF-8"),
        (b'{"text": "x", "deep": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "E107", "deep"),
        (b'{"a":' * 100_000, "E107", "deep"),
        (b'{"text": ""}', "E103", "empty"),
        (b'{"text": " \\n\\t "}', "E103", "empty"),
        (b'{"text": "x", "published": "31.05.2022"}', "E109", "31.05.2022"),
    ],
)
def test_a_broken_line_is_refused_and_the_others_go_on(line, code, says):
    found = read(b'{"text": "before"}\n' + line + b'\n{"text": "after"}\n')
    assert [n for n, _ in found] == [1, 2, 3]
    assert isinstance(found[0][1], Document)
    assert isinstance(found[2][1], Document)
    assert found[1][1].code == code
    assert says in found[1][1].cause


def test_a_line_over_the_limit_is_refused_and_the_others_go_on():
    long = json.dumps({"text": "x" * 5000}).encode()
    found = read(b'{"text": "a"}\n' + long + b"\n" + b'{"text": "b"}\n' + long, max_bytes=1000)
    assert [getattr(d, "code", "read") for _, d in found] == ["read", "E106", "read", "E106"]


def test_a_text_of_just_the_limit_is_read_whatever_else_the_line_holds():
    line = json.dumps({"text": "é" * 40, "note": "x" * 900}, ensure_ascii=False).encode()
    assert isinstance(read(line + b"\n", max_bytes=80)[0][1], Document)
    assert read(line + b"\n", max_bytes=79)[0][1].code == "E106"


def test_a_line_far_over_the_limit_is_not_held():
    line = json.dumps({"text": "x", "note": "x" * 900}).encode()
    assert read(line + b"\n", max_bytes=20)[0][1].code == "E106"


def test_another_encoding_is_refused_once_and_not_line_by_line():
    lines = '{"text": "a"}\n' * 50
    [(_, found)] = read(lines.encode("utf-16"))
    assert isinstance(found, UnknownEncoding)
    [(_, found)] = read(lines.encode("utf-16-le"))
    assert isinstance(found, BinaryInput)


def test_what_export_writes_of_a_document_is_read_back():
    known = Description(
        title="T", authors=("A", "B"), modified="2022-06-01", basis={"title": "meta", "authors": "guess"}
    )
    origin = Origin(where="a.html", media="html", sha256="0" * 64, passages=(Passage(text=(0, 3), source=(7, 10)),))
    document = Document.of(
        "One.\n\nTwo.", msgspec.structs.replace(known, basis={**known.basis, "modified": "url"}), origin=origin
    )
    [(_, found)] = read(line(document_object(document)))
    assert (found.description, found.origin) == (document.description, origin)


@pytest.mark.parametrize(
    "theirs",
    [
        {"authors": "A. Writer", "modified": 1654041600, "basis": "none", "origin": "wire"},
        {"authors": [{"name": "A"}], "modified": "lately", "basis": {"title": "heard"}, "origin": {"passages": 1}},
        {"authors": [" "], "basis": [], "origin": {"where": "a", "media": "html", "sha256": "0", "passages": [{"text": [0, 9], "source": None}]}},
        {"authors": None, "modified": None, "basis": None, "origin": None},
    ],
)  # fmt: skip
def test_what_other_programs_mean_by_these_names_is_passed_over(theirs):
    [(_, document)] = read(json.dumps({"text": "x", "title": "T", **theirs}).encode())
    assert document == Document.of("x", Description(title="T", basis={"title": "given"}))
