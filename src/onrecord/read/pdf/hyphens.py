"""The lines of a paragraph joined, and words that were parted at the end of a line put together again."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from onrecord.read.pdf.lines import HYPHEN

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_HYPHENS = frozenset({"-", "\u00ad", "\u2010", HYPHEN})
_LAST, _FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$"), re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 100  # characters of a word
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_WHITE = re.compile(r"[\s\x00-\x08\x0e-\x1f]+")


class Words:
    """The words of a document, by which it is told whether a hyphen at a line's end belongs to the word."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._seen = Counter(word.casefold() for text in texts for word in _WORD.findall(text))

    def belongs(self, before: str, after: str) -> bool:
        """Whether `before-after` is written so, and not `beforeafter`.

        What the document writes elsewhere decides; else both halves being words of their own ("long-term") make a
        compound, and anything else a word that was parted. What goes on with a capital or a digit keeps its hyphen.
        """
        first, last = _LAST.search(before[-_LONGEST:]), _FIRST.match(after[:_LONGEST])
        if first is None or last is None or not last[0][0].islower():
            return True
        compound, whole = f"{first[0]}-{last[0]}".casefold(), f"{first[0]}{last[0]}".casefold()
        if self._seen[compound] or self._seen[whole]:
            return self._seen[compound] > self._seen[whole]
        head, tail = first[0].rpartition("-")[2].casefold(), last[0].partition("-")[0].casefold()
        if whole in _common():
            return False
        return all(part in _common() or self._seen[part] > 1 for part in (head, tail)) and min(len(head), len(tail)) > 2


def joint(before: str, after: str, words: Words) -> tuple[str, str]:
    """What is left of `before` and what stands between it and `after`, the next line of the same paragraph."""
    if before[-1:] not in _HYPHENS or not before[-2:-1].isalnum() or not after[:1].isalnum():
        return before, " "
    bare = before[:-1]
    return (f"{bare}-" if words.belongs(bare, after) else bare), ""


def cleaned(text: str) -> str:
    """White space and control characters as one space; halves of a surrogate pair, as PDFium may give them, as one."""
    if _HALF_PAIR.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _WHITE.sub(" ", text).strip()


def shown(text: str) -> str:
    """The text of joined lines, with a hyphen for each mark that is left."""
    return text.replace(HYPHEN, "-")


@cache
def _common() -> frozenset[str]:
    lines = (files("onrecord") / "data" / "common_words.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
