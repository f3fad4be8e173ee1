"""One job in the child: from a file or bytes to documents, through whatever they are packed in."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from onrecord.errors import Bomb, InputError, TooLarge, UnknownForm
from onrecord.read.inflating import encoding_of, inflated
from onrecord.read.media import HEAD, Form, form_of, form_of_name, suffixes
from onrecord.read.sandbox import limits
from onrecord.read.sandbox.messages import (
    Alive,
    Answer,
    Begun,
    Caps,
    Job,
    Read,
    ReadEntries,
    ReadFile,
    Refused,
    Report,
    packed,
)
from onrecord.read.sandbox.readers import entries_of, members_of, reader_of
from onrecord.read.sandbox.refusing import refusal
from onrecord.read.sandbox.watched import watched
from onrecord.types.document import Description, Document
from onrecord.types.resource import Resource

_MOST_DEPTH = 3
"""Containers in each other: pages in a ZIP in a ZIP are met, deeper ones only in files made to be so."""
_WORN = 0.5
"""The share of its memory above which a child ends behind a document: what a library kept it will not give back."""
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"

Tell = Callable[[Report], None]
_Inside = Iterator[tuple[int, Resource | InputError]]


class Worn(Exception):
    """The child should be replaced, and reading go on from `position`."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class Reading:
    """What a child does with its jobs. caps: of each document. tell: how it reports to its parent."""

    def __init__(self, caps: Caps, tell: Tell) -> None:
        self.caps = caps
        self.tell = tell
        self.position = 0
        """Behind the member that was told of last."""

    def do(self, job: Job) -> None:
        """All that there is to tell of `job`. Raises what its container as a whole is refused by."""
        limits.allow(self.caps.parse_cpu_seconds)
        self.position = 0 if isinstance(job, ReadEntries) else job.start
        if isinstance(job, ReadEntries):
            self.tell(Answer(packed(entries_of(self._unpacked(job.resource)))))
        elif isinstance(job, ReadFile):
            self._file(job)
        else:
            self._resource(job.resource, job.form, job.described, job.start)

    @property
    def worn(self) -> bool:
        """Whether so much memory is kept that another child should go on."""
        return limits.held_bytes() > _WORN * self.caps.parse_memory_bytes

    def _file(self, job: ReadFile) -> None:
        with Path(job.path).open("rb", buffering=0) as raw:
            stream = watched(raw, self._alive)
            head = stream.read(HEAD)
            stream.seek(0)
            form = job.form or form_of(head, job.name)
            compressed = form != "warc" and encoding_of(suffixes(job.name)[1]) != "identity"
            if form and not compressed and (members := members_of(form)):
                self._members(members(stream, job.where, job.start), job.where, job.described)
                return
            data = stream.read(self.caps.max_wire_bytes + 1)
        if len(data) > self.caps.max_wire_bytes:
            raise TooLarge(f"more than {self.caps.max_wire_bytes} bytes", "split it")
        self._resource(Resource(where=job.where, name=job.name, data=data), job.form, job.described, job.start)

    def _resource(self, resource: Resource, form: Form | None, described: Description, start: int) -> None:
        resource = self._unpacked(resource)
        form = form or form_of(resource.data[:HEAD], resource.name, resource.media) or "text"
        if members := members_of(form):
            inside = members(io.BytesIO(resource.data), resource.where, start)
            self._members(inside, resource.where, described)
        elif start == 0:  # else it was read before: a file that is one document has one position, behind it
            self._document(resource, form, described, 1)

    def _members(self, inside: _Inside, where: str, described: Description) -> None:
        """Each member of the container that was given itself."""
        limits.allow(self.caps.parse_cpu_seconds)
        for position, member in inside:
            self._member(member, where, described, position, depth=1)
            self.position = position
            if self.worn:
                raise Worn(position)
            limits.allow(self.caps.parse_cpu_seconds)

    def _member(
        self, member: Resource | InputError, where: str, described: Description, position: int, depth: int
    ) -> None:
        """A member and what is in it. position: behind the outermost member, since only there is reading taken up."""
        if isinstance(member, InputError):
            self.tell(Refused(position, refusal(where, member)))
            return
        self.tell(Begun(position, member.where))
        try:
            self._opened(self._unpacked(member), described, position, depth)
        except Exception as error:  # a bad member never stops its container
            self.tell(Refused(position, refusal(member.where, error)))

    def _opened(self, member: Resource, described: Description, position: int, depth: int) -> None:
        form = form_of(member.data[:HEAD], member.name, member.media)
        if form is None:
            raise UnknownForm("of no form that is read", "leave it out")
        inside = members_of(form)
        if inside is None:
            self._document(member, form, described, position)
            return
        if depth == _MOST_DEPTH:
            raise Bomb(f"more than {_MOST_DEPTH} archives in each other", "unpack it yourself")
        for _, each in inside(io.BytesIO(member.data), member.where, 0):
            self._member(each, member.where, described, position, depth + 1)
            limits.allow(self.caps.parse_cpu_seconds)

    def _document(self, resource: Resource, form: Form, described: Description, position: int) -> None:
        reader = reader_of(form)  # before its time begins: it may have to be imported
        if reader is None:
            raise UnknownForm(f"addresses or documents ({form}) where one document was expected", "give it by itself")
        limits.allow(self.caps.parse_cpu_seconds)
        self.tell(Begun(position, resource.where))
        try:
            report: Report = Read(position, self._bounded(reader(resource, described)))
        except Exception as error:  # whatever a library throws is this document's end, not the child's
            report = Refused(position, refusal(resource.where, error))
        self.tell(report)

    def _bounded(self, document: Document) -> Document:
        if len(document.text.encode()) > self.caps.max_bytes:
            raise TooLarge(f"a text of more than {self.caps.max_bytes} bytes", "split it")
        return document

    def _unpacked(self, resource: Resource) -> Resource:
        """Without the compression that its name tells of; a server may have undone it already."""
        encoding = encoding_of(suffixes(resource.name)[1])
        undone = encoding == "gzip" and not resource.data.startswith(_GZIP)
        undone |= encoding == "zstd" and not resource.data.startswith(_ZSTD)
        if encoding == "identity" or undone or form_of_name(resource.name) == "warc":
            return resource
        data = inflated(resource.data, encoding, self.caps.max_decoded_bytes)
        return msgspec.structs.replace(resource, data=data)

    def _alive(self) -> None:
        limits.allow(self.caps.parse_cpu_seconds)
        self.tell(Alive())
