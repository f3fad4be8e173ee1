"""Sayings: what stands around each attribution that tells when it was said."""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.people.names import lexicon
from onrecord.analyse.reading.quotations import marks
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.time.tenses import manner, tense
from onrecord.types.span import Span, Spans

SENTENCE = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[A-Z“\"‘'(\[])|\n+")
ABBREVIATED = re.compile(r"\b(?P<word>[^\W\d_]+(?:\.[A-Z])*)\Z")
ABBREVIATION_ROOM = 12
"""Characters before a full stop in which a title or initials stand."""
ADVERB_ROOM = 30
"""Characters before a cue in which its adverbs stand."""
WORD = re.compile(r"[^\W\d_]+")


class Saying(NamedTuple):
    """An attribution seen from where it is told.

    at: where its cue begins (its content, where it has none). frame: from the first to the last of source and cue.
    bounds: of the sentence. sentence, paragraph: their numbers. who: a word by which two sources are told to be the
    same. sort: what kind of word the source is. word: the first full word of the cue.
    """

    at: int
    frame: Span
    content: Spans
    bounds: Span
    sentence: int
    paragraph: int
    act: str
    tense: str
    manner: str
    word: str
    quoted: bool
    who: str
    sort: str

    @property
    def reach(self) -> Span:
        """From the first to the last of the sentence, source and cue."""
        return min(self.bounds[0], self.frame[0]), max(self.bounds[1], self.frame[1])


@cache
def lists() -> dict[str, frozenset[str]]:
    """The word lists of `data/saying_words.json`."""
    data = json.loads(files("onrecord").joinpath("data/saying_words.json").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}


def sentences(text: str) -> list[int]:
    """Where the sentences of `text` begin, and its end; a full stop behind an initial or a title ends none."""
    ends = (
        match.end()
        for match in SENTENCE.finditer(text)
        if not (text[match.start()] == "." and _shortens(text, match.start()))
    )
    return [0, *ends, len(text)]


def sayings(text: str, marked: Sequence[Marked], breaks: Sequence[Span], starts: Sequence[int]) -> list[Saying]:
    """One for each of `marked`, in their order; breaks: the paragraphs; starts: of the sentences, and the text's end."""
    found: list[Saying] = []
    opened = [start for start, _ in breaks]
    for each in marked:
        heads = each.source + each.cue or each.content
        at = (each.cue or each.content)[0][0]
        sentence = max(0, bisect_right(starts, at, hi=len(starts) - 1) - 1)
        cue = " ".join(text[start:end] for start, end in each.cue)
        source = [word for start, end in each.source[:1] for word in WORD.findall(text, start, end)]
        sort = _sort(source)
        found.append(
            Saying(
                at=at,
                frame=(min(start for start, _ in heads), max(end for _, end in heads)),
                content=each.content,
                bounds=(starts[sentence], starts[sentence + 1]),
                sentence=sentence,
                paragraph=max(0, bisect_right(opened, at) - 1),
                act=each.act,
                tense=tense(cue),
                manner=manner(text[max(0, at - ADVERB_ROOM) : at].rpartition(".")[2] + cue),
                word=next((word for word in WORD.findall(cue.casefold()) if word not in lists()["light"]), "-"),
                quoted=bool(each.content) and text[each.content[0][0]] in marks().closers,
                who=found[-1].who if sort in lists()["pronouns"] and found else _who(source),
                sort=sort,
            )
        )
    return found


def _shortens(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` may be an abbreviation's: "J.", "U.S.", "Sen."."""
    before = ABBREVIATED.search(text, max(0, stop - ABBREVIATION_ROOM), stop)
    if before is None:
        return False
    word = before["word"]
    return (len(word) == 1 and word.isupper()) or "." in word or word.casefold() in lexicon().titles


def _who(source: list[str]) -> str:
    """The last word in capitals of a source, or its last word; a possessive's "s" is none."""
    words = [word for word in source if word != "s"]
    capitals = [word for word in words if word[0].isupper()]
    return (capitals or words or [""])[-1].casefold()


def _sort(source: list[str]) -> str:
    """`none`, the pronoun or quantifier that a source begins with, `plural`, `name` or `description`."""
    if not source:
        return "none"
    first, last = source[0].casefold(), source[-1]
    if first in lists()["quantifiers"] or (len(source) == 1 and first in lists()["pronouns"]):
        return first
    if last.endswith("s") and not last.endswith("ss") and last != "s":
        return "plural"
    return "name" if last[0].isupper() else "description"
