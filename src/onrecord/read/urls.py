"""A list of addresses, one a line, as people keep them in a file."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from onrecord.errors import ForbiddenAddress, InputError
from onrecord.read.decoding import decode

_LONGEST = 8192  # characters of an address: what common servers take in a request line
_CURE = "write one address a line, with http:// or https://; a line that begins with # is passed over"


def addresses(data: bytes, where: str) -> Iterator[str | tuple[str, InputError]]:
    """Each address of the list in order, white space around it taken off; (`where:line`, why not) for a line that is none.

    Blank lines and those that begin with `#` are passed over. Raises BinaryInput or UnknownEncoding where the file is
    no text.
    """
    for number, line in enumerate(decode(data).split("\n"), 1):
        address = line.strip()
        if not address or address.startswith("#"):
            continue
        if is_address(address):
            yield address
        else:
            yield f"{where}:{number}", ForbiddenAddress(f"no web address: {address[:60]!r}", _CURE)


def is_address(written: str) -> bool:
    """Whether it is an address of the web as people write one: http or https, a host, nothing that cannot be seen."""
    if len(written) > _LONGEST or not written.isprintable() or " " in written:
        return False
    try:
        parts = urlsplit(written)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # half of an IPv6 address, a port that is no number
        return False
