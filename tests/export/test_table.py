import io

import msgspec

from onrecord.export import cells
from onrecord.export.listing import listed
from onrecord.export.table import console, documents
from onrecord.export.visible import visible
from onrecord.types.document import Document
from onrecord.types.statement import Condition, Statement

from .sample import BARE, SAMPLE


def shown(analysis, width=200):
    out = io.StringIO()
    held = console(out)
    held.width = width
    for one in documents([analysis], 0.5):
        held.print(one)
    return out.getvalue()


def test_statements_stand_with_their_speaker_and_place():
    [row] = [row for row in shown(SAMPLE).splitlines() if "We will not close" in row]
    assert "Anna Kovar" in row
    assert "said" in row
    assert "1–49 ¶1" in row


def test_doubt_is_visible():
    assert "A spokesman ?" in shown(SAMPLE)
    assert "as told by A spokesman ?" in shown(SAMPLE)


def test_every_field_stands_in_the_table_with_its_doubt():
    rows = shown(SAMPLE, 330)
    details = (
        "refuse ? · warn · negated · probable · on behalf of Ostrava · to Radio Most · in Brno · interview, Radio Most · "
        "the reporter keeps a distance · on condition “unless” · EUR 2–3 million promised · 62 % sure"
    )
    for words in (details, "30 May 2022", "Mayor", "70 % sure"):
        assert words in rows
    narrow = " ".join(shown(SAMPLE, 100).split())
    assert "31 May – 1 Jun" in narrow
    assert "assumed" in narrow  # a default is shown as a default
    assert "by 31 May 2022" in narrow
    assert "inferred" in narrow


def test_a_condition_and_an_amount_are_marked_in_the_words():
    [one] = [one for one in listed(SAMPLE, "speech", 0.5) if one.statement.id == "s9"]
    said = cells.words(one)
    marked = {str(span.style): said.plain[span.start : span.end] for span in said.spans}
    assert marked["underline"] == "unless the state helped"
    assert marked["bold"] == "between €2 million and €3 million"


def test_marks_keep_their_place_behind_unseen_characters_and_others_words():
    text = "“We \u202ewill,” he said, “if paid.”"
    said = Statement(
        id="s", span=((1, 10), (22, 29)), condition=Condition(span=(22, 29), connective=(22, 24), type="if")
    )
    [one] = listed(msgspec.structs.replace(SAMPLE, document=Document.of(text), attributions=(
        msgspec.structs.replace(SAMPLE.attributions[0], source=(), cue=(), content=said.span, statements=(said,), time=None),
    )), "speech", 0.5)  # fmt: skip
    [mark] = [span for span in cells.words(one).spans if span.style == "underline"]
    assert cells.words(one).plain[mark.start : mark.end] == text[22:29]


def test_what_the_story_itself_reports_stands_apart():
    above, below = shown(SAMPLE).split("What the story itself reports")
    assert "The city has spent" not in above
    assert "The city has spent €2 million · 2 million" in below


def test_thoughts_stand_apart():
    above, below = shown(SAMPLE).split("Reported thoughts")
    assert "banks" not in above
    assert "Anna Kovar fears: that the <b>banks</b>" in below


def test_who_tells_a_thought_is_in_doubt_too():
    told = msgspec.structs.replace(SAMPLE.attributions[3], within="a2")
    changed = msgspec.structs.replace(SAMPLE, attributions=(*SAMPLE.attributions[:3], told))
    assert "fears, as told by A spokesman ?: that" in shown(changed)


def test_a_denial_is_not_listed():
    assert "unsafe" not in shown(SAMPLE)


def test_nothing_of_a_text_acts_on_the_terminal():
    table = shown(SAMPLE)
    assert "⟨U+202E⟩river⟨U+202C⟩" in table
    assert not any(c in table for c in "\u202e\u202c\x1b\r")
    assert (
        visible("a\x1b[31m\x00\x07\u200b\u2066\n\tb\u00ad\x9b")
        == "a⟨U+001B⟩[31m⟨U+0000⟩⟨U+0007⟩⟨U+200B⟩⟨U+2066⟩  b⟨U+00AD⟩⟨U+009B⟩"
    )


def test_selectors_that_could_hide_a_message_are_named():
    hidden = "".join(chr(0xE0100 + byte) for byte in b"hi")
    assert visible(f"a{hidden}\u180b") == "a⟨U+E0168⟩⟨U+E0169⟩⟨U+180B⟩"


def test_letters_marks_and_emoji_stay():
    text = "É e\u0301 שלום 市 😀 ❤\ufe0f “—” ½"
    assert visible(text) == text


def test_markup_in_a_text_is_text():
    known = msgspec.structs.replace(SAMPLE.document.description, title="[red]x[/red] :smile:")
    document = msgspec.structs.replace(SAMPLE.document, description=known)
    assert "[red]x[/red] :smile:" in shown(msgspec.structs.replace(SAMPLE, document=document))


def test_it_says_that_it_is_unchecked_also_where_nothing_was_found():
    assert "extracted by machine, unchecked" in shown(SAMPLE)
    assert "extracted by machine, unchecked" in shown(BARE)
    assert "not analysed" in shown(BARE)
