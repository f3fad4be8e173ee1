"""Heads: the names that a source is, apart from what only describes or modifies them."""

import re
from collections.abc import Iterator

from onrecord.analyse.people.namebook import NameBook
from onrecord.analyse.people.names import POSSESSIVE, Name, lexicon, names
from onrecord.analyse.people.nouns import given_names, nouns
from onrecord.types.span import Span, covers

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
PART = re.compile(r"(?:[^,;()\[\]—–]|(?<=\w)–(?=\w)|,(?= (?:Jr|Sr|II|III)\b))+")
DASH = re.compile(r"(?<=\s)-(?=-?\s)|(?<=\s-)-(?=\s)")
OR = re.compile(r"\b(?:or|nor)\b")
SLASH = re.compile(r"[\w’']/\w")
WORD = re.compile(r"\w+")
DOING = re.compile(r"(?P<who>\S+)\s+[a-z]+ing\s+(?:\S*[A-Z]\S*\s+)*$")
"""Before a name: "lawyers representing ", "the woman suing President "; but "the outgoing " too."""
AND = re.compile(r"(?:^|(?<=\s))and\s+")
OWNED = re.compile(r"[\w.](?:[’']s|s[’'])[ \xa0]$")
WHENCE = re.compile(r"[ \xa0](?:of|from|at|in|with|for)[ \xa0]")
ACRONYM = 6
"""Letters of a single word below which it may be short for a body: "MSNBC"."""
TOGETHER = re.compile(r"\s*(?:along with|together with|as well as)\s")
OPENING = re.compile(
    r"\s*(?:and\s+)?(?:(?:along with|together with|as well as|by|from|but|even|also|with|for|to)\s+)?", re.IGNORECASE
)
"""What may stand before the first name of a source and is no part of it."""

Piece = Name | Span
"""One of several that a source joins: a name, or the words that describe somebody."""


def pieces(text: str, source: Span, book: NameBook) -> list[Piece]:
    """Those whom a source joins, each by name or described; empty where none of them is named.

    What stands in brackets is passed over, and so is what describes the name before a comma ("Lund, a lawyer for
    Brook"). The name may also follow its description ("the energy minister, Ada Brook").
    """
    words = text[source[0] : source[1]]
    if not any(map(str.isupper, words)) or OR.search(words) or SLASH.search(words):
        return []
    parts = _without_owner(text, list(_parts(text, source)), book)
    items = [part for k, part in enumerate(parts) if k == 0 or _is_item(text, part, k, parts, book)]
    found: list[Piece] = []
    for k, item in enumerate(items):
        for piece in _split(text, item):
            name = _head(text, piece, book)
            if name and found and not isinstance(found[-1], Name) and _is_calling(text, found[-1]):
                found.pop()
            found.append(name or piece)
        if k == 0 and len(items) > 1 and not isinstance(found[-1], Name) and _describes_next(text, items):
            found = [piece for piece in found if isinstance(piece, Name)]
    if not any(isinstance(piece, Name) for piece in found):
        return []
    return (
        found if len(found) < 3 else [found[0], *(piece for piece in found[1:] if not _only_says_where(piece, found))]
    )


def _only_says_where(piece: Piece, found: list[Piece]) -> bool:
    """Whether a piece is the place of the body before it: "Ada Brook at the University of Kestle, Port Dellin"."""
    places = [isinstance(each, Name) and " ".join(each.words) in lexicon().places for each in found]
    return isinstance(piece, Name) and " ".join(piece.words) in lexicon().places and not places[0]


def _without_owner(text: str, parts: list[Span], book: NameBook) -> list[Span]:
    """The parts without one that only says whose the named one behind it is: "Ada's, Tom Vale" is Ada's lawyer."""
    if len(parts) > 1 and POSSESSIVE.search(text[slice(*parts[0])]):
        name = _head(text, parts[1], book)
        return parts[1:] if name and len(name.words) > 1 else parts
    return parts


def _is_item(text: str, part: Span, at: int, parts: list[Span], book: NameBook) -> bool:
    """Whether a part behind a comma is one more of those joined, or the one that the part before describes."""
    words = text[part[0] : part[1]].split()
    if words[0] == "and" or TOGETHER.match(text, *part):
        return True
    name, first = _head(text, part, book), _head(text, parts[0], book)
    if first is None:
        if _calls_many(text, parts[0]):
            return all(_head(text, piece, book) for piece in _split(text, part))
        called = at == 1 and name is not None and _is_calling(text, parts[0], determined=True)
        return at == 1 and name is not None and (len(name.words) > 1 or name.titled or called)
    last = list(_split(text, parts[-1]))
    listed = len(last) > 1 or text[last[0][0] - 4 : last[0][0]] == "and "
    if not (listed and words[0][:1].isupper()):
        return False
    return all(_head(text, piece, book) for piece in _split(text, part))


def _is_calling(text: str, piece: Span, *, determined: bool = False) -> bool:
    """Whether words only call somebody something: the first of two callings ("singer and actress Ada Brook"), or one with
    its determiner ("her son, Grant").
    """
    words = text[piece[0] : piece[1]].casefold().split()
    owned = words[0] in nouns().determiners or any(POSSESSIVE.search(word) for word in words)
    return (determined or not owned) and nouns().kinds.get(words[-1]) == "person"


def _calls_many(text: str, piece: Span) -> bool:
    """Whether words call several at once, whom names behind them list: "two economists -- Ada Brook and Tom Vale --"."""
    words = text[piece[0] : piece[1]].casefold().split()
    return words[-1] in nouns().plurals and nouns().kinds.get(words[-1]) in {"people", "organisation"}


def _describes_next(text: str, items: list[Span]) -> bool:
    """Whether the first of `items` only describes the second: "the energy minister, Ada Brook"."""
    return text[items[1][0] : items[1][1]].split()[0] != "and"


def _parts(text: str, source: Span) -> Iterator[Span]:
    """The parts of a source between commas and brackets that hold a word, without what stands in brackets."""
    start, end = source
    blank = DASH.sub("—", BRACKETS.sub(lambda match: " " * len(match.group()), text[start:end]))
    for match in PART.finditer(blank):
        words = re.search(r"\w.*\w|\w", match.group())
        if words and words.group() not in {"and", "or"}:
            yield start + match.start() + words.start(), start + match.end()


def _split(text: str, part: Span) -> Iterator[Span]:
    start = part[0]
    for match in AND.finditer(text, *part):
        if before := text[start : match.start()].rstrip():
            yield start, start + len(before)
        start = match.end()
    yield start, part[1]


def _head(text: str, part: Span, book: NameBook) -> Name | None:
    """The name that `part` is, unless it only modifies: "critics of Lund", "Lund's office", "Lund supporters".

    The last name is the head ("Lund campaign manager Ada Brook"), or the first where the rest says whence: "President
    Ada Brook of Carvella".
    """
    opening = OPENING.match(text, *part)
    part = (opening.end() if opening else part[0], part[1])
    found = _names_in(text, part, book)
    if not found or (found[-1].possessive and len(found) > 1):
        return None
    first, last = found[0], found[-1]
    before = set(WORD.findall(lexicon().offices.sub(" ", _unbracketed(text, (part[0], last.start)))))
    if before & lexicon().relatives or _done_to(text[part[0] : last.start]):
        return None
    if _comes_from(text, part, first):
        name, rest = first, set[str]()
    elif before & lexicon().prepositions or _describes(text, part, found):
        return None
    else:
        name, rest = last, _words(text, (last.end, part[1])) - ({"s"} if last.possessive else set())
    name = book.whole(text, name, part[0])
    word = name.words[-1]
    many = word in lexicon().groups or not lexicon().adjectives.isdisjoint({word, word.removesuffix("s")})
    if many and (name.start > part[0] or name.end < part[1]):
        return None
    rest -= {"in", "particular"} if {"in", "particular"} <= rest else set()
    return name if not rest - lexicon().reflexives and book.names_somebody(name) else None


def _names_in(text: str, part: Span, book: NameBook) -> list[Name]:
    """The names in a part, without those in brackets and without "Jr."."""
    brackets = [match.span() for match in BRACKETS.finditer(text, *part)]
    return [
        name
        for name in names(text, part, book.surnames)
        if not any(covers(each, name[:2]) for each in brackets) and not lexicon().suffixes.issuperset(name.words)
    ]


def _comes_from(text: str, part: Span, first: Name) -> bool:
    """Whether a part begins with somebody's name and goes on to say whence: "Ada Brook of the graziers’ union"."""
    whence = WHENCE.match(text, first.end, part[1])
    leads = _words(text, (part[0], first.start))
    return bool(whence) and (first.titled or len(first.words) > 1) and not leads & lexicon().prepositions


def _given(name: Name) -> bool:
    """Whether a name begins with a given name: "National Review’s Ada Brook" is a person, not a paper's supplement."""
    return len(name.words) > 1 and name.words[0] in given_names()


def _done_to(before: str) -> bool:
    """Whether what stands before a name does something to it: "lawyers representing", not "the outgoing"."""
    doing = DOING.search(before)
    who = doing["who"].casefold() if doing else ""
    return doing is not None and who not in lexicon().determiners and not POSSESSIVE.search(who)


def _describes(text: str, part: Span, found: list[Name]) -> bool:
    """Whether the last name is no name by itself: "Lund Supporters", "Kestle’s Dellin Standard", "the 19th District"."""
    last = found[-1]
    before = text[part[0] : last.start]
    if OWNED.search(before):
        owner = found[-2] if len(found) > 1 else None
        return not (_given(last) or (owner is not None and _is_outlet(last, owner)))
    bare = last.words[0] in lexicon().heads and len(last.words) == 1
    modified = not lexicon().determiners.issuperset(_words(text, (part[0], last.start)))
    return last.words[-1] in lexicon().groups & lexicon().common or (bare and modified)


def _is_outlet(name: Name, owner: Name) -> bool:
    """Whether the owner of a name is the place or the body of one who may well be a person: "MSNBC’s Ayla Morrin"."""
    body = " ".join(owner.words) in lexicon().places or not lexicon().heads.isdisjoint(owner.words)
    short = len(owner.words) == 1 and len(owner.words[0]) < ACRONYM
    return (body or short) and len(name.words) > 1 and lexicon().heads.isdisjoint(name.words)


def _words(text: str, span: Span) -> set[str]:
    return set(WORD.findall(_unbracketed(text, span)))


def _unbracketed(text: str, span: Span) -> str:
    return BRACKETS.sub(" ", text[span[0] : span[1]].casefold())
