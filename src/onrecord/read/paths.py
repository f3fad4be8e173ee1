"""Files, folders and standard input → documents and refusals, one at a time."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError, TooLarge, Unreadable
from onrecord.read import jsonl, plain
from onrecord.read.walk import STANDARD_INPUT, Form, Found, files
from onrecord.settings import Settings
from onrecord.types.document import Description, Document, Refusal


def read_paths(
    paths: Iterable[str | Path],
    form: Form | None = None,
    described: Description | None = None,
    settings: Settings | None = None,
    *,
    name_ids: bool = False,
) -> Iterator[Document | Refusal]:
    """Every document under `paths` in order, and a Refusal for each that could not be read; nothing is raised.

    paths: files, folders, or `-` for standard input. form: `text`, `jsonl`, or None to go by the file's name.
    described: what to take for known where a document does not say it. name_ids: give a text file its name (inside the
    folder that was given) as id, in place of its SHA-256. One document is held at a time.
    """
    described, settings = described or Description(), settings or Settings()
    for found in files(paths, form):
        if isinstance(found, Found):
            yield from _read(found, described, settings.max_bytes, name_ids)
        else:
            yield _refusal(*found)


def count(paths: Iterable[str | Path], form: Form | None = None) -> int | None:
    """How many documents `read_paths` would try to read, for a progress bar; None where only reading would tell."""
    total = 0
    for found in files(paths, form):
        if not isinstance(found, Found) or found.form == "text":
            total += 1
        try:
            if isinstance(found, Found) and found.form == "jsonl":
                if not Path(found.where).is_file():
                    return None
                with Path(found.where).open("rb") as stream:
                    total += sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
        except OSError:
            return None
    return total


def _read(found: Found, described: Description, max_bytes: int, name_ids: bool) -> Iterator[Document | Refusal]:
    try:
        with _opened(found) as stream:
            if found.form == "jsonl":
                for number, read in jsonl.documents(stream, described, max_bytes):
                    yield read if isinstance(read, Document) else _refusal(f"{found.where}:{number}", read)
                return
            data = stream.read(max_bytes + 1)
        if len(data) > max_bytes:
            raise TooLarge(f"more than {max_bytes} bytes", "split it, or give its documents as JSON lines")
        yield plain.document(data, described, id=found.name if name_ids else None)
    except InputError as error:
        yield _refusal(found.where, error)
    except OSError as error:
        yield _refusal(found.where, Unreadable(f"cannot be read: {error.strerror}", "check who may read it"))


@contextmanager
def _opened(found: Found) -> Iterator[BinaryIO]:
    if found.where == STANDARD_INPUT:
        yield sys.stdin.buffer
    else:
        with Path(found.where).open("rb") as stream:
            yield stream


def _refusal(where: str, error: InputError) -> Refusal:
    return Refusal(where=where, code=error.code, cause=error.cause, cure=error.cure)
