"""Stages: what has become of a sum of money, from asked for to spent, read from the words that govern it.

The nearest word of the lexicon in the sentence decides: "has approved $40 billion", "the $8 million already delivered".
An act that is put off by a modal, an infinitive or a condition ("will pay", "voted to provide", "unless they pay") takes the
stage of what puts it off.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from onrecord.types.span import Span

BEFORE, AFTER = 160, 60
"""Characters on either side of an amount in which the words that govern it stand."""
END = re.compile(r"\n|;\s|(?<=[\w”’\")%][^\W_])[.?!][”’\"]*\s+(?=[^\Wa-z])")
"""The end of a sentence, as far as it matters here: initials and "U.S." end none."""
WORD = re.compile(r"'ll|n't|[^\W_]+?(?=n't)|[^\W_]+(?:-[^\W_]+)*|[,—–]")
ROOM = 18
"""Words before an amount in which the word that governs it stands; swept from 4 to 30 on facets-train, flat from 18 on."""
BEHIND = 3
"""What the words behind an amount are further from it than those before it, in words; facets-train tells 0 from 6 by no sum."""
BESIDE = 2
"""Words behind an amount that are read before any that stand before it: "a $640 billion price", "$60 million owed"."""
REACH = 8
"""Words before an act put off in which the word that governs it stands: "voted on Friday to provide" needs three."""
LONGEST = 3
"""Words in the longest phrase of the lexicon."""
DONE = frozenset({"announced", "approved", "allocated", "delivered", "promised", "spent", "cancelled", "owed"})
"""Stages that a negation undoes: what "was not paid" is not delivered, while what "will not cost" it is estimated still."""
CONTRASTS = frozenset({",", "—", "–", "and", "but", "only"})
"""Words behind which a negation reaches no further: "not paid but promised", "not only paid"."""
NEGATION_ROOM = 3
"""Words before an act in which its negation stands: "has not yet been | paid"."""
BARRIERS = frozenset({",", "—", "–", "and", "but", "to", "from", "for", "in", "that", "be"})
"""Words behind which those after an amount belong to something else."""


class Lexicon(msgspec.Struct, frozen=True):
    """`data/stages.json`. stages: phrases of each stage. neutral: phrases that say that a sum has none. acts: what is done
    with money, with the stage that it has when done. modals, governors, conditions: what puts an act off. negations: words that undo
    one. put: what makes an estimate of a
    sum with "at". kinds: the stage that the kind of a statement tells.
    """

    stages: dict[str, tuple[str, ...]]
    neutral: tuple[str, ...]
    acts: dict[str, str]
    modals: dict[str, str]
    governors: dict[str, str]
    conditions: frozenset[str]
    negations: frozenset[str]
    put: frozenset[str]
    kinds: dict[str, str]


@cache
def _lexicon() -> Lexicon:
    return msgspec.convert(json.loads(files("onrecord").joinpath("data/stages.json").read_text("utf-8")), Lexicon)


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    lexicon = _lexicon()
    phrases = {tuple(phrase.split()): stage for stage, every in lexicon.stages.items() for phrase in every}
    return {tuple(phrase.split()): "none" for phrase in lexicon.neutral} | phrases


def stage(text: str, span: Span) -> str:
    """The stage of the amount at `span`: one of those of `data/stages.json`, `none` where the words around tell none."""
    start = max((end.end() for end in END.finditer(text, max(0, span[0] - BEFORE), span[0])), default=None)
    end = END.search(text, span[1], span[1] + AFTER)
    before = _words(text[max(0, span[0] - BEFORE) if start is None else start : span[0]])[-ROOM:]
    after = _words(text[span[1] : end.start() if end else span[1] + AFTER])
    governor, behind = _last(before), _first(after)
    if behind and (behind[0] < BESIDE or governor is None or behind[0] + BEHIND < len(before) - governor[0]):
        return behind[1]
    if _is_put(before):
        return "estimated"
    return governor[1] if governor else "none"


def stage_of_kind(kind: str | None) -> str:
    """The stage of an amount whose words tell none, in a statement of this kind: what is demanded is requested."""
    return _lexicon().kinds.get(kind or "", "none")


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold().replace("’", "'"))


def _is_put(before: Sequence[str]) -> bool:
    """Whether somebody puts something "at" the sum: "puts the cost of the full plan at", "estimates it at between"."""
    return "at" in before[-BEHIND:] and any(word in _lexicon().put for word in before)


def _last(words: Sequence[str]) -> tuple[int, str] | None:
    """Where the last word that tells a stage stands, and the stage."""
    for at in range(len(words) - 1, -1, -1):
        if told := _told(words, at):
            return at, "none" if told in DONE and _undone(words[max(0, at - NEGATION_ROOM) : at]) else told
    return None


def _undone(before: Sequence[str]) -> bool:
    """Whether the words before an act say that it is not done: "has not been", "did not"; "not paid but" promised is."""
    near = before[max((at + 1 for at, word in enumerate(before) if word in CONTRASTS), default=0) :]
    return not _lexicon().negations.isdisjoint(near)


def _first(words: Sequence[str]) -> tuple[int, str] | None:
    """The same for the first, up to the word behind which another clause begins."""
    for at, word in enumerate(words):
        if word in BARRIERS or word[0].isdigit() or word in _lexicon().negations:
            return None
        if (told := _phrase(words, at)) and told != "none":
            return at, told
    return None


def _phrase(words: Sequence[str], at: int) -> str | None:
    """The stage of the longest phrase of the lexicon that ends at `at`."""
    every = (_phrases().get(tuple(words[at + 1 - length : at + 1])) for length in range(min(LONGEST, at + 1), 0, -1))
    return next(filter(None, every), None)


def _told(words: Sequence[str], at: int) -> str | None:
    """The stage that the phrase or the act ending at `at` tells."""
    lexicon = _lexicon()
    if stage := _phrase(words, at):
        done = stage in {"delivered", "spent"} and lexicon.conditions & set(words[max(0, at - REACH) : at])
        return "requested" if done else stage
    for length in (1, 2):
        if act := lexicon.acts.get(" ".join(words[at + 1 - length : at + 1])):
            return _put_off(words[max(0, at + 1 - length - REACH) : at + 1 - length], act)
    return None


def _put_off(before: Sequence[str], act: str) -> str:
    """The stage of an act in the present or the infinitive: that of a word `before` it that puts it off, or its own."""
    lexicon = _lexicon()
    if lexicon.conditions & set(before):
        return "requested"
    close = before if before[-1:] == ["and"] else before[-BEHIND:]
    modal = next((lexicon.modals[word] for word in reversed(close) if word in lexicon.modals), None)
    if modal is None and "to" not in before[-2:]:
        return act
    governing = _governing(before)
    return modal if modal and governing in {None, "announced"} else governing or "none"


def _governing(words: Sequence[str]) -> str | None:
    """The stage of the last word in `words` that puts an act off."""
    every = (_phrase(words, at) or _lexicon().governors.get(words[at]) for at in range(len(words) - 1, -1, -1))
    return next((stage for stage in every if stage not in {None, "delivered", "spent"}), None)
