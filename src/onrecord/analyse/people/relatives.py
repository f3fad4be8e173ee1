"""Relatives: whom "who" or "which" takes up, the noun phrase right before it."""

import re

from onrecord.analyse.people.descriptions import Token, opening, phrase
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.nouns import nouns
from onrecord.analyse.people.referents import Referent

GAP = re.compile(r"[ \xa0]?(?:\([^()\n]{1,24}\))?[,—–-]{0,2}[ \xa0]?(?:(?:in|of|to|for|from|by|with)[ \xa0])?")
"""Between a noun phrase and its relative pronoun: a comma, a dash, a preposition ("for whom"), a party in brackets."""
ROOM = 120
"""Characters before a relative pronoun in which its antecedent begins."""
PREPOSITIONS = frozenset({"of", "in", "at", "from", "for", "on", "to", "with", "by", "across"})
"""Prepositions behind which a noun phrase may only modify the one that "who" takes up: "aides at the office who"."""
AND = re.compile(r",?[ \xa0]and[ \xa0](?:the[ \xa0])?")
PEOPLE = frozenset({"person", "anonymous", "group", "", "other"})
"""Kinds of referents that "who" takes up: also what the lexicon does not know."""
SINGLE = frozenset({"person", "anonymous"})
"""Kinds of referents that "which" does not take up."""
UNKNOWN = frozenset({"", "other"})
"""Kinds of referents that may be places: "Ada Brook of Kestle, who"."""


def antecedent(cast: Cast, at: int, *, person: bool) -> tuple[Referent, ...]:
    """Whom the relative pronoun at character `at` takes up, people where `person` ("who"); none where no phrase ends there.

    Two that "and" joins are both of them.
    """
    words = cast.between(max(0, at - ROOM), at)
    last = _last(cast.text, words)
    if last < 0 or not GAP.fullmatch(cast.text, words[last].end, at):
        return ()
    found = _ending(cast, words, last)
    while found is not None:
        referent, first = found
        behind = first - 1 if first and words[first - 1].low in nouns().determiners else first
        modifies = behind > 1 and words[behind - 1].low in PREPOSITIONS
        before = _ending(cast, words, behind - 2) if modifies else None
        surer = person and before is not None and referent.kind in UNKNOWN and before[0].kind in SINGLE
        if (referent.kind in PEOPLE if person else referent.kind not in SINGLE) and not surer:
            joined = _joined(cast, words, first) if first > 1 else None
            alike = joined is not None and len({joined.kind, referent.kind} - {""}) < 2
            return (joined, referent) if joined is not None and alike else (referent,)
        found = before
    return ()


def _last(text: str, words: list[Token]) -> int:
    """The index of the last word before a relative pronoun, its preposition ("for whom") and what stands in brackets; or -1."""
    last = len(words) - 1
    while last >= 0 and words[last].low in PREPOSITIONS:
        last -= 1
    if last >= 0 and text.startswith(")", words[last].end):
        opened = text.rfind("(", words[0].start, words[last].end)
        last = next((k for k in range(last, -1, -1) if words[k].end <= opened), -1)
    return last


def _joined(cast: Cast, words: list[Token], first: int) -> Referent | None:
    """The one that "and" joins to the phrase that begins with `words[first]`."""
    if words[first - 1].low != "and" or not AND.fullmatch(cast.text, words[first - 2].end, words[first].start):
        return None
    found = _ending(cast, words, first - 2)
    return found[0] if found else None


def _ending(cast: Cast, words: list[Token], last: int) -> tuple[Referent, int] | None:
    """The referent whose phrase ends in `words[last]`, and the index of the phrase's first word."""
    named = cast.named_to(words[last].end)
    if named is not None:
        referent, start = named
        return referent, next((k for k in range(last + 1) if words[k].start >= start), last)
    first = opening(cast.text, words, last)
    whole = nouns().pronouns.get(words[first].low, "general")
    if whole != "general" or words[last].low in nouns().stops or words[last].low.isdigit():
        return None
    found = phrase(cast.text, words[first : last + 1])
    return cast.apposed(found) or cast.described_as(found), first
