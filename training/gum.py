"""GUM's attribution relations as annotated documents, in its genres whose licences let weights be shipped.

Genres: academic, bio, court, interview, news, speech, textbook, vlog, voyage (CC BY, CC BY-SA or public domain). Left
out: essay, fiction, letter, podcast, whow and GENTLE (non-commercial), reddit (no text), conversation (in doubt).

An attribution relation of the discourse layer names the elementary unit that attributes, usually the words in it of the
source and of the cue, and whether it is negated. Whole noun phrases, verb groups and contents come from the syntax.

How complete: the relation is marked where the content is a clause of its own, in every genre, also for the author's own
`I think`. Nominal contents (`denied the charge`) and infinitives (`wants to go`) are not marked. So "dev" and "test" are
the human annotation alone, and recall says more there than precision; for "train" the verbs of `LEMMAS` that got no
relation are labelled by the syntax, whose trees are corrected by hand, and a passage with one that has no subject in
its sentence is left out, as are passages that `propbank.usable` refuses. Names that only credit a photograph or a
clipping are left out everywhere. Contents hold no further attribution: PolNeAR
marks none there.
"""

import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from training.examples import ACTS as NUMBERS
from training.examples import Annotated, Attribution
from training.propbank import ACCUSATIVE, ACTS, Passage, Span, document, listed, numbered

GENRES = listed("academic bio court interview news speech textbook vlog voyage")
LEMMAS = (
    {frame.rsplit(".", 1)[0].split("_")[0]: act for frame, act in ACTS.items()}
    | dict.fromkeys(("accord", "find", "maintain", "recall", "show", "tweet"), "speech")
    | dict.fromkeys(("accept", "observe", "realize", "recognise", "recognize", "remember"), "attitude")
)
"""The verbs that are cues, each with its act."""
FROM_SYNTAX = set(LEMMAS) - listed(
    "accord add call order feel show find maintain like consider rule object point respond"
)
"""Those that are labelled by syntax alone, their content being a clause."""
NOMINAL = listed("accuse announce confirm criticize demand deny describe oppose propose recommend want")
"""Those of them whose content may be a noun phrase."""
CLAUSES = listed("ccomp csubj xcomp")
CUE_RELATIONS = listed("aux aux:pass advmod compound:prt cop")
SIGNAL = re.compile(r"(sem-atsrc|lex-ind(?:wd|ph)|sem-ngt|dm-according to)-([\d,-]*\d)")
CREDIT = 5  # words of an attributing unit without a verb that is but a name, as under a photograph


class Token(NamedTuple):
    """A word of a sentence: its span in the sentence's text, its head's index (-1 for the root) and its place in the document."""

    form: str
    lemma: str
    tag: str
    head: int
    relation: str
    span: Span
    place: int


class Unit(NamedTuple):
    """An attributing discourse unit: places of its own words and of those that its signals name, by signal."""

    places: range
    negative: bool
    signals: dict[str, set[int]]


class Sentence(NamedTuple):
    """A sentence's text and words, whether a paragraph begins with it, and the discourse units that begin in it."""

    text: str
    words: list[Token]
    begins: bool


class Document(NamedTuple):
    """A document of the treebank."""

    id: str
    sentences: list[Sentence]
    units: list[Unit]


def gum(shared: Path, part: Literal["train", "dev", "test"]) -> list[Annotated]:
    """The documents of the free genres in `part` of GUM's own split."""
    with lzma.open(shared / f"corpora/gum/gum_{part}.conllu.xz", "rt", encoding="utf-8") as lines:
        parsed = [d for d in read(lines) if genre(d.id) in GENRES]
    made = [document(d.id, list(passages(d, complete=part == "train")), whole=part != "train") for d in parsed]
    return [d for d in made if d.text]


def genre(id: str) -> str:
    """The genre that a document's name says."""
    return id.split("_")[1]


# --- the format -------------------------------------------------------------------------------------------------------


def read(lines: Iterable[str]) -> Iterator[Document]:
    """The documents of a CoNLL-U file with discourse units in MISC."""
    id, rows, comments = "", [], {}
    sentences: list[Sentence] = []
    starts: list[tuple[int, str]] = []
    place = 0
    for line in (*lines, "# newdoc id = \n"):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
            if key.strip() == "newdoc id":
                if sentences:
                    yield Document(id, sentences, list(_units(starts, place)))
                id, sentences, starts, place = value.strip(), [], [], 0
        elif line.strip():
            rows.append(line.rstrip("\n").split("\t"))
        elif rows:
            words = [r for r in rows if r[0].isdigit()]
            starts += [(place + k, m[1]) for k, r in enumerate(words) if (m := re.search(r"Discourse=([^|;]*)", r[9]))]
            spans = _spans(comments["text"], [r[1] for r in words])
            tokens = [Token(r[1], r[2], r[4], int(r[6]) - 1, r[7], spans[k], place + k) for k, r in enumerate(words)]
            sentences.append(Sentence(comments["text"], tokens, "newpar" in comments or not sentences))
            place += len(words)
            rows, comments = [], {}


def _spans(text: str, forms: list[str]) -> list[Span]:
    spans, at = [], 0
    for form in forms:
        start = text.index(form, at)
        at = start + len(form)
        spans.append((start, at))
    return spans


def _units(starts: list[tuple[int, str]], end: int) -> Iterator[Unit]:
    for (first, value), (last, _) in zip(starts, [*starts[1:], (end, "")], strict=False):
        if not value.startswith("attribution"):
            continue
        signals: dict[str, set[int]] = {}
        for kind, places in SIGNAL.findall(value):
            for low, _, high in (p.partition("-") for p in places.split(",") if p):
                signals.setdefault(kind, set()).update(range(int(low) - 1, int(high or low)))
        yield Unit(range(first, last), value.startswith("attribution-negative"), signals)


# --- attributions -----------------------------------------------------------------------------------------------------


def passages(parsed: Document, *, complete: bool) -> Iterator[Passage]:
    """The paragraphs of a document; with `complete`, verbs without a relation are labelled by the syntax too."""
    text = ""
    attributions: list[Attribution] = []
    loose: list[int] = []
    for sentence in parsed.sentences:
        if sentence.begins and text:
            yield Passage(text, attributions, loose)
            text, attributions, loose = "", [], []
        text += " " if text else ""
        at = len(text)
        text += sentence.text
        found: dict[int, Attribution | None] = {}
        for unit in parsed.units:
            own = [k for k, w in enumerate(sentence.words) if w.place in unit.places]
            if own and (cue := _cue(sentence.words, own, unit)) is not None:
                found[cue] = _attribution(sentence.words, cue, unit)
            elif len(own) > CREDIT:
                loose.append(at + sentence.words[own[0]].span[0])
        for k, word in enumerate(sentence.words):
            if complete and k not in found and word.tag.startswith("VB") and _may_be_cue(sentence.words, k):
                found[k] = _attribution(sentence.words, k, None)
        for k, made in found.items():
            if made:
                source, cue_, content = ([(a + at, b + at) for a, b in spans] for spans in made[:3])
                attributions.append(Attribution(source, cue_, content, made.act))
            else:
                loose.append(at + sentence.words[k].span[0])
    if text:
        yield Passage(text, attributions, loose)


def _cue(words: list[Token], own: list[int], unit: Unit) -> int | None:
    """The verb of a unit, or the first word of `according to`; None for units that attribute by a noun or by nothing."""
    named = unit.signals.get("lex-indwd", set()) | unit.signals.get("lex-indph", set())
    inside = [k for k in own if words[k].lemma.lower() in LEMMAS and words[k].tag.startswith("VB")]
    return min(inside, key=lambda k: (words[k].place not in named, k), default=None)


def _may_be_cue(words: list[Token], k: int) -> bool:
    lemma = words[k].lemma.lower()
    if lemma not in FROM_SYNTAX:
        return False
    wanted = CLAUSES | ({"obj"} if lemma in NOMINAL else set())
    return any(w.head == k and w.relation in wanted for w in words)


def _attribution(words: list[Token], cue: int, unit: Unit | None) -> Attribution | None:
    if words[cue].form.lower() == "according":
        return _according(words, cue)
    content = _content(words, cue)
    source, passive = _source(words, cue, unit)
    if not content or not (source or passive):
        return None
    if [words[k].form.lower() for k in source] in [[w] for w in ACCUSATIVE | {"you"}]:
        return None
    group = _group(words, cue)
    content = [k for k in content if k not in {*group, *source}]
    around = {w.form.lower() for w in words if w.head == cue and w.relation in CUE_RELATIONS}
    act = numbered(LEMMAS[words[cue].lemma.lower()], around)
    if unit and unit.negative and LEMMAS[words[cue].lemma.lower()] == "speech":
        act = NUMBERS["other"]
    return Attribution(_runs(words, source), _runs(words, group), _runs(words, content), act)


def _according(words: list[Token], cue: int) -> Attribution | None:
    """`According to` stands as a preposition before the source, which depends on the verb of the content."""
    noun = words[cue].head
    if noun < 0 or words[noun].head < 0:
        return None
    group = [k for k in (cue, cue + 1) if k < len(words)]
    source = [k for k in _under(words, noun) if k not in group]
    content = [k for k in _under(words, words[noun].head) if k not in {*source, *group}]
    content = [k for k in content if not (k == content[0] and words[k].relation in {"cc", "mark"})]
    if not source or not content:
        return None
    return Attribution(_runs(words, source), _runs(words, group), _runs(words, content), NUMBERS["speech"])


def _under(words: list[Token], top: int) -> list[int]:
    kept = {top}
    for _ in words:
        more = {k for k, w in enumerate(words) if w.head in kept} | kept
        if more == kept:
            break
        kept = more
    return sorted(kept)


def _children(words: list[Token], head: int, relations: set[str]) -> list[int]:
    return [k for k, w in enumerate(words) if w.head == head and w.relation in relations]


def _content(words: list[Token], cue: int) -> list[int]:
    relations = CLAUSES | ({"obj"} if words[cue].lemma.lower() in NOMINAL else set())
    clauses = _children(words, cue, relations)
    if words[cue].relation.startswith("parataxis") and not _children(words, cue, {"ccomp"}):
        own = set(_under(words, cue))
        return [k for k in _under(words, words[cue].head) if k not in own]
    passive = _children(words, cue, {"nsubj:pass"}) if any(words[k].relation == "xcomp" for k in clauses) else []
    if not clauses:
        clauses = _children(words, cue, {"parataxis"})
    if not clauses:
        clauses = [k for k in _children(words, cue, {"obj"}) if _quoted(words, k)]
    return sorted({k for c in [*clauses, *(passive if clauses else [])] for k in _under(words, c)})


def _quoted(words: list[Token], top: int) -> bool:
    return any(words[k].form in {'"', "“", "``"} for k in _under(words, top))


def _source(words: list[Token], cue: int, unit: Unit | None) -> tuple[list[int], bool]:
    """Words of the source, and whether it need not have one, being passive."""
    auxiliary = bool(_children(words, cue, {"aux:pass"}))
    agents = _children(words, cue, {"obl:agent"})
    if agents:
        return [k for k in _under(words, agents[0]) if not (words[k].head == agents[0] and words[k].form == "by")], True
    if auxiliary:
        return [], True
    at = cue
    for _ in range(4):
        if subject := _children(words, at, {"nsubj"}):
            return [k for k in _under(words, subject[0]) if k not in _under(words, cue) or at == cue], False
        relation = words[at].relation
        if relation == "acl":
            noun, below = words[at].head, set(_under(words, at))
            return [k for k in _under(words, noun) if k not in below and k < cue], False
        if relation not in {"conj", "advcl", "xcomp"} or words[at].head < 0:
            break
        if relation == "xcomp" and _children(words, words[at].head, {"obj", "iobj"}):
            break
        at = words[at].head
        if _children(words, at, {"aux:pass"}):
            subject = _children(words, at, {"nsubj:pass"})
            return [k for s in subject[:1] for k in _under(words, s)], False
    named = unit.signals.get("sem-atsrc", set()) if unit else set()
    tops = [k for k, w in enumerate(words) if w.place in named and (w.head < 0 or words[w.head].place not in named)]
    return ([] if len(tops) != 1 or cue in _under(words, tops[0]) else _under(words, tops[0])), False


def _group(words: list[Token], cue: int) -> list[int]:
    """The verb with the auxiliaries and adverbs right before it and its particle right after it."""
    group = [cue]
    own = set(_children(words, cue, CUE_RELATIONS))
    while group[0] - 1 in own:
        group.insert(0, group[0] - 1)
    subjects = {k for s in _children(words, cue, {"nsubj", "nsubj:pass"}) for k in _under(words, s)}
    while group[0] != cue and words[group[0]].relation == "advmod" and group[0] - 1 not in subjects:
        group.pop(0)
    if words[cue + 1 :] and words[cue + 1].head == cue and words[cue + 1].relation == "compound:prt":
        group.append(cue + 1)
    return group


def _runs(words: list[Token], chosen: list[int]) -> list[Span]:
    """The chosen words as spans, joined where only punctuation is between."""
    out: list[tuple[int, int]] = []
    for k in sorted(chosen):
        if out and all(words[j].relation == "punct" for j in range(out[-1][1], k)):
            out[-1] = (out[-1][0], k + 1)
        else:
            out.append((k, k + 1))
    while out and all(words[k].relation == "punct" for k in range(*out[0])):
        out.pop(0)
    return [(words[a].span[0], words[b - 1].span[1]) for a, b in out]
