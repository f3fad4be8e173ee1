"""Files, folders, addresses and standard input → documents and refusals, one at a time."""

import gzip
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from onrecord.errors import BrokenFile, InputError, TooLarge, Unreadable
from onrecord.read import jsonl, plain
from onrecord.read.media import HEAD, Form, form_of, suffixes
from onrecord.read.sandbox import ReadFile, ReadResource, Sandbox
from onrecord.read.urls import addresses, is_address
from onrecord.read.walk import STANDARD_INPUT, Found, files
from onrecord.settings import Settings
from onrecord.types.document import Description, Document, Refusal
from onrecord.types.resource import Resource

Starts = Callable[[str], int]
"""The position from which the archive at a path is read: 0, or where an earlier run came to."""


def read_paths(
    paths: Iterable[str | Path],
    form: Form | None = None,
    described: Description | None = None,
    settings: Settings | None = None,
    *,
    name_ids: bool = False,
    starts: Starts = lambda where: 0,
) -> Iterator[Document | Refusal]:
    """Every document under `paths` in order, and a Refusal for each that could not be read; nothing is raised.

    paths: files, folders, addresses of the web, or `-` for standard input. form: what they hold, or None to go by the
    files' bytes and names. described: what to take for known where a document does not say it. name_ids: give a
    document its file's name (inside the folder that was given) as id, in place of its SHA-256. One document is held at
    a time.
    """
    settings = settings or Settings()
    with Sandbox(settings) as sandbox:
        reader = _Reader(described or Description(), settings, sandbox, starts)
        for path in map(str, paths):
            if is_address(path):
                yield from reader.fetched([path])
                continue
            for found in files([path], form):
                if not isinstance(found, Found):
                    yield _refusal(*found)
                    continue
                for one in reader.read(found):
                    yield _named(one, found) if name_ids and isinstance(one, Document) else one


def count(paths: Iterable[str | Path], form: Form | None = None) -> int | None:
    """How many documents `read_paths` would try to read, for a progress bar; None where only reading would tell."""
    total = 0
    for path in map(str, paths):
        if is_address(path):
            return None
        for found in files([path], form):
            held = _held(found) if isinstance(found, Found) else 1
            if held is None:
                return None
            total += held
    return total


def _held(found: Found) -> int | None:
    """How many documents a file holds, as far as its name tells."""
    if found.form in _MANY or found.where == STANDARD_INPUT:
        return None
    if found.form != "jsonl":
        return 1
    try:
        if _is_gzip(found) or not Path(found.where).is_file():
            return None
        with Path(found.where).open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return None


_MANY: frozenset[Form] = frozenset({"warc", "zip", "feed", "sitemap", "urls"})


class _Reader:
    """Reads what was found, each form its way: text here, all that is parsed in the child of `sandbox`."""

    def __init__(self, described: Description, settings: Settings, sandbox: Sandbox, starts: Starts) -> None:
        self.described = described
        self.settings = settings
        self.sandbox = sandbox
        self.starts = starts

    def read(self, found: Found) -> Iterator[Document | Refusal]:
        try:
            form = found.form or _sniffed(found)
            if form == "jsonl":
                yield from self._lines(found)
            elif found.where == STANDARD_INPUT:
                yield from self._bytes(found, form)
            elif form in {"urls", "feed", "sitemap"}:
                yield from self._addressed(found, form)
            elif form == "text" and not suffixes(found.name)[1]:
                yield plain.document(self._whole(found), self.described)
            else:
                start = self.starts(found.where) if form in _MANY else 0
                job = ReadFile(
                    path=found.where,
                    where=found.where,
                    name=found.name,
                    form=form,
                    described=self.described,
                    start=start,
                )
                yield from (one for _, one in self.sandbox.read(job))
        except InputError as error:
            yield _refusal(found.where, error)
        except (OSError, EOFError) as error:
            cause = getattr(error, "strerror", None) or str(error)
            broken = isinstance(error, gzip.BadGzipFile | EOFError)
            refused = BrokenFile(cause, "save it anew") if broken else Unreadable(f"cannot be read: {cause}", _MAY)
            yield _refusal(found.where, refused)

    def fetched(self, urls: Iterable[str]) -> Iterator[Document | Refusal]:
        from onrecord.read.web import fetched  # here: httpx takes 0.1 s to import

        return fetched(urls, self.sandbox, self.described)

    def _lines(self, found: Found) -> Iterator[Document | Refusal]:
        with _opened(found) as stream:
            for number, read in jsonl.documents(stream, self.described, self.settings.max_bytes):
                yield read if isinstance(read, Document) else _refusal(f"{found.where}:{number}", read)

    def _bytes(self, found: Found, form: Form | None) -> Iterator[Document | Refusal]:
        """Standard input, which can be read once."""
        data = self._whole(found)
        form = form or form_of(data[:HEAD], found.name) or "text"
        if form == "text":
            yield plain.document(data, self.described)
        else:
            resource = Resource(where=found.where, name=found.name, data=data)
            yield from self._parsed(resource, form)

    def _addressed(self, found: Found, form: Form) -> Iterator[Document | Refusal]:
        """What a list, a feed or a sitemap in a file names."""
        yield from self._parsed(Resource(where=found.where, name=found.name, data=self._whole(found)), form)

    def _parsed(self, resource: Resource, form: Form) -> Iterator[Document | Refusal]:
        if form == "urls":
            for one in addresses(resource.data, resource.where):
                yield from self.fetched([one]) if isinstance(one, str) else [_refusal(*one)]
        elif form in {"feed", "sitemap"}:
            from onrecord.read.web import listed

            yield from listed(resource, self.sandbox, self.described)
        else:
            job = ReadResource(resource=resource, form=form, described=self.described)
            yield from (one for _, one in self.sandbox.read(job))

    def _whole(self, found: Found) -> bytes:
        most = self.settings.max_bytes
        with _opened(found) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise TooLarge(f"more than {most} bytes", "split it, or give its documents as JSON lines")
        return data


_MAY = "check who may read it"


def _sniffed(found: Found) -> Form | None:
    """What a file holds of which nobody said it, by its first bytes; standard input is looked at when it is read."""
    if found.where == STANDARD_INPUT:
        return None
    with Path(found.where).open("rb") as stream:
        return form_of(stream.read(HEAD), found.name) or "text"


@contextmanager
def _opened(found: Found) -> Iterator[BinaryIO]:
    if found.where == STANDARD_INPUT:
        yield sys.stdin.buffer
    elif _is_gzip(found):
        with gzip.open(found.where) as unpacked:
            yield cast("BinaryIO", unpacked)
    else:
        with Path(found.where).open("rb") as stream:
            yield stream


def _is_gzip(found: Found) -> bool:
    return found.form == "jsonl" and suffixes(found.name)[1] == ".gz"


def _named(document: Document, found: Found) -> Document:
    """With the file's name as its id, and that of the member where it comes out of an archive."""
    where = document.origin.where if document.origin else ""
    member = where.removeprefix(found.where) if where.startswith(f"{found.where}#") else ""
    return msgspec.structs.replace(document, id=document.id if found.form == "jsonl" else found.name + member)


def _refusal(where: str, error: InputError) -> Refusal:
    return Refusal(where=where, code=error.code, cause=error.cause, cure=error.cure)
