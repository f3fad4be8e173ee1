"""Mentions: every place of a text that speaks of people, bodies or documents, by name or described, joined by whom."""

import json
import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from onrecord.analyse.people.descriptions import Phrase, Token, extended, phrases, position, tokens
from onrecord.analyse.people.namebook import NameBook
from onrecord.analyse.people.names import Name, lexicon
from onrecord.analyse.people.nouns import Sex, given_names, nouns
from onrecord.analyse.people.referents import LOOKED_AT, Mention, Referent
from onrecord.analyse.reading.words import paragraphs
from onrecord.types.span import Span

SENTENCE_END = re.compile(r"[.?!][”\"’')]*[ \xa0]+(?=[“\"‘'(]*[^\W\d_])")
ABBREVIATED = re.compile(
    r"(?:^|[^\w])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Jr|Sr|St|Lt|Col|Gen|Prof|vs|Inc|Co|Corp|No)$"
)
"""Before a full stop that ends no sentence. Its eight characters are looked at."""
BEHIND = 90
"""Characters behind a name in which words say what the named one is."""
APPOSITION = re.compile(r",[ \xa0](?P<words>[^.;:\n“”\"()]{3,80}?)(?=[,.;:\n—]|$)")
STATE = re.compile(
    r"[ \xa0](?:\((?:[DRI](?:nd)?\.?-)?(?P<short>[A-Z][A-Za-z]*(?:\.[A-Z][a-z]?)?)\.?\)|of[ \xa0](?P<place>[A-Z][a-z]+(?:[ \xa0][A-Z][a-z]+)?))"
)
"""Behind a name, the state that its bearer represents, in brackets with the party, or written out."""
DOMAIN = re.compile(r"\w\.(?:com|org|net|gov|co|us|uk|tv|info)\b", re.IGNORECASE)
ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,5}")
FRONT = 5
"""Words before a name that may say what the named one is."""
OPENING = 4
"""Words of a sentence of which a mention opens it."""


class Cast:
    """All referents of a text, and where its sentences and paragraphs begin.

    called_so: those by name beside whom a role is printed. headed: the descriptions, by the noun at their head. ending: the
    names of several words, by the last of them.
    credits: where a text only gives credit, in order: who is named there is spoken of nowhere.
    """

    def __init__(self, text: str, book: NameBook, quoted: list[Span], credits: Sequence[Span] = ()) -> None:
        self.text = text
        self._credits = credits
        self.paragraphs = [start for start, _ in paragraphs(text)] or [0]
        ends = (
            match
            for match in SENTENCE_END.finditer(text)
            if not ABBREVIATED.search(text, max(0, match.start() - 8), match.start())
        )
        self.sentences = sorted({*self.paragraphs, *(match.end() for match in ends)})
        self._quotes = sorted(quoted)
        self._quote_starts = [start for start, _ in self._quotes]
        self._words: list[Token] = tokens(text)
        self._word_starts = [token.start for token in self._words]
        self._by_words: dict[tuple[str, ...], Referent] = {}
        self._by_description: dict[tuple[str, ...], Referent] = {}
        self._named_from: dict[int, Referent] = {}
        self._named_to: dict[int, Referent] = {}
        self._names(book)
        real = [name for name in book.names if book.is_name(name)]
        self._name_starts = [name.front for name in real]
        self._name_ends = [name.end for name in real]
        for found in phrases(text, self._words):
            if self._is_named(found):
                continue
            who = self.apposed(found) or self.described_as(found)
            if not who.named and not who.mentions:
                last = bisect_left(self._word_starts, found.end) - 1
                who.span = (found.start, extended(text, self._words, last))
            who.mentioned(self.mention(found.start, found.end))
        self.called_so = [each for each in self._by_words.values() if each.roles][:LOOKED_AT]
        self.headed: dict[str, list[Referent]] = {}
        for each in self._by_description.values():
            self.headed.setdefault(each.words[-1], []).append(each)
        every = [*self._by_words.values(), *self._by_description.values()]
        self._order = sorted((m.start, k, each) for k, each in enumerate(every) for m in each.mentions)
        self.ending: dict[str, list[Referent]] = {}
        for each in self._by_words.values():
            if len(each.words) > 1 and each.mentions:
                self.ending.setdefault(each.words[-1], []).append(each)
        self.most = sorted(self._by_words.values(), key=lambda each: -len(each.mentions))
        self.mentions = sum(len(each.mentions) for each in every)

    def quotation(self, at: int) -> Span | None:
        """The quotation in which character `at` stands."""
        k = bisect_left(self._quote_starts, at + 1) - 1
        return self._quotes[k] if k >= 0 and at < self._quotes[k][1] else None

    def recent(self, at: int, number: int) -> list[Referent]:
        """The last `number` referents that are mentioned before character `at`, the nearest first."""
        found: list[Referent] = []
        last = bisect_left(self._order, at, key=lambda each: each[0]) - 1
        for k in range(last, max(last - LOOKED_AT, -1), -1):
            if len(found) == number:
                break
            if self._order[k][2] not in found:
                found.append(self._order[k][2])
        return found

    def within(self, start: int, end: int) -> list[tuple[int, Referent]]:
        """The mentions that begin in `text[start:end]`, in order: where, and of whom."""
        first = bisect_left(self._order, start, key=lambda each: each[0])
        last = bisect_left(self._order, end, key=lambda each: each[0])
        return [(each[0], each[2]) for each in self._order[first:last]]

    def meets(self, referent: Referent, mention: Mention) -> None:
        """Keeps a mention that was resolved."""
        at = bisect_left(referent.starts, mention.start)
        if at == len(referent.starts) or referent.starts[at] != mention.start:
            referent.mentioned(mention)
            insort(self._order, (mention.start, -len(self._order), referent))

    def mention(self, start: int, end: int, *, possessive: bool = False) -> Mention:
        """What the words around `text[start:end]` show of a mention that stands there."""
        k = bisect_left(self._word_starts, start)
        before = self._words[k - 1].low if k else ""
        sentence = position(self.sentences, start)
        opens = k - bisect_left(self._word_starts, self.sentences[sentence]) < OPENING
        subject = before not in lexicon().prepositions and not possessive
        quoted = self.quotation(start) is not None
        return Mention(start, end, sentence, position(self.paragraphs, start), opens, subject, quoted)

    def between(self, start: int, end: int) -> list[Token]:
        """The words that begin in `text[start:end]`."""
        return self._words[bisect_left(self._word_starts, start) : bisect_left(self._word_starts, end)]

    def called(self, name: Name) -> Referent:
        """The referent of a name's own words, a new one where the text holds none."""
        if name.words not in self._by_words:
            self._by_words[name.words] = Referent((name.start, name.end), name.words, kind(self.text, name))
        return self._by_words[name.words]

    def described_as(self, found: Phrase) -> Referent:
        """The referent of a description: the one of the same words, a new one where there is none."""
        if found.words not in self._by_description:
            sort = {"person": "anonymous", "people": "group", "": "other"}.get(found.kind, found.kind)
            self._by_description[found.words] = Referent((found.start, found.end), found.words, sort, found)
        return self._by_description[found.words]

    def named_to(self, end: int) -> tuple[Referent, int] | None:
        """The referent whose name ends at character `end`, and where that name begins with its titles."""
        if end not in self._named_to:
            return None
        return self._named_to[end], self._name_starts[bisect_left(self._name_starts, end) - 1]

    def _is_named(self, found: Phrase) -> bool:
        """Whether a phrase is but a name or a part of one: "Republicans", "the Carvella Party", "the Bank" of Carvella."""
        k = bisect_left(self._name_starts, found.end) - 1
        if k < 0 or self._name_ends[k] < found.end:
            return False
        return self._name_ends[k] > found.end or self.text[found.start : self._name_starts[k]].casefold() in {
            "",
            "the ",
        }

    def apposed(self, found: Phrase) -> Referent | None:
        """The one beside whose name a comma sets a description: "Ada Brook, the mayor", "the mayor, Ada Brook"."""
        if found.plural or found.kind != "person" or not found.determiner:
            return None
        if self.text[found.start - 2 : found.start] == ", " and found.start - 2 in self._named_to:
            return self._named_to[found.start - 2]
        return self._named_from.get(found.end + 2) if self.text[found.end : found.end + 2] == ", " else None

    def _names(self, book: NameBook) -> None:
        unclear: list[tuple[Name, list[Name]]] = []
        for name in book.names:
            if book.is_name(name) and not self._is_credited(name.start):
                readings = book.fullest(name) or [name]
                if len(readings) > 1:
                    unclear.append((name, readings))
                else:
                    self._meet(name, readings[0])
        for name, readings in unclear:
            name = name._replace(sex="")  # whose it shows is what is not clear
            self._meet(name, max(readings, key=lambda reading: len(self.called(reading).mentions)))
        self._pairs([name for name in book.names if name.end in self._named_to])

    def _is_credited(self, at: int) -> bool:
        """Whether character `at` stands in a credit."""
        k = bisect_left(self._credits, at + 1, key=lambda span: span[0]) - 1
        return k >= 0 and at < self._credits[k][1]

    def _pairs(self, met: list[Name]) -> None:
        """Keeps two people whom the text joins as one more that "they" may mean: "Ada Brook and Tom Vale"."""
        for one, other in pairwise(met):
            if self.text[one.end : other.front] != " and ":
                continue
            both = self._named_to[one.end], self._named_to[other.end]
            words = both[0].words + both[1].words
            full = both[0].words == one.words and both[1].words == other.words and len(one.words) > 1 < len(other.words)
            if words not in self._by_words and (not full or {both[0].kind, both[1].kind} - {"person", ""}):
                continue
            pair = self._by_words.setdefault(words, Referent((one.start, other.end), words, "group"))
            pair.mentioned(self.mention(one.start, other.end, possessive=other.possessive))

    def _meet(self, name: Name, reading: Name) -> None:
        referent = self.called(reading)
        referent.mentioned(self.mention(name.start, name.end, possessive=name.possessive))
        self._named_from[name.front] = self._named_to[name.end] = referent
        if (name.titled or name.sex) and referent.kind == "":
            referent.kind = "person"
        referent.sex = name.sex or referent.sex or _sex(referent)
        self._look_around(referent, name)

    def _look_around(self, referent: Referent, name: Name) -> None:
        """Keeps the words beside a name that say what it is: "Senator" before it, ", a lawyer" behind it."""
        front = self._front(name)
        if front and (nouns().kinds.get(front[0].low) == "person" or front[0].low in lexicon().titles):
            referent.roles.update(token.low for token in front)
            referent.sex = referent.sex or nouns().sexes.get(front[0].low, "")
        called = self._behind(name)
        if any(nouns().kinds.get(token.low) == "person" for token in called):
            referent.roles.update(token.low for token in called)
            head = [token.low for token in called if nouns().kinds.get(token.low) == "person"][-1]
            referent.sex = referent.sex or nouns().sexes.get(head, "")
            referent.kind = referent.kind or "person"
        if name.titled or referent.roles:
            referent.roles.update(self._whence(name))

    def _whence(self, name: Name) -> list[str]:
        """The words of the place that somebody represents, printed behind the name: "(D-Ohio)", "(Fla.)", "of Vermont"."""
        state = STATE.match(self.text, name.end)
        if state is None:
            return []
        printed = state["short"] or state["place"]
        place = states().get(printed, printed.casefold())
        return place.split() if place in lexicon().places else []

    def _front(self, name: Name) -> list[Token]:
        """The words that stand in one phrase before a name, the nearest first."""
        k = bisect_left(self._word_starts, name.start)
        follows = name.start
        found: list[Token] = []
        for token in reversed(self._words[max(0, k - FRONT) : k]):
            gap = self.text[token.end : follows]
            past = token.low == "then" and bool(found)  # "the then mayor Ada Brook"
            if (token.low in nouns().stops and not past) or not gap.replace(".", "").isspace() or "\n" in gap:
                break
            found.append(token)
            follows = token.start
        return found

    def _behind(self, name: Name) -> list[Token]:
        """The words that call a name behind a comma, up to what only adds to them: ", the senior senator" of Ohio."""
        behind = APPOSITION.match(self.text, name.end, name.end + BEHIND)
        words = self.between(*behind.span("words")) if behind else []
        end = next((k for k, token in enumerate(words) if token.low in nouns().stops), len(words))
        return words[:end]


@cache
def states() -> dict[str, str]:
    """The states of `data/us_state_abbreviations.json` in lower case, by their abbreviations."""
    data = json.loads(files("onrecord").joinpath("data/us_state_abbreviations.json").read_text("utf-8"))
    return dict(data["states"])


def kind(text: str, name: Name) -> str:
    """What the words of a name show it to be: a kind of `Referent`, or "" where they do not."""
    words, printed = name.words, text[name.start : name.end]
    if " ".join(words) in lexicon().places:
        return "place"
    if words[-1] in lexicon().adjectives:
        return "other"
    if not lexicon().heads.isdisjoint(words) or lexicon().company_forms & set(words[1:]) or DOMAIN.search(printed):
        return "organisation"
    if words[-1] in lexicon().groups or words[-1] in nouns().plurals:
        return "group"
    if name.titled or name.sex or (len(words) > 1 and words[0] in given_names()):
        return "person"
    return "organisation" if ACRONYM.fullmatch(printed) else ""


def _sex(referent: Referent) -> Sex:
    known = referent.kind == "person" and len(referent.words) > 1
    return given_names().get(referent.words[0], "") if known else ""
