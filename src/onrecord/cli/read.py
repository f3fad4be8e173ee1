"""`onrecord read`: print documents as they are read, and analyse nothing."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import FromOption, Paths, form_of
from onrecord.cli.report import guarded, say_refused, status


class Format(StrEnum):
    """How documents are printed."""

    jsonl = "jsonl"


def read(
    paths: Paths,
    form: FromOption = None,
    printed: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.jsonl,
) -> None:
    """Print documents only, one JSON object a line; what is refused is listed on standard error."""
    with guarded() as output:
        from onrecord.export.jsonl import document_object, line
        from onrecord.read.paths import read_paths
        from onrecord.types.document import Refusal

        done = refused = 0
        for one in read_paths(paths, form_of(form), name_ids=True):
            if isinstance(one, Refusal):
                refused += 1
                say_refused(one)
            else:
                done += 1
                output.write(line(document_object(one)))
        sys.exit(status(done, refused))
