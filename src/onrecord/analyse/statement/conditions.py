"""Conditions: the words of a statement that say under which condition it holds.

A connective opens them ("if", "unless", "until", "as long as", "only if", "in exchange for", or a verb before its subject:
"should Congress fail", "had they known"), and they run to the end of its clause. An "if" that means "whether", and what
holds either way ("even if", "whether or not"), is no condition.
"""

import itertools
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.statement.clauses import (
    WORD,
    begins_clause,
    has_verb,
    is_determiner,
    is_finite,
    is_subject,
    words,
)
from onrecord.analyse.statement.phrases import phrases
from onrecord.analyse.statement.trimming import SENTENCE_MARKS, trimmed_end
from onrecord.types.span import Span, Spans
from onrecord.types.statement import Condition

ASKING_ROOM = 4
"""Words from a verb of asking to its "if": "asked the young mayor if"."""
ONLY_ROOM = 8
"""Words from "only" to the "if" that it belongs to: "would only sell the two ferries if"."""
ROOM = 80
"""Characters before and behind a connective or a mark that are looked at."""
TAG_ROOM = 6
"""Words in which the verb of "the mayor of the town said" stands."""
CLAUSE_ROOM = 600
"""Characters of a connective and its clause: three times the longest condition in the stories of the project."""
MARK = re.compile(r",(?=[\s”\"’'])|[;)]|:(?=\s)|—|–|--| - |\?| (?:and|but) (?=that\b)")
"""What may end a clause."""


class _Rules(NamedTuple):
    """Of `data/conditions.json`: patterns, the type of each connective, and lists of words by name.

    connective: every connective, or a verb that may stand before its subject. main_clause: a pronoun and an auxiliary.
    inverted_clause: an auxiliary and its subject.
    """

    connective: re.Pattern[str]
    main_clause: re.Pattern[str]
    inverted_clause: re.Pattern[str]
    types: dict[str, str]
    lists: dict[str, frozenset[str]]


class _Opening(NamedTuple):
    """A connective where it stands: `piece` is the span of the statement around it; `leads` where its main clause follows."""

    connective: Span
    type: str
    piece: Span
    leads: bool


@cache
def _rules() -> _Rules:
    data = json.loads(files("onrecord").joinpath("data/conditions.json").read_text("utf-8"))
    types = {connective: type for type, connectives in data["types"].items() for connective in connectives}
    pronouns, helpers = "|".join(data["main_pronouns"]), "|".join(data["main_helpers"])
    return _Rules(
        connective=phrases([*types, *data["inversions"]]),
        main_clause=re.compile(rf"\b(?:then|(?:{pronouns})(?:\s+(?:{helpers})\b|[’'](?:ll|d)\b))", re.IGNORECASE),
        inverted_clause=re.compile(rf"\b(?:{helpers}|do|does|did)\s+(?=\w)"),
        types=types,
        lists={name: frozenset(entries) for name, entries in data.items() if isinstance(entries, list)},
    )


def condition(text: str, statement: Spans) -> Condition | None:
    """The first condition of `statement`, or None. A statement that is nothing but an "if" clause asks whether."""
    for opening in _openings(text, statement):
        start, end = opening.connective[0], _end(text, opening)
        if any(WORD.search(text, a, min(b, start)) or WORD.search(text, max(a, end), b) for a, b in statement):
            return Condition(span=(start, end), connective=opening.connective, type=opening.type)
    return None


def _openings(text: str, statement: Spans) -> Iterator[_Opening]:
    for piece in statement:
        follows = piece != statement[0] and text[piece[0]].islower()
        for match in _rules().connective.finditer(text, *piece):
            start, end = match.span()
            before, after = text[max(piece[0], start - ROOM) : start], text[end : min(piece[1], end + ROOM)]
            opens = _opens(before)
            type = _type(" ".join(match.group().casefold().split()), before, after, opens)
            if type and not _asked(text, piece, match.group()):
                yield _Opening((start, end), type, piece, leads=opens and (bool(before) or not follows))


def _asked(text: str, piece: Span, opening: str) -> bool:
    """Whether a verb before its subject asks: "Should the bridge close?"."""
    asks = opening.casefold() in _rules().lists["inversions"]
    return asks and text[piece[0] : piece[1]].rstrip(" ”\"’'").endswith("?")


def _type(connective: str, before: str, after: str, opens: bool) -> str | None:
    """The type of the condition that a connective opens between `before` and `after`, None where it opens none."""
    lists, type = _rules().lists, _rules().types.get(connective)
    if type is None:
        return "if" if _inverted(connective, words(before), after, opens) else None
    if connective in lists["need_opening"] and not (opens or _promised(words(before), after)):
        return None
    if connective in lists["need_refusal"] and not _refused(words(before)):
        return None
    if connective in lists["need_clause"] and not has_verb(words(MARK.split(after, 1)[0])):
        return None
    if _holds_anyway(words(before), after) or (connective == "if" and _asks(before)):
        return None
    if connective != "if":
        return type
    return "only_if" if not opens and "only" in words(before)[-ONLY_ROOM:] else "if"


def _promised(before: list[str], after: str) -> bool:
    """Whether a clause without "that" follows what somebody would do: "it would be paid provided the work was done"."""
    lists = _rules().lists
    promised = not lists["main_helpers"].isdisjoint(before) and before[-1] not in lists["no_promise_after"]
    return promised and begins_clause(after)


def _refused(before: list[str]) -> bool:
    """Whether the words say what somebody would not do: "would not sign"."""
    futures = _rules().lists["future"]
    return any(w in futures and ("n't" in w or next_ in {"not", "never"}) for w, next_ in itertools.pairwise(before))


def _opens(before: str) -> bool:
    """Whether a clause can begin after the words `before`: after a mark, or "that", "and" …"""
    stripped = before.rstrip()
    return not stripped or not stripped[-1].isalnum() or words(stripped)[-1] in _rules().lists["openers"]


def _asks(before: str) -> bool:
    """Whether "if" after these words means "whether": "asked him if", "do not know if"."""
    lists, near = _rules().lists, words(before)[-ASKING_ROOM:]
    if not near or near[-1] in lists["openers"] or not before.rstrip(" “\"‘'")[-1:].isalnum():
        return False
    asked = next((near[k:] for k, word in enumerate(near) if word in lists["asking_somebody"]), ["to"])
    return near[-1] in lists["asking"] or not lists["not_asking"] & set(asked)


def _holds_anyway(before: list[str], after: str) -> bool:
    """Whether a connective belongs to "even if", "as if", "what if", "if anything", "if not sooner", "just in case" …"""
    lists, follows = _rules().lists, words(after)
    if follows[:1] == ["not"] and len(follows) > 1 and words(after.partition(",")[0]) != ["not"]:
        return not is_finite(follows[1])
    opening = {" ".join(follows[:size]) for size in (1, 2, 3, 4)}
    alone = " ".join(words(MARK.split(after, 1)[0])) in lists["no_condition_alone"]
    return (
        not follows
        or alone
        or bool(lists["no_condition_after"] & set(before[-1:]))
        or bool(opening & lists["no_condition_before"])
    )


def _inverted(verb: str, before: list[str], after: str, opens: bool) -> bool:
    """Whether a verb stands before its subject as an "if" would: "had they known", not "they had the key"."""
    follows = words(after)
    if not follows or (before and before[-1] in _rules().lists["no_inversion_after"]):
        return False
    pronoun, named = is_subject(follows[0]), is_determiner(follows[0]) or after.lstrip()[:1].isupper()
    if verb == "should":
        return pronoun or named
    if verb == "had":
        return follows[0] in _rules().lists["main_pronouns"] or (
            opens and (pronoun or named) and any(map(is_finite, follows[1:5]))
        )
    return opens and (pronoun or (named and "to" in follows))


def _end(text: str, opening: _Opening) -> int:
    """Where the clause of a condition ends, marks at its end left out."""
    start, stop = opening.connective[1], min(opening.piece[1], opening.connective[0] + CLAUSE_ROOM)
    marks = (mark.start() for mark in MARK.finditer(text, start, stop))
    end = next((at for at in marks if _closes(text, at, opening)), None)
    if end is None:
        end = _unmarked(text, opening) if opening.leads else stop
    return trimmed_end(text, start, end, "," + SENTENCE_MARKS)


def _closes(text: str, at: int, opening: _Opening) -> bool:
    """Whether the mark at `at` ends the clause: a comma only where that is whole and what follows does not go on with it."""
    clause = text[opening.connective[1] : at]
    if text[at] != "," or not words(clause):
        return text[at] != "," and not (text[at] == ")" and "(" in clause)
    lists, after = _rules().lists, text[at + 1 : min(opening.piece[1], at + ROOM)].lstrip(" ”\"’'")
    first = words(after)[:1]
    if not first:
        return False
    found = _without_asides(clause)
    whole = opening.type == "in_exchange_for" or has_verb(found) or " ".join(found) in lists["elliptical"]
    if opening.leads:
        return bool(found) and first[0] not in lists["continuing"] and (whole or begins_clause(after))
    goes_on = first[0] not in lists["coordinators"] or not begins_clause(after[len(first[0]) :])
    return whole and (not goes_on or _is_tag(after))


def _is_tag(after: str) -> bool:
    """Whether `after` says who said it: "she said", "the president told reporters"."""
    found = words(MARK.split(after, 1)[0])[:TAG_ROOM]
    return not _rules().lists["sayings"].isdisjoint(found[1:])


def _without_asides(clause: str) -> list[str]:
    """The words of a clause but for what its commas set apart: "the mayor, who is ill" is not whole yet."""
    head, *parts = clause.split(",")
    inner = (words(part) for part in (parts if words(head) else parts[1:]))
    return words(head) + [w for part in inner if part and part[0] not in _rules().lists["asides"] for w in part]


def _unmarked(text: str, opening: _Opening) -> int:
    """Where a main clause follows without a comma: at "we will" or, after "only if" and "not until", at "will we"; else the end."""
    start, stop = opening.connective[1], min(opening.piece[1], opening.connective[0] + CLAUSE_ROOM)
    inverted = opening.type in {"only_if", "until"}
    pattern = _rules().inverted_clause if inverted else _rules().main_clause
    found = (match.start() for match in pattern.finditer(text, start, stop))
    return next((at for at in found if has_verb(words(text[start:at]))), stop)
