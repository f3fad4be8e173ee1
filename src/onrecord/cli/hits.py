"""Statements that a search found, as a table and as objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.export import about, cells
from onrecord.export.jsonl import NOTE
from onrecord.export.listing import Listed, label
from onrecord.export.paragraphs import number_at, paragraphs
from onrecord.export.visible import visible
from onrecord.types.span import extent, slices

if TYPE_CHECKING:
    from onrecord.record.store import Hit


def table(hits: Sequence[Hit]) -> Table:
    """A row a statement: who, how and when, what, and where it stands."""
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    shown.add_column("Speaker", max_width=24, overflow="fold")
    shown.add_column("How", max_width=14, overflow="fold")
    shown.add_column("Words", overflow="fold")
    shown.add_column("Where", max_width=30, overflow="fold")
    for hit in hits:
        one = _listed(hit)
        shown.add_row(cells.speaker(one), cells.how(one), cells.words(one), _where(hit))
    shown.caption = NOTE
    return shown


def as_object(hit: Hit) -> dict[str, Any]:
    """A hit as one JSON object: the statement with its fields, its words, and its attribution as `analyse` prints it."""
    one, document = _listed(hit), hit.document
    fields: dict[str, Any] = msgspec.to_builtins(hit.statement)
    return {
        "statement": fields.pop("id"),
        "note": NOTE,
        "speaker": one.speaker.words if one.speaker.resolved else None,
        "source": slices(document.text, hit.attribution.source),
        "told_by": one.told_by.words if one.told_by else None,
        "cue": list(one.cue),
        "words": list(hit.words),
        **fields,
        "attribution": msgspec.to_builtins(hit.attribution),
        "document": document.id,
        "sha256": document.sha256,
        **msgspec.to_builtins(document.description),
        "genre": hit.genre,
        "also_in": list(hit.also),
    }


def _listed(hit: Hit) -> Listed:
    text, teller = hit.document.text, hit.teller
    return Listed(
        text=text,
        attribution=hit.attribution,
        statement=hit.statement,
        span=hit.statement.span,
        told_by=label(teller.speaker, teller.source, text) if teller else None,
        paragraph=number_at(paragraphs(text), extent(hit.statement.span)[0]),
    )


def _where(hit: Hit) -> Text:
    known = hit.document.description
    start, end = extent(hit.statement.span)
    parts = [*about.publication(known), "" if hit.genre == "story" else hit.genre]
    source = ", ".join(visible(part) for part in parts if part)
    where = Text(visible(known.title or hit.document.id[:12])).append(f"\n{source}\n" if source else "\n", "dim")
    if hit.also:
        others = hit.also[0] if len(hit.also) == 1 else f"{len(hit.also)} outlets"
        where.append(f"also in {visible(others)}\n", "dim")
    return where.append(f"{hit.document.sha256[:12]} {start}–{end}", "dim")
