"""`onrecord search` on a record that holds every field."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.cli import vocabulary
from onrecord.errors import BadDescription
from onrecord.record.store import Record
from tests.export.sample import SAMPLE

SCHEMA = json.loads((files("onrecord") / "data" / "analysis.schema.json").read_text("utf-8"))["$defs"]


@pytest.fixture
def found(tmp_path: Path, run_here):
    """The statements that a search finds, in order of their ids."""
    with Record.open(tmp_path / "onrecord.db", create=True) as record:
        record.add(SAMPLE, version="1")

    def found(*arguments):
        ran = run_here("search", "--format", "jsonl", *arguments)
        assert ran.status == 0, ran.err
        return sorted(json.loads(line)["statement"] for line in ran.out.splitlines())

    return found


FILTERS = [
    ("--speaker kovar", "s1 s2 s4 s7 s9"),
    ("--speaker spokesman --unresolved", "s3"),
    ("--resolved", "s1 s2 s4 s7 s9"),
    ("--entity Q1", "s9"),
    ("--type person", "s1 s2 s4 s7 s9"),
    ("--type group --type organisation", ""),
    ("--role mayor --kind refuse", "s9"),
    ("--on-behalf-of ostrava", "s9"),
    ("--addressee him", "s4"),
    ("--addressee radio", "s9"),
    ("--kind pledge --kind warn", "s1 s4 s9"),
    ("--form direct", "s1 s2 s7"),
    ("--stance dist", "s9"),
    ("--polarity negative", "s1 s9"),
    ("--modality probable", "s9"),
    ("--condition any", "s1 s9"),
    ("--condition unless", "s9"),
    ("--condition none --form indirect", "s3 s4"),
    ("--since 2022-05-31", "s1 s2 s3 s4"),
    ("--until 2022-05-30", "s9"),
    ("--since 2022 --until 2022 --undated", "s1 s2 s3 s4 s7 s9"),
    ("--since 2022-05-31/2022-06", "s1 s2 s3 s4"),
    ("--basis default", "s3"),
    ("--basis text --basis inferred", "s1 s2 s4 s9"),
    ("--place brno", "s9"),
    ("--venue interview", "s9"),
    ("--outlet most", "s9"),
    ("--min-amount 4m", "s4"),
    ("--max-amount 2,500,000 --currency eur", "s9"),
    ("--currency USD", ""),
    ("--stage promised", "s4 s9"),
    ("--publisher daily --published 2022-06", "s1 s2 s3 s4 s7 s9"),
    ("--published ../2021", ""),
    ("--min-confidence 0.9", "s1 s2 s3"),
    ("--min-confidence 0", "s1 s2 s3 s4 s7 s8 s9"),
    ("--act attitude", "s5"),
    ("pay --place brno --kind refuse --min-amount 1m --since 2022", "s9"),
    ("bridge --place brno", ""),
]


def test_every_field_filters(found):
    for arguments, expected in FILTERS:
        assert found(*arguments.split()) == expected.split(), arguments


def test_every_filter_was_tried(run_here):
    tried = {word for arguments, _ in FILTERS for word in arguments.split() if word.startswith("--")}
    options = set(re.findall(r"--[a-z-]+", run_here("search", "--help").out))
    assert options - tried == {"--record", "--limit", "--all-versions", "--format", "--help"}


def test_what_nobody_said_is_not_found_however_it_is_asked_for(found, run_here):
    assert found("unsafe", "--min-confidence", "0") == []
    assert "E109 --act: 'other' is none" in run_here("search", "--act", "other").err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("", "E109 nothing to search for"),
        ("--limit 3", "E109 nothing to search for"),
        ("--kind lie", "E109 --kind: 'lie' is none"),
        ("--kind re", "E109 --kind: 're' may be request or refuse or retract or reaffirm"),
        ("--venue court --stage", "E109"),
        ("--since soon", "E109 no date: 'soon'"),
        ("--since 2022/2023/2024", "E109 --since: no interval"),
        ("--since 2023 --until 2022", "E109 since 2023 lies after until 2022"),
        ("--published 2022-02-30", "E109 no day of the calendar"),
        ("--min-amount much", "E109 --min-amount: 'much' is no sum"),
        ("--currency $", "E109 --currency: '$' is no code"),
    ],
)
def test_what_makes_no_sense_is_told_with_what_would(found, run_here, arguments, told):
    ran = run_here("search", *arguments.split())
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.lines) <= 3


def test_a_found_statement_is_printed_with_its_fields(found, run_here):
    printed = run_here("search", "--place", "brno").out
    for words in ("30 May 2022", "refuse ? · warn", "62 % sure", "Anna Kovar", "70 % sure"):
        assert words in printed
    [hit] = [json.loads(line) for line in run_here("search", "--place", "brno", "--format", "jsonl").out.splitlines()]
    assert (hit["kind"], hit["kind2"], hit["modality"]) == ("refuse", "warn", "probable")
    assert hit["attribution"]["venue"] == {"type": "interview", "outlet": "Radio Most", "confidence": None}
    assert hit["condition"]["type"] == "unless"


def test_a_thought_that_is_asked_for_says_that_it_is_one(found, run_here):
    assert "a reported thought, never uttered" in " ".join(run_here("search", "--act", "attitude").out.split())


def test_counts_by_kind_speaker_and_venue_are_printed(found, run_here):
    printed = run_here("stats").out
    for line in (
        r"listed +6",
        r"by kind +2 pledge, 1 assert, 1 refuse, 2 not known",
        r"by speaker +5 person, 1 not known",
        r"by venue .*1 interview",
    ):
        assert re.search(line, printed), line


def test_the_vocabulary_is_that_of_the_schema():
    attribution, statement = SCHEMA["attribution"]["properties"], SCHEMA["statement"]["properties"]
    of_speakers, condition = SCHEMA["speaker"]["properties"], statement["condition"]["anyOf"][0]["properties"]
    for values, held in (
        (vocabulary.KINDS, SCHEMA["kind"]["enum"]),
        (vocabulary.VENUES, SCHEMA["venue"]["properties"]["type"]["enum"]),
        (vocabulary.STAGES, SCHEMA["amount"]["properties"]["stage"]["enum"]),
        (vocabulary.CONDITIONS[2:], condition["type"]["enum"]),
        (vocabulary.FORMS, attribution["form"]["enum"]),
        (vocabulary.STANCES, attribution["stance"]["enum"]),
        (vocabulary.BASES, SCHEMA["moment"]["properties"]["basis"]["enum"]),
        (vocabulary.TYPES, of_speakers["type"]["enum"]),
        (vocabulary.POLARITIES, statement["polarity"]["enum"]),
        (vocabulary.MODALITIES, statement["modality"]["enum"]),
    ):
        assert list(values) == [value for value in held if value is not None]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("op-ed or editorial", "op-ed or editorial"),
        ("op-ed", "op-ed or editorial"),
        ("OP_ED", "op-ed or editorial"),
        ("social-media", "social media"),
        ("poll", "poll"),
    ],
)
def test_values_may_be_written_as_they_begin(written, meant):
    assert vocabulary.chosen("--venue", written, vocabulary.VENUES) == meant


@pytest.mark.parametrize("written", ["", "s", "b o o k", "re-port"])
def test_what_may_be_several_values_or_is_none_is_refused(written):
    with pytest.raises(BadDescription):
        vocabulary.chosen("--venue", written, vocabulary.VENUES)
