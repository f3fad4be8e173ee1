"""Files, folders, addresses and standard input → documents and refusals, one at a time."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import msgspec

from onrecord.errors import BrokenFile, EmptyInput, InputError, TooLarge, Unreadable
from onrecord.read import jsonl, plain
from onrecord.read.media import HEAD, Form, form_of, suffixes
from onrecord.read.sandbox import ReadFile, ReadResource, Sandbox
from onrecord.read.urls import addresses, is_address
from onrecord.read.walk import STANDARD_INPUT, Found, files
from onrecord.settings import Settings
from onrecord.types.document import Description, Document, Refusal
from onrecord.types.resource import Reached, Resource

if TYPE_CHECKING:
    from onrecord.read.fetch.fetcher import Fetcher

Before = Callable[[str], Reached | None]
"""How far an earlier run came in the archive at a path, None where there was none."""


def read_paths(
    paths: Iterable[str | Path],
    form: Form | None = None,
    described: Description | None = None,
    settings: Settings | None = None,
    *,
    name_ids: bool = False,
    before: Before = lambda where: None,
) -> Iterator[Document | Refusal]:
    """Every document under `paths` in order, and a Refusal for each that could not be read; nothing is raised.

    paths: files, folders, addresses of the web, or `-` for standard input. form: what they hold, or None to go by the
    files' bytes and names. described: what to take for known where a document does not say it. name_ids: give a
    document its file's name (inside the folder that was given) as id, in place of its SHA-256. before: an archive is
    read from where an earlier run came to, if it still has the same document there. One document is held at a time.
    """
    settings = settings or Settings()
    with ExitStack() as stack:
        reader = _Reader(described or Description(), settings, stack.enter_context(Sandbox(settings)), before, stack)
        for path in map(str, paths):
            if is_address(path):
                yield from reader.fetched([path])
                continue
            for found in files([path], form):
                if not isinstance(found, Found):
                    yield _refusal(*found)
                    continue
                for one in _some(reader.read(found), found):
                    yield _named(one, found) if name_ids and isinstance(one, Document) else one


def _some(read: Iterator[Document | Refusal], found: Found) -> Iterator[Document | Refusal]:
    """What was read, or a refusal where there was nothing: an empty list, an archive of pictures."""
    first = next(read, None)
    if first is None:
        yield _refusal(found.where, EmptyInput("no document in it", "leave it out"))
        return
    yield first
    yield from read


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
    if found.form in _MANY or _is_stream(found):
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

    def __init__(
        self, described: Description, settings: Settings, sandbox: Sandbox, before: Before, stack: ExitStack
    ) -> None:
        self.described = described
        self.settings = settings
        self.sandbox = sandbox
        self.before = before
        self.stack = stack

    def read(self, found: Found) -> Iterator[Document | Refusal]:
        try:
            if _is_stream(found) and found.form != "jsonl":
                yield from self._bytes(found)
                return
            form = found.form or _sniffed(found)
            if form == "jsonl":
                yield from self._lines(found)
            elif form in {"urls", "feed", "sitemap"}:
                yield from self._addressed(found, form)
            elif form == "text" and not suffixes(found.name)[1]:
                yield plain.document(self._whole(found), self.described)
            else:
                yield from self._file(found, form)
        except InputError as error:
            yield _refusal(found.where, error)
        except (OSError, EOFError) as error:
            cause = getattr(error, "strerror", None) or str(error)
            broken = isinstance(error, gzip.BadGzipFile | EOFError)
            refused = BrokenFile(cause, "save it anew") if broken else Unreadable(f"cannot be read: {cause}", _MAY)
            yield _refusal(found.where, refused)

    def _file(self, found: Found, form: Form | None) -> Iterator[Document | Refusal]:
        job = ReadFile(path=found.where, where=found.where, name=found.name, form=form, described=self.described)
        reached = self.before(found.where) if form == "warc" else None
        if reached is not None:
            with closing(self.sandbox.read(msgspec.structs.replace(job, start=reached.position))) as rest:
                _, there = next(rest, (0, None))
                if isinstance(there, Document) and there.sha256 == reached.sha256:
                    yield there
                    yield from (one for _, one in rest)
                    return
        yield from (one for _, one in self.sandbox.read(job))

    def fetched(self, urls: Iterable[str]) -> Iterator[Document | Refusal]:
        from onrecord.read.web import fetched  # here and below: httpx takes 0.1 s to import

        return fetched(urls, self.sandbox, self.described, self._fetcher)

    @cached_property
    def _fetcher(self) -> Fetcher:
        """One for all addresses: it keeps the pause between two pages of a host."""
        from onrecord.read.fetch.fetcher import Fetcher

        return self.stack.enter_context(Fetcher(self.settings))

    def _lines(self, found: Found) -> Iterator[Document | Refusal]:
        with _opened(found) as stream:
            yield from self._numbered(stream, found.where)

    def _numbered(self, lines: BinaryIO, where: str) -> Iterator[Document | Refusal]:
        for number, read in jsonl.documents(lines, self.described, self.settings.max_bytes):
            yield read if isinstance(read, Document) else _refusal(f"{where}:{number}", read)

    def _bytes(self, found: Found) -> Iterator[Document | Refusal]:
        """Standard input or a pipe, which can be read once."""
        data = self._whole(found)
        form = found.form or form_of(data[:HEAD], found.name) or "text"
        if form == "text" and found.form is None and jsonl.begins(data[:HEAD]):
            yield from self._numbered(BytesIO(data), found.where)
        elif form == "text":
            yield plain.document(data, self.described)
        else:
            resource = Resource(where=found.where, name=found.name, data=data)
            yield from self._parsed(resource, form)

    def _addressed(self, found: Found, form: Form) -> Iterator[Document | Refusal]:
        """What a list, a feed or a sitemap in a file names."""
        yield from self._parsed(Resource(where=found.where, name=found.name, data=self._whole(found)), form)

    def _parsed(self, resource: Resource, form: Form) -> Iterator[Document | Refusal]:
        if form == "urls":
            listed = list(addresses(resource.data, resource.where))
            yield from (_refusal(*one) for one in listed if not isinstance(one, str))
            yield from self.fetched(one for one in listed if isinstance(one, str))
        elif form in {"feed", "sitemap"}:
            from onrecord.read.web import listed as pages

            yield from pages(resource, self.sandbox, self.described, self._fetcher)
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


def _is_stream(found: Found) -> bool:
    """Whether what it holds can be read once only, and by this process alone: standard input, a pipe, `<(command)`."""
    return found.where == STANDARD_INPUT or Path(found.where).is_fifo()


def _sniffed(found: Found) -> Form | None:
    """What a file holds of which nobody said it, by its first bytes."""
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
