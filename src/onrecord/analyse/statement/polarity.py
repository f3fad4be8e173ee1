"""Polarity: whether the proposition of a statement is put forward or negated by its speaker.

The cue may negate it ("denied that …", "ruled out", "did not say"), or the main clause itself ("the dam will not be
filled"). A contrast ("a proposal, not a pledge"), and what stands in a subordinate clause, negate something else.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.statement.clauses import has_verb, words
from onrecord.analyse.statement.phrases import phrases
from onrecord.types.span import Spans, extent
from onrecord.types.statement import Polarity

MARK = re.compile(r"[.,;:!?“”\"\n]")
CLOSERS = tuple("”’\"'")
CUE_ROOM = 24
"""Characters before a cue in which its negation stands: "did not | say"."""
HEAD = 3
"""Words of a main clause that come before anything subordinate to it."""
ROOM = 300
"""Characters of a statement in which its main verb stands."""


class _Rules(NamedTuple):
    """Of `data/negations.json`: patterns, and lists of words by name.

    denying: cues that negate. denying_oneself: main verbs that do. after_head, anywhere: words behind which a negation is
    that of another clause, behind the head of the main clause or wherever they stand.
    """

    denying: re.Pattern[str]
    denying_oneself: re.Pattern[str]
    negation: re.Pattern[str]
    excepted: re.Pattern[str]
    after_head: re.Pattern[str]
    anywhere: re.Pattern[str]
    lists: dict[str, frozenset[str]]


@cache
def _rules() -> _Rules:
    data = json.loads(files("onrecord").joinpath("data/negations.json").read_text("utf-8"))
    return _Rules(
        denying=phrases(data["denying"]),
        denying_oneself=phrases(data["denying_oneself"]),
        negation=re.compile(rf"{phrases(data['negations']).pattern}|n['’]t\b"),
        excepted=phrases(data["excepted"]),
        after_head=phrases(data["after_head"]),
        anywhere=phrases(data["anywhere"]),
        lists={name: frozenset(entries) for name, entries in data.items() if isinstance(entries, list)},
    )


def polarity(text: str, statement: Spans, cue: Spans) -> Polarity:
    """Whether `statement` is negated, by the cue that it hangs on or in its own main clause."""
    by_cue = _by_cue(text, *extent(cue)) if cue else None
    return by_cue or ("negative" if _main_clause_negated(text, statement) else "positive")


def _by_cue(text: str, start: int, end: int) -> Polarity | None:
    """What a cue makes of all that hangs on it: "denied", "did not say" or "did not deny"; None where it negates nothing."""
    before = MARK.split(text[max(0, start - CUE_ROOM) : start])[-1]
    said = text[start : min(end, start + 2 * CUE_ROOM)]
    negated = _negated(f"{' '.join(before.split()[-2:])} {said}")
    if _rules().denying.search(said):
        return "positive" if negated and "nor" not in words(said) else "negative"
    return "negative" if negated else None


def _negated(said: str) -> bool:
    return any(not _rules().excepted.match(said, match.start()) for match in _rules().negation.finditer(said))


def _main_clause_negated(text: str, statement: Spans) -> bool:
    clause = " ".join(text[start:end] for start, end in statement)[:ROOM]
    if _rules().denying_oneself.search(clause, 0, 2 * CUE_ROOM):
        return not _rules().negation.search(clause, 0, 2 * CUE_ROOM)
    return any(_negates(clause, match) for match in _rules().negation.finditer(clause))


def _negates(clause: str, match: re.Match[str]) -> bool:
    """Whether a negation negates the main verb of the clause."""
    rules, word = _rules(), match.group().casefold()
    before, after = clause[: match.start()].rstrip(), clause[match.end() :].lstrip()
    head = words(before)
    if (
        rules.excepted.match(clause, match.start())
        or rules.anywhere.search(" ".join(head))
        or rules.after_head.search(" ".join(head[HEAD:]))
        or rules.after_head.match(" ".join(head))
    ):
        return False
    if after[:1] in CLOSERS:  # the word is quoted as a word: what a “never” is worth
        return False
    if word == "no":
        return not rules.lists["no_clause_before"] & set(head[-1:])
    if word == "not":
        contrasted = before.endswith((",", "—", "–")) or bool(rules.lists["contrast_before"] & set(head[-1:]))
        return not contrasted and not (has_verb(head) and after.startswith("to "))
    return True
