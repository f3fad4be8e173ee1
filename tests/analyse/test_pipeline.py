import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analyse.attributions.nesting import neighbours, outer
from onrecord.analyse.pipeline import Analyser
from onrecord.analyse.pipeline import _was_said as was_said
from onrecord.analyse.reading import network as network_module
from onrecord.analyse.reading import reader
from onrecord.analyse.reading.decode import Roles
from onrecord.analyse.reading.network import Found, Network
from onrecord.analyse.reading.reader import Marked, marked
from onrecord.analyse.reading.windows import Window
from onrecord.errors import WeightsError
from onrecord.read.pdf import document as pdf
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource
from onrecord.types.span import covers

STORY = (
    "President Isaura Kestle said on Tuesday that the gates would stay open. “The river will run. It always has,” "
    "she told reporters.\n\nTullio Brancor, the prime minister of Carvella, denied that he had ever agreed.\n"
)
PARTS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
        st.sampled_from([" Kestle said ", "“We will go,” ", "\r\n", "\u202e", "e\u0301", "𝒦estle told him that ", "\x00", "\x1b[31m"]),
    ),
    max_size=12,
).map("".join)  # fmt: skip


def test_the_plain_story_is_read(analyser: Analyser) -> None:
    analysis = analyser.analyse(Document.of(STORY))
    cues = [STORY[a:b] for x in analysis.attributions for a, b in x.cue]
    assert cues == ["said", "told", "denied"]
    first, second, third = analysis.attributions
    assert (first.form, second.form, third.form) == ("indirect", "direct", "indirect")
    assert (first.speaker.name, second.speaker.name, third.speaker.name) == (
        "Isaura Kestle",
        "Isaura Kestle",
        "Tullio Brancor",
    )
    assert [STORY[a:b] for s in second.statements for a, b in s.span] == ["The river will run.", "It always has"]


@settings(max_examples=60, deadline=None)
@given(text=PARTS)
def test_every_span_is_a_slice_of_any_text(analyser: Analyser, text: str) -> None:
    analysis = analyser.analyse(Document.of(text))
    for attribution in analysis.attributions:
        spans = attribution.source + attribution.cue + attribution.content + attribution.speaker.chain
        assert all(0 <= start < end <= len(text) for start, end in spans)
        for statement in attribution.statements:
            assert all(any(covers(piece, part) for piece in attribution.content) for part in statement.span)


@pytest.mark.parametrize("dateline", ["LONDON —", "DELLIN, Torvenia (CPA) -", "BRISK (CPA) —"])
def test_a_dateline_is_nobodys_words(analyser: Analyser, dateline: str) -> None:
    text = f"{dateline} “No,” said Jörg Müller-Lüdenscheidt, 54.\n"
    said = [
        text[a:b] for x in analyser.analyse(Document.of(text)).attributions for s in x.statements for a, b in s.span
    ]
    assert said == ["No"]


@pytest.mark.parametrize(
    ("text", "piece", "said"),
    [
        ("LONDON — No, he said.", "LONDON —", False),
        ("The end.\nPORT ELLERY, Marl (CPA) - No, he said.", "PORT ELLERY, Marl", False),
        ("He said yes and she said no.", "and", False),
        ("“No —” he said.", "No —", True),
        ("NATO — the alliance — would act, he said.", "NATO — the alliance — would act", True),
        ("He said so in LONDON — twice.", "LONDON —", True),
        ("the gates", "the gates", True),
    ],
)
def test_joining_words_and_datelines_are_no_content(text: str, piece: str, said: bool) -> None:
    start = text.index(piece)
    words = reader._behind_dateline(text, (start, start + len(piece)))
    assert reader._is_said(text, words) is said


def test_the_same_text_gives_the_same_analysis(analyser: Analyser) -> None:
    assert analyser.analyse(Document.of(STORY)) == analyser.analyse(Document.of(STORY))


@pytest.mark.parametrize("text", ["", " \n\n", "\x00\x01", "“", "‘’" * 500, "said " * 3_000])
def test_odd_texts_give_an_analysis(analyser: Analyser, text: str) -> None:
    assert analyser.analyse(Document.of(text)).document.text == text


def test_a_higher_bar_shows_fewer_and_prints_the_same(analyser: Analyser) -> None:
    strict = Analyser(min_confidence=0.999)
    loose, few = analyser.analyse(Document.of(STORY)), strict.analyse(Document.of(STORY))
    assert [a.id for a in loose.attributions] == [a.id for a in few.attributions]
    assert not any(a.shown for a in few.attributions)


def test_an_inner_attribution_names_the_one_that_tells_it() -> None:
    told = Marked(((0, 4),), ((5, 9),), ((10, 60),), "speech", 0.9, (0.0,))
    inner = Marked(((15, 19),), ((20, 24),), ((25, 60),), "speech", 0.9, (0.0,))
    assert [outer(each, [told, inner]) for each in (told, inner)] == [None, told]


def test_the_innermost_of_several_tellers_is_named() -> None:
    first, second, third = (
        Marked(((k, k + 4),), ((k + 5, k + 9),), ((k + 10, 90),), "speech", 0.9, (0.0,)) for k in (0, 15, 30)
    )
    assert outer(third, [first, second, third]) == second


def test_what_is_told_in_what_nobody_said_was_not_said() -> None:
    inner = Marked(((15, 19),), ((20, 24),), ((25, 60),), "speech", 0.9, (0.0,))
    said, unsaid = (Marked(((0, 4),), ((5, 9),), ((10, 60),), act, 0.9, (0.0,)) for act in ("speech", "other"))
    assert was_said(1, [said, inner], [None, 0])
    assert not was_said(1, [unsaid, inner], [None, 0])


def test_a_source_does_not_run_into_the_next_paragraph() -> None:
    text = "said Lund\nVale go"
    offsets = np.array([[0, 4], [5, 9], [10, 14], [15, 17]], dtype=np.int32)
    window = Window(offsets[:, 0], offsets[:, 1], *(np.arange(4, dtype=np.int32) for _ in range(3)))
    roles = Roles((1, 3), ((3, 4),), 0.0, 0.0, (0.0,))
    found = Found((0, 1), roles, np.zeros(3, dtype=np.float32), (0.0,))
    assert marked(text, window, found, (1.0, 0.0)).source == ((5, 9),)


def test_groups_share_no_text_and_lose_nobody() -> None:
    def at(cue: int, *content: tuple[int, int]) -> Marked:
        return Marked((), ((cue, cue + 4),), content, "speech", 0.9, (0.0,) * len(content))

    every = [at(0, (5, 30)), at(20, (25, 30)), at(40, (50, 60)), at(70, (61, 69))]
    assert [len(group) for group in neighbours(every)] == [2, 1, 1]


def test_weights_that_are_not_the_shipped_ones_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(str(files("onrecord").joinpath("weights/default")), tmp_path / "weights/default")
    monkeypatch.setattr(network_module, "files", lambda _: tmp_path)
    assert Network("default", 1).card.name == "default"
    with (tmp_path / "weights/default/roles.onnx").open("ab") as changed:
        changed.write(b"\0")
    with pytest.raises(WeightsError, match=r"roles\.onnx"):
        Network("default", 1)


def test_weights_of_an_unknown_name_are_refused() -> None:
    with pytest.raises(WeightsError, match="nonesuch"):
        Network("nonesuch", 1)


def test_the_card_of_the_weights_says_under_which_licence(network: Network) -> None:
    card = json.loads(files("onrecord").joinpath("weights/default/card.json").read_text("utf-8"))
    assert card["licence"]


def test_the_title_of_a_speech_tells_the_kind_of_none_of_its_sentences(analyser: Analyser) -> None:
    file = Path(__file__).parents[2] / "examples" / "as-found" / "lindqvar-forum-remarks.pdf"
    speech = pdf(Resource(where=file.name, name=file.name, data=file.read_bytes()), Description())
    start = speech.text.index("The Commission will open the northern channel")
    told = [s for a in analyser.analyse(speech).attributions for s in a.statements]
    (opened,) = [s for s in told if s.span[0][0] == start]
    assert opened.kind in {"announce", "pledge", "state_intent"}
