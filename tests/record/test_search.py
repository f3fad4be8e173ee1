import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadDescription
from onrecord.record import search as search_module
from onrecord.record import store
from onrecord.record.store import Hit, Money, Query, Record
from onrecord.types.amount import Amount
from onrecord.types.moment import Venue
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Condition

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
    rainy.search(Query(place=words, entity=words, kind=("pledge",)))


def test_very_many_words_are_no_error(rainy: Record) -> None:
    assert len(found(rainy, "climate " * 20_000)) == 1


def test_a_hit_tells_where_it_stands(record: Record) -> None:
    text = "“We will stay,” the minister told us. “For ever.”"
    said = saying(text, "We will stay", source="the minister", name=None, kind="pledge")
    analysis = story(said, text=text, id="stay.txt", title="Staying", publisher="Daily", published="2022", url="u")
    record.add(analysis, version="1")
    (hit,) = record.search(Query("stay"))
    assert hit == Hit(statement=said.statements[0], attribution=said, document=analysis.document, teller=None)
    assert hit.words == ("We will stay",)


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
    assert bool(found(record, words, min_confidence=0.5)) == (name in {"shown", "unsure"})
    assert bool(found(record, words, act="attitude")) == name.startswith("attitude")


@pytest.mark.parametrize("query", [Query(), Query("rain"), Query(speaker="lund"), Query(min_confidence=0)])
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


HERE = (0, 3)
FULL = {
    "time": "2022-05-31",
    "stance": "distancing",
    "place": "Old Harbour, Tórshavn",
    "venue": Venue(type="interview", outlet="Morning Bell"),
    "addressee": Speaker(name="Bo Dahl", status="resolved"),
    "form": "direct",
    "kind": "pledge",
    "kind2": "warn",
    "speaker": {"type": "person", "role": "harbour master", "on_behalf_of": "Port of Tórshavn"},
    "entity": "Q1",
    "statement": {
        "polarity": "negative",
        "modality": "probable",
        "condition": Condition(span=HERE, connective=HERE, type="unless"),
        "amounts": (
            Amount(span=HERE, value=2e6, value_max=3e6, currency="EUR", stage="promised"),
            Amount(span=HERE, value=500, currency="USD", stage="spent"),
        ),
    },
}
"""One statement that has every field."""


@pytest.fixture
def fields(record: Record) -> Record:
    """A statement with every field, one with none, and one whose fields are others."""
    text = "Ada Lund said full. She said bare. The council told crews odd."
    odd = saying(
        text,
        "odd",
        source="The council",
        name=None,
        form="mixed",
        time="2020",
        speaker={"type": "organisation", "role": "council", "entity": "Q2"},
        venue=Venue(type="vote", outlet="Evening Bell"),
        addressee=Speaker(name="Bo Dahl", chain=((text.index("crews"), text.index("crews") + 5),)),
        place="Klaksvík",
        statement={"polarity": "positive", "condition": Condition(span=HERE, connective=HERE, type="if")},
    )
    full, bare = saying(text, "full", **FULL), saying(text, "bare", name="She")
    record.add(story(full, bare, odd, text=text, publisher="Faroe Post", published="2022-06-01"), version="1")
    return record


FILTERS = [
    ({"kind": ("pledge",)}, "full"),
    ({"kind": ("warn", "assert")}, "full"),
    ({"kind": ("assert",)}, ""),
    ({"form": ("direct", "mixed")}, "full odd"),
    ({"stance": ("distancing",)}, "full"),
    ({"stance": ("neutral",)}, ""),
    ({"polarity": ("positive",)}, "odd"),
    ({"modality": ("probable",)}, "full"),
    ({"type": ("organisation", "group")}, "odd"),
    ({"entity": "Q1"}, "full"),
    ({"entity": "Q2"}, ""),  # a guess at an unresolved speaker is nobody's entity
    ({"resolved": True}, "full bare"),
    ({"resolved": False}, "odd"),
    ({"venue": ("interview",)}, "full"),
    ({"outlet": "bell"}, "full odd"),
    ({"outlet": "morning bell"}, "full"),
    ({"place": "torshavn"}, "full"),
    ({"place": "harbour"}, "full"),
    ({"role": "master"}, "full"),
    ({"principal": "port"}, "full"),
    ({"addressee": "dahl"}, "full"),
    ({"addressee": "crews"}, "odd"),
    ({"publisher": "faroe"}, "full bare odd"),
    ({"publisher": "daily"}, ""),
    ({"condition": ("unless",)}, "full"),
    ({"condition": ("any",)}, "full odd"),
    ({"condition": ("none",)}, "bare"),
    ({"condition": ("none", "if")}, "bare odd"),
    ({"basis": ("text",)}, "full odd"),
    ({"since": "2021"}, "full"),
    ({"since": "2021", "undated": True}, "full bare"),
    ({"until": "2021", "undated": True}, "odd"),
    ({"published": "2022-06"}, "full bare odd"),
    ({"published": "../2021"}, ""),
    ({"money": Money()}, "full"),
    ({"money": Money(least=2.5e6)}, "full"),
    ({"money": Money(least=3.5e6)}, ""),
    ({"money": Money(most=600)}, "full"),
    ({"money": Money(most=600, currency=("EUR",))}, ""),  # of one and the same amount
    ({"money": Money(currency=("USD", "GBP"))}, "full"),
    ({"money": Money(stage=("promised",), currency=("USD",))}, ""),
    ({"money": Money(stage=("promised",), least=1, most=1e9)}, "full"),
    ({"kind": ("pledge",), "venue": ("interview",), "place": "torshavn", "since": "2022"}, "full"),
    ({"kind": ("pledge",), "venue": ("vote",)}, ""),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_every_field_filters_alone_and_with_words(fields: Record, filters: dict[str, Any], expected: str) -> None:
    assert found(fields, **filters) == sorted(expected.split())
    for word in ("full", "bare", "odd"):
        assert found(fields, word, **filters) == [each for each in expected.split() if each == word]


def test_what_was_found_comes_with_all_of_its_fields(fields: Record) -> None:
    (hit,) = fields.search(Query(kind=("pledge",)))
    assert hit.attribution.venue == FULL["venue"]
    assert hit.statement.amounts == FULL["statement"]["amounts"]  # type: ignore[index]
    assert list(fields.verify()) == []


def test_what_another_tells_comes_with_who_tells_it(record: Record) -> None:
    text = "She said that Ada Lund said rain falls."
    teller = saying(text, "that Ada Lund said rain falls", source="She", name=None)
    record.add(story(teller, saying(text, "rain falls", within=teller.id), text=text), version="1")
    assert [hit.teller for hit in record.search(Query(speaker="lund"))] == [teller]


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


def test_the_publication_stands_in_for_an_unknown_time_of_saying_only_when_asked(record: Record) -> None:
    text = "Ada Lund said old, new and odd."
    said = (saying(text, "old", time="1990"), saying(text, "new"), saying(text, "odd", time="long ago"))
    record.add(story(*said, text=text, published="2022-05-31"), version="1")
    assert found(record, since="2022-05-31", until="2022-05-31") == []
    assert found(record, since="2022-05-31", until="2022-05-31", undated=True) == ["new", "odd"]
    assert found(record, until="1999", undated=True) == ["old"]


@pytest.mark.parametrize(("time", "day"), [("../2022-05-31", "2022-05-31"), ("2022-06/..", "2022-06-01")])
def test_an_open_end_reaches_no_further_than_the_other(record: Record, time: str, day: str) -> None:
    text = "Ada Lund said rain falls."
    record.add(story(saying(text, "rain falls", time=time), text=text), version="1")
    assert found(record, since=day, until=day) == ["rain falls"]
    assert found(record, until="2022-05-30") == found(record, since="2022-07") == []


@pytest.mark.parametrize(
    "when", [{"since": "yesterday"}, {"until": ""}, {"since": "2023", "until": "2022"}, {"published": "x"}]
)
def test_a_date_that_makes_no_sense_is_told(record: Record, when: dict[str, str]) -> None:
    with pytest.raises(BadDescription):
        record.search(Query(**when))  # type: ignore[arg-type]


def test_no_more_hits_come_than_the_limit(rainy: Record) -> None:
    assert len(rainy.search(Query(limit=2))) == 2
    assert len(rainy.search(Query("cafe", limit=1))) == 1
    assert rainy.search(Query(limit=0)) == []
    assert rainy.search(Query("cafe", limit=-1)) == []


def test_without_words_the_latest_saying_comes_first(record: Record) -> None:
    text = "Ada Lund said old, new and undated."
    for sentence, time in (("new", "2022"), ("old", "1990"), ("undated", None)):
        record.add(story(saying(f"{text} {time}", sentence, time=time), text=f"{text} {time}"), version="1")
    for query in (Query(), Query(speaker="lund"), Query(speaker="lund", min_confidence=0)):
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


def plan(where: Path, query: Query) -> list[str]:
    """What SQLite looks through for a query, in order."""
    sql, values = search_module.statement(query) or ("", {})
    with closing(sqlite3.connect(where)) as raw:
        steps = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    return [step for step in steps if step.startswith(("SCAN", "SEARCH"))]


@pytest.mark.parametrize("more", [{}, {"kind": ("pledge",)}, {"since": "2022"}, {"money": Money(least=1)}])
def test_for_words_the_index_is_asked_first_and_once(rainy: Record, where: Path, more: dict[str, Any]) -> None:
    for query in (Query("cafe", **more), Query(speaker="lund", **more)):
        index, fields, *_ = plan(where, query)
        assert index.startswith("SCAN statement_index VIRTUAL TABLE")
        assert fields == "SEARCH f USING INTEGER PRIMARY KEY (rowid=?)"


BY_VALUE = [filters for filters, _ in FILTERS if not {*search_module._INDEXED, "entity", "money"} & filters.keys()]


@pytest.mark.parametrize("filters", BY_VALUE)
def test_values_are_looked_through_in_the_index_alone(rainy: Record, where: Path, filters: dict[str, Any]) -> None:
    assert "f USING COVERING INDEX findable_day" in plan(where, Query(**filters))[0]


def test_an_entity_is_found_at_once(rainy: Record, where: Path) -> None:
    assert "USING INDEX findable_entity" in plan(where, Query(entity="Q1"))[0]


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
