"""Names: the proper names that a text prints, without their titles."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from onrecord.analyse.people.nouns import Sex, given_names, nouns
from onrecord.analyse.reading.words import paragraphs
from onrecord.types.span import Span

MISREAD = r"(?:(?<=[ÂÃÄÅâãäå])|(?<=[Aa][\u0302\u0303\u0308\u030a]))(?:[\u00a1-\u00bf]| \u0308)"
"""The second half of a letter whose UTF-8 was read as Latin-1."""
LETTERS = rf"[^\W_]+(?:(?:[\u0300-\u036f]+|{MISREAD})[^\W_]*)*"
"""Letters with their accents; also where UTF-8 was read as Latin-1, so that "Tomás" is printed with a "Ã" and a sign."""
TOKEN = re.compile(rf"{LETTERS}(?:[-’'.&]{LETTERS})*(?:(?<=\b[^\W\d_])\.)?")
CAPITAL = re.compile(rf"(?<![^\W_])(?<![^\W_][-’'.&])(?=[^\W\d_a-z]){TOKEN.pattern}")
"""A token that may begin with a capital: letters that are no small ones of ASCII are looked at again."""
POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
SENTENCE_BREAK = re.compile(
    r"[.!?:;”\"»]\s*[“\"‘'«(]*$|[“\"‘«]$|^\s*[“\"‘'«(—–-]*$|[\r\n\u2028\u2029]\s*[“\"‘'«(—–-]*$"
)
LINK = re.compile(r"\.?[ \xa0]|-|[ \xa0]&[ \xa0]")
SAINTS = frozenset({"st", "mt", "ft"})
"""Abbreviations that go on in a name behind their full stop: "St. Ives"."""
PARTICLES_ROOM = 16
"""Characters within which the particles of a surname end: "van der " and the capital after it, twice over."""


PLACES = ("countries", "capitals", "us_states", "us_cities", "cities", "regions")
"""The lists of `data/places.json` whose names are those of places."""


class Lexicon(NamedTuple):
    """Word lists of `data/titles.json`, `name_words.json`, `places.json` and `common_words.txt`, in lower case."""

    common: frozenset[str]
    titles: frozenset[str]
    surnames: frozenset[str]
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
    company_forms: frozenset[str]
    places: frozenset[str]
    adjectives: frozenset[str]
    offices: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    data = files("onrecord").joinpath("data")
    words = json.loads(data.joinpath("name_words.json").read_text("utf-8"))
    titles = json.loads(data.joinpath("titles.json").read_text("utf-8"))
    places = json.loads(data.joinpath("places.json").read_text("utf-8"))
    common = data.joinpath("common_words.txt").read_text("utf-8").splitlines()
    return Lexicon(
        common=frozenset(word for word in common if not word.startswith("#")),
        titles=frozenset(title.casefold() for title in titles["titles"]),
        surnames=frozenset(word.casefold() for word in titles["surnames"]),
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
        company_forms=frozenset(words["company_forms"]),
        places=frozenset(place.casefold() for name in PLACES for place in places[name]),
        adjectives=frozenset(demonym.casefold() for demonym in places["demonyms"]),
        offices=re.compile("|".join(rf"\b{office}\b" for office in words["offices"]), re.IGNORECASE),
    )


class Name(NamedTuple):
    """A name as printed at `start`:`end`, its words in lower case, and whether a possessive or a title goes with it.

    `sex` is that of the titles in front of it, "" where they show none. `front` is where its titles begin (`start` where there
    are none).
    """

    start: int
    end: int
    words: tuple[str, ...]
    possessive: bool
    titled: bool
    opens_sentence: bool
    sex: Sex = ""
    front: int = -1


def names(text: str, span: Span | None = None, surnames: frozenset[str] = frozenset()) -> list[Name]:
    """The names in `text` (or in `text[span]`), in order: longest runs of capitalised words, titles cut off in front.

    surnames: titles that are somebody's surname here, as `titled_surnames` finds them.
    """
    return [name for run in _runs(text, span) for name in _named(text, run, surnames)]


def titled_surnames(text: str) -> frozenset[str]:
    """The words of `text`, in lower case, that are titles elsewhere and a surname here: "Ada Dean"."""
    found = {
        match["surname"].casefold()
        for match in _titled_surname().finditer(text)
        if match["given"].casefold() in given_names()
    }
    return frozenset(found)


@cache
def _titled_surname() -> re.Pattern[str]:
    surnames = "|".join(sorted(word.title() for word in lexicon().surnames))
    return re.compile(rf"\b(?P<given>[A-Z][a-z]+) (?P<surname>{surnames})\b(?! [A-Z])")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word as printed at `start`:`end`, and `low`, without its possessive and in lower case."""

    start: int
    end: int
    printed: str
    low: str


def _word(token: re.Match[str]) -> Word:
    printed = token.group()
    low = printed if printed.isalpha() else POSSESSIVE.sub("", printed).rstrip(".").replace("’", "'")
    return Word(*token.span(), printed, low.casefold())


def _runs(text: str, span: Span | None) -> Iterator[list[Word]]:
    """The longest runs of capitalised words, with the particles between them."""
    for start, end in paragraphs(text) if span is None else [span]:
        at = start
        while opener := CAPITAL.search(text, at, end):
            at = opener.end()
            if not opener.group()[0].isupper():
                continue
            run = [_word(opener)]
            while (token := TOKEN.search(text, at, end)) and _continues(text, run, word := _word(token)):
                run.append(word)
                at = word.end
            yield run


def _continues(text: str, run: list[Word], word: Word) -> bool:
    last, between = run[-1], text[run[-1].end : word.start]
    if not LINK.fullmatch(between) or POSSESSIVE.search(last.printed):
        return False
    shortened = len(last.printed.rstrip(".")) == 1 or last.low in lexicon().titles or last.low in SAINTS
    if between.startswith(".") and not shortened:
        return False
    if word.printed[0].isupper():
        return True
    particle, hyphen, rest = word.printed.partition("-")
    if hyphen and particle in lexicon().particles and rest[:1].isupper():
        return True
    if word.printed in lexicon().particles:
        return _leads_to_capital(text[word.end : word.end + PARTICLES_ROOM])
    joins = word.printed in {"of", "for"} or (word.printed == "the" and last.printed in {"of", "for"})
    return joins and (last.low in lexicon().titles or any(each.low in lexicon().heads for each in run))


def _leads_to_capital(after: str) -> bool:
    """Whether particles go on to a capital: "van der Meer"."""
    word = next((word for word in after.split() if word not in lexicon().particles), "")
    return word[:1].isupper()


def _named(text: str, run: list[Word], surnames: frozenset[str]) -> list[Name]:
    while run and run[-1].printed.islower():
        run = run[:-1]
    whole = len(run)
    opens = bool(run) and SENTENCE_BREAK.search(text[max(0, run[0].start - 4) : run[0].start]) is not None
    while run and (run[0].low in lexicon().never or (opens and len(run) > 1 and _only_opens(run))):
        opens = opens and run[0].low not in lexicon().never  # The New Yorker: New begins no sentence
        run, whole = run[1:], whole - 1
    titled = run
    run = _untitled(run, surnames)
    if not run:
        return []
    titles = titled[: len(titled) - len(run)]
    last = run[-1].printed
    possessive = POSSESSIVE.search(last)
    end = run[-1].end - (len(possessive.group()) if possessive else 0)
    words = tuple(token.low for token in run)
    return [
        Name(
            run[0].start,
            end,
            words,
            possessive is not None,
            len(run) < whole,
            opens and len(run) == whole and not _capitals(run[0]),
            next((nouns().sexes[word] for word in (token.low for token in titles) if word in nouns().sexes), ""),
            (titles or run)[0].start,
        )
    ]


def _capitals(token: Word) -> bool:
    """Whether a word is in capitals throughout, which no beginning of a sentence makes it."""
    return len(token.printed) > 1 and token.printed.isupper()


def _only_opens(run: list[Word]) -> bool:
    """Whether the first word of a sentence is no part of the name behind it: "Poor Kestle"."""
    words = [token.low for token in run]
    named = words[0] in lexicon().titles or words[0] in lexicon().modifiers or not lexicon().heads.isdisjoint(words)
    named = (
        named
        or " ".join(words) in lexicon().places
        or (
            words[0] in given_names()
            and len(words) < 4
            and words[1] not in lexicon().common
            and words[1] not in lexicon().groups
        )
    )
    return (words[0] in lexicon().common or words[0] in lexicon().prepositions) and not named


def _untitled(run: list[Word], surnames: frozenset[str]) -> list[Word]:
    """The run after its last title, with what goes before that: "Dellin Council Chair Ada Brook" is Ada Brook.

    Nothing is cut where an organisation would be left ("Justice Department"); a run that ends in a title ("Former White
    House Doctor") describes and does not name.
    """
    words = [token.low for token in run]
    ranked = [k for k, word in enumerate(words) if word in lexicon().titles]
    if ranked and ranked[-1] == len(run) - 1 and words[-1] in surnames:
        ranked.pop()
    if not ranked:
        return _uncalled(run, words)
    titled = lexicon().titles.issuperset(words[:-2])
    if ranked[-1] == len(run) - 1 and titled and not given_names().keys().isdisjoint(words[-2:-1]):  # Dr. Ada Dean
        return run[-2:]
    if len(run) == 2 and words[1] in lexicon().company_forms:  # General Motors
        return run
    if ranked[-1] == len(run) - 1 and words[-2:-1] == ["of"] and words[-3] in lexicon().heads:  # Department of Justice
        return run
    rest = run[ranked[-1] + 1 :]
    if rest and rest[0].printed == "for":  # Lawyer for Lund
        return []
    if rest and rest[0].printed == "of":  # Secretary of State, Speaker of the House
        rest = [token for token in rest[1:] if token.printed != "the"]
        while rest and rest[0].low in lexicon().heads:
            rest = rest[1:]
    return run if any(token.low in lexicon().heads for token in rest) else rest


def _uncalled(run: list[Word], words: list[str]) -> list[Word]:
    """The run after the calling or the paper in front of a given name: "Council Advocate Ada Brook"."""
    for k in range(len(run) - 2, 0, -1):
        called = nouns().kinds.get(words[k - 1]) == "person" or words[k - 1] in nouns().plurals
        called = called or words[k - 1] in lexicon().heads
        if called and words[k] in given_names() and words[k - 1] not in given_names():
            return run[k:]
    return run
