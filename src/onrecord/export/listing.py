"""What tables and pages list of an analysis, and under whose name."""

from typing import Literal

import msgspec

from onrecord.export.paragraphs import number_at, paragraphs
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.span import Spans, extent, slices
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Statement

NOBODY = "somebody not named"
"""Stands for a speaker that the text gives no words for."""


_RECORDS = frozenset({"transcript", "speech"})
"""Genres that have the words as they were spoken, with or without quotation marks."""


class Label(msgspec.Struct, frozen=True):
    """Who speaks, as it may be shown: a name, or where nobody is resolved the words of the source."""

    words: str
    resolved: bool


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One statement to show. `told_by` is who tells it where it stands in what another says; `paragraph` counts from 1.

    `statement` is None for an attribution without any: its content, or else its cue, is then shown. words, cue: slices
    of `text`, one a span. The cue is always shown with the words: "denied" makes another thing of them than "said".
    verbatim: in a transcript or a speech, and told by nobody.
    """

    text: str
    attribution: Attribution
    statement: Statement | None
    span: Spans
    told_by: Label | None
    paragraph: int
    verbatim: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The slices of what is shown."""
        return tuple(slices(self.text, self.span))

    @property
    def cue(self) -> tuple[str, ...]:
        """The slices of the cue."""
        return tuple(slices(self.text, self.attribution.cue))

    @property
    def manner(self) -> tuple[str, ...]:
        """The cue's slices that are words: the mark behind the label of a turn says nothing of how it was said."""
        return tuple(piece for piece in self.cue if any(map(str.isalnum, piece)))

    @property
    def speaker(self) -> Label:
        """The resolved name, or the words of the source."""
        return label(self.attribution.speaker, self.attribution.source, self.text)


def listed(analysis: Analysis, act: Literal["speech", "attitude"], min_confidence: float) -> list[Listed]:
    """The statements to show, in order of the text: what is `shown` of speech, and attitudes from min_confidence on.

    Never an act `other`, nor what stands within one: who "did not say that X said so" does not list X.
    """
    text = analysis.document.text
    where = paragraphs(text)
    by_id = {attribution.id: attribution for attribution in analysis.attributions}
    found = []
    for attribution in analysis.attributions:
        sure = attribution.shown if act == "speech" else attribution.confidence >= min_confidence
        outer = _outer(attribution, by_id)
        if attribution.act != act or not sure or any(one.act == "other" for one in outer):
            continue
        for statement, span in _parts(attribution):
            found.append(
                Listed(
                    text=text,
                    attribution=attribution,
                    statement=statement,
                    span=span,
                    told_by=label(outer[0].speaker, outer[0].source, text) if outer else None,
                    verbatim=analysis.genre in _RECORDS and not outer,
                    paragraph=number_at(where, extent(span)[0]),
                )
            )
    return sorted(found, key=lambda one: one.span)


def label(speaker: Speaker, source: Spans, text: str) -> Label:
    """Whose words they are: the resolved name, or the words of the source, or `NOBODY`."""
    if speaker.status == "resolved" and speaker.name:
        return Label(speaker.name, True)
    return Label(" … ".join(slices(text, source)) or NOBODY, False)


def _outer(attribution: Attribution, by_id: dict[str, Attribution]) -> list[Attribution]:
    """The attributions that tell `attribution`, innermost first."""
    found: list[Attribution] = []
    while attribution.within in by_id and len(found) <= len(by_id):  # ends even where they tell each other
        attribution = by_id[attribution.within]
        found.append(attribution)
    return found


def _parts(attribution: Attribution) -> list[tuple[Statement | None, Spans]]:
    if attribution.statements:
        return [(statement, statement.span) for statement in attribution.statements if statement.span]
    span = attribution.content or attribution.cue or attribution.source
    return [(None, span)] if span else []
