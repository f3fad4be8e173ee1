import itertools
import json
import re
from datetime import date
from pathlib import Path

import pytest

from onrecord.analyse.time.holidays import easter, holiday
from onrecord.analyse.time.intervals import Interval, edtf, week, written
from onrecord.analyse.time.timewords import TOKEN
from onrecord.analyse.time.timex import timexes

EXPRESSIONS = [
    json.loads(line) for line in (Path(__file__).parent / "time_expressions.jsonl").read_text("utf-8").splitlines()
]
ENOUGH = 38


def days(value: str) -> tuple[str, str]:
    """First and last day of a closed EDTF date or interval."""
    first, last = (written(end) for end in (value.split("/")[0], value.split("/")[-1]))
    assert first is not None
    assert last is not None
    return str(first.first), str(last.last)


def found(text: str, published: str | None) -> list[tuple[str, str | None]]:
    return [(text[a:b], each and edtf(each)) for (a, b), each, _ in timexes(text, published)]


def test_of_forty_expressions_written_beforehand_38_are_right() -> None:
    right = []
    for row in EXPRESSIONS:
        start = row["text"].index(row["expr"])
        end = start + len(row["expr"])
        overlapping = [t for t in timexes(row["text"], row["published"]) if t.span[0] < end and start < t.span[1]]
        value = overlapping[-1].interval if overlapping else None
        right.append(value is not None and None not in value and days(edtf(value)) == days(row["edtf"]))
    assert len(EXPRESSIONS) == 40
    assert sum(right) >= ENOUGH, [row["expr"] for row, good in zip(EXPRESSIONS, right, strict=True) if not good]


@pytest.mark.parametrize(
    "row", [row for row in EXPRESSIONS if not re.search(r"\d{4}|\d0s", row["text"])], ids=lambda row: str(row["expr"])
)
def test_without_a_publication_day_nothing_relative_is_dated(row: dict[str, str]) -> None:
    assert [value for _, value in found(row["text"], None) if value] == []


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("He left on Monday.", "2022-05-31", [("on Monday", "2022-05-30")]),
        ("He left on Tuesday.", "2022-05-31", [("on Tuesday", "2022-05-31")]),
        ("He left last Tuesday.", "2022-05-31", [("last Tuesday", "2022-05-24")]),
        ("He left in June.", "2022-05-31", [("in June", "2021-06")]),
        ("He left in June.", "2022", [("in June", None)]),
        ("He left in March.", "2022-05", [("in March", "2022-03")]),
        ("He left on Monday.", "2022-05", [("on Monday", None)]),
        ("He left last year.", "2022", [("last year", "2021")]),
        (
            "On March 3 he left. A day later she left.",
            "2022-05-31",
            [("On March 3", "2022-03-03"), ("A day later", "2022-03-04")],
        ),
        ("Two days after the May 8 vote he left.", "2022-05-31", [("Two days after the May 8", "2022-05-10")]),
        ("He left before March 3.", "2022-05-31", [("before March 3", "../2022-03-02")]),
        ("A decade ago he left.", None, [("A decade ago", None)]),
    ],
)
def test_expressions_are_seen_from_the_publication_and_from_one_another(
    text: str, published: str | None, expected: list[tuple[str, str | None]]
) -> None:
    assert found(text, published) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Edda May said that it may rain.",
        "They march on.",
        "The Sunday Times printed it.",
        "He fell in the second round.",
        "It cost 2,013 crowns.",
        "On February 30 nobody said it.",
    ],
)
def test_what_only_looks_like_a_time_is_not_dated(text: str) -> None:
    assert all(value is None for _, value in found(text, "2022-05-31"))


def test_expressions_stand_in_order_and_do_not_overlap() -> None:
    text = " ".join(row["text"] for row in EXPRESSIONS)
    spans = [timex.span for timex in timexes(text, "2022-05-31")]
    assert len(spans) >= len(EXPRESSIONS)
    assert all(a < b <= c for (a, b), (c, _) in itertools.pairwise(spans))


@pytest.mark.parametrize("unit", ["the last ", "in the ", "on Monday ", "9999 years ago ", "2 ", "’", "a few of "])
def test_texts_of_a_megabyte_are_read(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert all(text[a:b].strip() == text[a:b] for (a, b), _, _ in timexes(text, "2022-05-31"))


def test_the_words_are_together_the_whole_text() -> None:
    text = "“On the 3rd,” she said\n\n’90s — Q3 2021-11-09 5 p.m. Ærø_x 𝔘 \t end"
    assert "".join(TOKEN.findall(text)) == text


def test_intervals_are_written_as_short_as_their_days_allow() -> None:
    for value in ("2022", "2022-02", "2022-02-28", "2021/2022", "2022-06/2022-08", "2022-03-21/2022-03-31"):
        first, last = days(value)
        low, high = written(first), written(last)
        assert low is not None
        assert high is not None
        assert edtf(Interval(low.first, high.last)) == value


def test_feasts_fall_on_their_days() -> None:
    assert [str(easter(year)) for year in (2016, 2019, 2024)] == ["2016-03-27", "2019-04-21", "2024-03-31"]
    assert str(holiday("11-thu-4", 2015)) == "2015-11-26"
    assert str(holiday("05-mon-last", 2016)) == "2016-05-30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No error could explain the fall.", None),
        ("Prices are expected to fall.", None),
        ("There was a rise and fall.", None),
        ("They met last fall.", "2023-09/2023-11"),
        ("They met in the fall of 2019.", "2019-09/2019-11"),
    ],
)
def test_a_fall_is_a_season_only_where_a_time_is_told(text: str, expected: str | None) -> None:
    assert [each for _, each in found(text, "2024-07-22")] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        ("She spoke last week.", "2022-06-05", ["2022-05-30/2022-06-04"]),  # a Sunday
        ("The ferry sailed this past week.", "2022-06-02", ["2022-05-26/2022-06-02"]),
        ("It sailed twice over the past two months.", "2022-04-30", ["2022-02-28/2022-04-30"]),
    ],
)
def test_a_stretch_ends_with_the_publication_and_a_sunday_looks_back_on_its_week(
    text: str, published: str, values: list[str]
) -> None:
    assert [edtf(timex.interval) for timex in timexes(text, published) if timex.interval] == values


def test_two_weeks_after_the_vote_are_not_counted_from_another_day() -> None:
    told = "The harbour opened on May 3. Two weeks after{} she resigned."
    [_, vote] = timexes(told.format(" the vote"), "2022-06-02")
    [_, opening] = timexes(told.format(","), "2022-06-02")
    assert vote.interval is None
    assert opening.interval == week(date(2022, 5, 17))
