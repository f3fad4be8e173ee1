import lzma
import os
from pathlib import Path

import pytest

from benchmarks.out_of_domain import timeml
from training import gum as gum_module
from training import propbank as pb
from training.examples import ACTS, ROLES, Annotated, Attribution, stories
from training.open_data import HELD_OUT, density, faults, open_documents, open_held_out

SHARED = Path(os.environ.get("ONRECORD_CORPORA", Path(__file__).parents[3] / "shared"))
needs_corpora = pytest.mark.skipif(
    not (SHARED / "corpora/gum").exists(), reason=f"no corpora at {SHARED}: set ONRECORD_CORPORA"
)


def words_of(document: Annotated, attribution: Attribution) -> dict[str, list[str]]:
    return {role: [document.text[a:b] for a, b in getattr(attribution, role)] for role in ROLES}


def sentence(tagged: str, *predicates: tuple[int, str, list[tuple[str, int, int]]]) -> pb.Sentence:
    pairs = [item.rsplit("/", 1) for item in tagged.split()]
    words = [w for w, _ in pairs]
    text, spans = pb.put_together(words)
    return pb.Sentence(text, words, [t for _, t in pairs], spans, [{"p": p, "r": r, "a": a} for p, r, a in predicates])


def read(*sentences: pb.Sentence) -> list[tuple[dict[str, list[str]], int]]:
    made = pb.document("x", [pb.passage(list(sentences))])
    assert faults(made) == []
    return [(words_of(made, a), a.act) for a in made.attributions]


def test_a_clause_with_its_speaker_and_verb_group() -> None:
    made = read(
        sentence(
            "The/DT mayor/NN of/IN Olm/NNP has/VBZ also/RB said/VBN that/IN taxes/NNS rose/VBD ./.",
            (6, "say.01", [("ARG0", 0, 4), ("ARGM-DIS", 5, 6), ("V", 6, 7), ("ARG1", 7, 10)]),
        )
    )
    assert made == [
        (
            {"source": ["The mayor of Olm"], "cue": ["has also said"], "content": ["that taxes rose"]},
            ACTS["speech"],
        )
    ]


def test_a_content_is_broken_by_an_inserted_cue_and_goes_on_with_its_quotation() -> None:
    made = read(
        sentence(
            "\"/`` It/PRP rains/VBZ ,/, \"/'' she/PRP said/VBD ./.",
            (6, "say.01", [("ARG0", 5, 6), ("V", 6, 7), ("ARG1", 1, 3)]),
        ),
        sentence("\"/`` It/PRP pours/VBZ ./. \"/''"),
    )
    assert made[0][0]["content"] == ['"It rains,"', '"It pours."']


def test_a_cue_in_commas_without_a_labelled_content_has_the_rest_of_its_sentence() -> None:
    made = read(
        sentence(
            "The/DT bridge/NN ,/, she/PRP said/VBD ,/, will/MD open/VB ./.",
            (4, "say.01", [("ARG0", 3, 4), ("V", 4, 5)]),
        )
    )
    assert made[0][0] == {"source": ["she"], "cue": ["said"], "content": ["The bridge", "will open"]}


@pytest.mark.parametrize(
    ("tagged", "frame", "roles", "act"),
    [
        ("He/PRP did/VBD n't/RB say/VB why/WRB ./.", "say.01", [("ARG0", 0, 1), ("ARGM-NEG", 2, 3), ("ARG1", 4, 5)], "other"),
        ("He/PRP would/MD say/VB no/UH ./.", "say.01", [("ARG0", 0, 1), ("ARGM-MOD", 1, 2), ("ARG1", 3, 4)], "other"),
        ("He/PRP does/VBZ n't/RB want/VB it/PRP ./.", "want.01", [("ARG0", 0, 1), ("ARG1", 4, 5)], "attitude"),
    ],
)  # fmt: skip
def test_what_is_not_said_is_another_act_and_not_wanting_is_an_attitude(tagged, frame, roles, act) -> None:
    verb = 2 if frame == "say.01" and "would" in tagged else 3
    assert [a for _, a in read(sentence(tagged, (verb, frame, roles)))] == [ACTS[act]]


def test_a_preposition_before_the_content_belongs_to_the_cue() -> None:
    made = read(
        sentence(
            "They/PRP complained/VBD about/IN the/DT noise/NN ./.",
            (1, "complain.01", [("ARG0", 0, 1), ("V", 1, 2), ("ARG1", 2, 5)]),
        )
    )
    assert made[0][0] == {"source": ["They"], "cue": ["complained about"], "content": ["the noise"]}


def test_a_passage_with_a_cue_that_nobody_labelled_is_left_out() -> None:
    said = sentence("He/PRP said/VBD no/UH ./.", (1, "say.01", [("ARG0", 0, 1), ("ARG1", 2, 3)]))
    assert len(read(said)) == 1
    assert read(said, sentence("According/VBG to/IN Ann/NNP it/PRP rains/VBZ ./.")) == []
    assert read(said, sentence("Tell/VB him/PRP that/IN it/PRP rains/VBZ ./.", (0, "tell.01", [("ARG1", 2, 5)]))) == []
    assert read(sentence("I/PRP said/VBD no/UH ./.", (1, "say.01", [("ARG0", 0, 1), ("ARG1", 2, 3)]))) == []


def test_nothing_is_attributed_inside_a_content() -> None:
    made = read(
        sentence(
            "He/PRP said/VBD she/PRP thinks/VBZ it/PRP rains/VBZ ./.",
            (1, "say.01", [("ARG0", 0, 1), ("ARG1", 2, 6)]),
            (3, "think.01", [("ARG0", 2, 3), ("ARG1", 4, 6)]),
        )
    )
    assert [m["cue"] for m, _ in made] == [["said"]]


def conllu(id: str, *sentences: str) -> list[str]:
    """A document; each word is form/lemma/tag/head/relation, and /misc where it has one."""
    lines = [f"# newdoc id = {id}\n"]
    for text in sentences:
        words = [w.split("/") for w in text.split()]
        lines += ["# newpar\n", f"# text = {' '.join(w[0] for w in words)}\n"]
        for k, (form, lemma, tag, head, relation, *misc) in enumerate(words, 1):
            row = [str(k), form, lemma, "_", tag, "_", head, relation, "_", "/".join(misc) or "_"]
            lines.append("\t".join(row) + "\n")
        lines.append("\n")
    return lines


def gum_documents(*lines: str) -> list[Annotated]:
    return [pb.document(d.id, list(gum_module.passages(d, complete=False)), whole=True) for d in gum_module.read(lines)]


def test_an_attribution_relation_with_its_source_and_cue() -> None:
    lines = conllu(
        "GUM_news_x",
        "The/the/DT/2/det/Discourse=attribution-positive:1->2:0:sem-atsrc-1-2-_+lex-indwd-3-_ mayor/mayor/NN/3/nsubj "
        "says/say/VBZ/0/root that/that/IN/6/mark/Discourse=ROOT:2:0 taxes/tax/NNS/6/nsubj rose/rise/VBD/3/ccomp",
    )
    (made,) = gum_documents(*lines)
    assert [words_of(made, a) for a in made.attributions] == [
        {"source": ["The mayor"], "cue": ["says"], "content": ["that taxes rose"]}
    ]
    assert made.attributions[0].act == ACTS["speech"]


def test_according_to_is_a_cue_and_a_photographer_no_source() -> None:
    lines = conllu(
        "GUM_news_x",
        "According/accord/VBG/3/case/Discourse=attribution-positive:1->2:0:lex-indph-1-2-_+sem-atsrc-3-_ "
        "to/to/IN/1/fixed Ann/Ann/NNP/5/obl it/it/PRP/5/nsubj/Discourse=ROOT:2:0 rains/rain/VBZ/0/root",
        "Image/image/NN/0/root/Discourse=x:3->2:0:_ Bo/Bo/NNP/1/dep/Discourse=attribution-positive:4->3:0:sem-atsrc-7-_",
    )
    (made,) = gum_documents(*lines)
    assert [words_of(made, a) for a in made.attributions] == [
        {"source": ["Ann"], "cue": ["According to"], "content": ["it rains"]}
    ]


def test_gum_keeps_its_parts_apart_and_leaves_genres_that_are_not_free(tmp_path: Path) -> None:
    folder = tmp_path / "corpora/gum"
    folder.mkdir(parents=True)
    for part in ("train", "dev", "test"):
        lines = "".join(
            line for genre in ("news", "fiction") for line in conllu(f"GUM_{genre}_{part}", "Rain/rain/NN/0/root")
        )
        (folder / f"gum_{part}.conllu.xz").write_bytes(lzma.compress(lines.encode()))
    assert [d.id for d in gum_module.gum(tmp_path, "dev")] == ["GUM_news_dev"]


def test_timeml_offsets_run_over_the_text_with_its_entities() -> None:
    source = b"""<TimeML><EXTRAINFO>not this</EXTRAINFO><TEXT>
AT&amp;T <EVENT eid="e1" class="REPORTING">said</EVENT> it
<EVENT eid="e2" class="OCCURRENCE">rose</EVENT> on <TIMEX3 tid="t1">Monday</TIMEX3>.

A <EVENT eid="e3" class="REPORTING">statement</EVENT> followed.
</TEXT><MAKEINSTANCE eventID="e1" pos="VERB"/><MAKEINSTANCE eventID="e3" pos="NOUN"/></TimeML>"""
    made = timeml("x", source)
    assert [made.text[a:b] for a, b in made.verbs] == ["said"]
    assert "AT&T said it rose on Monday.\n\nA statement" in made.text


def test_faults_are_found() -> None:
    assert faults(Annotated("x", "He said no.", [Attribution([(0, 2)], [(3, 7)], [(8, 10)], 0)])) == []
    assert len(faults(Annotated("x", "He said no.", [Attribution([(0, 3)], [], [(8, 99)], 0)]))) == 3


@needs_corpora
def test_the_corpora_give_proper_spans() -> None:
    documents = open_documents(SHARED)
    every = documents + [d for part in ("dev", "test") for d in gum_module.gum(SHARED, part)]
    assert [fault for d in every for fault in faults(d)] == []
    assert sum(len(d.attributions) for d in documents) > 3000
    assert 1 < density(documents) < 4


@needs_corpora
def test_what_is_held_out_is_not_trained_on() -> None:
    trained = {d.id for d in open_documents(SHARED)}
    held = {d.id for d in open_held_out(SHARED)}
    assert held == HELD_OUT
    assert not held & trained
    assert not {d.id for part in ("dev", "test") for d in gum_module.gum(SHARED, part)} & trained
    assert {d.id for d in stories(SHARED / "gold/stories.jsonl")} == held | {
        i for i in trained if i[0] == "o" and i[2] == "-"
    }
