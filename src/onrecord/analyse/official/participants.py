"""Participants: whom the labels of a transcript call, by the fullest name that its labels and its head have.

A label that is shared by two, or calls nobody, names nobody: who asks under "Q" is not known.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.analyse.official.labels import INITIALS, Label
from onrecord.analyse.official.lexicon import official
from onrecord.analyse.people.names import Name, lexicon, names
from onrecord.analyse.people.nouns import given_names
from onrecord.types.span import Span
from onrecord.types.speaker import Speaker

CONFIDENCE, OFFICE = 0.98, 0.9
"""Of a speaker whom a label names, and of one whom only the head names as the holder of the label's office."""
BRACKET = re.compile(r"[(\[](?P<words>[^()\[\]\n]{2,60})[)\]]")
AROUND = 60
"""Characters on either side of a name in which its office stands."""
OFFICE_BEHIND = re.compile(r",? ?\(?(?P<office>[^\W\d_]+(?:[ -][^\W\d_]+){0,3})")
OFFICE_BEFORE = re.compile(r"(?P<office>[^\W\d_]+(?:[ -][^\W\d_]+){0,3}):? (?:Mr|Ms|Mrs|Dr)?\.? ?\Z")
EXAMINED = re.compile(
    r"(?:DEPOSITION|TESTIMONY|INTERVIEW|EXAMINATION|Deposition|Testimony|Interview|Examination) (?:OF|of|WITH|with) "
)

BEYOND = re.compile(
    r"[ \xa0](?:at|on|to|in|before|during|for|regarding|concerning|upon|following|after)[ \xa0]|[,;:(–—]|[ \xa0]-"
)
"""Where a line goes on behind its speaker: "Remarks by X | at Y"."""


SWORN = re.compile(
    r"^(?P<who>[^\W\d_a-z][^\n,()]{2,60}?),? \(?(?:affirmed|sworn|recalled|having been|called as)\b", re.MULTILINE
)
"""Who is examined from here on: "MR PETER LUND (affirmed)"."""


class Person(NamedTuple):
    """Somebody whom the text names: where, and the words of the name in lower case."""

    span: Span
    words: tuple[str, ...]


class Participants:
    """Those whom a text names: people in full in its head, its labels and then anywhere, and those whom its head calls.

    lines: the paragraphs of the head. labels: of all turns.
    """

    def __init__(self, text: str, lines: Sequence[Span], labels: Iterable[Label]) -> None:
        self.text = text
        self.head = lines[-1][1] if lines else 0
        self._above = [_bare(text, each) for line in lines for each in names(text, line)]
        called = [person for each in labels for person in _called(text, each)]
        mentioned = [_bare(text, each) for each in names(text)]
        self._known = {each.words for each in self._above + called if len(each.words) > 1}
        self._by_last: dict[str, list[Person]] = {}
        full: dict[tuple[tuple[str, ...], bool], Person] = {}
        for each in self._above + called + mentioned:
            person = _shortest(text, each, self._known)
            if len(person.words) > 1:
                full.setdefault((person.words, text[slice(*person.span)].isupper()), person)
        for person in full.values():
            self._by_last.setdefault(person.words[-1], []).append(person)
        self._initials = _initials(full.values())
        self._sworn = list(_sworn(text))

    def speaker(self, label: Label) -> Speaker:
        """Who speaks under `label`."""
        said = self.text[slice(*label.who)]
        low = said.casefold()
        if label.sort == "question" or low in official().unnamed:
            return self._answering(label) if low in official().answer else _unnamed(label)
        named = _called(self.text, label)
        if not named:
            return self._holder(label, low.removeprefix("the "))
        person = _shortest(self.text, named[0], self._known)
        if INITIALS.fullmatch(said):
            person = self._initials.get(said, person)
        return self._full(label, person)

    def _full(self, label: Label, person: Person) -> Speaker:
        """The fullest name of somebody whom a label names."""
        peer = self.text[slice(*person.span)].casefold().split()[0] in official().peers
        found: dict[tuple[str, ...], Person] = {}
        for each in self._by_last.get(person.words[-1], []):
            if not peer and each.words[-len(person.words) :] == person.words and len(each.words) >= len(person.words):
                found.setdefault(_plain(each.words), each)
        longer = [each for each in found.values() if len(each.words) > len(person.words)]
        if len(longer) > 1 and len(person.words) == 1:
            return self._shown(label, person, "partial", CONFIDENCE)
        best = (longer or list(found.values()) or [person])[0]
        best = self._printed(best)
        return self._shown(label, best, "name" if best.words == person.words else "partial", CONFIDENCE)

    def _printed(self, person: Person) -> Person:
        """The same name in small letters, where the head or another label has it so."""
        same = [each for each in self._by_last.get(person.words[-1], []) if each.words == person.words]
        return next((each for each in same if not self.text[slice(*each.span)].isupper()), person)

    def _holder(self, label: Label, office: str) -> Speaker:
        """Who holds the office that a label is, if the head names one; else the label's own words."""
        office = office.removeprefix("mr ").removeprefix("madam ").removeprefix("mr. ")
        found: dict[str, Person] = {}
        for each in self._above:
            if office in set(self._offices(each)):
                found.setdefault(each.words[-1], each)
        if len(found) == 1:
            return self._shown(label, self._printed(next(iter(found.values()))), "title", OFFICE)
        return Speaker(
            name=self.text[slice(*label.who)],
            type="person",
            how="title",
            status="resolved",
            confidence=OFFICE,
            chain=(label.who,),
        )

    def _offices(self, person: Person) -> Iterable[str]:
        """The offices that stand beside a name in the head: "Mary Olm (Chair)", "President: Mr. Salaam"."""
        start, end = person.span
        behind = OFFICE_BEHIND.match(self.text, end, min(end + AROUND, self.head))
        if behind:
            words = behind["office"].casefold().split()
            yield from (" ".join(words[:size]) for size in range(1, len(words) + 1))
            yield from (word.replace("chairwoman", "chair").replace("chairman", "chair") for word in words[:1])
        before = OFFICE_BEFORE.search(self.text, max(0, start - AROUND), start)
        if before and "\n" not in self.text[before.start() : start]:
            words = before["office"].casefold().split()
            yield from (" ".join(words[at:]) for at in range(len(words)))

    def _answering(self, label: Label) -> Speaker:
        """Who answers under "A.", where the head names the one who is examined."""
        sworn = bisect_left(self._sworn, label.who[0], key=lambda each: each.span[0]) - 1
        if sworn >= 0:
            return self._shown(label, self._sworn[sworn], "none", OFFICE)
        examined = EXAMINED.search(self.text, 0, self.head)
        found = names(self.text, (examined.end(), min(self.head, examined.end() + AROUND))) if examined else []
        if not found or found[0].start - examined.end() > len("the Honorable "):  # type: ignore[union-attr]
            return _unnamed(label)
        return self._shown(label, _bare(self.text, found[0]), "none", OFFICE)

    def _shown(self, label: Label, person: Person, how: str, confidence: float) -> Speaker:
        role = _role(self.text, label, person)
        return Speaker(
            name=self.text[slice(*person.span)],
            type="person",
            how=how,  # type: ignore[arg-type]
            status="resolved",
            confidence=confidence,
            role=role,
            chain=tuple(dict.fromkeys((label.who, person.span))),
        )


def _bare(text: str, name: Name) -> Person:
    """A name without what is only said before one: "Honorable Ruth Vale", "Dr Sen"."""
    start, words = name.start, name.words
    while len(words) > 1 and (
        words[0].rstrip(".") in official().courtesy or words[0].endswith(("-elect", "-designate"))
    ):
        start = text.index(" ", start) + 1
        words = words[1:]
    return Person((start, name.end), words)


def _shortest(text: str, person: Person, known: set[tuple[str, ...]]) -> Person:
    """A name without the country or body before it, where the text has it so too: "President of Torvenia Isaura Kestle"."""
    words = person.words
    size = next((size for size in range(2, len(words)) if words[-size:] in known), len(words))
    start = person.span[0]
    for _ in range(len(words) - size):
        found = re.compile(r"[ \xa0-]").search(text, start, person.span[1])
        start = found.end() if found else start
    return person if size == len(words) else Person((start, person.span[1]), words[-size:])


def _sworn(text: str) -> Iterator[Person]:
    """Those who are examined, in order of the lines that say from where on."""
    for line in SWORN.finditer(text):
        called = names(text, line.span("who"))
        if called:
            yield _bare(text, called[-1])


def _unnamed(label: Label) -> Speaker:
    return Speaker(name=None, type="anonymous", how="none", chain=(label.who,))


def _called(text: str, label: Label) -> list[Person]:
    """The name in a label: behind its titles, or in the bracket behind an office ("The Minister for Water (Ada Brook)")."""
    start, end = label.who
    if label.sort == "question":
        return []
    rest = text[end : label.cue[0] if label.cue else end]
    whole = text[start:end]
    plain = " ".join(word for word in whole.casefold().split() if word.strip(".") not in official().courtesy)
    if plain in official().offices and len(plain) > len("sen"):
        return []
    inner = BRACKET.match(rest.lstrip())
    if peer := _peer(text, label.who):
        return peer
    if inner and whole.casefold().startswith(("the ", "minister", "secretary")):
        at = text.index(inner["words"], end)
        found = _peer(text, (at, at + len(inner["words"]))) or _names(text, (at, at + len(inner["words"])))
        if found:
            return found[:1]
    return _names(text, (start, end))


def _peer(text: str, span: Span) -> list[Person]:
    """A peer, whose title is the name: "Lord Olm", "The Earl of Wick"."""
    words = text[slice(*span)].split()
    low = [word.casefold() for word in words]
    at = 1 if low and low[0] == "the" else 0
    if len(words) <= at + 1 or low[at] not in official().peers:
        return []
    start = text.index(words[at], span[0])
    return [Person((start, span[1]), tuple(low[at:]))]


def _names(text: str, span: Span) -> list[Person]:
    """The one name in a label's words, without titles; with what "of" adds, where the name is in capitals."""
    words = text[slice(*span)]
    head, of, behind = words.partition(" of ")
    if of and head.split()[-1].isupper() and head.split()[-1].casefold() not in official().offices:
        start = span[0] + head.rindex(" ") + 1 if " " in head else span[0]
        return [Person((start, span[1]), (head.split()[-1].casefold(), "of", *behind.casefold().split()))]
    first = words.partition(",")[0]
    found: list[Name] = [each for each in names(text, (span[0], span[0] + len(first))) if _is_person(text, each)]
    polite = first.split()[0].casefold().rstrip(".") in official().courtesy if " " in first else False
    office = first.casefold().partition(" ")[2]
    if (
        not found and polite and (office not in official().offices or len(office) <= len("sen"))
    ):  # "Dr Sen": a name that is a title elsewhere
        start = span[0] + first.index(" ") + 1
        return [Person((start, span[0] + len(first)), tuple(first.casefold().split()[1:]))]
    return [_bare(text, each) for each in found[-1:]]


def _is_person(text: str, name: Name) -> bool:
    words = " ".join(name.words)
    office = words in official().offices or words.replace("-", " ") in official().offices
    polite = len(name.words) > 1 and name.words[0].rstrip(".") in official().courtesy
    titles = all(word in lexicon().titles | lexicon().modifiers for word in name.words)
    return polite or not (office or titles)


def _initials(people: Iterable[Person]) -> dict[str, Person]:
    """Those of several words by their initials, where nobody shares them."""
    found: dict[str, set[tuple[str, ...]]] = {}
    known: dict[str, Person] = {}
    for each in people:
        if len(each.words) > 1:
            short = "".join(word[0] for word in each.words).upper()
            found.setdefault(short, set()).add(each.words)
            known.setdefault(short, each)
    return {short: known[short] for short, words in found.items() if len(words) == 1}


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """First and last word of a name: middle ones make nobody another."""
    return (words[0], words[-1]) if words[0] in given_names() or len(words) > 1 else words


def _role(text: str, label: Label, person: Person) -> str | None:
    """What the label calls the speaker beside the name: "Captain" VOLL, "The Minister for Water" (Ada Brook)."""
    start, end = label.who
    if person.span[0] >= end:
        words = text[start:end]
    elif start <= person.span[0]:
        words = text[start : person.span[0]]
    else:
        words = " ".join(
            word
            for word in text[start:end].split()
            if word.strip(".").casefold() not in {w.strip(".") for w in person.words}
        )
    words = words.strip(" (").removeprefix("The ")
    low = words.casefold().strip(".")
    if not words or low in official().courtesy or low in official().peers or words not in text:
        return None
    return words if {word.strip(".") for word in low.split()} & official().offices or " for " in words else None


def person_in(text: str, span: Span, *, last: bool = False) -> Person | None:
    """The one person whom `text[span]` names, or the `last` of those; None where it names nobody or another beside.

    Up to where it says at what, where or about what the person spoke.
    """
    end = span[1] if last else min((m.start() for m in BEYOND.finditer(text, *span)), default=span[1])
    found = [_bare(text, each) for each in names(text, (span[0], end)) if _is_somebody(text, each)]
    if not found or (len(found) > 1 and not last):
        return None
    return found[-1]


def _is_somebody(text: str, name: Name) -> bool:
    """Whether a name is a person's: under a title, or with a given name; no body and no place."""
    heads = not lexicon().heads.isdisjoint(name.words) and not name.titled
    if heads or " ".join(name.words) in lexicon().places or not _is_person(text, name):
        return False
    return name.titled or len(name.words) > 1
