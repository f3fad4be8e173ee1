"""Acts that are only told: "The archbishop stood by his sermon", "vetoed the bill", "withdrew the accusation".

An act of record with no words of its own: source, cue and, as content, what the act is about. The subject must be an actor
right before the verb, the verb finite and affirmative, and the object of a sort that one can so act upon. What stands in
quotation marks, in anybody's content, or under a cue that was found already is left alone.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.attributions.actors import subject
from onrecord.analyse.attributions.stretches import Stretches
from onrecord.analyse.people.descriptions import POSSESSIVE, tokens
from onrecord.analyse.people.names import lexicon
from onrecord.analyse.people.nouns import nouns
from onrecord.analyse.reading.quotations import Quotation
from onrecord.analyse.reading.reader import Marked, first
from onrecord.analyse.statement.phrases import phrases
from onrecord.types.span import Span, Spans

CONFIDENCE = 0.6
"""Of an act told. Not calibrated: the annotated news marks such acts only at times."""
OBJECT = re.compile(
    r"[ \xa0](?P<what>(?:[^\n\r\u2028\u2029.,;:!?…—–()“”\"]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|St))\."
    r"|(?<=\b(?:Mrs|Gov|Sen|Rep))\.|[.,](?=\d))*)"
)
OBJECT_ROOM = 240
"""Characters in which the object of an act ends."""
HEAD_ROOM = 6
"""Words of an object among which the noun stands that says of what sort it is."""
GROUP_ROOM = 60
"""Characters before a verb in which its auxiliaries and adverbs stand."""
JOINED = re.compile(r",?[ \xa0](?:and|but|then)(?:[ \xa0]then)?[ \xa0]\Z")
"""What joins a verb to the clause before, whose subject is its own."""
CLAUSE = re.compile(
    r"[^ \xa0]*ing\b|(?:why|whether|how|when|there|he|she|they|it|we|i)(?:[’'][a-z]+)?[ \xa0]"
    r"|that[ \xa0](?:he|she|they|it|we|i|there|the|an?|his|her|their|its|any|no|(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""How a content opens that says what was said after all: "denied altering the log", "questioned why …"."""
ASKED = re.compile(r"[.!?…\n]")


class Act(NamedTuple):
    """A verb of record: its kind, as in `Statement.kind`, the words of which its object must hold one, and those with one
    of which it must open (any, where there are none).
    """

    kind: str
    objects: frozenset[str]
    opens: frozenset[str]
    finite: bool
    participle: bool


class Lexicon(NamedTuple):
    """`data/acts.json`: the verbs in lower case, what finds one, and the words that stand around them."""

    acts: dict[str, Act]
    verb: re.Pattern[str]
    auxiliaries: frozenset[str]
    group: re.Pattern[str]
    ends: re.Pattern[str]
    dates: frozenset[str]
    owners: frozenset[str]
    referring: frozenset[str]


@cache
def _lexicon() -> Lexicon:
    data = json.loads(files("onrecord").joinpath("data/acts.json").read_text("utf-8"))
    acts = {}
    for act in data["acts"]:
        objects = frozenset(word for name in act["objects"] for word in data["objects"][name])
        for verb in {*act["verbs"], *act["participles"]}:
            acts[verb] = Act(
                act["kind"], objects, frozenset(act["opens"]), verb in act["verbs"], verb in act["participles"]
            )
    helping = "|".join(data["auxiliaries"])
    between = rf"(?:{'|'.join(data['adverbs'])})[ \xa0]"
    return Lexicon(
        acts=acts,
        verb=phrases(acts),
        auxiliaries=frozenset(data["auxiliaries"]),
        group=re.compile(rf"(?:(?<=[ \xa0])(?P<aux>{helping})[ \xa0])?(?:{between}){{0,2}}\Z"),
        ends=re.compile(rf"[ \xa0](?:--?|(?:{'|'.join(data['ends'])}))(?!\w)", re.IGNORECASE),
        dates=frozenset(data["dates"]),
        owners=frozenset(data["objects"]["own"]),
        referring=frozenset(data["objects"]["pronoun"]),
    )


def told(text: str, marked: Sequence[Marked], quoted: Sequence[Quotation]) -> list[Marked]:
    """The acts that `text` tells beyond what is `marked`, in order.

    marked: the attributions found so far. quoted: the quotations of the text, in order.
    """
    spans = [span for each in marked for span in each.cue + each.content] + [quotation[:2] for quotation in quoted]
    before = _Before(Stretches.of(spans), {end: each for each in marked for _, end in each.content[-1:]})
    acts = (_told(text, match, before) for match in _lexicon().verb.finditer(text))
    return sorted((act for act in acts if act is not None), key=first)


def is_told(text: str, cue: Spans, content: Spans) -> bool:
    """Whether an attribution tells an act and no words: its cue is a verb of record, its content what such an act is about."""
    act = _act(text[cue[-1][0] : cue[-1][1]]) if cue else None
    what = act and _object(text, cue[-1][1], act)
    return what is not None and content[0][0] == what[0] and CLAUSE.match(text, *content[0]) is None


def kind(text: str, cue: Spans) -> str | None:
    """The kind of act, as in `Statement.kind`, that a cue of the lexicon tells ("has withdrawn": retract); else None."""
    act = _act(" ".join(text[start:end] for start, end in cue))
    return None if act is None else act.kind


class _Before(NamedTuple):
    """What was found before the acts: the characters taken, and each attribution by where its content ends."""

    taken: Stretches
    ending: dict[int, Marked]


def _act(cue: str) -> Act | None:
    """The act that the words of a cue stand for, without its auxiliaries."""
    words = cue.casefold().split()
    while words and words[0] in _lexicon().auxiliaries:
        words = words[1:]
    return _lexicon().acts.get(" ".join(words))


def _told(text: str, verb: re.Match[str], before: _Before) -> Marked | None:
    act = _act(verb.group())
    if act is None or before.taken.touch(verb.span()):
        return None
    group = _lexicon().group.search(text, max(0, verb.start() - GROUP_ROOM), verb.start())
    helped = group is not None and group["aux"] is not None
    if not (act.participle if helped else act.finite):
        return None
    what = _object(text, verb.end(), act)
    if what is None or before.taken.touch(what) or _asked(text, what[1]):
        return None
    opens = group.start() if group else verb.start()
    source = _going_on(text, opens, before) or subject(text, opens, before.taken.end_before(opens))
    if source is None or before.taken.touch(source):
        return None
    cue = (group.start("aux") if group is not None and helped else verb.start(), verb.end())
    return Marked((source,), (cue,), (what,), "speech", CONFIDENCE, (0.0,))


def _going_on(text: str, at: int, before: _Before) -> Span | None:
    """The source of the saying that the act goes on from: "Balan said he was grateful but renewed his request"."""
    joined = JOINED.search(text, max(0, at - GROUP_ROOM), at)
    saying = before.ending.get(joined.start()) if joined else None
    if saying is None or saying.act != "speech" or not saying.source or not saying.cue:
        return None
    in_order = saying.source[-1][1] <= saying.cue[0][0] and saying.cue[-1][1] <= saying.content[0][0]
    return saying.source[0] if in_order else None


def _object(text: str, at: int, act: Act) -> Span | None:
    """What the act is about: the noun phrase behind its verb, if it is of a sort that one can so act upon."""
    found = OBJECT.match(text, at, at + OBJECT_ROOM)
    if found is None:
        return None
    start, end = found.span("what")
    if cut := _lexicon().ends.search(text, start - 1, end):
        end = cut.start()
    end = _undated(text, start, end)
    words = tokens(text, start, end)
    heads = act.objects & {POSSESSIVE.sub("", word.low) for word in words[:HEAD_ROOM]}
    if not words or (act.objects and not heads) or (act.opens and words[0].low not in act.opens):
        return None
    if words[0].low in act.objects & _lexicon().referring:
        return words[0].start, words[0].end
    if heads and heads <= _lexicon().owners and nouns().kinds.get(words[-1].low) in {"person", "people"}:
        return None  # she stood by her husband
    if words[0].low not in act.objects | act.opens and words[0].low in nouns().stops | lexicon().prepositions | {
        "that"
    }:
        return None
    return words[0].start, end


def _undated(text: str, start: int, end: int) -> int:
    """`end` moved before the day on which it was done: "on Tuesday", "in 2019"."""
    words = tokens(text, start, end)
    while words and (words[-1].low in _lexicon().dates or words[-1].low.isdigit()):
        before = words[-2] if len(words) > 1 else None
        if before is None or before.low not in {"on", "in"} | _lexicon().dates:
            break
        words = words[:-1]
    if words and words[-1].low in {"on", "in"}:
        words = words[:-1]
    return words[-1].end if words and words[-1].end < end else start + len(text[start:end].rstrip())


def _asked(text: str, at: int) -> bool:
    """Whether the sentence goes on to a question mark."""
    end = ASKED.search(text, at, at + OBJECT_ROOM)
    return end is not None and end.group() == "?"
