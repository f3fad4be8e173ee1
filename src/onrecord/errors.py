"""Everything that can go wrong on purpose, each with a code, a cause and a cure.

OnrecordError
├── InputError            one input cannot be read; the others go on
│   ├── NoSuchPath        E101
│   ├── NothingToRead     E102  a folder without documents
│   ├── EmptyInput        E103
│   ├── BinaryInput       E104
│   ├── UnknownEncoding   E105
│   ├── TooLarge          E106
│   ├── BrokenLine        E107  a line of JSONL that is no document
│   ├── Unreadable        E108  the operating system refused
│   ├── BadDescription    E109  front matter, a date or an option that makes no sense
│   ├── BadList           E110  a list of entities, or a row of it, that makes no sense
│   ├── Encrypted         E111  behind a password
│   ├── NoTextLayer       E112  pictures of pages: a scan
│   ├── NoArticle         E113  a page without an article: a list, a consent wall
│   ├── Paywalled         E114  the beginning alone of an article that is sold
│   ├── BrokenFile        E115  damaged, or not what it says it is
│   ├── TooCostly         E116  more time or memory than one document may take
│   ├── Bomb              E117  unpacks to more than is read at once
│   ├── UnknownForm       E118  a kind of file that is not read
│   └── FetchError        E120  an address could not be fetched
│       ├── ForbiddenAddress  E121  on a private network, or no web address
│       ├── DeniedByRobots    E122
│       ├── Unreachable       E123  no such host, no connection, too slow
│       ├── BadStatus         E124  the server refused
│       ├── BadRedirect       E125  in a circle, too many, or to nowhere
│       ├── BadCertificate    E126
│       └── BadResponse       E127  cut short, or no HTTP
├── RecordError           the record cannot be used; nothing was changed
│   ├── NotARecord        E201
│   ├── NewerRecord       E202
│   ├── ReadOnlyRecord    E203
│   ├── DiskFull          E204
│   ├── BusyRecord        E205
│   ├── NoSuchDocument    E206
│   ├── DamagedRecord     E207
│   ├── NoRecord          E208  nothing was recorded there yet
│   └── NoSuchEntity      E209  nobody of that id in the record's own list
├── WeightsError          E301  weights missing or not the ones that were shipped
└── WorkerLost            E000  a worker process died over a document (`cli.workers`)
"""

import re
from typing import ClassVar


class OnrecordError(Exception):
    """A failure with a `code`, a `cause` that names the input, and a `cure` that says what to do."""

    code: ClassVar[str] = "E000"

    def __init__(self, cause: str, cure: str) -> None:
        super().__init__(cause, cure)
        self.cause = cause
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.code} {self.cause}\n{self.cure}"


class InputError(OnrecordError):
    """One input cannot be read; the others go on."""

    code = "E100"


class NoSuchPath(InputError):
    """No file or folder of that name."""

    code = "E101"


class NothingToRead(InputError):
    """A folder that holds no document."""

    code = "E102"


class EmptyInput(InputError):
    """No text in it."""

    code = "E103"


class BinaryInput(InputError):
    """Bytes that are no text."""

    code = "E104"


class UnknownEncoding(InputError):
    """Text in no encoding that could be told with confidence."""

    code = "E105"


class TooLarge(InputError):
    """More than is read at once."""

    code = "E106"


class BrokenLine(InputError):
    """A line of JSONL that is no document."""

    code = "E107"


class Unreadable(InputError):
    """The operating system refused to read it."""

    code = "E108"


class BadDescription(InputError):
    """Front matter, a date or an option that makes no sense."""

    code = "E109"


class BadList(InputError):
    """A list of entities, or a row of it, that makes no sense."""

    code = "E110"


class Encrypted(InputError):
    """Behind a password."""

    code = "E111"


class NoTextLayer(InputError):
    """Pictures of pages, as a scanner makes them."""

    code = "E112"


class NoArticle(InputError):
    """A page without an article: a list of links, a consent wall."""

    code = "E113"


class Paywalled(InputError):
    """The beginning alone of an article that is sold."""

    code = "E114"


class BrokenFile(InputError):
    """Damaged, or not what it says it is."""

    code = "E115"


class TooCostly(InputError):
    """More processor time or memory than one document may take."""

    code = "E116"


class Bomb(InputError):
    """Unpacks to more than is read at once."""

    code = "E117"


class UnknownForm(InputError):
    """A kind of file that is not read."""

    code = "E118"


class FetchError(InputError):
    """An address could not be fetched."""

    code = "E120"


class ForbiddenAddress(FetchError):
    """An address on a private network, or none of the web."""

    code = "E121"


class DeniedByRobots(FetchError):
    """The site's robots.txt asks not to."""

    code = "E122"


class Unreachable(FetchError):
    """No such host, no connection, or too slow."""

    code = "E123"


class BadStatus(FetchError):
    """The server refused, or has no such page."""

    code = "E124"


class BadRedirect(FetchError):
    """Redirects in a circle, too many of them, or to nowhere."""

    code = "E125"


class BadCertificate(FetchError):
    """A certificate that does not hold."""

    code = "E126"


class BadResponse(FetchError):
    """An answer that is cut short, or no HTTP."""

    code = "E127"


class RecordError(OnrecordError):
    """The record cannot be used; nothing was changed."""

    code = "E200"


class NotARecord(RecordError):
    """A file that is no record of this program."""

    code = "E201"


class NewerRecord(RecordError):
    """A record that a newer version of this program made."""

    code = "E202"


class ReadOnlyRecord(RecordError):
    """No permission to write there."""

    code = "E203"


class DiskFull(RecordError):
    """No room for the transaction."""

    code = "E204"


class BusyRecord(RecordError):
    """Another process has been writing for too long."""

    code = "E205"


class NoSuchDocument(RecordError):
    """No document of that id, or more than one that begins so."""

    code = "E206"


class DamagedRecord(RecordError):
    """The file is a record, but its pages or rows are broken."""

    code = "E207"


class NoRecord(RecordError):
    """Nothing was recorded there yet."""

    code = "E208"


class NoSuchEntity(RecordError):
    """Nobody of that id in the record's own list."""

    code = "E209"


class WeightsError(OnrecordError):
    """Weights that are missing or not the ones that were shipped."""

    code = "E301"


def causes() -> dict[str, str]:
    """What each code stands for, in a word or two: the name of its error."""
    known: list[type[OnrecordError]] = [OnrecordError]
    named: dict[str, str] = {}
    for each in known:
        named.setdefault(each.code, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", each.__name__).lower())
        known.extend(each.__subclasses__())
    return named | {OnrecordError.code: "failed"}
