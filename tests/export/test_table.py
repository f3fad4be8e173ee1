import io

import msgspec

from onrecord.export.table import console, documents
from onrecord.export.visible import visible

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
