"""Analyses as tables for a terminal. Nothing in a text can act on it: see `visible`."""

import os
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.export import about, cells, spelling
from onrecord.export.jsonl import NOTE
from onrecord.export.listing import Listed, listed
from onrecord.export.visible import visible
from onrecord.types.amount import Reported
from onrecord.types.attribution import Analysis
from onrecord.types.span import extent, slices

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
        if analysis.reported:
            parts += [Text("What the story itself reports", "bold")]
            parts += [*(_reported(analysis, one) for one in analysis.reported), Text()]
        if not speech and not thoughts:
            parts.append(Padding(Text(_why_nothing(analysis), "dim"), (1, 0)))
        parts.append(Text(NOTE, "dim italic"))
        yield Group(*parts, Text())


def _heading(analysis: Analysis) -> Text:
    known = analysis.document.description
    heading = Text(visible(f"{known.title or 'Untitled'}{about.doubt(known, 'title')}"), "bold underline")
    parts = (*about.publication(known), about.authors(known), about.updated(known), about.primary(analysis))
    source = ", ".join(visible(part) for part in parts if part)
    if source:
        heading.append(f"  {source}", "not bold not underline dim")
    return heading.append(f"  {visible(analysis.document.id)[:12]}", "not bold not underline dim")


def _statements(speech: list[Listed]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Speaker", max_width=24, overflow="fold")
    table.add_column("How", max_width=14, overflow="fold")
    table.add_column("Words", overflow="fold")
    table.add_column("Where", no_wrap=True, justify="right")
    for one in speech:
        table.add_row(cells.speaker(one), cells.how(one), cells.words(one), Text(_where(one), "dim"))
    return table


def _thought(one: Listed) -> Padding:
    line = cells.label(one.speaker).append(f" {cells.joined(one.manner)}", "not bold not italic")
    if one.told_by:
        line.append(f", {cells.as_told(one.told_by)}", "not bold not italic")
    line.append(f": {cells.joined(one.words)}", "not bold not italic")
    return Padding(line.append(f"  {_where(one)}", "not bold not italic dim"), (0, 0, 0, 2))


def _reported(analysis: Analysis, reported: Reported) -> Padding:
    line = cells.joined(slices(analysis.document.text, reported.span))
    sums = "".join(f" · {spelling.money(amount)}" for amount in reported.amounts)
    return Padding(line.append(visible(sums), "dim"), (0, 0, 0, 2))


def _where(one: Listed) -> str:
    start, end = extent(one.span)
    return f"{start}–{end} ¶{one.paragraph}"


def _why_nothing(analysis: Analysis) -> str:
    if analysis.weights is None:
        return f"not analysed: its language is {analysis.document.language or 'unknown'}, not English"
    return "nobody is reported to say anything"
