"""Documents on standard output, in each format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.cli.options import Format
from onrecord.types.attribution import Analysis


def write(analyses: Iterable[Analysis], printed: Format, min_confidence: float, output: BinaryIO) -> None:
    """Write each analysis as soon as it is there. min_confidence: from where a reported thought is shown."""
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
