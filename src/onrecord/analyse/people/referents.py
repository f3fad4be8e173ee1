"""Referents: whom and what a text speaks of, each with the places where it is mentioned."""

from bisect import bisect_left
from typing import NamedTuple

from onrecord.analyse.people.descriptions import Phrase
from onrecord.analyse.people.nouns import Sex
from onrecord.types.span import Span

FAR = 8
"""Sentences from which on a mention no longer counts for anything."""

LOOKED_AT = 100
"""Mentions that are looked back at, so that a text of a megabyte stays linear."""


class Mention(NamedTuple):
    """One place where somebody is mentioned, with the numbers of its sentence and paragraph in the text.

    opens: among the first words of its sentence. subject: no preposition before it and no possessive behind it.
    quoted: inside a quotation.
    """

    start: int
    end: int
    sentence: int
    paragraph: int
    opens: bool
    subject: bool
    quoted: bool


class Referent:
    """One that the text speaks of: `span` is its fullest name or description, `kind` and `sex` what words show of it.

    kind: `person`, `organisation`, `group`, `document`, `anonymous` (a person without a name), `place`, `other`, or "" where a
    name shows none. roles: the words printed beside its names, in lower case. said: how often it spoke so far.
    """

    __slots__ = ("kind", "mentions", "named", "phrase", "plural", "roles", "said", "sex", "span", "starts", "words")

    def __init__(self, span: Span, words: tuple[str, ...], kind: str, phrase: Phrase | None = None) -> None:
        self.span = span
        self.words = words
        self.kind = kind
        self.phrase = phrase
        self.named = phrase is None
        self.plural = phrase.plural if phrase else kind == "group"
        self.sex: Sex = phrase.sex if phrase else ""
        self.roles: set[str] = set()
        self.mentions: list[Mention] = []
        self.starts: list[int] = []
        self.said = 0

    def mentioned(self, mention: Mention) -> None:
        """Keeps a further mention, in order."""
        at = bisect_left(self.starts, mention.start)
        self.starts.insert(at, mention.start)
        self.mentions.insert(at, mention)

    def before(self, at: int, apart: tuple[Span, ...] = (), *, quoted: bool = True) -> Mention | None:
        """The last mention that ends before character `at`, outside the stretches `apart`, in a quotation if `quoted`."""
        last = bisect_left(self.starts, at) - 1
        for k in range(last, max(last - LOOKED_AT, -1), -1):
            each = self.mentions[k]
            within = any(start <= each.start < end for start, end in apart)
            if each.end <= at and not within and (quoted or not each.quoted):
                return each
        return None

    def salience(self, here: Mention) -> float:
        """How much the last sentences speak of it: a mention counts half as much with every sentence between."""
        total = 0.0
        last = bisect_left(self.starts, here.start) - 1
        for k in range(last, max(last - LOOKED_AT, -1), -1):
            away = here.sentence - self.mentions[k].sentence
            if away > FAR:
                break
            total += 0.5**away
        return total
