"""Sources: by which words a source calls its speaker, and how that may be read: by name, described, or by a pronoun."""

from typing import NamedTuple

from onrecord.analyse.people.descriptions import Phrase, description, tokens
from onrecord.analyse.people.heads import Piece, pieces
from onrecord.analyse.people.namebook import NameBook
from onrecord.analyse.people.nouns import Sex, nouns
from onrecord.types.span import Span

ALONE = 3
"""Words of a source that a pronoun opens, from which it is no mere pronoun: "he himself", "some of the guests"."""


class Source(NamedTuple):
    """The words of a source: joined names and descriptions in `pieces`, or a description, or a pronoun.

    span: without what leads to it and what is only added. sort: the class of the pronoun, the kind of noun that heads
    the description ("thing" where it is none of the lexicon's), or "name". sex: what the courtesy title of a single shared name shows ("Mrs. Lund").
    """

    span: Span
    sort: str
    phrase: Phrase | None = None
    pieces: tuple[Piece, ...] = ()
    sex: Sex = ""


def source(text: str, span: Span, book: NameBook) -> Source:
    """How `text[span]` calls its speaker."""
    words = tokens(text, *span)
    named = tuple(pieces(text, span, book))
    pronouns = nouns().pronouns
    at = next((k for k, word in enumerate(words) if word.low not in nouns().leading or word.low in pronouns), 0)
    if not named and words and words[at].low in pronouns:
        sort = pronouns[words[at].low]
        alone = len(words) - at == 1 or (
            len(words) - at <= ALONE and sort in {"male", "female", "first_singular", "first_plural"}
        )
        follows = words[at + 1].low if len(words) > at + 1 else ""
        owns = words[at].low in {"his", "her", "its", "their", "our", "my", "your", "whose"} and follows
        if (
            (alone or follows in {"who", "himself", "herself", "themselves", "itself", "too", "also", "of"})
            and not owns
            and sort != "general"
        ):
            return Source((words[at].start, words[at].end), sort)
        if sort in {"who", "which"} and not owns and at == 0:
            return Source((words[0].start, words[0].end), sort)
    if named:
        return Source(span, "name", pieces=named)
    found = description(text, span)
    if found is None:
        return Source(span, "thing")
    return Source(found[0], found[1].kind or "thing", found[1])
