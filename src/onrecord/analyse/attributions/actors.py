"""Actors: noun phrases that call a person, a body or a group, as the subject that stands before a verb.

"The mayor, Elsbeth Tarnower," in "The mayor, Elsbeth Tarnower, shook her head"; "Observers from the Southern League" in
"Observers from the Southern League withdrew". Where it is not clear that nothing else stands between the beginning of the
clause and the verb, there is none.
"""

import itertools
import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.people.descriptions import GAP, Token, tokens
from onrecord.analyse.people.names import POSSESSIVE, lexicon
from onrecord.analyse.people.nouns import given_names, nouns
from onrecord.types.span import Span

ROOM = 160
"""Characters before a verb in which its subject begins: nineteen of twenty subjects in PolNeAR train are under 60."""
MODIFIERS = 5
"""Words between the determiner and the head of a subject."""
REST = 5
"""Words of what follows the head behind a preposition: "of the Brisk harbour board"."""
ASIDE = re.compile(r",[ \xa0][^,.;:!?“”\"()\n]{2,80}(?:,[ \xa0][^,.;:!?“”\"()\n]{2,40})?,$")
"""What is added to a subject between commas, once or twice: ", the treasurer,", ", 54, of Brisk,"."""
WHO = re.compile(r"\w,[ \xa0](?P<who>who)[ \xa0]$")
"""A relative clause about somebody, up to its verb.
    """
SENTENCE = re.compile(r"[.!?…][”\"’')\]]*\s+(?=\S)|[\n\r\u2028\u2029]+")


class Lexicon(NamedTuple):
    """`data/actors.json`: what opens a clause before its subject, what else a subject may be, what goes on in it,
    and the day that may stand between it and its verb.
    """

    opening: re.Pattern[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    shortenings: frozenset[str]
    day: re.Pattern[str]


@cache
def _lexicon() -> Lexicon:
    data = json.loads(files("onrecord").joinpath("data/actors.json").read_text("utf-8"))
    joining, leading = "|".join(data["joining"]), "|".join(data["leading"])
    return Lexicon(
        opening=re.compile(
            rf"(?:.*[ \xa0](?:-|—|–|--)[ \xa0]|.*[,;—–][ \xa0]?(?:{joining})[ \xa0]|(?:{joining}),?[ \xa0]"
            rf"|(?:\w+ing|{leading})\b[^,;:“”\"\n]{{0,80}},[ \xa0])?",
            re.IGNORECASE,
        ),
        pronouns=frozenset(data["pronouns"]),
        prepositions=frozenset(data["prepositions"]),
        shortenings=frozenset(data["shortenings"]) | lexicon().titles,
        day=re.compile(rf"(?:[ \xa0]on)?[ \xa0](?:{'|'.join(data['days'])})\s*\Z"),
    )


def subject(text: str, at: int, floor: int = 0) -> Span | None:
    """The actor that ends right before the word at `at` and begins its clause, none of it before `floor`; None where
    that is not clear.
    """
    if relative := WHO.search(text, max(floor, at - ROOM), at):
        return relative.span("who")
    start = _clause(text, max(floor, at - ROOM), at)
    before = _lexicon().day.sub("", text[start:at])
    span = start, start + len(before.rstrip())
    return span if is_actor(text, span) else None


def is_actor(text: str, span: Span) -> bool:
    """Whether the whole of `text[span]` calls somebody: a pronoun, a name, or a noun for people or bodies, with what
    belongs to it and an aside between commas behind it.
    """
    aside = ASIDE.search(text, *span)
    words = tokens(text, span[0], aside.start() if aside else span[1])
    if not words or words[0].start != span[0] or not _joined(text, words):
        return False
    if words[-1].end != (aside.start() if aside else span[1]):
        return False
    if len(words) == 1 and words[0].low in _lexicon().pronouns:
        return aside is None
    head = _head(text, words)
    return head is not None and _goes_on(text, words[head + 1 :])


def _clause(text: str, room: int, at: int) -> int:
    """Where the clause before `at` begins that has nothing but its subject before the verb."""
    start = room
    for match in SENTENCE.finditer(text, room, at):
        if match.group()[0] != "." or not _shortens(text, match.start()):
            start = match.end()
    opening = _lexicon().opening.match(text, start, at)
    return opening.end() if opening else start


def _shortens(text: str, dot: int) -> bool:
    """Whether the full stop at `dot` belongs to the word before it: "Gov.", "J."."""
    word = re.search(r"[^\W\d_]+\Z", text[max(0, dot - 12) : dot])
    return word is not None and (len(word.group()) == 1 or word.group().casefold() in _lexicon().shortenings)


def _joined(text: str, words: list[Token]) -> bool:
    """Whether nothing but space, or the full stop of a shortened word, stands between the words."""
    return all(
        GAP.fullmatch(text, a.end, b.start) or (text[a.end : b.start] in {". ", ".\xa0"} and _shortens(text, a.end))
        for a, b in itertools.pairwise(words)
    )


def _head(text: str, words: list[Token]) -> int | None:
    """The index of the last word of the phrase that heads a subject; None where it calls nobody."""
    table = nouns()
    if lexicon().relatives & {word.low for word in words}:
        return None
    for at, word in enumerate(words):
        follows = words[at + 1] if at + 1 < len(words) else None
        capital = text[word.start].isupper() and not (at == 0 and _only_opens(text, word))
        if capital and not POSSESSIVE.search(word.low):
            last = at
            while last + 1 < len(words) and _goes_on_in_name(text, words, last + 1):
                last += 1
            return last
        if _calls(word.low) and not (follows and (follows.low in table.kinds or text[follows.start].isupper())):
            return at
        if at > MODIFIERS or (word.low in table.stops and word.low not in table.determiners):
            return None
    return None


def _calls(word: str) -> bool:
    """Whether a common noun calls a person, people or a body."""
    kind = nouns().kinds.get(word)
    return (
        kind in {"person", "people", "organisation"} or word in lexicon().titles
    ) and word not in nouns().determiners


def _only_opens(text: str, word: Token) -> bool:
    """Whether the first word of a sentence has its capital from there: no name, nor the start of one."""
    if word.low in lexicon().titles or word.low in given_names():
        return False
    return word.low in lexicon().never or word.low in lexicon().common or word.low in nouns().determiners


def _goes_on_in_name(text: str, words: list[Token], at: int) -> bool:
    """Whether the name at `words[at - 1]` goes on with the word at `at`."""
    word = words[at]
    if POSSESSIVE.search(words[at - 1].low):
        return True
    if text[word.start].isupper():
        return True
    follows = words[at + 1] if at + 1 < len(words) else None
    joins = word.low in lexicon().particles or word.low in {"of", "the", "and"}
    return joins and follows is not None and text[follows.start].isupper()


def _goes_on(text: str, words: list[Token]) -> bool:
    """Whether what follows the head only says whose, where from or for whom: "of the Brisk harbour board"."""
    if not words:
        return True
    if words[0].low not in _lexicon().prepositions or not 1 < len(words) <= REST + 1:
        return False
    named = False
    for word in words[1:]:
        capital = text[word.start].isupper()
        if word.low in nouns().stops and word.low not in {"of", "and"}:
            return False
        if named and not capital and word.low not in nouns().kinds and word.low not in {"of", "and", "the"}:
            return False
        named = named or capital
    return words[-1].low not in {"of", "and", "the"}
