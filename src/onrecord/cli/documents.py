"""Documents on standard output, in each format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import BinaryIO

from onrecord.cli.options import Format
from onrecord.errors import BadDescription
from onrecord.types.attribution import Analysis

Writer = Callable[[Iterable[Analysis], float, BinaryIO], None]
"""Writes analyses to an output, each as soon as it is there; the number is the confidence from where they are shown."""


def writer(printed: Format | None, explain: bool) -> Writer:
    """What writes in a format, a table unless one is asked for, or explains. Raises BadDescription where both are."""
    if explain and printed is not None:
        raise BadDescription("--explain has a format of its own", "leave --format away, or --explain")
    return _explain if explain else partial(_write, printed or Format.table)


def _explain(analyses: Iterable[Analysis], min_confidence: float, output: BinaryIO) -> None:
    from onrecord.cli.terminal import terminal
    from onrecord.export.explanation import explained

    with terminal(output) as out:
        for analysis in analyses:
            for line in explained(analysis, min_confidence):
                out.print(line, soft_wrap=True)


def _write(printed: Format, analyses: Iterable[Analysis], min_confidence: float, output: BinaryIO) -> None:
    if printed is Format.jsonl:
        from onrecord.export.jsonl import as_object, line

        for analysis in analyses:
            output.write(line(as_object(analysis)))
            output.flush()
    elif printed is Format.html:
        from onrecord.export.html import page

        for piece in page(analyses, min_confidence):
            output.write(piece.encode("utf-8"))
    else:
        from onrecord.cli.terminal import terminal
        from onrecord.export.table import documents

        with terminal(output) as out:
            for table in documents(analyses, min_confidence):
                out.print(table)
