"""What must hold of an analysis before it is written, and of every row ever after."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise

from onrecord.types.amount import Amount
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.document import Document
from onrecord.types.span import Span
from onrecord.types.statement import Statement


def faults(analysis: Analysis) -> Iterator[str]:
    """What does not hold, one sentence each: the text's hash, every span a slice of the text, every teller there.

    Passages also stand in the order of the text and do not overlap.

    Without its teller an attribution would be listed as its speaker's own words.
    """
    try:
        actual = hashlib.sha256(analysis.document.text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        yield f"its text cannot be written in UTF-8: {error}"
        return
    if actual != analysis.document.sha256:
        yield f"its text has SHA-256 {actual}, not {analysis.document.sha256}"
    length = len(analysis.document.text)
    for where, (start, end) in spans(analysis):
        if not 0 <= start < end <= length:
            yield f"{where} [{start}, {end}] is no slice of its {length} characters"
    yield from _unordered(analysis.document)
    there = {attribution.id for attribution in analysis.attributions}
    for attribution in analysis.attributions:
        if attribution.within is not None and attribution.within not in there:
            yield f"attribution {attribution.id}: told by {attribution.within}, which is not there"


def spans(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    """Every span of an analysis, with words that say where it stands."""
    for number, passage in enumerate(analysis.document.origin.passages if analysis.document.origin else ()):
        yield f"passage {number}", passage.text
    for attribution in analysis.attributions:
        yield from _named(f"attribution {attribution.id}:", _of_attribution(attribution))
    for number, reported in enumerate(analysis.reported):
        yield from _named(f"reported {number}:", (("span", span) for span in reported.span))
        yield from _named(f"reported {number}:", _of_amounts(reported.amounts))
    for relation in analysis.relations:
        yield from _named(f"relation {relation.a} {relation.b}:", (("evidence", span) for span in relation.evidence))


def _unordered(document: Document) -> Iterator[str]:
    passages = document.origin.passages if document.origin else ()
    for number, (one, following) in enumerate(pairwise(passages), start=1):
        if following.text[0] < one.text[1]:
            yield f"passage {number} {list(following.text)} begins before the one before it ends"
    for number, passage in enumerate(passages):
        if passage.source is not None and not 0 <= passage.source[0] < passage.source[1]:
            yield f"passage {number}: {list(passage.source)} is no span of its source"
        if passage.page is not None and passage.page < 1:
            yield f"passage {number}: no source has a page {passage.page}"


def _named(owner: str, found: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    for role, span in found:
        yield f"{owner} {role}", span


def _of_attribution(attribution: Attribution) -> Iterator[tuple[str, Span]]:
    for role in ("source", "cue", "content"):
        for span in getattr(attribution, role):
            yield role, span
    for span in attribution.speaker.chain:
        yield "speaker's chain", span
    for span in attribution.addressee.chain if attribution.addressee else ():
        yield "addressee's chain", span
    if attribution.time and attribution.time.expr:
        yield "time", attribution.time.expr
    for statement in attribution.statements:
        yield from _named(f"statement {statement.id}:", _of_statement(statement))


def _of_statement(statement: Statement) -> Iterator[tuple[str, Span]]:
    for span in statement.span:
        yield "span", span
    if statement.condition:
        yield "condition", statement.condition.span
        yield "connective", statement.condition.connective
    yield from _of_amounts(statement.amounts)


def _of_amounts(amounts: tuple[Amount, ...]) -> Iterator[tuple[str, Span]]:
    for amount in amounts:
        yield "amount", amount.span
