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
        lambda o: o["attributions"][0]["venue"].update(type="pub"),
        lambda o: o["attributions"][0]["time"].update(basis="guess"),
        lambda o: o["attributions"][0].update(addressee="reporters"),
        lambda o: o["attributions"][2]["statements"][0]["amounts"][0].update(currency="€"),
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
    assert len(printed["attributions"]) == 8
    assert printed["note"] == "extracted by machine, unchecked"
    assert printed["relations"][0]["status"] == "candidate"


def test_every_field_is_printed_under_its_name():
    printed = json.loads(line(as_object(SAMPLE)))["attributions"][-1]
    words = {"on 30 May", "unless the state helped", "unless", "between €2 million and €3 million"}
    condition, [amount] = printed["statements"][0]["condition"], printed["statements"][0]["amounts"]
    spans = [printed["time"].pop("expr"), condition.pop("span"), condition.pop("connective"), amount.pop("span")]
    assert {TEXT[start:end] for start, end in spans} == words
    assert printed["time"] == {"edtf": "2022-05-30", "basis": "text"}
    assert printed["venue"] == {"type": "interview", "outlet": "Radio Most", "confidence": None}
    assert (printed["place"], printed["stance"], printed["addressee"]["name"]) == ("Brno", "distancing", "Radio Most")
    assert condition == {"type": "unless"}
    assert amount == {"value": 2e6, "value_max": 3e6, "currency": "EUR", "stage": "promised"}
    assert [printed["statements"][0][key] for key in ("kind", "kind2", "polarity", "modality")] == [
        "refuse", "warn", "negative", "probable",
    ]  # fmt: skip


def test_unknown_is_null():
    printed = json.loads(line(as_object(BARE)))
    assert [printed[key] for key in ("title", "publisher", "published", "url", "language", "weights")] == [None] * 6


def test_a_line_is_one_line():
    odd = Analysis(document=Document.of("a\nb\r\u2028\x00c"), attributions=())
    assert line(as_object(odd)).count(b"\n") == 1
