"""The book of a document's names: which names stand for which, and which words are names at all."""

import re
import unicodedata

from onrecord.analyse.names import Name, lexicon, names

WORD = re.compile(r"\b[^\W\d_]+\b")
COURTESY = re.compile(r"\b(?:(?P<he>Mr)|(?P<she>Mrs|Ms|Miss))\.?[ \xa0]$")
COURTESY_ROOM = 6
"""Characters of "Miss. ", the longest."""
HEADLINE = 3
"""Words before a surname from which a common one among them shows a headline: "Ada Brook Calls Tom Vale"."""


class NameBook:
    """The names of one document: each by its last word and by its initials, as first printed."""

    def __init__(self, text: str) -> None:
        self._by_end: dict[str, dict[tuple[str, ...], Name]] = {}
        self._inside: set[str] = set()
        self._fullest: dict[tuple[str, ...], list[Name]] = {}
        self._courtesy: dict[str, dict[str, Name]] = {}
        self._lower = {match.group() for match in WORD.finditer(text) if match.group().islower()}
        for name in names(text):
            for key in (name.words[-1], _initials(name.words)):
                self._by_end.setdefault(key, {}).setdefault(name.words, name)
            self._inside.update(name.words[1:] if name.opens_sentence else name.words)
            if polite := COURTESY.search(text, max(0, name.start - COURTESY_ROOM), name.start):
                whole = name._replace(start=polite.start())
                self._courtesy.setdefault(name.words[-1], {}).setdefault(str(polite.lastgroup), whole)

    def is_name(self, name: Name) -> bool:
        """Whether a single capitalised word is a name at all: not one that only begins a sentence."""
        if len(name.words) > 1 or name.titled or not name.opens_sentence:
            return True
        word = name.words[0]
        return word in self._inside and word not in self._lower and word not in lexicon().common

    def whole(self, text: str, name: Name, start: int) -> Name:
        """`name` with the words before it from `start`, where the document prints it so elsewhere.

        At the beginning of a sentence "South Korea" may be a sorry "Korea"; within one it is not.
        """
        before = text[start : name.start].rstrip()
        for words, other in self._by_end.get(name.words[-1], {}).items() if before else ():
            begin = name.end - (other.end - other.start)
            if start <= begin < name.start and text[begin : name.end] == text[other.start : other.end]:
                return name._replace(start=begin, words=words, opens_sentence=False)
        return name

    def fullest(self, name: Name) -> list[Name]:
        """The longest names that `name` may stand for: one where it is clear, several where two people share it.

        A surname stands for the names that end in it, a name for the one with a middle name, initials for the words of
        an organisation that they begin. Where a surname is both Mr. and Mrs., and one full name at most is printed, it
        may be either.
        """
        if name.words not in self._fullest:
            self._fullest[name.words] = self._readings(name)
        return self._fullest[name.words]

    def _readings(self, name: Name) -> list[Name]:
        people: dict[tuple[str, str], Name] = {}
        for words, candidate in self._by_end.get(name.words[-1].replace(".", ""), {}).items():
            key = (words[0], words[-1])
            if (
                _stands_for(name.words, words)
                and _scripts(name.words) == _scripts(words)
                and (key not in people or len(words) > len(people[key].words))
            ):
                people[key] = candidate
        polite = self._courtesy.get(name.words[-1], {})
        spouses = list(polite.values()) if len(name.words) == 1 and len(people) < 2 and len(polite) > 1 else []
        return spouses or list(people.values())


def _stands_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(full) <= len(short):
        return False
    if len(short) > 1 and (short[0], short[-1]) == (full[0], full[-1]):
        return set(short) <= set(full)
    if full[-len(short) :] == short:
        before = set(full[: -len(short)])
        named_for = short[-1] not in lexicon().heads and before & lexicon().heads
        headline = before & lexicon().never or (len(before) >= HEADLINE and before & lexicon().common)
        return short[-1] not in lexicon().groups and not named_for and not headline
    letters = short[0].replace(".", "")
    organised = not lexicon().heads.isdisjoint(full)  # ABC is not Ada Bo Carr
    return len(short) == 1 and len(letters) > 2 and letters == _initials(full) and organised


def _scripts(words: tuple[str, ...]) -> set[str]:
    """The alphabets of a name, as Unicode calls them: what looks like Lund in another one is not Lund."""
    return {unicodedata.name(letter, "").split(" ")[0] for word in words for letter in word if letter.isalpha()}


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in {"of", "for", "the", "and"})
