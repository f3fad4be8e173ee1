"""Clauses: whether words hold a finite verb, and whether a clause with a subject of its own begins with them.

A shallow test by lists of words, as cheap as it is coarse: what conditions, statements and their force are cut by.
"""

import itertools
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
SUBJECT_ROOM = 7
"""Words in which a subject that is no pronoun ends: "the deputy mayor of the old port | said"."""
SHORTEST_PAST = 5
"""Letters from which a word in -ed is taken for a past ("ended", not "red" or "need")."""


def words(text: str) -> list[str]:
    """The words of `text` in lower case, with straight apostrophes."""
    return WORD.findall(text.replace("’", "'").casefold())


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = json.loads(files("onrecord").joinpath("data/clauses.json").read_text("utf-8"))
    return {name: frozenset(entries) for name, entries in data.items() if isinstance(entries, list)}


def is_subject(word: str) -> bool:
    """Whether a word in lower case can be the whole subject of a clause: "they", "this", "nobody"."""
    return word.partition("'")[0] in _lists()["subjects"]


def is_determiner(word: str) -> bool:
    """Whether a word in lower case opens a noun phrase: "the", "his"."""
    return word in _lists()["determiners"]


def is_helper(word: str) -> bool:
    """Whether a word in lower case is an auxiliary or ends in one: "has", "won't", "they'll"."""
    return word in _lists()["helpers"]


def is_finite(word: str) -> bool:
    """Whether a word in lower case is, as far as its form tells, a finite verb: "has", "sold", "ends", "voted"."""
    return _tells(word) or word in _lists()["third"]


def _tells(word: str) -> bool:
    """Whether the form of a word is that of a finite verb and of no noun."""
    lists = _lists()
    return word in lists["helpers"] or word in lists["past"] or (len(word) >= SHORTEST_PAST and word.endswith("ed"))


def has_verb(clause: Sequence[str]) -> bool:
    """Whether words in lower case hold a finite verb: a pronoun with anything behind it, a form that tells, or a bare
    verb that stands behind no "the" or "to".
    """
    if len(clause) > 1 and is_subject(clause[0]):
        return True
    lists = _lists()
    return any(
        _tells(word)
        or (
            (word in lists["verbs"] or word in lists["third"])
            and not (before in lists["determiners"] or before in lists["no_verb_after"])
        )
        for before, word in itertools.pairwise(["", *clause])
        if before or word not in lists["helpers"]  # "until May"
    )


def begins_clause(after: str) -> bool:
    """Whether the words of `after` begin with a subject and its finite verb: "the river will run and …"."""
    found = WORD.findall(after.replace("’", "'"))[: SUBJECT_ROOM + 2]
    if found and found[0].casefold() in _lists()["adverbs"]:
        found = found[1:]
    lower = [word.casefold() for word in found]
    if not lower:
        return False
    if lower[0].partition("'")[0] in _lists()["nominatives"]:
        return True
    subject = list(itertools.takewhile(lambda word: word.partition("'")[0] not in _lists()["relatives"], lower[1:]))
    if not (is_subject(lower[0]) or is_determiner(lower[0]) or found[0][0].isupper() or found[0][0].isdigit()):
        return False
    plural = (word for noun, word in itertools.pairwise(subject) if noun.endswith("s"))
    return any(map(is_finite, subject)) or any(word in _lists()["verbs"] for word in plural)
