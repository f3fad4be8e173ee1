"""Roles held: what a text says that somebody is, and for whom somebody speaks, in its own words."""

import json
import re
from functools import cache
from importlib.resources import files

from onrecord.analyse.people.agreement import verbs
from onrecord.analyse.people.descriptions import POSSESSIVE, Token
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.namebook import NameBook
from onrecord.analyse.people.names import lexicon, names
from onrecord.analyse.people.nouns import nouns
from onrecord.analyse.people.referents import Referent
from onrecord.types.span import Span

MENTIONS = 4
"""Mentions of somebody that are looked at: the role is told where they come in."""
FRONT = re.compile(r"(?:[^\W_][\w.’'&/-]*[ \xa0]){1,6}$")
BEHIND = re.compile(
    r",[ \xa0](?:who (?:is|was)[ \xa0])?(?:(?:a|an|the)[ \xa0])?(?P<role>[^,;:.()\n“”\"—]{3,80})(?=[,.;:(\n—])"
)
COMMA = re.compile(r",[ \xa0](?:[A-Z][a-z]+\.?[ \xa0])?$")
BEFORE = re.compile(rf"(?P<role>[^,;:.()\n“”\"—]{{3,}}){COMMA.pattern}")
"""What stands before a comma and the name behind it."""
ROOM = 100
"""Characters on either side of a mention in which its role is looked for."""
CLOSING = re.compile(r"[ \xa0](?:who|which|that|whose|said|says|told|and)\b")
FOR = re.compile(r"[ \xa0](?:for|of|to)[ \xa0](?P<whom>[^,;:()\n“”\"—]+)")


def role(cast: Cast, referent: Referent) -> Span | None:
    """Where the text says what the referent is: the words before its name ("Gov.") or behind a comma ("a lawyer")."""
    if not referent.named:
        phrase = referent.phrase
        person = phrase is not None and phrase.kind == "person" and not phrase.plural
        return _bare(cast, referent.span) if person else None
    for mention in referent.mentions[:MENTIONS]:
        for found in (_front(cast, mention.start), _before(cast, mention.start), _behind(cast, mention.end)):
            if found is not None and not _is_own_name(cast, referent, found):
                return found
    return None


def _is_own_name(cast: Cast, referent: Referent, found: Span) -> bool:
    """Whether `found`, beside a mention that describes somebody, is but the name: "the banker, Sir Guy Lund"."""
    return {referent.words[0], referent.words[-1]} <= {token.low for token in cast.between(*found)}


def _bare(cast: Cast, span: Span) -> Span:
    words = cast.between(*span)
    determined = len(words) > 1 and words[0].low in nouns().determiners
    return (words[1].start if determined else span[0]), span[1]


def _front(cast: Cast, at: int) -> Span | None:
    """The words of one phrase that end in a title or a calling right before character `at`."""
    words = [token for token in cast.between(max(0, at - ROOM), at) if "\n" not in cast.text[token.start : at]]
    if not words or not _calls(words[-1].low) or cast.text[words[-1].end : at].strip(". \xa0"):
        return None
    if cast.text[words[-1].end] == "." and not _is_short(cast, words[-1]):
        return None
    start = words[-1].start
    for before, after in zip(reversed(words[:-1]), reversed(words), strict=False):
        gap = cast.text[before.end : after.start]
        apart = gap.strip().removeprefix(".") if _is_short(cast, before) else gap.strip()
        if _is_outside(before.low) or apart or not gap or _is_clock(cast, before):
            if before.low == "of":  # what is governed is the Bank of Carvella, not Carvella
                start = words[-1].start
            break
        start = before.start
    end = words[-1].end + (cast.text[words[-1].end : words[-1].end + 1] == ".")
    return (start, end) if words[-1].low not in COURTESY else None


def _is_short(cast: Cast, word: Token) -> bool:
    """Whether a full stop behind a word may shorten it and end no sentence: "Sen.", "U.S.", not "a spokeswoman."."""
    short = len(word.low) <= ABBREVIATION or word.low in lexicon().titles
    return short and cast.text[word.start].isupper()


def _is_clock(cast: Cast, word: Token) -> bool:
    """Whether a number is the end of a time of day: "14:32 Transport Minister"."""
    return word.low.isdigit() and cast.text[max(0, word.start - 1) : word.start] in {":", "."}


def _is_outside(word: str) -> bool:
    """Whether a word stands before a phrase and not in it: "the", "rejected", "week"."""
    said = word in verbs().saying or word in nouns().doing or word.endswith("ed")
    return said or word in nouns().stops or word in nouns().determiners or word in _times()


@cache
def _times() -> frozenset[str]:
    """The words of `TIMES` in `data/time_words.json`, in lower case."""
    data = json.loads(files("onrecord").joinpath("data/time_words.json").read_text("utf-8"))
    classes = data["capitalised"] | data["words"]
    return frozenset(word.casefold() for name in TIMES for word in classes[name])


ABBREVIATION = 3
"""Letters of a word up to which a full stop behind it may shorten it and end no sentence."""
TIMES = ("weekday", "weekday_short", "month", "today", "unit", "weekend", "last", "ago", "earlier", "later")
"""Classes of words of time that open no role: "Last week Mayor"; "First Minister" is one."""
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady"})
"""Titles that say nothing of what somebody does."""


def _before(cast: Cast, at: int) -> Span | None:
    """The words before a comma that say for whom the one named behind it speaks: "Brook's spokeswoman, Lena Ott"."""
    room = max(0, at - ROOM)
    comma = cast.text.rfind(",", room, at)  # most names have none before them, which is sooner seen so
    apart = BEFORE.search(cast.text, room, at) if comma >= 0 and COMMA.match(cast.text, comma, at) else None
    if apart is None:
        return None
    words = cast.between(*apart.span("role"))
    k = next((k for k, word in enumerate(words) if word.low in nouns().behalf - nouns().plurals), None)
    if k is None:
        return None
    first = k
    while first and not _is_outside(words[first - 1].low):
        first -= 1
    last = k == len(words) - 1
    whose = any(POSSESSIVE.search(word.low) for word in words[first:k])
    fits = whose if last else FOR.match(cast.text, words[k].end, at) is not None
    return (words[first].start, apart.end("role")) if fits else None


def _calls(word: str) -> bool:
    return nouns().kinds.get(word) == "person" or word in lexicon().titles


def _behind(cast: Cast, at: int) -> Span | None:
    """The words behind a comma at character `at` that call somebody something."""
    found = BEHIND.match(cast.text, at, at + ROOM)
    if found is None:
        return None
    start, end = found.span("role")
    closing = CLOSING.search(cast.text, start, end)
    end = closing.start() if closing else end
    heads = []
    for token in cast.between(start, end):
        if token.low in nouns().stops:
            break
        heads.append(token.low)
    return (start, end) if any(nouns().kinds.get(word) == "person" for word in heads) else None


def principal(cast: Cast, book: NameBook, held: Span) -> Span | None:
    """For whom the holder of a role speaks: "spokesman for X", "X spokeswoman", "X’s lawyer"; as fully as X is named."""
    words = cast.between(*held)
    at = next((k for k, token in enumerate(words) if token.low in nouns().behalf), None)
    if at is None:
        return None
    behind = FOR.match(cast.text, words[at].end, min(held[1], words[at].end + ROOM))
    span = behind.span("whom") if behind else (held[0], words[at].start)
    named = [name for name in names(cast.text, span) if book.is_name(name) or name.possessive]
    if named:
        full = book.fullest(named[0] if behind else named[-1])
        chosen = full[0] if len(full) == 1 else (named[0] if behind else named[-1])
        return chosen.start, chosen.end
    text = cast.text[slice(*span)].strip()
    start = span[0] + cast.text[slice(*span)].find(text)
    return (start, start + len(text)) if behind and text else None
