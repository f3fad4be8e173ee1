"""The book of a document's names: which names stand for which, and which words are names at all."""

import json
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from functools import cache
from importlib.resources import files

from onrecord.analyse.people.names import Name, lexicon, names, titled_surnames
from onrecord.analyse.people.nouns import Sex, given_names, nicknames, nouns

WORD = re.compile(r"(?<![^\W\d_])[a-z]+(?![^\W\d_])")
OPENER = re.compile(r"(?:^|[.?!:\n“”\"‘(][ \xa0]*)(?P<word>[A-Z][^\W\d_]+)[ \xa0]$")
OPENER_ROOM = 24
"""Characters before a name in which the word that opens its sentence stands."""
HE_OR_SHE = re.compile(r"(?<=[.?!”\"] )(?:He|She)\b")
ALONE = {("house",), ("senate",), ("congress",)}
"""Bodies that are called so by themselves: the House is not the White House."""
OFTEN = 3
"""Times that a plain name is printed for each time with a middle one, from which it is the one that the text uses."""
TRADE = 4
"""Words from which a run of capitals is no company's name but a headline."""
HEADLINE = 3
"""Words before a surname from which a common one among them shows a headline: "Ada Brook Calls Tom Vale"."""


class NameBook:
    """The names of one document, in order in `names`: each by its last word, its first and its initials."""

    def __init__(self, text: str) -> None:
        self.surnames = titled_surnames(text)
        self.names = names(text, surnames=self.surnames)
        self._by_end: dict[str, dict[tuple[str, ...], Name]] = {}
        self._by_start: dict[str, dict[tuple[str, ...], Name]] = {}
        self._inside: set[str] = set()
        self._fullest: dict[tuple[tuple[str, ...], Sex], list[Name]] = {}
        self._courtesy: dict[str, dict[Sex, Name]] = {}
        self._printed: dict[str, int] = {}
        self._titled: set[tuple[str, ...]] = set()
        self._sexes: dict[tuple[str, ...], Sex] = {}
        self._lower = set(WORD.findall(text))
        for name in self.names:
            self._inside.update(name.words[1:] if name.opens_sentence else name.words)
        self._alone = {name.words[0] for name in self.names if len(name.words) == 1 and not name.opens_sentence}
        self.names = [self._opened(text, name) for name in self.names]
        self._counts = Counter(name.words for name in self.names)
        for name in self.names:
            self._enter(name)
        self._sexes = self._told(text) | self._sexes
        self._headlines = {words for each in self._by_end.values() for words in each if self._is_headline(words)}

    def _enter(self, name: Name) -> None:
        words = name.words
        for key in {words[-1], _initials(words), _initials(words[1:])}:
            self._by_end.setdefault(key, {}).setdefault(words, name)
        self._by_start.setdefault(words[0], {}).setdefault(words, name)
        if name.titled:
            self._titled.add(words)
        if name.sex:
            self._sexes.setdefault(words, name.sex)
            whole = name._replace(start=name.front)
            self._courtesy.setdefault(words[-1], {}).setdefault(name.sex, whole)

    def _told(self, text: str) -> dict[tuple[str, ...], Sex]:
        """The sexes that a sentence opened by "he" or "she" shows, of the one person named before it in its paragraph."""
        found: dict[tuple[str, ...], set[Sex]] = {}
        starts = [name.start for name in self.names]
        for pronoun in HE_OR_SHE.finditer(text):
            first = bisect_left(starts, text.rfind("\n", 0, pronoun.start()) + 1)
            before = [each.words for each in self.names[first : bisect_left(starts, pronoun.start())]]
            people = {full for words in before for full in self._people(words, pronoun.start())}
            if len(people) == 1 and self._shared(people):
                found.setdefault(people.pop(), set()).add("female" if pronoun[0] == "She" else "male")
        return {words: sexes.pop() for words, sexes in found.items() if len(sexes) == 1}

    def _shared(self, people: set[tuple[str, ...]]) -> bool:
        """Whether the document names somebody else of the same surname: only then a sex tells them apart."""
        (words,) = people
        return any(len(full) > 1 and full[0] != words[0] for full in self._by_end[words[-1]])

    def _people(self, words: tuple[str, ...], end: int) -> list[tuple[str, ...]]:
        """The names of several words, printed before character `end`, that may be a person's and end as `words` do."""
        named = self._by_end.get(words[-1], {}).items()
        return [full for full, name in named if len(full) > 1 and name.start < end and lexicon().heads.isdisjoint(full)]

    def _opened(self, text: str, name: Name) -> Name:
        """`name` with the word before it that opens its sentence, where the document has that word as a name too."""
        opener = OPENER.search(text, max(0, name.start - OPENER_ROOM), name.start)
        word = opener["word"].casefold() if opener else ""
        if (
            opener is None
            or word not in self._inside
            or word in self._lower
            or word in lexicon().never
            or word in lexicon().titles
        ):
            return name
        return name._replace(start=opener.start("word"), front=opener.start("word"), words=(word, *name.words))

    def _is_headline(self, words: tuple[str, ...]) -> bool:
        """Whether the first word only stands before a name that the document has: "Deport Ada Brook"."""
        if len(words) < 3 or words[1:] not in self._by_end.get(words[-1], {}):
            return False
        if words[0] in lexicon().prepositions:
            return True
        if words[1] in given_names() and len(words[0]) > 1 and words[0] not in given_names():  # "Deport Ada Brook"
            return lexicon().heads.isdisjoint(words) and words[0] not in lexicon().titles
        common = words[0] in lexicon().common and words[0] not in given_names()
        return common and lexicon().heads.isdisjoint(words)

    def is_name(self, name: Name) -> bool:
        """Whether a single capitalised word is a name at all: not one that only begins a sentence."""
        if len(name.words) > 1 or name.titled or not name.opens_sentence:
            return True
        word = name.words[0]
        known = word in self._alone or (word in self._inside and word not in lexicon().common)
        return known and word not in self._lower

    def names_somebody(self, name: Name) -> bool:
        """Whether the capitalised word that a source is names its speaker, though it may open a sentence."""
        word = name.words[0]
        if len(word) == 1 and len(name.words) == 1:  # Q asks, A answers
            return False
        if self.fullest(name) or (word not in lexicon().common and word not in self._lower):
            return True
        return self.is_name(name) and not (len(name.words) == 1 and word in nouns().kinds and word in self._lower)

    def whole(self, text: str, name: Name, start: int) -> Name:
        """`name` with the words before it from `start`, where the document prints it so elsewhere, or never without them.

        At the beginning of a sentence "South Korea" may be a sorry "Korea"; within one it is not.
        """
        before = text[start : name.start].rstrip()
        for words, other in self._by_end.get(name.words[-1], {}).items() if before else ():
            begin = name.end - (other.end - other.start)
            if start <= begin < name.start and text[begin : name.end] == text[other.start : other.end]:
                return name._replace(start=begin, words=words, opens_sentence=False)
        opener = OPENER.search(text, max(0, name.start - OPENER_ROOM), name.start)
        if opener is None or opener.start("word") < start or opener["word"].casefold() in _strangers():
            return name
        printed, longer = text[name.start : name.end], text[opener.start("word") : name.end]
        if self.fullest(name) or self._times(text, printed) > self._times(text, longer):
            return name
        words = (opener["word"].casefold(), *name.words)
        return name._replace(start=opener.start("word"), words=words, opens_sentence=False)

    def _times(self, text: str, words: str) -> int:
        """How often `words` stand in the text, looked up once."""
        if words not in self._printed:
            self._printed[words] = text.count(words)
        return self._printed[words]

    def sex(self, name: Name) -> Sex:
        """The sex that the titles of a name show anywhere in the document, or else the given name."""
        known = self._sexes.get(name.words)
        return known or (given_names().get(name.words[0], "") if len(name.words) > 1 else "")

    def fullest(self, name: Name) -> list[Name]:
        """The longest names that `name` may stand for: one where it is clear, several where two people share it.

        A surname stands for the names that end in it, a given name or a titled first one for those that begin with it,
        a name for the one with a middle name, initials for the words of an organisation that they begin. Titles that
        show another sex leave a name out: Mrs. Lund is not Tom Lund.
        """
        key = (name.words, name.sex)
        if key not in self._fullest:
            self._fullest[key] = self._readings(name)
        return self._fullest[key]

    def _readings(self, name: Name) -> list[Name]:
        people: dict[tuple[str, str], Name] = {}
        for words, candidate in self._longer(name).items():
            ends = (words[0], words[-1])
            if words in self._headlines or self._is_rare(words):
                continue
            if _scripts(name.words) == _scripts(words) and (ends not in people or len(words) > len(people[ends].words)):
                people[ends] = candidate
        found = _plain(_longest(list(people.values())))
        if name.words in self._headlines:
            rest = self._by_end[name.words[-1]][name.words[1:]]
            return self._readings(rest) or [rest]
        if len(name.words) > 1:
            return found
        agreeing = [each for each in found if not name.sex or self.sex(each) in {"", name.sex}]
        unnamed = self._unnamed(name, found)
        if name.sex and len(agreeing) < len(found) and not agreeing:
            return unnamed
        return agreeing + (unnamed if not name.sex or len(unnamed) > 1 else [])

    def _is_rare(self, words: tuple[str, ...]) -> bool:
        """Whether a name with a middle one is hardly used beside the plain one: "Ada J. Brook" once, "Ada Brook" often."""
        plain = (words[0], words[-1])
        return words != plain and self._counts[words] * OFTEN <= self._counts[plain]

    def _longer(self, name: Name) -> dict[tuple[str, ...], Name]:
        """The names of the document that `name` may be short for, whoever's they are."""
        words, last = name.words, name.words[-1].replace(".", "")
        ending = {full: other for full, other in self._by_end.get(last, {}).items() if _stands_for(words, full)}
        beginning = self._by_start.get(words[0], {}).items()
        if len(words) > 1 and not ending:
            trade = lexicon().company_forms
            return {
                full: other
                for full, other in beginning
                if full[: len(words)] == words != full and trade.issuperset(full[len(words) :])
            }
        if ending:
            return ending
        if known := short_names().get(last):
            return {
                full: other
                for name in known
                for full, other in self._by_end.get(name[-1], {}).items()
                if full[-len(name) :] == name
            }
        return {
            full: other
            for full, other in beginning
            if len(full) > 1 and (self._begins(name, full) or self._is_company(name, full, other))
        }

    def _begins(self, name: Name, full: tuple[str, ...]) -> bool:
        """Whether a single word may stand for a person whose first name it is: "Ada", and "Mr. Xi" where it is the surname."""
        organised = any(not words.isdisjoint(full) for words in (lexicon().heads, lexicon().never, lexicon().groups))
        if organised or len(full) > 4 or full[-1] in lexicon().common or full[0] in lexicon().places:
            return False
        if name.sex or "-" in full[-1]:
            return True
        is_given = name.words[0] in given_names()
        return not name.titled if is_given else name.titled or full in self._titled

    def _is_company(self, name: Name, full: tuple[str, ...], other: Name) -> bool:
        """Whether a word that is no person's may be short for a company: "Kestrel" for the "Kestrel Lines" named before."""
        word = name.words[0]
        if name.titled or word in lexicon().places or word in lexicon().adjectives:
            return False
        if lexicon().company_forms.issuperset(full[1:]):
            return True
        if word in given_names():
            return False
        trade = _trades().issuperset(full[1:])
        first = min((each.start for each in self.names if each.words == name.words), default=name.start)
        return trade and len(full) < TRADE and other.start < first and full[-1] not in nouns().kinds

    def _unnamed(self, name: Name, found: list[Name]) -> list[Name]:
        """The one whom the document only calls Mr. or Mrs., where no full name of that sex is printed."""
        polite = self._courtesy.get(name.words[-1], {})
        known = {self.sex(each) for each in found}
        if not found:
            return (
                list(polite.values())
                if len(polite) > 1 and not name.sex
                else [polite[s] for s in polite if s == name.sex and len(polite) > 1]
            )
        return [each for sex, each in polite.items() if len(each.words) == 1 and sex not in known and "" not in known]


def _longest(readings: list[Name]) -> list[Name]:
    """The readings that are no end of another, if a body: the "Department of Water" of the "Carvella Department of Water"."""
    return [
        each
        for each in readings
        if lexicon().heads.isdisjoint(each.words)
        or not any(
            len(other.words) > len(each.words) and other.words[-len(each.words) :] == each.words for other in readings
        )
    ]


def _plain(readings: list[Name]) -> list[Name]:
    """The readings without headlines, where one is left ("Hail Vale" beside "Tom Vale"), and each person once.

    Short and long forms of one given name are one person's: Pete Vale is Peter Vale.
    """
    sure = [each for each in readings if each.words[0] in given_names() and each.words[0] not in nouns().stops]
    kept = [each for each in readings if each in sure or not _is_front(each.words)] if sure else readings
    people: list[Name] = []
    for each in kept:
        if not any(_same_given(each.words[0], other.words[0]) for other in people if other.words[-1] == each.words[-1]):
            people.append(each)
    return people


def _is_front(words: tuple[str, ...]) -> bool:
    """Whether what stands before a surname is no given name: "New Hampshire Vale", "Former Vale"."""
    organised = not lexicon().heads.isdisjoint(words)
    return not organised and (words[0] in _fronts() or " ".join(words[:-1]) in lexicon().places)


@cache
def short_names() -> dict[str, list[tuple[str, ...]]]:
    """The names of `data/short_names.json` that a short one stands for, in lower case and in words: "doj"."""
    data = json.loads(files("onrecord").joinpath("data/short_names.json").read_text("utf-8"))
    return {short: [tuple(name.split()) for name in names] for short, names in data["short"].items()}


@cache
def _fronts() -> frozenset[str]:
    """Words that may stand before a surname and are no given name."""
    return lexicon().common | lexicon().groups | lexicon().adjectives | lexicon().titles | nouns().stops


@cache
def _strangers() -> frozenset[str]:
    """Words that open no name, however they are printed."""
    return lexicon().never | lexicon().titles | lexicon().modifiers | lexicon().determiners | nouns().kinds.keys()


@cache
def _trades() -> frozenset[str]:
    """Common words that may follow the name of a company: "Kestrel Lines"."""
    return lexicon().common - lexicon().heads - given_names().keys()


def _same_given(one: str, other: str) -> bool:
    return bool(nicknames().get(one, frozenset()) & nicknames().get(other, frozenset()))


def _stands_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(full) <= len(short) or short in ALONE:
        return False
    if len(short) > 1 and (short[0], short[-1]) == (full[0], full[-1]):
        return set(short) <= set(full)
    if len(short) > 1 and len(short[0]) > 1 and short[0] == _initials(full[: 1 - len(short)]):  # FV Daily News
        return short[1:] == full[1 - len(short) :] and not lexicon().heads.isdisjoint(full)
    if full[-len(short) :] == short:
        before = {word for word in full[: -len(short)] if len(word) > 1}
        named_for = short[-1] not in lexicon().heads and before & lexicon().heads
        headline = before & lexicon().never or (len(before) >= HEADLINE and before & lexicon().common)
        return short[-1] not in lexicon().groups and not named_for and not headline
    letters = short[0].replace(".", "")
    organised = not lexicon().heads.isdisjoint(full)  # ABC is not Ada Bo Carr
    return len(short) == 1 and len(letters) > 1 and letters in {_initials(full), _initials(full[1:])} and organised


@cache
def _scripts(words: tuple[str, ...]) -> frozenset[str]:
    """The alphabets of a name, as Unicode calls them: what looks like Lund in another one is not Lund."""
    return frozenset(
        unicodedata.name(letter, "").split(" ")[0] for word in words for letter in word if letter.isalpha()
    )


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in {"of", "for", "the", "and"})
