"""Options that several commands share, each with its help."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import BadDescription
from onrecord.read.dates import edtf
from onrecord.read.media import Form
from onrecord.settings import Settings
from onrecord.types.document import Description


class From(StrEnum):
    """What the files hold."""

    text = "text"
    jsonl = "jsonl"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    eml = "eml"
    feed = "feed"
    sitemap = "sitemap"
    warc = "warc"
    zip = "zip"
    urls = "urls"


class Format(StrEnum):
    """How a document is printed."""

    table = "table"
    jsonl = "jsonl"
    html = "html"


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, addresses, or - for standard input.", show_default=False),
]
FromOption = Annotated[
    From | None,
    typer.Option("--from", help="What the files hold; by default their bytes and names tell."),
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", help="How to print it; a table by default.", show_default=False)
]
Explain = Annotated[bool, typer.Option("--explain", help="Print the chain of evidence of each attribution instead.")]
Title = Annotated[str | None, typer.Option(help="Title, where the text does not say it.")]
Publisher = Annotated[str | None, typer.Option(help="Publisher, where the text does not say it.")]
Published = Annotated[str | None, typer.Option(help="Date of publication: 2022, 2022-05 or 2022-05-31.")]
Url = Annotated[str | None, typer.Option(help="Address, where the text does not say it.")]
Weights = Annotated[str, typer.Option(help="Name of the set of weights.")]
MinConfidence = Annotated[float, typer.Option(min=0.0, max=1.0, help="Probability from which an attribution is shown.")]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Analyse documents that are not in English, too.")]
Jobs = Annotated[int, typer.Option(min=0, help="Worker processes; 0 for one a processor core.")]
RecordOption = Annotated[
    Path,
    typer.Option("--record", metavar="WHERE", envvar="ONRECORD_RECORD", help="The record's file."),
]
Doc = Annotated[str, typer.Argument(metavar="DOC", help="A document's id or SHA-256, or how it begins.")]

DEFAULT_WEIGHTS = "default"
"""The weights that are used unless others are named."""

DEFAULT_RECORD = Settings().record
"""Where the record is unless `--record` or `ONRECORD_RECORD` says otherwise."""

DEFAULT_CONFIDENCE = Settings().min_confidence
"""The probability from which an attribution is shown unless `--min-confidence` says otherwise."""


def form_of(asked: From | None) -> Form | None:
    """What the files hold, as `read_paths` takes it."""
    return asked.value if asked else None


def described(title: str | None, publisher: str | None, published: str | None, url: str | None) -> Description:
    """The description that options give. Raises BadDescription for a date that is none, and for what is no text."""
    for option, value in {"--title": title, "--publisher": publisher, "--url": url}.items():
        _be_text(option, value or "")
    return Description(
        title=title or None,
        publisher=publisher or None,
        published=edtf(published) if published else None,
        url=url or None,
    ).known_by("given")


def _be_text(option: str, value: str) -> None:
    """Raises BadDescription for bytes of a command line that are not UTF-8: Python hands them on as lone surrogates."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise BadDescription(f"{option}: not UTF-8: {value!r}", "type it in a terminal that is set to UTF-8") from None
