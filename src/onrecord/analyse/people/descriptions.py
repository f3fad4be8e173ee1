"""Descriptions: noun phrases that call somebody without a name, "a senior official", "the report", "voters in Ohio"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from onrecord.analyse.people.names import LETTERS
from onrecord.analyse.people.nouns import Noun, Sex, nouns
from onrecord.types.span import Span

WORD = re.compile(rf"{LETTERS}(?:[-’'.&/]{LETTERS})*(?:[’'](?!\w))?")
POSSESSIVE = re.compile(r"(?:[’']s|s[’'])$")
GAP = re.compile(r"[ \xa0\t]*")
MODIFIERS = 7
"""Words before the head of a phrase that are looked at, its determiner included."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of the text in lower case, with its offsets. A text has a thousand: a struct is made in a third of the time."""

    low: str
    start: int
    end: int


class Phrase(NamedTuple):
    """A noun phrase: its span, its words in lower case without the determiner, and what its head says of it.

    determiner: `definite`, `possessive`, `indefinite`, `quantity`, `name` (somebody's, by name) or "".
    """

    start: int
    end: int
    words: tuple[str, ...]
    head: str
    determiner: str
    plural: bool
    kind: Noun
    sex: Sex


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of `text[start:end]` in order."""
    flat = text[start:end].replace("’", "'")
    low = flat.lower() if len(flat.lower()) == len(flat) else flat  # few letters are of another length in lower case
    spans = [match.span() for match in WORD.finditer(low)]
    return [Token(low[first:last], start + first, start + last) for first, last in spans]


def phrases(text: str, words: list[Token]) -> Iterator[Phrase]:
    """The phrases in `words` whose head is a noun for people, bodies or documents, in order of their heads."""
    kinds = nouns().kinds
    for at, token in enumerate(words):
        kind = kinds.get(token.low)
        if not kind or token.low in nouns().determiners:
            continue
        follows = words[at + 1] if at + 1 < len(words) else None
        if follows and follows.low in kinds and GAP.fullmatch(text, token.end, follows.start):
            continue
        first = opening(text, words, at)
        if first < at or token.low in nouns().plurals:  # a bare "deal" or "state" speaks of none in particular
            yield phrase(text, words[first : at + 1])


def opening(text: str, words: list[Token], at: int) -> int:
    """The index of the first word of the phrase that ends in `words[at]`: its determiner, or what a verb does not open."""
    determiners, stops = nouns().determiners, nouns().stops
    first = at
    while first > 0 and at - first < MODIFIERS and _belongs(text, words[first - 1], words[first], stops):
        before, here = words[first - 1].low, determiners.get(words[first].low)
        if (here == "quantity" and before not in determiners) or before in nouns().doing:
            break
        first -= 1
        if determiners.get(before, "quantity") != "quantity":
            break
    return first


WHOSE = frozenset({"of", "from", "by"})
"""Prepositions that say whose a document or a body is, or of whom a group."""
BY = 5
"""Words behind a document within which "by" says whose it is: "released in September by"."""


def _belongs(text: str, before: Token, after: Token, stops: frozenset[str]) -> bool:
    """Whether a word stands in one phrase with the next."""
    return before.low not in stops and GAP.fullmatch(text, before.end, after.start) is not None


def phrase(text: str, words: list[Token]) -> Phrase:
    """The phrase that `words` (one at least) are, the last of them its head."""
    table = nouns()
    head = POSSESSIVE.sub("", words[-1].low)
    owner = any("'" in word.low and POSSESSIVE.search(word.low) for word in words[:-1])
    determiner = table.determiners.get(words[0].low, "") if len(words) > 1 or head in table.pronouns else ""
    bare = words[1:] if determiner in {"definite", "possessive", "indefinite"} and len(words) > 1 else words
    kind = table.kinds.get(head, "")
    counted = head.isdigit() or table.determiners.get(head) == "quantity"  # nine in ten
    many = (
        counted or head in table.plurals or (not kind and head.endswith("s") and not head.endswith(("ss", "us", "is")))
    )
    return Phrase(
        start=words[0].start,
        end=words[-1].end,
        words=tuple(POSSESSIVE.sub("", word.low) if "'" in word.low else word.low for word in bare),
        head=head,
        determiner="name" if owner and determiner != "possessive" else determiner,
        plural=many,
        kind=kind,
        sex=table.sexes.get(head, ""),
    )


def description(text: str, source: Span) -> tuple[Span, Phrase] | None:
    """The description that a source is, and the phrase that heads it: None where no word is left of it.

    What leads to it ("among voters in Ohio") and what is only added behind a comma is no part of it.
    """
    words = tokens(text, *source)
    while len(words) > 1 and words[0].low in nouns().leading:
        words = words[1:]
    if not words:
        return None
    cut = next((k for k in range(1, len(words)) if _ends(text, words[k - 1], words[k])), len(words))
    words = words[:cut]
    if len(words) > 1 and words[-1].low in nouns().pronouns and nouns().pronouns[words[-1].low] in {"who", "which"}:
        words = words[:-1]
    head = next((k for k in range(1, len(words)) if words[k].low in nouns().joining), len(words))
    if nouns().kinds.get(words[head - 1].low) == "document":
        words = words[: next((k for k in range(head, len(words)) if _is_added(words, k)), len(words))]
    if head < len(words) - 1 and words[head].low == "of" and nouns().determiners.get(words[head - 1].low) == "quantity":
        head = next((k for k in range(head + 2, len(words)) if words[k].low in nouns().joining), len(words))
    return (words[0].start, words[-1].end), phrase(text, words[:head])


def _is_added(words: list[Token], at: int) -> bool:
    """Whether what begins at `at` is only added to a document: "released on Monday", not "released by Lund", and not
    "this story" behind "a version of".
    """
    if words[at - 1].low in WHOSE:
        return False
    return words[at].low in nouns().adding and all(word.low != "by" for word in words[at:])


def extended(text: str, words: list[Token], at: int) -> int:
    """Where the phrase ends whose head is `words[at]`, with what says of whom it is: "a poll of voters", "a report by Lund"."""
    end, k = words[at].end, at + 1
    if k < len(words) and words[k].low in nouns().adding:
        k = next((j for j in range(k, min(k + BY, len(words))) if words[j].low == "by"), k)
    while k + 1 < len(words) and words[k].low in WHOSE and GAP.fullmatch(text, words[k - 1].end, words[k].start):
        last = 0
        for j in range(k + 1, min(k + 1 + MODIFIERS, len(words))):
            stopped = words[j].low in nouns().stops or words[j].low in nouns().doing
            if stopped or not GAP.fullmatch(text, words[j - 1].end, words[j].start):
                break
            if words[j].low in nouns().kinds or text[words[j].start].isupper():
                last = j
        if not last:
            break
        end, k = words[last].end, last + 1
    return end


def _ends(text: str, before: Token, after: Token) -> bool:
    """Whether a description is over between two words: what follows a comma or a dash is an aside."""
    gap = text[before.end : after.start]
    return (("," in gap or "(" in gap) and not before.low.isdigit()) or "—" in gap or "--" in gap or " – " in gap


def position(starts: list[int], at: int) -> int:
    """The index of the stretch, of those that begin at `starts`, in which character `at` stands."""
    return max(bisect_left(starts, at + 1) - 1, 0)
