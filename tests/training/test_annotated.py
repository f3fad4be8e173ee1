"""What was annotated for this project: rows without the corpora's words, of the form that the training reads."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

import training.facets
from onrecord.analyse.reading.decode import ACTS
from onrecord.analyse.reading.kinds import KINDS
from onrecord.analyse.setting.venue_features import lexicon
from onrecord.analyse.time.intervals import written
from training.corpora import SHARED

FOLDER = Path(training.facets.__file__).parent
needs_corpora = pytest.mark.skipif(
    not (SHARED / "corpora/polnear").exists(), reason=f"no corpora at {SHARED}: set ONRECORD_CORPORA"
)


@pytest.fixture(scope="module")
def facets():
    return [json.loads(line) for line in training.facets.FURTHER.read_text("utf-8").splitlines()]


def test_each_attribution_of_an_article_has_one_row(facets):
    articles = defaultdict(list)
    for row in facets:
        articles[row["id"]].append(row["aid"])
    assert all(aids == [f"A{k}" for k in range(1, len(aids) + 1)] for aids in articles.values())


def test_facets_hold_spans_instead_of_words(facets):
    for row in facets:
        for name in ("speaker", "on_behalf_of", "addressee"):
            value = row[name]
            assert value in (None, "author", "unknown") or all(0 <= a < b for a, b in value)


def test_facets_have_acts_times_and_venues_that_the_program_knows(facets):
    for row in facets:
        assert row["type"] in ACTS
        assert all(end == ".." or written(end) for end in row["time"]["edtf"].split("/"))
        assert row["time"]["basis"] in {"text", "inferred", "default"}
        assert row["venue"]["type"] in lexicon().types


def test_kinds_are_those_of_the_program_and_given_once():
    rows = [json.loads(line) for line in (FOLDER / "kinds.jsonl").read_text("utf-8").splitlines()]
    assert len({(row["id"], row["aid"]) for row in rows}) == len(rows)
    assert all(row["type"] in ACTS and {row["kind"], row["kind2"]} <= {None, *KINDS} for row in rows)
    assert all((row["kind"] is None) == (row["type"] != "speech") for row in rows)


@needs_corpora
def test_spans_become_the_words_of_the_article():
    for document, _, rows in training.facets.faceted("further"):
        for row in rows:
            for name in ("speaker", "on_behalf_of", "addressee"):
                words = row[name]
                assert words in (None, "author", "unknown") or all(
                    part in document["text"] for part in words.split(" ; ")
                )
