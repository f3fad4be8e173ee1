"""Statements that a search found, as a table and as objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.export.jsonl import NOTE
from onrecord.export.listing import NOBODY, Label, label
from onrecord.export.table import speaker, words
from onrecord.export.visible import visible
from onrecord.types.span import extent

if TYPE_CHECKING:
    from onrecord.record.store import Hit, Record


class Told(msgspec.Struct, frozen=True):
    """A hit, and who tells it where it stands in what another says."""

    hit: Hit
    told_by: Label | None

    @property
    def speaker(self) -> Label:
        """The resolved name, or the words of the source."""
        found = self.hit.attribution.speaker
        if found.status == "resolved" and found.name:
            return Label(found.name, True)
        return Label(" … ".join(self.hit.source) or NOBODY, False)


def told(hits: Iterable[Hit], store: Record) -> list[Told]:
    """Each hit with who tells it; only where somebody does, its document is read."""
    return [Told(hit, _outer(hit, store) if hit.attribution.within else None) for hit in hits]


def table(hits: Sequence[Told]) -> Table:
    """A row a statement: who, when (where that is known of any), what, and where it stands."""
    times = any(one.hit.attribution.time for one in hits)
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    shown.add_column("Speaker", max_width=24, overflow="fold")
    shown.add_column("How", max_width=14, overflow="fold")
    if times:
        shown.add_column("When", no_wrap=True)
    shown.add_column("Words", overflow="fold")
    shown.add_column("Where", max_width=30, overflow="fold")
    for one in hits:
        hit = one.hit
        start, end = extent(hit.span)
        source = ", ".join(visible(part) for part in (hit.publisher, hit.published) if part)
        where = Text(visible(hit.title or hit.document[:12])).append(f"\n{source}\n" if source else "\n", "dim")
        where.append(f"{hit.sha256[:12]} {start}–{end}", "dim")
        said = words(hit.words)
        if hit.kind:
            said.append(f"  [{hit.kind}]", "dim")
        time = hit.attribution.time
        when = [Text(visible(time.edtf) if time else "")] if times else []
        shown.add_row(speaker(one.speaker, one.told_by), words(hit.cue), *when, said, where)
    shown.caption = NOTE
    return shown


def as_object(one: Told) -> dict[str, Any]:
    """A hit as one JSON object: the statement's id, span and words, and its attribution as `analyse` prints it."""
    hit = one.hit
    return {
        "statement": hit.statement,
        "note": NOTE,
        "speaker": one.speaker.words if one.speaker.resolved else None,
        "source": list(hit.source),
        "told_by": one.told_by.words if one.told_by else None,
        "cue": list(hit.cue),
        "words": list(hit.words),
        "span": [list(span) for span in hit.span],
        "kind": hit.kind,
        "attribution": msgspec.to_builtins(hit.attribution),
        "document": hit.document,
        "sha256": hit.sha256,
        "title": hit.title,
        "publisher": hit.publisher,
        "published": hit.published,
        "url": hit.url,
    }


def _outer(hit: Hit, store: Record) -> Label | None:
    analysis = store.get(hit.sha256)
    for outer in analysis.attributions:
        if outer.id == hit.attribution.within:
            return label(outer.speaker, outer.source, analysis.document.text)
    return None
