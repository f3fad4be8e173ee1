"""Why an analysis says what it says: for each attribution the spans, the chain of evidence and the doubt, as text."""

from collections.abc import Iterator, Mapping

from onrecord.export import spelling
from onrecord.export.jsonl import NOTE
from onrecord.export.visible import visible
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.span import Spans
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Statement

Line = tuple[str, str]
"""A head, indented as deep as it stands, and what stands behind it."""

_HEADS = 16  # columns for the heads
_HOW = {
    "name": "named in full",
    "partial": "by a part of the name",
    "title": "by a title or description",
    "pronoun": "by a pronoun",
    "none": "not by any words",
}
_BASES = {"text": "the text says so", "inferred": "inferred", "default": "assumed from the date of publication"}


def explained(analysis: Analysis, min_confidence: float) -> Iterator[str]:
    """Lines without their ends, safe on a terminal. min_confidence: from which speech and thoughts are shown."""
    known, text = analysis.document.description, analysis.document.text
    source = ", ".join(part for part in (known.publisher, known.published) if part)
    yield visible("  ".join(filter(None, (known.title or "Untitled", source, analysis.document.id[:12]))))
    by_id = {attribution.id: attribution for attribution in analysis.attributions}
    for number, attribution in enumerate(analysis.attributions, start=1):
        yield ""
        cue = _quoted(text, attribution.cue) if attribution.cue else "no cue"
        yield visible(f"{number}  {cue}  {attribution.act}, {attribution.form}")
        for head, told in _lines(attribution, by_id, text, min_confidence):
            yield f"   {head:<{_HEADS}}{visible(told)}"
    for reported in analysis.reported:
        yield ""
        yield visible(f"The story itself reports {_quoted(text, reported.span)}")
        for amount in reported.amounts:
            yield f"   {'amount':<{_HEADS}}{visible(f'{spelling.money(amount)}: {_quoted(text, (amount.span,))}')}"
    yield ""
    yield NOTE


def _lines(
    attribution: Attribution, by_id: Mapping[str, Attribution], text: str, min_confidence: float
) -> Iterator[Line]:
    yield "source", _quoted(text, attribution.source) if attribution.source else "none in the text"
    yield from _speaker("speaker", attribution.speaker, text)
    if teller := by_id.get(attribution.within or ""):
        yield "told by", _quoted(text, teller.source or teller.cue)
    yield "content", _quoted(text, attribution.content)
    if attribution.time:
        time = attribution.time
        expression = f": {_quoted(text, (time.expr,))}" if time.expr else ""
        yield "time", f"{time.edtf}, {_BASES[time.basis]}{expression}"
    if attribution.place:
        yield "place", attribution.place
    if attribution.venue:
        yield "venue", ", ".join(filter(None, (attribution.venue.type, attribution.venue.outlet)))
    if attribution.addressee:
        yield from _speaker("addressee", attribution.addressee, text)
    if attribution.stance:
        yield "reporter", attribution.stance
    for statement in attribution.statements:
        yield from _statement(statement, text)
    yield "listed", _why(attribution, by_id, min_confidence)


def _speaker(head: str, speaker: Speaker, text: str) -> Iterator[Line]:
    """Who, by what, through which mentions; and who else it might be."""
    about = [_HOW[speaker.how], speaker.type, f"confidence {speaker.confidence:.2f}"]
    resolved = speaker.status == "resolved" and speaker.name
    name = speaker.name if resolved else "not resolved: shown in the story’s own words"
    yield head, f"{name} ({', '.join(part for part in about if part)})"
    if speaker.chain:
        yield "  chain", " → ".join(_quoted(text, (span,)) for span in speaker.chain)
    if speaker.entity:
        yield "  entity", f"{speaker.entity} {speaker.entity_name or ''}".strip()
    if speaker.role:
        yield "  role", speaker.role
    if speaker.on_behalf_of:
        yield "  on behalf of", speaker.on_behalf_of
    others = speaker.alternatives if resolved else (speaker.name, *speaker.alternatives)
    if any(others):
        yield "  or else" if resolved else "  perhaps", " | ".join(dict.fromkeys(filter(None, others)))


def _statement(statement: Statement, text: str) -> Iterator[Line]:
    kinds = " and ".join(filter(None, (statement.kind, statement.kind2))) or "kind not known"
    kinds += "" if statement.kind_confidence is None else f" ({statement.kind_confidence:.2f})"
    manner = [part for part in (statement.polarity, statement.modality) if part]
    yield "statement", f"{', '.join([kinds, *manner])}: {_quoted(text, statement.span)}"
    if condition := statement.condition:
        spans = f"{_quoted(text, (condition.connective,))} opens {_quoted(text, (condition.span,))}"
        yield "  condition", f"{condition.type}: {spans}"
    for amount in statement.amounts:
        yield "  amount", f"{spelling.money(amount)}: {_quoted(text, (amount.span,))}"


def _why(attribution: Attribution, by_id: Mapping[str, Attribution], min_confidence: float) -> str:
    """Whether tables, pages and search list it, and what decides that."""
    sure = f"confidence {attribution.confidence:.2f}"
    over = f"{sure} reaches {min_confidence:.2f}"
    under = f"{sure} does not reach {min_confidence:.2f}"
    if attribution.act == "other":
        return f"no: the story does not report it as said ({sure})"
    if _unsaid(attribution, by_id):
        return f"no: it stands in what the story does not report as said ({sure})"
    reached = attribution.confidence >= min_confidence
    if attribution.act == "attitude":
        return f"apart, as a reported thought: {over}" if reached else f"no: {under}"
    if attribution.shown:
        return f"yes: {over}" if reached else f"yes: it was analysed with a lower threshold ({sure})"
    return f"no: it was analysed with a higher threshold ({sure})" if reached else f"no: {under}"


def _unsaid(attribution: Attribution, by_id: Mapping[str, Attribution]) -> bool:
    """Whether anything that tells it, however far out, is no saying."""
    teller, left = by_id.get(attribution.within or ""), len(by_id)  # ends even where they tell each other
    while teller is not None and teller.act != "other" and left:
        teller, left = by_id.get(teller.within or ""), left - 1
    return teller is not None and teller.act == "other"


def _quoted(text: str, spans: Spans) -> str:
    """The words of spans with where they stand in the text."""
    return " … ".join(f'"{text[start:end]}" {start}–{end}' for start, end in spans)
