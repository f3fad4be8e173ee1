import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadDescription
from onrecord.record import search as search_module
from onrecord.record import store
from onrecord.record.store import Query, Record

from .stories import saying, story


def found(record: Record, *args: str, **filters: object) -> list[str]:
    """The words of what a query finds, in no order."""
    return sorted("|".join(hit.words) for hit in record.search(Query(*args, **filters)))  # type: ignore[arg-type]


@pytest.fixture
def rainy(record: Record) -> Record:
    record.add(story("the café will open on Friday.", "climate aid is late.", "rock and roll lives."), version="1")
    record.add(story("the open café will close.", "climatic shifts hurt."), version="1")
    return record


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cafe", ["the café will open on Friday.", "the open café will close."]),
        ("CAFÉ", ["the café will open on Friday.", "the open café will close."]),
        ("cafe\u0301 close", ["the open café will close."]),
        ("open cafe friday", ["the café will open on Friday."]),
        ('"open cafe"', ["the open café will close."]),
        ('“open cafe”', ["the open café will close."]),
        ('"open cafe" friday', []),
        ("clim*", ["climate aid is late.", "climatic shifts hurt."]),
        ("clima", []),
        ('"climate ai"*', ["climate aid is late."]),
        ("climate-aid", ["climate aid is late."]),
        ("aid-climate", []),
        ("rock AND roll", ["rock and roll lives."]),
        ("rock OR cafe", []),
        ("rock NOT roll", []),
        ("rock — roll", ["rock and roll lives."]),
        ("-roll", ["rock and roll lives."]),
        ('rock "and', ["rock and roll lives."]),
        ("speaker:rock", []),
        ("lund", []),
        ("NEAR(rock roll)", []),
        ("rock)", ["rock and roll lives."]),
        ("^rock", ["rock and roll lives."]),
    ],
)  # fmt: skip
def test_words_find_the_statements_that_hold_all_of_them(rainy: Record, words: str, expected: list[str]) -> None:
    assert found(rainy, words) == expected


@pytest.mark.parametrize("words", ["!!!", "*", '"', '""', '"*"', "— … !", "\0", "()"])
def test_words_without_a_letter_or_digit_find_nothing(rainy: Record, words: str) -> None:
    assert found(rainy, words) == []
    assert found(rainy, speaker=words) == []


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_no_words_ask_for_everything(rainy: Record, words: str) -> None:
    assert len(found(rainy, words)) == 5


@given(
    words=st.text()
    | st.lists(
        st.sampled_from(
            [
                "AND",
                "OR",
                "NOT",
                "NEAR(",
                ")",
                '"',
                "*",
                "-",
                "+",
                "^",
                ":",
                "{a}",
                "a",
                "'",
                "\x00",
                "\udcff",
                "a\udcff",
                ",",
                "#",
            ]
        )
    ).map(" ".join)
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_people_type_is_a_syntax_error(rainy: Record, words: str) -> None:
    rainy.search(Query(words))
    rainy.search(Query("cafe", speaker=words))


def test_very_many_words_are_no_error(rainy: Record) -> None:
    assert len(found(rainy, "climate " * 20_000)) == 1


def test_a_hit_tells_where_it_stands(record: Record) -> None:
    text = "“We will stay,” the minister told us. “For ever.”"
    said = saying(text, "We will stay", source="the minister", name=None, kind="pledge")
    analysis = story(said, text=text, id="stay.txt", title="Staying", publisher="Daily", published="2022", url="u")
    record.add(analysis, version="1")
    (hit,) = record.search(Query("stay"))
    assert hit.statement == said.statements[0].id
    assert (hit.span, hit.words, hit.kind) == (said.statements[0].span, ("We will stay",), "pledge")
    assert hit.source == ("the minister",)
    assert hit.attribution == said
    assert (hit.sha256, hit.document) == (analysis.document.sha256, "stay.txt")
    assert (hit.title, hit.publisher, hit.published, hit.url) == ("Staying", "Daily", "2022", "u")


def test_a_statement_in_pieces_is_found_whole_and_shown_in_pieces(record: Record) -> None:
    text = "“We will,” he said, “stay.”"
    said = saying(text, "We will", source="he", name=None)
    broken = msgspec.structs.replace(said.statements[0], span=((1, 8), (21, 25)))
    record.add(story(msgspec.structs.replace(said, statements=(broken,)), text=text), version="1")
    (hit,) = record.search(Query("will stay"))
    assert hit.words == ("We will", "stay")
    assert record.search(Query("said")) == []


HIDDEN = {
    "shown": {},
    "unsure": {"shown": False},
    "attitude": {"act": "attitude", "shown": False},
    "attitude marked shown": {"act": "attitude"},
    "other": {"act": "other", "shown": False},
    "other marked shown": {"act": "other"},
}


@pytest.mark.parametrize("words", ["", "rain"])
@pytest.mark.parametrize("name", HIDDEN)
def test_only_shown_speech_is_listed_and_other_acts_never(record: Record, name: str, words: str) -> None:
    text = "Ada Lund said rain falls."
    record.add(story(saying(text, "rain falls", **HIDDEN[name]), text=text), version="1")
    assert bool(found(record, words)) == (name == "shown")
    assert bool(found(record, words, include_hidden=True)) == (not name.startswith("other"))


@pytest.mark.parametrize("query", [Query(), Query("rain"), Query(speaker="lund"), Query(include_hidden=True)])
def test_what_stands_in_what_nobody_said_is_never_listed(record: Record, query: Query) -> None:
    text = "He did not say that she had told him that Ada Lund said rain falls."
    denied = saying(text, "that she had told him that Ada Lund said rain falls", source="He", name=None, act="other")
    told = saying(text, "that Ada Lund said rain falls", source="she", name=None, within=denied.id)
    inner = saying(text, "rain falls", within=told.id)
    record.add(story(denied, told, inner, text=text), version="1")
    assert record.search(query) == []
    said = msgspec.structs.replace(denied, act="speech")
    record.add(story(said, told, inner, text=text + "\n"), version="1")
    assert inner in [hit.attribution for hit in record.search(query)]


def test_attributions_that_tell_each_other_end_no_search(record: Record) -> None:
    text = "Ada Lund said rain falls and snow falls."
    rain, snow = saying(text, "rain falls"), saying(text, "snow falls")
    circle = [msgspec.structs.replace(rain, within=snow.id), msgspec.structs.replace(snow, within=rain.id)]
    record.add(story(*circle, text=text), version="1")
    assert len(record.search(Query("falls"))) == 2


def test_a_limit_beyond_what_sqlite_counts_is_no_error(record: Record) -> None:
    record.add(story("it rains."), version="1")
    for words in ("", "rains"):
        assert len(record.search(Query(words, limit=10**30))) == 1


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("biden", ["one", "two"]),
        ("BIDEN joe", ["one", "two"]),
        ("josé", ["three"]),
        ("jose", ["three"]),
        ("official", ["four"]),
        ("senior official", ["four"]),
        ("bid", []),
        ("bid*", ["one", "two"]),
        ("president", []),
        ("one", []),
    ],
)
def test_a_speaker_is_found_by_resolved_name_or_else_by_source(
    record: Record, speaker: str, expected: list[str]
) -> None:
    text = "The president said one. Biden said two. José said three. A senior official said four."
    record.add(
        story(
            saying(text, "one", source="The president", name="Biden", entity="Q6279", entity_name="Joe Biden"),
            saying(text, "two", source="Biden", name="Joe Biden"),
            saying(text, "three", source="José", name="José Sá"),
            saying(text, "four", source="A senior official", name=None),
            text=text,
        ),
        version="1",
    )
    assert found(record, speaker=speaker) == sorted(expected)
    assert found(record, "two", speaker=speaker) == [each for each in expected if each == "two"]


def test_kinds_and_forms_filter(record: Record) -> None:
    text = "Ada Lund said one. She said two. She said three."
    record.add(
        story(
            saying(text, "one", kind="pledge", kind2="warn"),
            saying(text, "two", kind="warn", form="direct"),
            saying(text, "three"),
            text=text,
        ),
        version="1",
    )
    assert found(record, kind="warn") == ["one", "two"]
    assert found(record, kind="pledge") == ["one"]
    assert found(record, kind="assert") == []
    assert found(record, form="direct") == ["two"]
    assert found(record, "one", kind="warn", form="indirect") == ["one"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ["may", "nobody", "year"]),
        ("2022-05", None, ["may", "year"]),
        ("2022-06", None, ["year"]),
        ("2023", None, []),
        (None, "2022-05-30", ["year"]),
        (None, "2022-05-31", ["may", "year"]),
        (None, "2021", []),
        ("2022-05-31", "2022-05-31", ["may", "year"]),
        ("2022-01/2022-03", "2022-02/2022-05", ["may", "year"]),
        ("../2022", None, ["may", "year"]),
    ],
)
def test_time_of_saying_must_overlap(record: Record, since: str | None, until: str | None, expected: list[str]) -> None:
    text = "Ada Lund said may, year and nobody."
    record.add(story(saying(text, "may", time="2022-05-31"), saying(text, "year", time="2022"), text=text), version="1")
    record.add(story(saying(text + "!", "nobody", time="some day"), text=text + "!"), version="1")
    assert found(record, since=since, until=until) == expected


def test_the_publication_stands_in_for_an_unknown_time_of_saying(record: Record) -> None:
    text = "Ada Lund said old, new and odd."
    said = (saying(text, "old", time="1990"), saying(text, "new"), saying(text, "odd", time="long ago"))
    record.add(story(*said, text=text, published="2022-05-31"), version="1")
    assert found(record, since="2022-05-31", until="2022-05-31") == ["new", "odd"]
    assert found(record, until="1999") == ["old"]


@pytest.mark.parametrize("when", [{"since": "yesterday"}, {"until": ""}, {"since": "2023", "until": "2022"}])
def test_a_date_that_makes_no_sense_is_told(record: Record, when: dict[str, str]) -> None:
    with pytest.raises(BadDescription):
        record.search(Query(**when))


def test_no_more_hits_come_than_the_limit(rainy: Record) -> None:
    assert len(rainy.search(Query(limit=2))) == 2
    assert len(rainy.search(Query("cafe", limit=1))) == 1
    assert rainy.search(Query(limit=0)) == []
    assert rainy.search(Query("cafe", limit=-1)) == []


def test_without_words_the_latest_saying_comes_first(record: Record) -> None:
    text = "Ada Lund said old, new and undated."
    for sentence, time in (("new", "2022"), ("old", "1990"), ("undated", None)):
        record.add(story(saying(f"{text} {time}", sentence, time=time), text=f"{text} {time}"), version="1")
    for query in (Query(), Query(speaker="lund"), Query(speaker="lund", include_hidden=True)):
        assert [hit.words[0] for hit in record.search(query)] == ["new", "old", "undated"]


def test_with_words_the_best_match_comes_first(record: Record) -> None:
    record.add(story("rain, rain, rain."), version="1")
    record.add(story("rain is a thing that we had none of in all of that long and very dry summer."), version="1")
    assert [hit.words[0][:8] for hit in record.search(Query("rain"))] == ["rain, ra", "rain is "]


def test_a_word_more_common_than_is_ranked_finds_the_newest(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "RANKED", 3)
    record.add(story("rain, rain, rain."), version="1")  # the best match, but too old to be ranked
    for number in range(10):
        record.add(story(f"rain fell on day {number}."), version="1")
    assert found(record, "rain", limit=2) == ["rain fell on day 8.", "rain fell on day 9."]
    assert len(found(record, "rain", limit=5)) == 5


def test_the_index_is_asked_first_and_once(rainy: Record, where: Path) -> None:
    match = '{words} : ("cafe")'
    plan = search_module._WITH_WORDS.format(filters="s.kind = 'pledge' AND a.said_to >= '2022'")
    values = {"match": match, "ranked": 10, "limit": 10}
    with closing(sqlite3.connect(where)) as raw:
        steps = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {plan}", values)]
    scans = [step for step in steps if step.startswith(("SCAN", "SEARCH"))]
    assert scans[0].startswith("SCAN statement_index VIRTUAL TABLE")
    assert [step.split()[:2] for step in scans[1:3]] == [["SEARCH", "s"], ["SEARCH", "a"]]


def test_statistics_are_taken_after_much_was_added(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MANY", 3)
    taken = []
    for numbers in ((1, 2), (3, 4, 5)):
        with Record.open(where, create=True) as record:
            for number in numbers:
                record.add(story(f"it is day {number}."), version="1")
        with closing(sqlite3.connect(where)) as raw:
            taken.append(raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone()[0])
    assert taken == [0, 1]


def test_a_guess_at_an_unresolved_speaker_is_no_name_to_be_found_by(record: Record) -> None:
    text = "An aide said one."
    said = saying(text, "one", source="An aide", name="Bo Dahl", entity="Q2")
    unresolved = msgspec.structs.replace(said.speaker, status="unresolved")
    record.add(story(msgspec.structs.replace(said, speaker=unresolved), text=text), version="1")
    assert found(record, speaker="Dahl") == []
    assert found(record, speaker="aide") == ["one"]
    assert (record.stats().speakers_resolved, record.stats().speakers_unresolved) == (0, 1)
