"""What the parent and the child say to each other: values in MessagePack, never pickles."""

from typing import TypeVar

import msgspec

from onrecord.read.media import Form
from onrecord.types.document import Description, Document, Refusal
from onrecord.types.resource import Resource

_T = TypeVar("_T")


class Caps(msgspec.Struct, frozen=True, kw_only=True):
    """What one document may take; the names and units of `Settings`. The first message to a child."""

    max_bytes: int
    max_wire_bytes: int
    max_decoded_bytes: int
    parse_cpu_seconds: int
    parse_memory_bytes: int


class ReadFile(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Read the file at `path`, which the child opens, from the position `start` on.

    where: the path as a user would write it. name: its name inside what was given. form: what it holds; None goes by its
    bytes and its name, and takes what these do not tell for a text. described: what is known of it already.
    """

    path: str
    where: str
    name: str
    form: Form | None = None
    described: Description = Description()
    start: int = 0


class ReadResource(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Read bytes that are held already; otherwise as for ReadFile."""

    resource: Resource
    form: Form | None = None
    described: Description = Description()
    start: int = 0

    @property
    def where(self) -> str:
        """Where the bytes are from."""
        return self.resource.where


class ReadEntries(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Read the entries of a feed or a sitemap; answered by one Answer or Refused."""

    resource: Resource

    @property
    def where(self) -> str:
        """Where the bytes are from."""
        return self.resource.where


Job = ReadFile | ReadResource | ReadEntries


class Begun(msgspec.Struct, frozen=True, tag=True):
    """A document is parsed from here on. position: from which reading goes on behind it."""

    position: int
    where: str


class Read(msgspec.Struct, frozen=True, tag=True):
    """The document that was begun."""

    position: int
    document: Document


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Why the document that was begun, or a member that could not even be begun, was not read."""

    position: int
    refusal: Refusal


class Answer(msgspec.Struct, frozen=True, tag=True):
    """What a reader of another type than a document gave, in MessagePack."""

    value: bytes


class Alive(msgspec.Struct, frozen=True, tag=True):
    """Nothing to report yet, but a container was read further."""


class Retiring(msgspec.Struct, frozen=True, tag=True):
    """The child holds too much memory to go on, and ends. position: from which another goes on."""

    position: int


class Ended(msgspec.Struct, frozen=True, tag=True):
    """The job is done. worn: the child holds too much memory for another one, and ends."""

    worn: bool = False


Report = Begun | Read | Refused | Answer | Alive | Retiring | Ended

_ENCODER = msgspec.msgpack.Encoder()
_JOBS = msgspec.msgpack.Decoder(ReadFile | ReadResource | ReadEntries)
_REPORTS = msgspec.msgpack.Decoder(Begun | Read | Refused | Answer | Alive | Retiring | Ended)


def packed(value: object) -> bytes:
    """`value` in MessagePack."""
    return _ENCODER.encode(value)


def unpacked(data: bytes, of: type[_T]) -> _T:
    """The value of type `of` that `data` holds; raises msgspec.DecodeError or UnicodeDecodeError where it holds none."""
    return msgspec.msgpack.decode(data, type=of)


def job_of(data: bytes) -> Job:
    """The job that `data` holds."""
    job: Job = _JOBS.decode(data)
    return job


def report_of(data: bytes) -> Report:
    """The report that `data` holds; raises msgspec.DecodeError or UnicodeDecodeError where it holds none."""
    report: Report = _REPORTS.decode(data)
    return report
