"""Names: the proper names that a text prints, without their titles."""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.words import paragraphs
from onrecord.types.span import Span

LETTERS = r"(?:[^\W_][\u0300-\u036f]*)+"
TOKEN = re.compile(rf"{LETTERS}(?:[-’'.&]{LETTERS})*(?:(?<=\b[^\W\d_])\.)?")
COURTESY = re.compile(r"\b(?:(?P<he>Mr)|(?P<she>Mrs|Ms|Miss))\.?[ \xa0]$")
COURTESY_ROOM = 6
"""Characters of "Miss. ", the longest."""
WORD = re.compile(r"\b[^\W\d_]+\b")
POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
SENTENCE_BREAK = re.compile(
    r"[.!?:;”\"»]\s*[“\"‘'«(]*$|[“\"‘«]$|^\s*[“\"‘'«(—–-]*$|[\r\n\u2028\u2029]\s*[“\"‘'«(—–-]*$"
)
LINK = re.compile(r"\.?[ \xa0]|-")
PARTICLES_ROOM = 16
"""Characters within which the particles of a surname end: "van der " and the capital after it, twice over."""


HEADLINE = 3
"""Words before a surname from which a common one among them shows a headline: "Ada Brook Calls Tom Vale"."""


class Lexicon(NamedTuple):
    """Word lists of `data/titles.json`, `data/name_words.json` and `data/common_words.txt`, in lower case."""

    common: frozenset[str]

    titles: frozenset[str]
    modifiers: frozenset[str]
    groups: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    heads: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    determiners: frozenset[str]
    rubrics: frozenset[str]
    suffixes: frozenset[str]
    reflexives: frozenset[str]
    pronouns: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = files("onrecord").joinpath("data")
    words = json.loads(data.joinpath("name_words.json").read_text("utf-8"))
    titles = json.loads(data.joinpath("titles.json").read_text("utf-8"))
    common = data.joinpath("common_words.txt").read_text("utf-8").splitlines()
    return Lexicon(
        common=frozenset(word for word in common if not word.startswith("#")),
        titles=frozenset(title.casefold() for title in titles["titles"]),
        modifiers=frozenset(word.casefold() for word in titles["modifiers"]),
        groups=frozenset(words["groups"]),
        particles=frozenset(words["particles"]),
        never=frozenset(word.casefold() for word in words["never_names"]),
        heads=frozenset(word.casefold() for word in words["organisation_heads"]),
        prepositions=frozenset(words["prepositions"]),
        relatives=frozenset(words["relatives"]),
        determiners=frozenset(words["determiners"]),
        rubrics=frozenset(words["rubrics"]),
        suffixes=frozenset(words["suffixes"]),
        reflexives=frozenset(words["reflexives"]),
        pronouns=frozenset(words["pronouns"]),
    )


class Name(NamedTuple):
    """A name as printed at `start`:`end`, its words in lower case, and whether a possessive or a title goes with it."""

    start: int
    end: int
    words: tuple[str, ...]
    possessive: bool
    titled: bool
    opens_sentence: bool


def names(text: str, span: Span | None = None) -> list[Name]:
    """The names in `text` (or in `text[span]`), in order: longest runs of capitalised words, titles cut off in front."""
    found: list[Name] = []
    for paragraph in paragraphs(text) if span is None else [span]:
        run: list[re.Match[str]] = []
        for token in TOKEN.finditer(text, *paragraph):
            if run and not _continues(text, run, token):
                found.extend(_named(text, run))
                run = []
            if run or token.group()[0].isupper():
                run.append(token)
        found.extend(_named(text, run))
    return found


def _continues(text: str, run: list[re.Match[str]], token: re.Match[str]) -> bool:
    between = text[run[-1].end() : token.start()]
    last, word = run[-1].group(), token.group()
    if POSSESSIVE.search(last) or not LINK.fullmatch(between):
        return False
    if between.startswith(".") and not (len(last) <= 2 or last.casefold() in lexicon().titles):
        return False
    if word[0].isupper():
        return True
    if word in lexicon().particles:
        return _leads_to_capital(text[token.end() : token.end() + PARTICLES_ROOM])
    joins = word in {"of", "for"} or (word == "the" and last in {"of", "for"})
    return joins and (_folded(run[-1]) in lexicon().titles or any(_folded(w) in lexicon().heads for w in run))


def _folded(token: re.Match[str]) -> str:
    return POSSESSIVE.sub("", token.group()).rstrip(".").replace("’", "'").casefold()


def _leads_to_capital(after: str) -> bool:
    """Whether particles go on to a capital: "van der Meer"."""
    word = next((word for word in after.split() if word not in lexicon().particles), "")
    return word[:1].isupper()


def _named(text: str, run: list[re.Match[str]]) -> list[Name]:
    while run and not run[-1].group()[0].isupper():
        run = run[:-1]
    whole = len(run)
    opens = bool(run) and SENTENCE_BREAK.search(text[max(0, run[0].start() - 4) : run[0].start()]) is not None
    while run and (_folded(run[0]) in lexicon().never or (opens and len(run) > 1 and _only_opens(run))):
        opens = opens and _folded(run[0]) not in lexicon().never  # The New Yorker: New begins no sentence
        run, whole = run[1:], whole - 1
    run = _untitled(run)
    if not run:
        return []
    last = run[-1].group()
    possessive = POSSESSIVE.search(last)
    end = run[-1].end() - (len(possessive.group()) if possessive else 0)
    words = tuple(_folded(token) for token in run)
    return [
        Name(
            run[0].start(),
            end,
            words,
            possessive is not None,
            len(run) < whole,
            opens and len(run) == whole and not _capitals(run[0]),
        )
    ]


def _capitals(token: re.Match[str]) -> bool:
    """Whether a word is in capitals throughout, which no beginning of a sentence makes it."""
    return len(token.group()) > 1 and token.group().isupper()


def _only_opens(run: list[re.Match[str]]) -> bool:
    """Whether the first word of a sentence is no part of the name behind it: "Poor Kestle"."""
    words = [_folded(token) for token in run]
    named = words[0] in lexicon().titles | lexicon().modifiers or not lexicon().heads.isdisjoint(words)
    return words[0] in lexicon().common and not named


def _untitled(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """The run after its last title, with what goes before that: "Dellin Council Chair Ada Brook" is Ada Brook.

    Nothing is cut where an organisation would be left ("Justice Department"); a run that ends in a title ("Former White
    House Doctor") describes and does not name.
    """
    words = [_folded(token) for token in run]
    ranked = [k for k, word in enumerate(words) if word in lexicon().titles]
    if not ranked:
        return run
    rest = run[ranked[-1] + 1 :]
    if rest and rest[0].group() == "for":  # Lawyer for Lund
        return []
    if rest and rest[0].group() == "of":  # Secretary of State, Speaker of the House
        rest = [token for token in rest[1:] if token.group() != "the"]
        while rest and _folded(rest[0]) in lexicon().heads:
            rest = rest[1:]
    return run if any(_folded(token) in lexicon().heads for token in rest) else rest


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

        A surname stands for the names that end in it, a name for the one with a middle name, initials for the words
        of an organisation that they begin. Where a surname is both Mr. and Mrs., and one full name at most is printed, it may be either.
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
