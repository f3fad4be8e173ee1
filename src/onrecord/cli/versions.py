"""`onrecord versions`: what became of a page's statements."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_CONFIDENCE, DEFAULT_RECORD, RecordOption
from onrecord.cli.report import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from onrecord.link.versions import Changes, Said
    from onrecord.record.store import Version


class Format(StrEnum):
    """How versions are printed."""

    table = "table"
    jsonl = "jsonl"


Page = Annotated[str, typer.Argument(metavar="URL|DOC", help="A page's address, or a document that was seen there.")]
Printed = Annotated[Format, typer.Option("--format", help="How to print them.")]


def versions(page: Page, record: RecordOption = DEFAULT_RECORD, printed: Printed = Format.table) -> None:
    """Print what a page showed, in order of time: which statements appeared, vanished or were reworded."""
    with guarded() as output:
        from onrecord.record.store import Record

        with Record.open(record) as store:
            found = store.versions(page)
        if printed is Format.jsonl:
            from onrecord.export.jsonl import line

            for before, version, changed in _changes(found):
                output.write(line(_object(before, version, changed)))
        else:
            from onrecord.cli.terminal import terminal

            with terminal(output) as out:
                for before, version, changed in _changes(found):
                    for row in _lines(before, version, changed):
                        out.print(row, soft_wrap=True)


def _changes(found: Sequence[Version]) -> Iterator[tuple[Version | None, Version, Changes]]:
    """Each version with the one before it at its address, None for the first, and what changed between the two."""
    from onrecord.link.versions import changes

    for before, version in pairwise((None, *found)):
        assert version is not None
        older = before if before and before.address == version.address else None
        yield older, version, changes(_listed(older) if older else [], _listed(version))


def _listed(version: Version) -> list[Said]:
    """The statements that the document's own page lists."""
    from onrecord.export.listing import listed
    from onrecord.link.versions import said

    shown = {one.statement.id for one in listed(version.analysis, "speech", DEFAULT_CONFIDENCE) if one.statement}
    return [one for one in said(version.analysis) if one.statement.id in shown]


def _object(before: Version | None, version: Version, changed: Changes) -> dict[str, Any]:
    from onrecord.export.jsonl import NOTE
    from onrecord.export.wording import pieces

    document = version.analysis.document
    return {
        "address": version.address,
        "seen": version.seen,
        "note": NOTE,
        "document": document.id,
        "sha256": document.sha256,
        "title": document.description.title,
        "supersedes": before.analysis.document.sha256 if before else None,
        "appeared": [_said(one) for one in changed.appeared],
        "vanished": [_said(one) for one in changed.vanished],
        "reworded": [
            {
                **_said(new),
                "before": old.words,
                "cue_before": old.cue,
                "diff": [[piece.what, piece.words] for piece in pieces(old.words, new.words)],
            }
            for old, new in changed.reworded
        ],
    }


def _said(one: Said) -> dict[str, Any]:
    speaker = one.attribution.speaker
    return {
        "statement": one.statement.id,
        "speaker": speaker.name if speaker.status == "resolved" else None,
        "source": one.source,
        "cue": one.cue,
        "words": one.words,
        "kind": one.statement.kind,
    }


def _lines(before: Version | None, version: Version, changed: Changes) -> Iterator[Text]:
    from rich.text import Text

    from onrecord.export.visible import visible

    document = version.analysis.document
    if before is None:
        yield Text(visible(version.address), "bold")
    head = Text(visible(version.seen), "bold").append(f"  {visible(document.description.title or 'Untitled')}")
    yield head.append(f"  {document.sha256[:12]}", "not bold dim")
    if before is None:
        count = len(changed.appeared)
        yield Text(f"  {count} statement{'' if count == 1 else 's'}", "dim")
        return
    for one in changed.vanished:
        yield _teller("− vanished  ", "red", one, one.cue).append(visible(one.words), "strike")
    for one in changed.appeared:
        yield _teller("+ appeared  ", "green", one, one.cue).append(visible(one.words))
    for old, new in changed.reworded:
        yield _teller("~ reworded  ", "yellow", new, old.cue).append_text(_reworded(old.words, new.words))
    if not (changed.appeared or changed.vanished or changed.reworded):
        yield Text("  no statement changed", "dim")


def _teller(mark: str, style: str, one: Said, cue: str) -> Text:
    """Who said it and how; cue: that of the version before where there is one."""
    from rich.text import Text

    from onrecord.export.visible import visible

    speaker = one.attribution.speaker
    resolved = speaker.status == "resolved" and speaker.name
    who = speaker.name or "" if resolved else f"{one.source or 'somebody not named'} ?"
    row = Text("  ").append(mark, style).append(visible(who), "bold" if resolved else "italic")
    if any(map(str.isalnum, cue + one.cue)):
        row.append(" ").append_text(_reworded(cue, one.cue))
    return row.append(": ")


def _reworded(old: str, new: str) -> Text:
    """One row of words, marked for those who see no colours, too: [-removed-] {+added+}."""
    from rich.text import Text

    from onrecord.export.visible import visible
    from onrecord.export.wording import pieces

    row = Text()
    for piece in pieces(old, new):
        words = visible(piece.words)
        if piece.what == "kept":
            row.append(words)
        elif piece.what == "removed":
            row.append(f"[-{words}-]", "red strike")
        else:
            row.append(f"{{+{words}+}}", "green")
    return row
