import csv
import io

import pytest

from onrecord.export.csv import COLUMNS, _cell, lines

from .sample import SAMPLE


@pytest.fixture
def rows():
    return list(csv.DictReader(io.StringIO("".join(lines([SAMPLE, SAMPLE], 0.5)), newline="")))


def test_there_is_one_row_a_statement_and_one_header(rows):
    assert [row["statement"] for row in rows] == ["s1", "s2", "s3", "s4", "s7", "s9", "s5"] * 2


def test_every_row_says_that_it_is_unchecked(rows):
    assert {row["note"] for row in rows} == {"extracted by machine, unchecked"}


def test_doubt_and_who_tells_are_columns(rows):
    by_id = {row["statement"]: row for row in rows}
    assert (by_id["s3"]["speaker"], by_id["s3"]["source"]) == ("", "A spokesman")
    assert (by_id["s4"]["speaker"], by_id["s4"]["told_by"]) == ("Anna Kovar", "A spokesman")
    assert by_id["s5"]["act"] == "attitude"


def test_cells_of_a_text_cannot_calculate(rows):
    row = next(row for row in rows if row["statement"] == "s7")
    assert (row["words"], row["publisher"], row["document"]) == ("'=HYPERLINK(1)", "'+Daily", "'@story")


def test_every_field_is_a_column(rows):
    row = next(row for row in rows if row["statement"] == "s9")
    expected = {
        "speaker": "Anna Kovar", "speaker_status": "resolved", "speaker_type": "person", "speaker_how": "partial",
        "speaker_confidence": "0.7", "entity": "Q1", "source": "Kovar", "role": "Mayor", "on_behalf_of": "Ostrava",
        "addressee": "Radio Most", "addressee_status": "resolved", "act": "speech", "form": "indirect", "kind": "refuse",
        "kind2": "warn", "kind_confidence": "0.55", "polarity": "negative", "modality": "probable", "stance": "distancing", "said": "2022-05-30",
        "said_basis": "text", "said_words": "on 30 May", "place": "Brno", "venue": "interview", "outlet": "Radio Most",
        "condition": "unless the state helped", "condition_type": "unless",
        "amounts": "between €2 million and €3 million", "amounts_low": "2000000", "amounts_high": "3000000",
        "amounts_currency": "EUR", "amounts_stage": "promised", "confidence": "0.62",
    }  # fmt: skip
    assert {column: row[column] for column in expected} == expected


def test_a_default_is_told_from_what_the_text_says(rows):
    said = {row["statement"]: (row["said"], row["said_basis"], row["said_words"]) for row in rows}
    assert said["s1"] == ("2022-05-31", "text", "Tuesday")
    assert said["s3"] == ("2022-05-31/2022-06-01", "default", "")
    assert said["s7"] == ("", "", "")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\ufeff=", "\u00a0+"]
)
def test_every_start_of_a_formula_is_neutralised(start):
    assert _cell(start + "1") == "'" + start + "1"


@pytest.mark.parametrize("value", ["1 = 2", "a-b", "", None, 0.5, -1])
def test_other_cells_stay(value):
    assert _cell(value) == value


def test_a_cell_of_every_column_comes_back_as_it_was(rows):
    assert set(rows[0]) == set(COLUMNS)
    start, end = int(rows[0]["start"]), int(rows[0]["end"])
    assert SAMPLE.document.text[start:end] == rows[0]["words"]
