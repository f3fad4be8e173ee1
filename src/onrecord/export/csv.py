"""Statements as CSV, one row each, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

from onrecord.export.jsonl import NOTE
from onrecord.export.listing import Listed, listed
from onrecord.types.attribution import Analysis
from onrecord.types.span import slices

COLUMNS = (
    "note", "statement", "speaker", "speaker_status", "source", "told_by", "role", "act", "form", "kind", "kind2",
    "polarity", "modality", "said", "said_basis", "place", "venue", "outlet", "words", "cue", "start", "end", "spans",
    "paragraph", "confidence", "speaker_confidence", "attribution", "document", "sha256", "title", "publisher",
    "published", "url",
)  # fmt: skip
"""The heads of the columns. `speaker` is empty where nobody is resolved; `start`, `end` are code points of the text."""

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
    attribution, document = one.attribution, analysis.document
    said = one.statement
    time, venue, known = attribution.time, attribution.venue, document.description
    return {
        "note": NOTE,
        "statement": said.id if said else None,
        "speaker": one.speaker.words if one.speaker.resolved else None,
        "speaker_status": attribution.speaker.status,
        "source": _joined(slices(document.text, attribution.source)),
        "told_by": one.told_by.words if one.told_by else None,
        "role": attribution.speaker.role,
        "act": attribution.act,
        "form": attribution.form,
        "kind": said.kind if said else None,
        "kind2": said.kind2 if said else None,
        "polarity": said.polarity if said else None,
        "modality": said.modality if said else None,
        "said": time.edtf if time else None,
        "said_basis": time.basis if time else None,
        "place": attribution.place,
        "venue": venue.type if venue else None,
        "outlet": venue.outlet if venue else None,
        "words": _joined(one.words),
        "cue": _joined(slices(document.text, attribution.cue)),
        "start": min(start for start, _ in one.span),
        "end": max(end for _, end in one.span),
        "spans": " ".join(f"{start}:{end}" for start, end in one.span),
        "paragraph": one.paragraph,
        "confidence": attribution.confidence,
        "speaker_confidence": attribution.speaker.confidence,
        "attribution": attribution.id,
        "document": document.id,
        "sha256": document.sha256,
        "title": known.title,
        "publisher": known.publisher,
        "published": known.published,
        "url": known.url,
    }


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
