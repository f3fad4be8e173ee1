import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.link.versions import changes, keeping, matched, said
from onrecord.types.attribution import Analysis
from onrecord.types.relation import Relation
from tests.record.stories import saying, story
from tests.strategies import analyses


def ids(analysis: Analysis) -> dict[str, str]:
    """The id of each statement, by its words."""
    return {one.words: one.statement.id for one in said(analysis)}


def fresh(analysis: Analysis, mark: str) -> Analysis:
    """The same with ids of its own, as every text has them."""
    return msgspec.structs.replace(
        analysis,
        attributions=tuple(
            msgspec.structs.replace(
                each,
                statements=tuple(msgspec.structs.replace(one, id=f"{mark}{one.id}") for one in each.statements),
            )
            for each in analysis.attributions
        ),
    )


OLD = fresh(story("the gates will stay open until July.", "nobody has been paid.", "it is late."), "old")
NEW = fresh(
    story("the gates will stay open until June.", "a vote will be held.", "it is late.", "we shall see."), "new"
)


def test_a_statement_keeps_its_id_while_four_fifths_of_its_letters_stay() -> None:
    kept = ids(keeping(OLD, NEW))
    before = ids(OLD)
    assert kept["the gates will stay open until June."] == before["the gates will stay open until July."]
    assert kept["it is late."] == before["it is late."]
    assert kept["a vote will be held."].startswith("new")
    assert kept["we shall see."].startswith("new")


def test_nothing_else_of_the_analysis_changes() -> None:
    kept = keeping(OLD, NEW)
    assert [one.words for one in said(kept)] == [one.words for one in said(NEW)]
    assert kept.document == NEW.document
    assert [each.id for each in kept.attributions] == [each.id for each in NEW.attributions]


def test_relations_follow_the_ids() -> None:
    first, last = NEW.attributions[0].statements[0].id, NEW.attributions[3].statements[0].id
    restated = Relation(a=last, b=first, type="restates", asserted_by="reporter", status="asserted", confidence=0.9)
    kept = keeping(OLD, msgspec.structs.replace(NEW, relations=(restated,)))
    assert (kept.relations[0].a, kept.relations[0].b) == (last, OLD.attributions[0].statements[0].id)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"name": "Ada Lund"}, {"name": "Ada Lund"}, True),
        ({"name": "Lund"}, {"name": "Ada Lund"}, True),
        ({"name": "Ada Lund"}, {"name": "Bo Lund"}, False),
        ({"name": "Ada Lund", "entity": "Q1"}, {"name": "Mayor Lund", "entity": "Q1"}, True),
        ({"name": "Ada Lund", "entity": "Q1"}, {"name": "Ada Lund", "entity": "Q2"}, False),
        ({"name": None}, {"name": None}, True),
        ({"name": None}, {"name": "Ada Lund"}, False),
    ],
)
def test_the_same_words_are_the_same_statement_only_under_the_same_speaker(before, after, same) -> None:
    text = "She said that the gates stay open."
    old, new = (story(saying(text, "the gates stay open", source="She", **who), text=text) for who in (before, after))
    assert matched(said(old), said(new)) == ([(0, 0)] if same else [])


def test_an_unnamed_source_is_the_same_by_its_words() -> None:
    texts = [f"{who} said that the gates stay open." for who in ("An aide", "Two aides")]
    old, new = (
        story(saying(text, "the gates stay open", source=text.split(" said")[0], name=None), text=text)
        for text in texts
    )
    assert matched(said(old), said(new)) == []


def test_what_is_said_twice_is_twice() -> None:
    text = "Ada Lund said it rains. Again, Ada Lund said it rains!"
    first = saying(text, "it rains.")
    twice = story(first, saying(text, "it rains!"), text=text)
    once = story("it rains.")
    assert len(matched(said(once), said(twice))) == 1
    assert len(matched(said(twice), said(twice))) == 2


def test_changes_are_what_appeared_vanished_and_was_reworded() -> None:
    changed = changes(said(OLD), said(NEW))
    assert [one.words for one in changed.appeared] == ["a vote will be held.", "we shall see."]
    assert [one.words for one in changed.vanished] == ["nobody has been paid."]
    assert [(old.words[-5:], new.words[-5:]) for old, new in changed.reworded] == [("July.", "June.")]


def test_other_white_space_is_no_other_wording() -> None:
    old, new = (
        story(saying(text, text[14:]), text=text) for text in ("Ada Lund said it is late", "Ada Lund said it\nis late")
    )
    assert changes(said(old), said(new)) == type(changes([], []))((), (), ())


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(analyses(), analyses())
def test_a_match_is_of_one_with_one_and_keeping_ids_is_done_once(old: Analysis, new: Analysis) -> None:
    pairs = matched(said(old), said(new))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert matched(said(new), said(new)) == [(i, i) for i in range(len(said(new)))] or len(said(new)) > 1
    kept = keeping(old, new)
    assert keeping(old, kept) == kept
    assert len(said(kept)) == len(said(new))


@given(st.integers(2, 30))
def test_of_a_version_that_is_unchanged_every_statement_is_matched(number: int) -> None:
    analysis = story(*(f"it is day {each} of the flood." for each in range(number)))
    assert matched(said(analysis), said(analysis)) == [(i, i) for i in range(number)]


def test_of_a_page_of_hundreds_of_statements_each_is_matched_though_all_were_reworded() -> None:
    old, new = (
        story(*(f"sentence {each} {verb} about the weather of {each * 7919 % 1000}." for each in range(100)))
        for verb in ("is", "was")
    )
    assert matched(said(old), said(new)) == [(i, i) for i in range(100)]


def test_the_same_words_under_another_cue_are_reworded() -> None:
    before, after = said(story("the gates will stay open.")), said(story("the gates will stay open."))
    assert changes(before, after).reworded == ()
    denied = [msgspec.structs.replace(one, cue="denied") for one in after]
    assert [(old.cue, new.cue) for old, new in changes(before, denied).reworded] == [(before[0].cue, "denied")]
