"""Statements: a content cut into sentences."""

import nupunkt

from onrecord.analyse.quotations import marks
from onrecord.types.span import Span, Spans


def statements(text: str, content: Spans) -> list[Spans]:
    """The sentences of `content`, each as its spans.

    A sentence that the reporter's "he said" interrupts stays one statement: a piece that begins in lower case goes on
    where the piece before stopped. Quotation marks at its ends are not part of a statement.
    """
    found: list[list[Span]] = []
    for piece in content:
        sentences = [s for s in (_trimmed(text, part) for part in _sentences(text, piece)) if s[0] < s[1]]
        if found and sentences and text[sentences[0][0]].islower():
            found[-1].append(sentences.pop(0))
        found.extend([sentence] for sentence in sentences)
    return [tuple(spans) for spans in found]


def _sentences(text: str, piece: Span) -> list[Span]:
    start, end = piece
    return [(start + a, start + b) for a, b in nupunkt.sent_spans(text[start:end])]


def _trimmed(text: str, span: Span) -> Span:
    """`span` without space, commas and the quotation marks that have no partner in it; empty where no word is left."""
    start, end = span
    openers, closers = set(marks().closers), set("".join(marks().closers.values()))
    while start < end and (text[start].isspace() or text[start] in openers):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in closers | {","}):
        if text[end - 1] in closers and _opened(text[start : end - 1], text[end - 1]):
            break
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else (start, start)


def _opened(words: str, closer: str) -> bool:
    """Whether `words` open a quotation that `closer` would close."""
    if closer in marks().closers:
        return words.count(closer) % 2 == 1
    openers = [opener for opener, closers in marks().closers.items() if closer in closers]
    return sum(words.count(opener) for opener in openers) > words.count(closer)
