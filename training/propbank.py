"""PropBank's predicates of saying and thinking, over freely licensed text, as annotated documents.

Text: English Web Treebank (CC BY-SA 4.0), its running text and paragraphs from UD_English-EWT, and MASC (free for any
use), its tokens put back together by rule. Long paragraphs are cut every five sentences. Annotation: PropBank, CC BY-SA 4.0.

How complete: PropBank has every verb, so a passage of it is complete for attributions whose cue is a verb of `ACTS`.
It knows nothing of cues without a verb (`according to`, a colon) and leaves out the subject of many infinitives,
participles and orders. Passages with such a cue, or with a verb of `ACTS` that got no label, are left out whole, as is
what teaches no news: passages asking or telling `you`, passages where only the author says and wants (two in five; one
attribution of PolNeAR in a hundred has I or we as its source), and the court transcript, its speakers before colons.
The conventions are PolNeAR's, which never marks an attribution inside the content of another.
"""

import json
import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from training.examples import ACTS as NUMBERS
from training.examples import UNLABELLED, Annotated, Attribution

Span = tuple[int, int]


def listed(text: str) -> set[str]:
    """The words of `text`."""
    return set(text.split())


SPEECH = listed("""accuse.01 acknowledge.01 add.01 add.02 admit.01 advise.01 affirm.01 agree.01 allege.01 announce.01 argue.01
ask.01 ask.02 assert.02 assert.03 assure.01 boast.01 call.01 call.03 caution.01 claim.01 clarify.10 comment.01
complain.01 concede.01 conclude.01 condemn.01 confess.01 confirm.01 contend.01 criticize.01 declare.01 decline.02
demand.01 denounce.01 deny.01 describe.01 disclose.01 dispute.01 emphasize.01 endorse.01 explain.01 forecast.01 hint.01
imply.01 indicate.01 inform.01 insist.01 instruct.01 joke.01 lament.01 mention.01 note.01 notify.01 object.01 opine.01
order.01 plead.01 pledge.01 point_out.02 predict.01 proclaim.01 promise.01 propose.01 quip.01 reassure.01 recommend.01
refuse.01 refute.01 reiterate.01 remark.01 remind.01 repeat.01 reply.01 report.01 request.01 respond.01 reveal.01
rule.01 say.01 shout.01 speculate.01 state.01 stress.01 suggest.01 swear.02 swear.04 tell.01 testify.01 threaten.01
urge.01 vow.01 warn.01 write.01""")
ATTITUDE = listed("""assume.02 believe.01 consider.01 decide.01 desire.01 doubt.01 dream.01 estimate.01 expect.01 fear.01
feel.01 feel.02 guess.01 hope.01 imagine.01 intend.01 know.01 like.02 oppose.01 plan.01 prefer.01 regret.01 suppose.01
suspect.01 think.01 understand.01 want.01 wish.01 wonder.01 worry.01 worry.02""")
ACTS = dict.fromkeys(SPEECH, "speech") | dict.fromkeys(ATTITUDE, "attitude")
"""The frames that are cues, each with its act."""

CLAUSAL = listed("""add.01 add.02 agree.01 consider.01 decide.01 dream.01 feel.01 feel.02 guess.01 imagine.01 indicate.01
know.01 plan.01 prefer.01 repeat.01 report.01 respond.01 suppose.01 understand.01 write.01 worry.01 worry.02
like.02 call.03""")
"""Frames that attribute only where their content is a clause: adding sugar and knowing people attribute nothing."""

WITH_OBJECT = listed("accuse.01 call.01 consider.01 criticize.01 describe.01 order.01 urge.01")
"""Frames whose content is the object together with what is said of it or asked of it."""

HEARER_FIRST = listed("advise.01 assure.01 inform.01 instruct.01 notify.01 reassure.01")
"""Frames whose first object is who is told and whose second is what."""

INSERTED = listed("say.01 add.01 add.02 tell.01 believe.01 explain.01 note.01 argue.01 claim.01")
"""Frames that stand inside or after what they attribute; PropBank often leaves that content without a label."""

AUXILIARIES = listed("""be am is are was were been being 's 're 'm ’s ’re ’m have has had having 've 'd ’ve ’d do does did
get gets got keep keeps kept""")
PREPOSITIONS = listed("of about on for with against to upon by at into")
MODALS = listed("would could can ca may might should must 'd ’d")
ACCUSATIVE = listed("me him them us")  # sources of "let me know", "made them say"
CLAUSE_TAGS = ("VB", "MD")
SPEECH_FORMS = listed("said says say saying told tells telling wrote writes added asked asks according")
OPENING, CLOSING = '“"«', '”"»'
EDGES = " \t\n,;:—–-"
SENTENCES = 5  # of a passage where paragraphs are long or unknown
AUTHOR = {"i", "we"}


class Passage(NamedTuple):
    """A paragraph with its attributions, and where cues stand that nobody labelled."""

    text: str
    attributions: list[Attribution]
    loose: list[int]


class Sentence(NamedTuple):
    """Words with tags and predicates, and the span of each word in `text`."""

    text: str
    words: list[str]
    tags: list[str]
    spans: list[Span]
    predicates: list[dict]


def propbank(shared: Path) -> list[Annotated]:
    """The documents of both parts that have an attribution left."""
    folder = shared / "corpora/propbank-open"
    layout = ewt_layout(shared / "corpora/ud-ewt")
    web = (web_passages(row, layout) for row in _rows(folder / "ewt_srl.jsonl.xz") if row["id"] in layout)
    print_ = (masc_passages(row) for row in _rows(folder / "masc_srl.jsonl.xz") if row["split"] != "court-transcript")
    made = (document(id, passages) for id, passages in (*web, *print_))
    return [d for d in made if d.attributions]


def _rows(path: Path) -> Iterator[dict]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# --- running text -----------------------------------------------------------------------------------------------------


def ewt_layout(folder: Path) -> dict[str, list[tuple[str, bool]]]:
    """For each document of UD_English-EWT its sentences' texts, each with whether it begins a paragraph."""
    out: dict[str, list[tuple[str, bool]]] = {}
    sentences: list[tuple[str, bool]] = []
    begins = True
    for path in sorted(folder.glob("*.conllu.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# newdoc id = "):
                    sentences = out.setdefault(line.split(" = ", 1)[1].strip(), [])
                    begins = True
                elif line.startswith("# newpar"):
                    begins = True
                elif line.startswith("# text = "):
                    sentences.append((line.split(" = ", 1)[1].strip(), begins))
                    begins = False
    return out


def aligned(text: str, words: list[str]) -> list[Span] | None:
    """The span of each word in `text`; None where they are not the same words."""
    spans, at = [], 0
    for word in words:
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            return None
        spans.append((at, at := at + len(word)))
    return spans


def put_together(words: list[str]) -> tuple[str, list[Span]]:
    """Running text of tokens, and the span of each."""
    text, spans, inside, glued = "", [], False, True
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        closes = word == '"' and inside
        hyphen = word == "-" and "-" not in {before, after}
        left = closes or word in {"n't", "%", ".", ",", ";", ":", "?", "!", ")", "]", "''", "”", "’"} or hyphen
        left |= word.startswith(("'", "’")) and len(word) < 4 and word != "'"
        text += "" if left or glued else " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        glued = word in {"(", "[", "$", "``", "“"} or (word == '"' and not inside) or hyphen
        inside ^= word == '"'
    return text, spans


def web_passages(row: dict, layout: dict[str, list[tuple[str, bool]]]) -> tuple[str, list[Passage]]:
    """The paragraphs of a document of EWT; sentences whose words are not those of the treebank end its reading."""
    paragraphs: list[list[Sentence]] = []
    for sentence, (text, begins) in zip(row["sents"], layout[row["id"]], strict=False):
        spans = aligned(text, sentence["w"])
        if spans is None:
            break
        if begins or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(Sentence(text, sentence["w"], sentence["pos"], spans, sentence["props"]))
    return row["id"], [passage(part) for p in paragraphs for part in parted(p)]


def masc_passages(row: dict) -> tuple[str, list[Passage]]:
    """The sentences of a document of MASC, which has no paragraphs."""
    sentences = []
    for sentence in row["sents"]:
        text, spans = put_together(sentence["w"])
        sentences.append(Sentence(text, sentence["w"], sentence["pos"], spans, sentence["props"]))
    return row["id"], [passage(part) for part in parted(sentences)]


def parted(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """Five sentences or a few more at a time; none ends inside a quotation."""
    part: list[Sentence] = []
    for sentence in sentences:
        part.append(sentence)
        if len(part) >= SENTENCES and sum(s.text.count('"') for s in part) % 2 == 0:
            yield part
            part = []
    if part:
        yield part


# --- predicates -------------------------------------------------------------------------------------------------------


def passage(sentences: list[Sentence]) -> Passage:
    """A paragraph of sentences, its predicates read as attributions."""
    text = ""
    attributions: list[Attribution] = []
    loose: list[int] = []
    for sentence in sentences:
        text += " " if text else ""
        at = len(text)
        text += sentence.text
        known = {p["p"] for p in sentence.predicates}
        for k, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
            bare = word.lower() in SPEECH_FORMS and tag.startswith("VB") and k not in known
            if bare:
                loose.append(at + sentence.spans[k][0])
        for predicate in (_inserted(sentence, p) for p in sentence.predicates):
            alone = predicate["r"] in INSERTED and _roles(predicate, "ARG0") and not _content(predicate)
            if alone and sentence.tags[predicate["p"]].startswith("VB"):
                loose.append(at + sentence.spans[predicate["p"]][0])
            if not _is_cue(sentence, predicate):
                continue
            made = attribution(sentence, predicate)
            if made:
                attributions.append(shifted(made, at))
            else:
                loose.append(at + sentence.spans[predicate["p"]][0])
    return Passage(text, attributions, loose)


def _roles(predicate: dict, *names: str) -> list[Span]:
    return sorted((a, b) for role, a, b in predicate["a"] if role in names)


def _content(predicate: dict) -> list[Span]:
    spans = _roles(predicate, "ARG1", "C-ARG1")
    if spans and predicate["r"] in WITH_OBJECT:
        spans = sorted(spans + _roles(predicate, "ARG2", "C-ARG2"))
    elif predicate["r"] == "order.01" or predicate["r"] in HEARER_FIRST:
        spans = _roles(predicate, "ARG2", "C-ARG2")
    return [s for s in spans if not s[0] <= predicate["p"] < s[1] or s[1] - s[0] > 2]


def _inserted(sentence: Sentence, predicate: dict) -> dict:
    """The predicate, its content the rest of the sentence where `she said` stands in commas and has no content."""
    source = _roles(predicate, "ARG0")
    if predicate["r"] != "say.01" or not source or _content(predicate):
        return predicate
    first, last = min(source[0][0], predicate["p"]), max(source[0][1], predicate["p"] + 1)
    whole = last - first == source[0][1] - source[0][0] + 1
    before, after = sentence.words[first - 1 : first], sentence.words[last : last + 1]
    if not whole or before not in ([","], ['"'], ["?"]) or (after and after[0] not in {",", "."}):
        return predicate
    rest = [["ARG1", a, b] for a, b in ((0, first), (last, len(sentence.words))) if b - a > 1]
    return predicate | {"a": [*predicate["a"], *rest]}


def _is_cue(sentence: Sentence, predicate: dict) -> bool:
    frame, tag = predicate["r"], sentence.tags[predicate["p"]]
    if frame not in ACTS or not tag.startswith("VB"):
        return False
    content = _content(predicate)
    if not content:
        return False
    if frame == "call.01":  # "a group called X" names it
        return bool(_roles(predicate, "ARG0")) and len(content) > 1
    if frame in CLAUSAL:
        return any(t.startswith(CLAUSE_TAGS) for a, b in content for t in sentence.tags[a:b])
    return True


def attribution(sentence: Sentence, predicate: dict) -> Attribution | None:
    """The attribution of a predicate; None where nobody in the sentence is its source and it is no passive."""
    source = _roles(predicate, "R-ARG0") or _roles(predicate, "ARG0")[:1]
    content = _content(predicate)
    first, last = _verb_group(sentence, predicate, source + content)
    group = [w.lower() for w in sentence.words[first:last]]
    source = [(a + (sentence.words[a].lower() == "by"), b) for a, b in source[:1]]
    if not source and not (sentence.tags[predicate["p"]] in {"VBN", "VBD"} and set(group[:-1]) & AUXILIARIES):
        return None
    names = [w.lower() for a, b in source for w in sentence.words[a:b]]
    if len(names) == 1 and names[0] in ACCUSATIVE | {"you", "u"}:
        return None
    if sentence.words[last : last + 1] and content[0][0] == last and content[0][1] - last > 1:
        word, after = sentence.words[last].lower(), sentence.tags[last + 1]
        if word in PREPOSITIONS and (word != "to" or not after.startswith("VB")):
            last, content = last + 1, [(last + 1, content[0][1]), *content[1:]]
    content = [piece for a, b in content for piece in without((a, b), [(first, last), *source])]
    act = ACTS[predicate["r"]]
    words = set(group) | {w.lower() for a, b in _roles(predicate, "ARGM-MOD", "ARGM-NEG") for w in sentence.words[a:b]}
    return Attribution(
        [_characters(sentence, s) for s in source],
        [_characters(sentence, (first, last))],
        [_characters(sentence, s) for s in content if s[1] > s[0]],
        numbered(act, words),
    )


def numbered(act: str, words: set[str]) -> int:
    """The number of an act whose verb group, and whatever negates it, has `words`.

    What is not said, or only might be, is `other`; not wanting is an attitude as wanting is.
    """
    if act == "speech":
        if words & (MODALS | {"not", "n't", "n’t", "never", "nt"}):
            return NUMBERS["other"]
        if words & {"will", "'ll", "’ll", "wo"}:
            return UNLABELLED
    return NUMBERS[act]


def _verb_group(sentence: Sentence, predicate: dict, taken: list[Span]) -> Span:
    """From the first auxiliary or adverb right before the verb to its particle."""
    words, tags = sentence.words, sentence.tags
    used = {k for a, b in taken if not a <= predicate["p"] < b for k in range(a, b)}
    first = predicate["p"]
    while first and first - 1 not in used:
        word, tag = words[first - 1].lower(), tags[first - 1]
        auxiliary = word in AUXILIARIES and tag.startswith("VB")
        if not (auxiliary or tag in {"MD", "RB"}):
            break
        first -= 1
    after_source = any(b == first for _, b in taken)
    while first < predicate["p"] and not after_source and tags[first] == "RB":
        first += 1
    last = predicate["p"] + 1
    if (particle := _roles(predicate, "C-V")) and particle[0][0] == last:
        last = particle[0][1]
    return first, max([last, *(b for role, a, b in predicate["a"] if role == "V" and a == predicate["p"])])


def _characters(sentence: Sentence, span: Span) -> Span:
    return sentence.spans[span[0]][0], sentence.spans[span[1] - 1][1]


# --- passages, whatever the corpus ------------------------------------------------------------------------------------


def without(span: Span, holes: list[Span]) -> list[Span]:
    """`span` less what lies in the joint extent of those `holes` that are inside it."""
    inside = [h for h in holes if span[0] <= h[0] and h[1] <= span[1]]
    if not inside:
        return [span]
    low, high = min(a for a, _ in inside), max(b for _, b in inside)
    return [s for s in ((span[0], low), (high, span[1])) if s[1] > s[0]]


def shifted(attribution: Attribution, by: int) -> Attribution:
    """The attribution with its spans moved."""
    source, cue, content = ([(a + by, b + by) for a, b in spans] for spans in attribution[:3])
    return Attribution(source, cue, content, attribution.act)


def quotations(text: str) -> list[Span]:
    """The quotations of a passage with their marks; one that is not closed runs to the end, as in newspapers."""
    spans, begun = [], None
    for match in re.finditer(r"[“”\"«»]|``|''", text):
        mark = match.group()
        if begun is None and (mark in OPENING or mark == "``"):
            begun = match.start()
        elif begun is not None and (mark in CLOSING or mark == "''"):
            spans.append((begun, match.end()))
            begun = None
    return spans if begun is None else [*spans, (begun, len(text))]


def trimmed(text: str, span: Span, edges: str = EDGES) -> Span:
    """`span` without blanks and commas at its ends, nor a full stop where no quotation ends."""
    a, b = span
    while a < b and text[a] in edges:
        a += 1
    while b > a and text[b - 1] in edges + ".":
        if text[b - 1] == "." and re.search(r"\b(?:[A-Z]|Inc|Co|Corp|Ltd|Mr|Jr|Sr|a\.m|p\.m|U\.S)\.$", text[a:b]):
            break
        b -= 1
    return a, b


def completed(text: str, attribution: Attribution, others: Iterable[Attribution]) -> Attribution:
    """The attribution with its content trimmed, grown to the ends of its quotations, and on to what they go on with."""
    marks = quotations(text)
    held = [*attribution.cue, *attribution.source]
    free = [q for q in marks if not any(_overlap(q, h) for h in held)]
    pieces = []
    for span in attribution.content:
        a, b = trimmed(text, span)
        for q in free:
            if _overlap((a, b), q):
                a, b = min(a, q[0]), max(b, q[1])
        pieces += [piece for piece in without((a, b), held) if piece[1] > piece[0]]
    pieces = [trimmed(text, p) for p in _joined(text, pieces)]
    taken = [s for o in others if o != attribution for s in (*o.content, *o.cue)]
    if any(_overlap(p, q) and p[1] >= q[1] for p in pieces for q in free):
        for q in free:
            end = max(b for _, b in [*pieces, *held])
            follows = q[0] >= end and re.fullmatch(r"[^.?!\n]{0,60}[.?!]?\W*", text[end : q[0]])
            if follows and re.search(r"[.?!]\W*$", text[: q[0]]) and not any(_overlap(q, t) for t in taken):
                pieces.append(q)
    cue, source = ([trimmed(text, s, " ,") for s in spans] for spans in (attribution.cue, attribution.source))
    return Attribution([s for s in source if s[1] > s[0]], cue, [p for p in pieces if p[1] > p[0]], attribution.act)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _joined(text: str, pieces: list[Span]) -> list[Span]:
    out: list[Span] = []
    for a, b in sorted(pieces):
        if out and (a <= out[-1][1] or not re.search(r"\w", text[out[-1][1] : a])):
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def outermost(attributions: Iterable[Attribution]) -> list[Attribution]:
    """Those whose cue is in no other's content, in order; PolNeAR marks no others."""
    every = [a for a in attributions if a.cue and a.content]
    kept = [a for a in every if not any(b != a and _holds(b, a.cue[0][0]) for b in every)]
    cues = {a.cue[0]: a for a in reversed(kept)}
    return sorted(cues.values(), key=lambda a: min(s for spans in a[:3] for s, _ in spans))


def _holds(attribution: Attribution, at: int) -> bool:
    return any(a <= at < b for a, b in attribution.content)


def finished(part: Passage) -> list[Attribution]:
    """The attributions of a passage, completed, the outermost."""
    return outermost([completed(part.text, a, part.attributions) for a in part.attributions])


def usable(part: Passage, attributions: list[Attribution]) -> bool:
    """Whether no cue of the passage is without a label, as far as the corpora say, and not only its author speaks."""
    loose = [*part.loose, *(m.start() for m in re.finditer(r"(?i)\baccording to\b", part.text))]
    open_ = [at for at in loose if not any(_holds(a, at) or a.cue[0][0] <= at < a.cue[0][1] for a in attributions)]
    sources = [" ".join(part.text[s:e].lower() for s, e in a.source) for a in attributions]
    return not open_ and (not sources or not AUTHOR.issuperset(sources))


def document(id: str, passages: list[Passage], *, whole: bool = False) -> Annotated:
    """The usable passages of a document as its paragraphs; all of them where it is to be `whole`."""
    text, attributions = "", []
    for part in passages:
        found = finished(part)
        if whole or usable(part, found):
            text += "\n\n" if text else ""
            attributions += [shifted(a, len(text)) for a in found]
            text += part.text
    return Annotated(id, text, attributions)
