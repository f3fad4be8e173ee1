"""Documents on standard output, in each format."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from onrecord.cli.options import Format
from onrecord.types.attribution import Analysis


def write(analyses: Iterable[Analysis], printed: Format, min_confidence: float) -> None:
    """Print each analysis as soon as it is there. min_confidence: from where a reported thought is shown."""
    if printed is Format.jsonl:
        from onrecord.export.jsonl import as_object, line

        for analysis in analyses:
            sys.stdout.buffer.write(line(as_object(analysis)))
            sys.stdout.buffer.flush()
    elif printed is Format.html:
        from onrecord.export.html import page

        for piece in page(analyses, min_confidence):
            sys.stdout.buffer.write(piece.encode("utf-8"))
    else:
        from onrecord.export.table import console, documents

        out = console(sys.stdout)
        for table in documents(analyses, min_confidence):
            out.print(table)
