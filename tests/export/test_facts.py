import msgspec
import pytest

from onrecord.export.facts import addressee, circumstances, contents, kinds, manner, standing, unsure, when
from onrecord.export.listing import listed
from onrecord.types.moment import Moment
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Statement

from .sample import SAMPLE

FOUND = {one.statement.id: one for one in listed(SAMPLE, "speech", 0.5)}


def told(one):
    return [(fact.field, fact.lead, fact.words) for fact in [*circumstances(one), *contents(one.statement, one.text)]]


def test_every_circumstance_is_told():
    assert told(FOUND["s9"]) == [
        ("principal", "on behalf of", "Ostrava"),
        ("addressee", "to", "Radio Most"),
        ("place", "in", "Brno"),
        ("venue", "interview,", "Radio Most"),
        ("stance", "the reporter keeps a distance", ""),
        ("condition", "on condition", "unless"),
        ("amount", "EUR 2–3 million promised", ""),
    ]


def test_nothing_is_told_of_what_is_not_known():
    assert told(FOUND["s7"]) == []
    assert manner(FOUND["s7"].statement) == manner(None) == []
    assert kinds(msgspec.structs.replace(FOUND["s9"], statement=None)) == []


def test_what_is_plain_is_not_told():
    plain = Statement(id="s", span=((0, 1),), kind="decline_comment", polarity="positive", modality="certain")
    assert kinds(msgspec.structs.replace(FOUND["s9"], statement=plain)) == ["decline comment"]
    assert manner(plain) == []
    assert kinds(FOUND["s9"]) == ["refuse ?", "warn"]
    assert manner(FOUND["s9"].statement) == ["negated", "probable"]


def test_a_thought_has_no_kind_to_show():
    thought = msgspec.structs.replace(FOUND["s9"].attribution, act="attitude")
    assert kinds(msgspec.structs.replace(FOUND["s9"], attribution=thought)) == []


@pytest.mark.parametrize(("basis", "doubt"), [("text", ""), ("inferred", "inferred"), ("default", "assumed")])
def test_a_time_comes_with_its_doubt(basis, doubt):
    assert when(Moment(edtf="2022-05", basis=basis)) == ("May 2022", doubt)


def test_an_addressee_who_is_not_resolved_is_the_words_of_the_story():
    unsure_of = Speaker(name="Jan Maly", chain=((0, 3), (4, 9)))
    assert addressee(unsure_of, "him there").words == "him"
    assert not addressee(unsure_of, "him there").resolved


@pytest.mark.parametrize(
    ("name", "role", "type", "shown"),
    [
        ("Anna Kovar", "Mayor", "person", "Mayor"),
        ("Anna Kovar", None, "person", ""),
        ("an official of the city", "official of the city", "group", ""),
        ("an official of the city", "official", "anonymous", "unnamed"),
    ],
)
def test_a_role_is_told_where_the_name_does_not_say_it(name, role, type, shown):
    assert standing(Speaker(name=name, role=role, type=type, status="resolved")) == shown


def test_little_confidence_is_told():
    assert [unsure(confidence) for confidence in (0.58, 0.749, 0.75, 1.0)] == ["58 % sure", "75 % sure", "", ""]
