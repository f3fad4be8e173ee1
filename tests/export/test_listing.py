from onrecord.export.listing import NOBODY, label, listed
from onrecord.export.paragraphs import number_at, paragraphs
from onrecord.types.speaker import Speaker

from .sample import SAMPLE


def ids(found):
    return [one.statement.id for one in found]


def test_speech_that_is_shown_is_listed_in_order():
    assert ids(listed(SAMPLE, "speech", 0.5)) == ["s1", "s2", "s3", "s4", "s7", "s9"]


def test_thoughts_are_listed_apart_and_only_where_they_are_sure():
    assert ids(listed(SAMPLE, "attitude", 0.5)) == ["s5"]
    assert ids(listed(SAMPLE, "attitude", 0.95)) == []


def test_who_did_not_say_something_is_never_listed_with_it():
    assert "s6" not in ids(listed(SAMPLE, "speech", 0.0) + listed(SAMPLE, "attitude", 0.0))


def test_what_stands_within_a_denial_is_not_listed_either():
    import msgspec

    denied = msgspec.structs.replace(SAMPLE.attributions[1], act="other")
    changed = msgspec.structs.replace(SAMPLE, attributions=(SAMPLE.attributions[0], denied, *SAMPLE.attributions[2:]))
    assert ids(listed(changed, "speech", 0.5)) == ["s1", "s2", "s7", "s9"]


def test_what_another_tells_is_listed_with_who_tells_it():
    told = {one.statement.id: one.told_by for one in listed(SAMPLE, "speech", 0.5)}
    assert told["s1"] is None
    assert (told["s4"].words, told["s4"].resolved) == ("A spokesman", False)


def test_the_mark_behind_a_label_says_nothing_of_how_it_was_said():
    import msgspec

    colon = SAMPLE.document.text.index(".")
    turn = msgspec.structs.replace(SAMPLE.attributions[0], cue=((colon, colon + 1),))
    changed = msgspec.structs.replace(SAMPLE, attributions=(turn, *SAMPLE.attributions[1:]))
    first, *_ = listed(changed, "speech", 0.5)
    assert (first.cue, first.manner) == ((".",), ())


def test_nobody_is_named_who_was_not_resolved():
    unsure = Speaker(name="Anna Kovar", status="unresolved")
    assert label(unsure, ((0, 3),), "She said").words == "She"
    assert label(unsure, (), "text").words == NOBODY


def test_paragraphs_are_what_blank_lines_part_or_else_the_lines():
    assert paragraphs("a\nb\n\n c\r\n \r\nd") == [(0, 3), (5, 7), (12, 13)]
    assert paragraphs("\n\na\nb\r\nc\n") == [(2, 3), (4, 5), (7, 8)]
    assert paragraphs(" \n ") == []


def test_a_position_is_in_the_paragraph_that_began_last():
    spans = paragraphs("ab\ncd\nef")
    assert [number_at(spans, at) for at in (0, 2, 3, 7, 99)] == [1, 1, 2, 3, 3]
