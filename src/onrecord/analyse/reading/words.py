"""Words: a text cut into words and word pieces, each tied to its characters, with what the marks and capitals say.

Text is tokenised paragraph by paragraph, so that memory stays flat whatever the length of the document.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.analyse.reading.quotations import quotations
from onrecord.types.span import Span

PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
PARAGRAPH_CHARACTERS = 6_000
"""Longest run that is tokenised at once; a longer paragraph is cut at a space. Ten times the longest in PolNeAR."""

WORDS_KEPT = 20_000
"""Words of which the pieces and the case are remembered: the 83,000 of PolNeAR dev are 9,301 different ones."""

CASES = 4  # lower or other, Titlecase, UPPER, digit
QUOTATION_STATES = 4  # outside, inside, opening mark, closing mark
FEATURES = CASES * QUOTATION_STATES
"""Feature values of a word: quotation state times `CASES` plus case."""

LETTERS = "0-9A-Za-zÀ-ÖØ-öø-ÿ€£"
MARKS = r"!-/:-@\[-`{-~‘’“”–—―…"
PLAIN = re.compile(rf"(?:[{MARKS} \xa0]|[{LETTERS}]{{1,100}}+(?![{LETTERS}]))*+")
PLAIN_WORD = re.compile(rf"[{LETTERS}]+|[{MARKS}]")
"""Characters between which BERT's tokenizers part words in the simplest way: around each mark, and at spaces. A word of more
than 100 letters is unknown to them."""


class Words(NamedTuple):
    """W words of one paragraph with their P word pieces.

    starts, ends: (W,) offsets into the text. pieces: (P,) vocabulary ids. first: (W + 1,) index of each word's first
    piece, and P at the end. features: (W,) values below `FEATURES`.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    pieces: NDArray[np.int32]
    first: NDArray[np.int32]
    features: NDArray[np.int32]


def paragraphs(text: str) -> Iterator[Span]:
    """Spans of the paragraphs of `text`, blank ones left out; a very long one in several."""
    for match in PARAGRAPH.finditer(text):
        start, end = match.span()
        while end - start > PARAGRAPH_CHARACTERS:
            space = text.rfind(" ", start + 1, start + PARAGRAPH_CHARACTERS)
            cut = space if space > 0 else start + PARAGRAPH_CHARACTERS
            yield start, cut
            start = cut
        if not text[start:end].isspace():
            yield start, end


def words(tokenizer: Tokenizer, text: str, paragraph: Span) -> Words:
    """The words of `text[paragraph]`; a paragraph of nothing but control characters has none."""
    return (_plain if PLAIN.fullmatch(text, *paragraph) else _any)(tokenizer, text, paragraph)


def _plain(tokenizer: Tokenizer, text: str, paragraph: Span) -> Words:
    """The words of a paragraph of plain characters, each cut for itself: three times as fast as `_any`."""
    found = [match.span() for match in PLAIN_WORD.finditer(text, *paragraph)]
    printed = [text[start:end] for start, end in found]
    cut = [_pieces(tokenizer, word) for word in printed]
    starts, ends = np.fromiter(chain.from_iterable(found), dtype=np.int32).reshape(-1, 2).T
    pieces = np.fromiter(chain.from_iterable(cut), dtype=np.int32)
    first = np.array([0, *accumulate(map(len, cut))], dtype=np.int32)
    return Words(starts, ends, pieces, first, _features(text, paragraph, starts, ends, map(_known_case, printed)))


@lru_cache(WORDS_KEPT)
def _pieces(tokenizer: Tokenizer, word: str) -> tuple[int, ...]:
    return tuple(tokenizer.encode(word, add_special_tokens=False).ids)


def _any(tokenizer: Tokenizer, text: str, paragraph: Span) -> Words:
    """The words of any paragraph, as the tokenizer finds them."""
    start, end = paragraph
    encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
    word_of = np.array(encoding.word_ids, dtype=np.int32)
    offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2) + start
    is_first = np.ones(len(word_of), dtype=bool)
    is_first[1:] = word_of[1:] != word_of[:-1]
    first = np.flatnonzero(is_first).astype(np.int32)
    bounds = np.append(first, np.int32(len(word_of)))
    starts, ends = offsets[first, 0], offsets[bounds[1:] - 1, 1]
    printed = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    pieces = np.array(encoding.ids, dtype=np.int32)
    return Words(starts, ends, pieces, bounds, _features(text, paragraph, starts, ends, map(_case, printed)))


def _features(
    text: str, paragraph: Span, starts: NDArray[np.int32], ends: NDArray[np.int32], cases: Iterable[int]
) -> NDArray[np.int32]:
    states = np.zeros(len(starts), dtype=np.int32)
    for quotation in quotations(text, *paragraph):
        inside = (starts >= quotation.start) & (ends <= quotation.end)
        states[inside] = 1
        states[starts == quotation.start] = 2
        if quotation.closed:
            states[(starts == quotation.end - 1) & inside] = 3
    return states * CASES + np.fromiter(cases, dtype=np.int32)


def _case(word: str) -> int:
    if word[:1].isdigit():
        return 3
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


_known_case = lru_cache(WORDS_KEPT)(_case)
"""For words of no more than 100 letters."""
