import json
from pathlib import Path

import pytest

from onrecord.analyse.statement.conditions import condition

CASES = [json.loads(line) for line in Path(__file__).with_name("conditions.jsonl").read_text("utf-8").splitlines()]
REQUIRED = 28


def found(case: dict) -> tuple[str, str, str] | None:
    """Condition, connective and type of a case's statement, the first two as words."""
    text, start = case["text"], case["text"].index(case["statement"])
    got = condition(text, ((start, start + len(case["statement"])),))
    return got and (text[slice(*got.span)], text[slice(*got.connective)], got.type)


def test_twenty_eight_of_thirty_conditions_written_before_the_code_are_right() -> None:
    conditions = [case for case in CASES if case["condition"]]
    right = [case for case in conditions if found(case) == (case["condition"], case["connective"], case["type"])]
    assert len(conditions) == 30
    assert len(right) >= REQUIRED


@pytest.mark.parametrize("case", [case for case in CASES if not case["condition"]], ids=lambda case: case["statement"])
def test_what_only_looks_like_a_condition_is_none(case: dict) -> None:
    assert found(case) is None


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("if the mayor, who is ill, resigns, we vote", "if the mayor, who is ill, resigns"),
        ("if they come, and we hope they do, the hall will be full", "if they come, and we hope they do"),
        ("it will close if Norway, Sweden and Dorrin agree", "if Norway, Sweden and Dorrin agree"),
        ("it will close if they agree, but they never will", "if they agree"),
        ("if it rains we will stay", "if it rains"),
        ("we stay (if it rains)", "if it rains"),
        ("if, as feared, the dam breaks, we leave", "if, as feared, the dam breaks"),
        ("the dam will be filled unless they object, the mayor said", "unless they object"),
        ("not until the last gate is shut will the works begin", "until the last gate is shut"),
        ("we stay if he calls it “a disgrace.”", "if he calls it “a disgrace.”"),
        ("we stay – unless the river rises – and wait", "unless the river rises"),
    ],
)
def test_a_condition_runs_to_the_end_of_its_clause(statement: str, expected: str) -> None:
    got = condition(statement, ((0, len(statement)),))
    assert got is not None
    assert statement[slice(*got.span)] == expected


def test_a_condition_may_be_a_piece_of_its_own() -> None:
    text = "“If the rent goes up,” she said, “we leave.”"
    got = condition(text, ((1, 20), (34, 43)))
    assert got is not None
    assert text[slice(*got.span)] == "If the rent goes up"


def test_a_statement_that_is_only_an_if_clause_asks_whether() -> None:
    text = "if the bridge would close"
    assert condition(text, ((0, len(text)),)) is None


@pytest.mark.parametrize("text", ["if, " * 50_000, "if the council " * 50_000, "unless " * 40_000, "should " * 40_000])
def test_a_statement_of_any_length_is_read(text: str) -> None:
    condition(text, ((0, len(text)),))
