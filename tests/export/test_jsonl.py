import json
from importlib.resources import files

import jsonschema
import pytest

from onrecord.export.jsonl import as_object, line
from onrecord.types.attribution import Analysis
from onrecord.types.document import Document

from .sample import BARE, SAMPLE, TEXT

SCHEMA = json.loads((files("onrecord") / "data" / "analysis.schema.json").read_text("utf-8"))
CHECKER = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("analysis", [SAMPLE, BARE])
def test_what_is_printed_keeps_to_the_schema(analysis):
    CHECKER.validate(json.loads(line(as_object(analysis))))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda o: o.pop("sha256"),
        lambda o: o.pop("note"),
        lambda o: o.update(title=""),
        lambda o: o.update(published="31 May"),
        lambda o: o.update(extra=1),
        lambda o: o["attributions"][0].update(form="quoted"),
        lambda o: o["attributions"][0].update(content=[[1]]),
        lambda o: o["attributions"][0].pop("within"),
        lambda o: o["attributions"][0]["statements"][0].update(kind="lie"),
        lambda o: o["attributions"][0]["statements"][0]["condition"].update(type="perhaps"),
        lambda o: o["attributions"][0]["speaker"].update(status="sure"),
    ],
)
def test_the_schema_can_fail(spoil):
    spoilt = json.loads(line(as_object(SAMPLE)))
    spoil(spoilt)
    assert not CHECKER.is_valid(spoilt)


def test_spans_index_the_text_that_is_printed():
    printed = json.loads(line(as_object(SAMPLE)))
    assert printed["text"] == TEXT
    start, end = printed["attributions"][0]["statements"][0]["condition"]["connective"]
    assert printed["text"][start:end] == "if"


def test_everything_is_printed_and_says_that_it_is_unchecked():
    printed = json.loads(line(as_object(SAMPLE)))
    assert [a["act"] for a in printed["attributions"]].count("other") == 1
    assert len(printed["attributions"]) == 7
    assert printed["note"] == "extracted by machine, unchecked"
    assert printed["relations"][0]["status"] == "candidate"


def test_unknown_is_null():
    printed = json.loads(line(as_object(BARE)))
    assert [printed[key] for key in ("title", "publisher", "published", "url", "language", "weights")] == [None] * 6


def test_a_line_is_one_line():
    odd = Analysis(document=Document.of("a\nb\r\u2028\x00c"), attributions=())
    assert line(as_object(odd)).count(b"\n") == 1
