"""URLs as they are written → where to connect and what to ask for."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import msgspec

from onrecord.errors import ForbiddenAddress
from onrecord.read.fetch.addresses import Address, reserved

_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024
"""Below it, but for 80 and 443, live mail, remote logins, files and name servers, which must not be spoken to by way of
a link; from it on sites do run on odd ports."""
_LONGEST = 8192  # characters of a URL; servers refuse longer ones (RFC 9110 asks for 8,000)
_LONGEST_NAME = 253  # characters of a host's name, RFC 1035
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_UNWRITTEN = re.compile(r"[\x00-\x20\x7f-\xa0\ud800-\udfff]")
# What stays as it is in a path or query: delimiters, unreserved characters, and what is escaped already (RFC 3986).
_KEPT = "%/:=&?~+!$,;'@()*[]"
_CURE = "give the address of a page of the public web: http:// or https://, a host's name, a path"


class Target(msgspec.Struct, frozen=True):
    """One page of one host. host: in ASCII, lower case, an IPv6 address without brackets. path: with the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port where it is not the scheme's own: `https://news.example.org`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole, normalised, without a fragment."""
        return self.origin + self.path

    @property
    def address(self) -> Address | None:
        """The address, where the host is one and no name."""
        try:
            return IPv6Address(self.host) if ":" in self.host else IPv4Address(self.host)
        except AddressValueError:
            return None


def target(url: str) -> Target:
    """What `url` points at. White space around it and its fragment are dropped; what a path may not hold is escaped.

    Raises ForbiddenAddress for another scheme than http and https, a port below 1024 that is not 80 or 443, a user or
    password, a name of a private network (`localhost`, `printer`, `db.internal`), an address in any spelling but the
    usual one (octal, hexadecimal, one number, a zone), control characters, and what is no URL at all. The address
    itself, or those that a name stands for, are judged where the socket is opened.
    """
    url = url.strip()
    if len(url) > _LONGEST or not url or _UNWRITTEN.search(url.replace(" ", "")):
        raise _forbidden(url, "empty, too long, or with control characters in it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _forbidden(url, str(error)) from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise _forbidden(url, "neither http nor https")
    if "@" in parts.netloc:
        raise _forbidden(url, "a user's name or password in it")
    if port is None:
        port = _PORTS[scheme]
    if port not in _PORTS.values() and port < _FIRST_FREE_PORT:
        raise _forbidden(url, f"port {port} is not of the web")
    return Target(scheme, _host(parts, url), port, _path(parts))


def joined(base: Target, reference: str) -> Target:
    """The target of a link or redirect that stands at `base`. Raises ForbiddenAddress as `target`."""
    reference = reference.strip()
    if _UNWRITTEN.search(reference.replace(" ", "")):  # here, since joining drops some of them
        raise _forbidden(reference, "control characters in it")
    try:
        return target(urljoin(base.url, reference))
    except ValueError as error:
        raise _forbidden(reference, str(error)) from None


def _path(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe=_KEPT)


def _host(parts: SplitResult, url: str) -> str:
    written = parts.hostname or ""
    if "[" in parts.netloc:
        if "%" in written:
            raise _forbidden(url, "a zone in its address")
        try:
            return str(IPv6Address(written))
        except AddressValueError:
            raise _forbidden(url, "no IPv6 address") from None
    host = _ascii(written, url).removesuffix(".")
    labels = host.split(".")
    if len(host) > _LONGEST_NAME or not all(map(_LABEL.fullmatch, labels)):
        raise _forbidden(url, f"no host's name: {written[:60]!r}")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(host))
        except AddressValueError:
            raise _forbidden(url, f"no IPv4 address in its usual form: {written[:60]!r}") from None
    if len(labels) == 1 or labels[-1] in reserved().names:
        raise _forbidden(url, f"a name of a private network: {written[:60]!r}")
    return host


def _ascii(name: str, url: str) -> str:
    """A host's name as it is asked for: letters of other scripts in their ASCII form (IDNA 2008, UTS 46)."""
    if name.isascii():
        return name.lower()
    import idna  # here: its tables take 10 ms to import, and few names need them

    try:
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except UnicodeError as error:  # idna.IDNAError is one
        raise _forbidden(url, f"no host's name: {str(error)[:100]}") from None


def _forbidden(url: str, why: str) -> ForbiddenAddress:
    return ForbiddenAddress(f"{url[:200]!r} is no address that is fetched: {why}", _CURE)
