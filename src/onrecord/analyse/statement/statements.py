"""Statements: a content cut into sentences, and these into the coordinated clauses that each have a force of their own."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.statement.clauses import begins_clause, has_verb, is_finite, is_helper, words
from onrecord.analyse.statement.phrases import phrases
from onrecord.analyse.statement.sentences import sentences
from onrecord.analyse.statement.trimming import trimmed
from onrecord.types.span import Span, Spans

OPENING_THAT = re.compile(r"that\s+(?=\S)")
SHORTEST = 3
"""Words of a clause that can be a statement of its own before another: "I kept neither"."""
ROOM = 80
"""Characters behind a coordinator in which a clause shows itself."""


class _Rules(NamedTuple):
    """Of `data/coordination.json`: what may join two clauses, a word that does, words that open a subordinate one, and
    verbs that tell what somebody else said.
    """

    joint: re.Pattern[str]
    coordinator: re.Pattern[str]
    subordinators: frozenset[str]
    conditionals: frozenset[str]
    sayings: frozenset[str]


@cache
def _rules() -> _Rules:
    data = json.loads(files("onrecord").joinpath("data/coordination.json").read_text("utf-8"))
    coordinators, after_comma = "|".join(data["coordinators"]), "|".join(data["after_comma"])
    marks = "[”\"’']?"
    that = rf"(?:(?P<comma_that>,)|,?\s+(?:{coordinators}))\s+(?P<that>that)\s+"
    clause = (
        rf"(?P<strong>;){marks}\s+(?:(?:{coordinators})\s+)?|(?P<closed>,{marks})\s+(?:{after_comma})\s+"
        rf"|\s+(?:{coordinators})\s+"
    )
    return _Rules(
        joint=re.compile(rf"(?=[,;\s])(?:{that}|{clause})"),  # most characters fail at the first test
        coordinator=phrases(data["coordinators"]),
        subordinators=frozenset(data["subordinators"]),
        conditionals=frozenset(data["conditionals"]),
        sayings=frozenset(data["sayings"]),
    )


def statements(text: str, content: Spans) -> list[Spans]:
    """The statements of `content`, each as its spans.

    A sentence that the reporter's "he said" interrupts stays one statement: a piece that begins in lower case goes on
    where the piece before stopped, unless it begins with a clause of its own. Quotation marks at its ends, and the "that"
    or "and" that joins it to something else, are not part of a statement.
    """
    found: list[list[Span]] = []
    for piece in content:
        parts = [part for sentence in sentences(text, piece) for part in _clauses(text, trimmed(text, sentence))]
        parts = [part for part in parts if part[0] < part[1]]
        if found and parts and _goes_on(text, found[-1][-1], parts[0]):
            found[-1].append(parts.pop(0))
        found.extend([part] for part in parts)
    return [tuple(spans) for spans in found]


def _goes_on(text: str, before: Span, part: Span) -> bool:
    """Whether a piece goes on with the clause of the piece before it."""
    if not text[part[0]].islower():
        return False
    between = text[max(before[1], part[0] - ROOM) : part[0]].rstrip(" “\"‘'")
    right = text[part[0] : min(part[1], part[0] + ROOM)]
    opening = _rules().coordinator.match(right)
    if opening:
        right = right[opening.end() :]
    elif not between.endswith((";", " and", " but")):
        return True
    return not (
        _is_whole(text[max(before[0], before[1] - 2 * ROOM) : before[1]])
        and _stands_alone(right, strong=between.endswith(";"))
    )


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    """The coordinated clauses of a sentence, without what joins them."""
    start, end = sentence
    opening = OPENING_THAT.match(text, start, end)
    told = opening is not None and _is_told(text[opening.end() : min(end, opening.end() + ROOM)])
    start = opening.end() if opening is not None and told else start
    for joint in _rules().joint.finditer(text, start, end):
        left = text[max(start, joint.start() - 2 * ROOM) : joint.start()]
        right = text[joint.end() : min(end, joint.end() + ROOM)]
        if (
            _is_whole(left)
            and _is_joint(joint, right, told=told)
            and not (_holds_on(left, joint) or _retells(left, joint))
        ):
            yield trimmed(text, (start, max(joint.start(), joint.end("closed"))))
            start = joint.end()
    yield trimmed(text, (start, end))


def _is_joint(joint: re.Match[str], right: str, *, told: bool) -> bool:
    """Whether a joint stands between two clauses. `told`: they are told by "that", and so may others be."""
    if joint["that"]:
        return _is_told(right) and (told or not joint["comma_that"])
    return _stands_alone(right, strong=bool(joint["strong"]))


def _holds_on(left: str, joint: re.Match[str]) -> bool:
    """Whether an "and" without a comma joins two conditions: "if they asked | and she agreed"."""
    bare = joint.group()[0] not in ",;" and not joint["that"]
    return bare and not _rules().conditionals.isdisjoint(words(left.rpartition(",")[2]))


def _retells(left: str, joint: re.Match[str]) -> bool:
    """Whether "that" may open what another said: "that her father had written to a friend, Ida Vole, | that he was ill"."""
    return bool(joint["that"]) and not _rules().sayings.isdisjoint(words(left))


def _is_told(clause: str) -> bool:
    """Whether "that" before these words opens a clause and is no pronoun: "that the river ran", not "that is two"."""
    found = words(clause)
    return has_verb(found) and (begins_clause(clause) or not is_finite(found[0]) or any(map(is_finite, found[1:2])))


def _is_whole(left: str) -> bool:
    """Whether a clause can end here: it has its verb, and no "if" or "when" that still waits for the main clause."""
    found = words(left)
    waits = bool(found) and found[0] in _rules().subordinators and "," not in left
    return len(found) >= SHORTEST and has_verb(found) and not waits


def _stands_alone(right: str, *, strong: bool) -> bool:
    """Whether a clause follows a joint: one with its own subject, one with its own auxiliary, or any behind a `strong` mark."""
    found = words(right)
    return begins_clause(right) or is_helper(found[0]) if found and not strong else has_verb(found)
