"""The telling: the words of a story one by one, in sentences, with those that are somebody's content set apart.

What a reporter says about an occasion ("at a rally in Brisk", "told the Courier") stands outside what is quoted; the
rules for venue, place and addressee read it here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.analyse.people.names import lexicon
from onrecord.analyse.reading.reader import Marked
from onrecord.types.span import Spans

WORD = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*")
MARK = re.compile(r"(?P<end>[.!?…][”\"’')\]]*(?=\s)|[\n\r\u2028\u2029])|[^\s\w]")
GAPS = 4_096
"""Stretches between words that are kept: stories share nearly all of theirs."""


class Words(NamedTuple):
    """The W words of a story. texts: as printed. folded: in lower case, with straight apostrophes. starts, ends: offsets.

    sentence: the number of the sentence that each stands in. marks: the punctuation before each since the word before.
    """

    texts: tuple[str, ...]
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]
    marks: tuple[str, ...]

    def between(self, start: int, end: int) -> range:
        """The words that begin in `start`:`end` of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def words(text: str) -> Words:
    """The words of `text`; an initial or a title with a full stop ends no sentence."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentence: list[int] = []
    marks: list[str] = []
    number = behind = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        between, behind = text[behind:start], end
        if between == " ":
            marks.append("")
        else:
            printed, ended, stopped = _gap(between)
            number += ended
            if stopped and not (texts and shortens(texts[-1])):
                number += stopped
            marks.append(printed)
        texts.append(match.group())
        starts.append(start)
        ends.append(end)
        sentence.append(number)
    folded = tuple(" ".join(texts).casefold().replace("’", "'").split(" ")) if texts else ()
    return Words(tuple(texts), folded, tuple(starts), tuple(ends), tuple(sentence), tuple(marks))


@lru_cache(maxsize=GAPS)
def _gap(between: str) -> tuple[str, int, int]:
    """What stands between two words: its marks, and how many ends of sentences; last those that are bare full stops."""
    found = list(MARK.finditer(between))
    stops = sum(match.group() == "." and match["end"] is not None for match in found)
    return "".join(match.group() for match in found), sum(match["end"] is not None for match in found) - stops, stops


def shortens(word: str) -> bool:
    """Whether a full stop behind `word` may be the abbreviation's: "J.", "U.S.", "Sen.", "Calif."."""
    return (len(word) == 1 and word.isupper()) or "." in word or word.casefold() in lexicon().titles


def told(words: Words, marked: Sequence[Marked]) -> bytearray:
    """For each word 1 where it is in no content, the reporter's own; else 0."""
    own = bytearray(b"\1") * len(words.starts)
    for each in marked:
        for start, end in each.content:
            inside = words.between(start, end)
            own[inside.start : inside.stop] = bytes(len(inside))
    return own


class Parts(NamedTuple):
    """The words of an attribution's source, cue and content, by their numbers in order."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


def parts(words: Words, marked: Marked) -> Parts:
    """The words in which an attribution stands."""
    return Parts(*(tuple(at for span in spans for at in words.between(*span)) for spans in marked[:3]))


def frame(words: Words, marked: Marked, content: Iterable[int]) -> list[int]:
    """The words of the sentences in which source and cue stand (the content, where neither is given), less the content."""
    heads: Spans = marked.source + marked.cue or marked.content
    reach = words.between(min(s for s, _ in heads), max(e for _, e in heads))
    if not reach:
        return []
    first, last = words.sentence[reach[0]], words.sentence[reach[-1]]
    near = range(bisect_left(words.sentence, first), bisect_left(words.sentence, last + 1))
    inside = set(content)
    return [at for at in near if at not in inside]


def sentence(words: Words, marked: Marked) -> int:
    """The number of the sentence in which an attribution's source, else its cue or content, stands."""
    heads = marked.source + marked.cue or marked.content
    at = bisect_left(words.starts, heads[0][0])
    return words.sentence[min(at, len(words.sentence) - 1)] if words.sentence else 0


def voices(text: str, words: Words, marked: Sequence[Marked], found: Sequence[Parts]) -> list[str]:
    """A key of who speaks each attribution: the last capitalised word of its source, before what describes it.

    A pronoun or a description ("the senator") goes on with the voice before. Good enough to tell a run of one speaker's
    sayings from another's; it names nobody.
    """
    keys: list[str] = []
    for each, at in zip(marked, found, strict=True):
        key = _voice(text, words, each, at.source)
        keys.append(key or (keys[-1] if keys else ""))
    return keys


def _voice(text: str, words: Words, each: Marked, source: Sequence[int]) -> str:
    name = ""
    for at in source:
        word = words.folded[at]
        if name and words.marks[at]:
            break
        if words.texts[at][0].isupper() and not word.endswith("'s") and word not in lexicon().pronouns:
            name = word
    if name or not each.source:
        return name
    first = text[each.source[0][0] : each.source[0][1]].casefold()
    return "" if first in lexicon().pronouns or first.startswith("the ") else first
