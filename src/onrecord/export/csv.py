"""Statements as CSV, one row each, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

from onrecord.export.facts import addressee
from onrecord.export.jsonl import NOTE
from onrecord.export.listing import Listed, listed
from onrecord.types.attribution import Analysis
from onrecord.types.span import slices

COLUMNS = (
    "note", "statement", "speaker", "speaker_status", "speaker_type", "speaker_how", "entity", "source", "told_by", "role",
    "on_behalf_of", "addressee", "addressee_status", "act", "form", "kind", "kind2", "kind_confidence", "polarity", "modality", "stance",
    "said", "said_basis", "said_words", "place", "venue", "outlet", "words", "cue", "condition", "condition_type",
    "amounts", "amounts_low", "amounts_high", "amounts_currency", "amounts_stage", "start", "end", "spans", "paragraph",
    "confidence", "speaker_confidence", "attribution", "document", "sha256", "title", "publisher", "published", "url",
)  # fmt: skip
"""The heads of the columns. `speaker` is empty where nobody is resolved; `start`, `end` are code points of the text.

Of several amounts each has its part of the five cells, parted by semicolons.
"""

_OF_STATEMENTS = (
    "statement", "kind", "kind2", "kind_confidence", "polarity", "modality", "condition", "condition_type", "amounts", "amounts_low",
    "amounts_high", "amounts_currency", "amounts_stage",
)  # fmt: skip

# What makes a spreadsheet calculate, at the start of a cell: also in the full-width forms that it folds to ASCII.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def lines(analyses: Iterable[Analysis], min_confidence: float) -> Iterator[str]:
    """The header, then the rows of each analysis: shown speech, and attitudes from min_confidence on; never `other`."""
    yield _line(COLUMNS)
    for analysis in analyses:
        for act in ("speech", "attitude"):
            for one in listed(analysis, act, min_confidence):
                row = _row(one, analysis)
                yield _line(_cell(row[column]) for column in COLUMNS)


def _row(one: Listed, analysis: Analysis) -> dict[str, object]:
    attribution, document, known = one.attribution, analysis.document, analysis.document.description
    return {
        "note": NOTE,
        "told_by": one.told_by.words if one.told_by else None,
        **_who(one),
        "act": attribution.act,
        "form": attribution.form,
        "stance": attribution.stance,
        **_where(one),
        **_what(one),
        "words": _joined(one.words),
        "cue": _joined(one.cue),
        "start": min(start for start, _ in one.span),
        "end": max(end for _, end in one.span),
        "spans": " ".join(f"{start}:{end}" for start, end in one.span),
        "paragraph": one.paragraph,
        "confidence": attribution.confidence,
        "attribution": attribution.id,
        "document": document.id,
        "sha256": document.sha256,
        "title": known.title,
        "publisher": known.publisher,
        "published": known.published,
        "url": known.url,
    }


def _who(one: Listed) -> dict[str, object]:
    speaker, heard = one.attribution.speaker, one.attribution.addressee
    shown = addressee(heard, one.text) if heard else None
    return {
        "speaker": one.speaker.words if one.speaker.resolved else None,
        "speaker_status": speaker.status,
        "speaker_type": speaker.type,
        "speaker_how": speaker.how,
        "speaker_confidence": speaker.confidence,
        "entity": speaker.entity if one.speaker.resolved else None,
        "source": _joined(slices(one.text, one.attribution.source)),
        "role": speaker.role,
        "on_behalf_of": speaker.on_behalf_of,
        "addressee": shown.words if shown else None,
        "addressee_status": heard.status if heard else None,
    }


def _where(one: Listed) -> dict[str, object]:
    time, venue = one.attribution.time, one.attribution.venue
    return {
        "said": time.edtf if time else None,
        "said_basis": time.basis if time else None,
        "said_words": one.text[slice(*time.expr)] if time and time.expr else None,
        "place": one.attribution.place,
        "venue": venue.type if venue else None,
        "outlet": venue.outlet if venue else None,
    }


def _what(one: Listed) -> dict[str, object]:
    said = one.statement
    if said is None:
        return dict.fromkeys(_OF_STATEMENTS)
    condition = said.condition
    return {
        "statement": said.id,
        "kind": said.kind,
        "kind2": said.kind2,
        "kind_confidence": said.kind_confidence,
        "polarity": said.polarity,
        "modality": said.modality,
        "condition": one.text[slice(*condition.span)] if condition else None,
        "condition_type": condition.type if condition else None,
        "amounts": "; ".join(one.text[slice(*amount.span)] for amount in said.amounts),
        "amounts_low": "; ".join(_number(amount.value) for amount in said.amounts),
        "amounts_high": "; ".join(
            _number(amount.value if amount.value_max is None else amount.value_max) for amount in said.amounts
        ),
        "amounts_currency": "; ".join(amount.currency or "" for amount in said.amounts),
        "amounts_stage": "; ".join(amount.stage for amount in said.amounts),
    }


def _number(value: float | None) -> str:
    """As spreadsheets read it, without an exponent."""
    return "" if value is None else f"{value:.2f}".removesuffix(".00")


def _joined(parts: Iterable[str]) -> str:
    return " … ".join(parts)


def _cell(value: object) -> object:
    """`value` so that no spreadsheet calculates with it: a text that starts a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" \u00a0\ufeff").startswith(_FORMULA):
        return "'" + value
    return value


def _line(cells: Iterable[object]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerow(cells)
    return held.getvalue()
