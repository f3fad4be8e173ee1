"""Analyses as tables for a terminal. Nothing in a text can act on it: see `visible`."""

import os
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.export.jsonl import NOTE
from onrecord.export.listing import Label, Listed, listed
from onrecord.export.visible import visible
from onrecord.types.attribution import Analysis
from onrecord.types.span import extent

_WIDTH = 110  # columns where there is no terminal to ask


def console(stream: TextIO) -> Console:
    """A console on `stream` that takes texts as they are: no markup, no emoji names, no guessing at numbers."""
    width = None if stream.isatty() or "COLUMNS" in os.environ else _WIDTH
    return _Console(file=stream, markup=False, emoji=False, highlight=False, width=width)


class _Console(Console):
    """Leaves a broken pipe to its caller, who knows the exit status."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def documents(analyses: Iterable[Analysis], min_confidence: float) -> Iterator[RenderableType]:
    """A heading, the statements and the reported thoughts of each analysis. min_confidence: of a thought to show."""
    for analysis in analyses:
        speech = listed(analysis, "speech", min_confidence)
        thoughts = listed(analysis, "attitude", min_confidence)
        parts: list[RenderableType] = [_heading(analysis)]
        if speech:
            parts.append(_statements(speech))
        if thoughts:
            parts += [Text("Reported thoughts", "bold"), *map(_thought, thoughts), Text()]
        if not speech and not thoughts:
            parts.append(Padding(Text(_why_nothing(analysis), "dim"), (1, 0)))
        parts.append(Text(NOTE, "dim italic"))
        yield Group(*parts, Text())


def speaker(label: Label, told_by: Label | None = None) -> Text:
    """A name; or the source's words in italics with a question mark. Who tells it stands below."""
    shown = Text(visible(label.words), "bold") if label.resolved else Text(f"{visible(label.words)} ?", "italic")
    if told_by:
        shown.append(f"\n{_as_told(told_by)}", "not bold italic dim")
    return shown


def _as_told(teller: Label) -> str:
    return f"as told by {visible(teller.words)}{'' if teller.resolved else ' ?'}"


def words(slices: Iterable[str]) -> Text:
    """Slices of a text, with an ellipsis where others' words stood between them."""
    return Text(visible(" … ".join(slices)))


def _heading(analysis: Analysis) -> Text:
    known = analysis.document.description
    heading = Text(visible(known.title or "Untitled"), "bold underline")
    source = ", ".join(visible(part) for part in (known.publisher, known.published) if part)
    if source:
        heading.append(f"  {source}", "not bold not underline dim")
    return heading.append(f"  {visible(analysis.document.id)[:12]}", "not bold not underline dim")


def _statements(speech: list[Listed]) -> Table:
    """Columns that would be empty from top to bottom are left out."""
    times = any(one.attribution.time for one in speech)
    kinds = any(one.statement and one.statement.kind for one in speech)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Speaker", max_width=24, overflow="fold")
    table.add_column("How", max_width=14, overflow="fold")
    if times:
        table.add_column("When", no_wrap=True)
    if kinds:
        table.add_column("Kind", no_wrap=True)
    table.add_column("Words", overflow="fold")
    table.add_column("Where", no_wrap=True, justify="right")
    for one in speech:
        time, said = one.attribution.time, one.statement
        cells = [speaker(one.speaker, one.told_by), words(one.cue)]
        if times:
            cells.append(Text(visible(time.edtf) if time else ""))
        if kinds:
            cells.append(Text(said.kind or "" if said else ""))
        table.add_row(*cells, words(one.words), Text(_where(one), "dim"))
    return table


def _thought(one: Listed) -> Padding:
    line = speaker(one.speaker).append(f" {words(one.cue)}", "not bold not italic")
    if one.told_by:
        line.append(f", {_as_told(one.told_by)}", "not bold not italic")
    line.append(f": {words(one.words)}", "not bold not italic")
    return Padding(line.append(f"  {_where(one)}", "not bold not italic dim"), (0, 0, 0, 2))


def _where(one: Listed) -> str:
    start, end = extent(one.span)
    return f"{start}–{end} ¶{one.paragraph}"


def _why_nothing(analysis: Analysis) -> str:
    if analysis.weights is None:
        return f"not analysed: its language is {analysis.document.language or 'unknown'}, not English"
    return "nobody is reported to say anything"
