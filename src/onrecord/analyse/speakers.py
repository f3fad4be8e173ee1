"""Speakers: from the words of a source to the fullest name in the document, where they are a name at all."""

import re
from collections.abc import Iterator

from onrecord.analyse.namebook import NameBook
from onrecord.analyse.names import POSSESSIVE, Name, lexicon, names
from onrecord.types.span import Span, Spans, covers
from onrecord.types.speaker import Speaker

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
PART = re.compile(r"(?:[^,;()\[\]—–]|(?<=\w)–(?=\w)|,(?= (?:Jr|Sr|II|III)\b))+")
AND_ALONE = re.compile(r"\s*(?:and|or)\s*")
OR = re.compile(r"\b(?:or|nor)\b")
DOING = re.compile(r"(?P<who>\S+)\s+[a-z]+ing\s+(?:\S*[A-Z]\S*\s+)*$")
"""Before a name: "lawyers representing ", "the woman suing President "; but "the outgoing " too."""
AND = re.compile(r"(?:^|(?<=\s))(?:and|&|or)\s+")
FULL_NAME, SURNAME = 0.95, 0.96
"""Share of speakers that are right where the source prints the full name, and where it prints part of it (facets of
PolNeAR dev, `benchmarks/quality.py`)."""


def speaker(text: str, source: Spans, book: NameBook) -> Speaker:
    """Who the source is.

    Resolved only where its words are a name and the document leaves one reading of it; pronouns, descriptions and names
    that two people share stay unresolved, the people who share it as alternatives.
    """
    if not source:
        return Speaker(name=None, type="implicit", how="none")
    words = text[source[0][0] : source[0][1]]
    if words.casefold() in lexicon().pronouns:
        return Speaker(name=None, how="pronoun", chain=source)
    heads = _heads(text, source[0], book)
    if not heads:
        return Speaker(name=None, how="title", chain=source)
    readings = [book.fullest(head) or [head] for head in heads]
    if any(len(reading) > 1 for reading in readings):
        shared = tuple(text[n.start : n.end] for reading in readings for n in reading)
        return Speaker(name=None, how="partial", chain=source, alternatives=shared)
    full = [reading[0] for reading in readings]
    same = all(a.words == b.words for a, b in zip(full, heads, strict=True))
    return Speaker(
        name=" ; ".join(text[n.start : n.end] for n in full),
        how="name" if same else "partial",
        status="resolved",
        confidence=FULL_NAME if same else SURNAME,
        chain=source + tuple((n.start, n.end) for n, head in zip(full, heads, strict=True) if n.words != head.words),
    )


def _heads(text: str, source: Span, book: NameBook) -> list[Name]:
    """The names that a source is: one, or those that it joins. None where it joins a name with something else.

    What stands in brackets is passed over. Behind a comma a name is described ("Lund, a lawyer for Brook"), unless an
    "and" there may join a further speaker: then nothing is decided, as with "or". Before a comma a description may stand
    ("the energy minister, Ada Brook"); a single word behind it may as well be a place ("a pilot in Pasadena, Calif.").
    """
    parts = [list(_split(text, part)) for part in _parts(text, source)]
    heads = [[_head(text, piece, book) for piece in part] for part in parts]
    joined = any(len(part) > 1 for part in parts)
    every = [head for part in heads for head in part]
    if joined and OR.search(text[source[0] : source[1]]):
        return []
    if "&" in text[source[0] : source[1]] and any(h and lexicon().heads.issuperset(h.words) for h in every):
        return []  # Tom Vale & Sons
    if joined and None not in every:
        return [head for head in every if head]
    at = next((k for k, part in enumerate(heads) if any(part)), 0)
    first = heads[at] if heads else []
    further = any(head for k, part in enumerate(heads) for head in part[1:] if k != at)
    unsure = at > 0 and any(head and len(head.words) == 1 and not head.titled for head in first)
    return [] if further or unsure or None in first else [head for head in first if head]


def _parts(text: str, source: Span) -> Iterator[Span]:
    """The parts of a source between commas and brackets that hold a word, without what stands in brackets."""
    start, end = source
    blank = BRACKETS.sub(lambda match: " " * len(match.group()), text[start:end])
    for match in PART.finditer(blank):
        if re.search(r"\w", match.group()) and not AND_ALONE.fullmatch(match.group()):
            yield start + match.start(), start + match.end()


def _split(text: str, part: Span) -> Iterator[Span]:
    start = part[0]
    for match in AND.finditer(text[part[0] : part[1]]):
        if text[start : part[0] + match.start()].strip():
            yield start, part[0] + match.start()
        start = part[0] + match.end()
    yield start, part[1]


def _head(text: str, part: Span, book: NameBook) -> Name | None:
    """The name that `part` is, unless it only modifies: "critics of Lund", "Lund's office", "Lund supporters".

    The last name is the head ("Lund campaign manager Ada Brook"), or the first where the rest says whence: "President
    Ada Brook of Carvella".
    """
    brackets = [match.span() for match in BRACKETS.finditer(text, *part)]
    found = [
        name
        for name in names(text, part)
        if not any(covers(each, name[:2]) for each in brackets) and not lexicon().suffixes.issuperset(name.words)
    ]
    if not found or found[-1].possessive or "/" in text[part[0] : part[1]]:
        return None
    first, last = found[0], found[-1]
    if any(name.possessive and not _words(text, (name.end + 2, last.start)) for name in found):
        return None
    before = _words(text, (part[0], last.start))
    if before & lexicon().relatives or _done_to(text[part[0] : last.start]) or _describes(last):
        return None
    if not before & lexicon().prepositions:
        name, rest = last, _words(text, (last.end, part[1]))
    elif first.titled or len(first.words) > 1:
        whence = {word for name in found[1:] for word in name.words} | lexicon().prepositions
        name, rest = first, _words(text, (first.end, part[1])) - whence
        rest |= _words(text, (part[0], first.start)) & lexicon().prepositions
    else:
        return None
    name = book.whole(text, name, part[0])
    return name if not rest - lexicon().reflexives and book.is_name(name) else None


def _done_to(before: str) -> bool:
    """Whether what stands before a name does something to it: "lawyers representing", not "the outgoing"."""
    doing = DOING.search(before)
    who = doing["who"].casefold() if doing else ""
    return doing is not None and who not in lexicon().determiners and not POSSESSIVE.search(who)


def _describes(name: Name) -> bool:
    """Whether capitals only set off a description: "Lund Supporters"."""
    return name.words[-1] in lexicon().groups & lexicon().common


def _words(text: str, span: Span) -> set[str]:
    return set(re.findall(r"\w+", BRACKETS.sub(" ", text[span[0] : span[1]].casefold())))
