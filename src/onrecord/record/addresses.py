"""When two addresses are of one page."""

import json
import re
from functools import cache
from importlib.resources import files
from urllib.parse import SplitResult, quote, unquote, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_KEPT = "/:@!$&'()*+,;=~-._%"
"""Characters of a path or query that are written as they are (RFC 3986, section 3.3), and the sign of an escape."""

_ESCAPED = re.compile("%[0-9A-Fa-f]{2}")


def address(url: str | None) -> str | None:
    """What all addresses of the page at `url` share: `host/path?query`; None where it names no page of the web.

    They differ in scheme, `www.`, letter case of the host, default port, the fragment, a slash at the end, the order of
    parameters and those that only track (`data/tracking_parameters.json`); nothing else: `?id=1` and `?id=2` are two
    pages. A home page is none: it is another story every day, and lists of texts often give it for all that a site has.
    """
    parts = _split(url)
    if parts is None:
        return None
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    port = parts.port
    where = host if port in {None, _DEFAULT_PORTS[parts.scheme]} else f"{host}:{port}"
    path, query, place = _written(parts.path).rstrip("/"), _query(parts.query), _place(parts.fragment)
    return f"{where}{path}{query}{place}" if host and (path or query or place) else None


def outlet(publisher: str | None, url: str | None) -> str | None:
    """In whose name a text appeared: its publisher, or else the host of its address without `www.`."""
    if publisher:
        return publisher
    parts = _split(url)
    return (parts.hostname or "").removeprefix("www.") or None if parts else None


def _split(url: str | None) -> SplitResult | None:
    """The parts of a web address; None for anything else, however broken."""
    try:
        (url or "").encode("utf-8")  # half of a surrogate pair can stand in no address
        parts = urlsplit((url or "").strip())
        _ = parts.port  # read at last only when it is asked for: one that is none raises
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS else None


def _written(part: str) -> str:
    """With one way to write each character: escapes in capitals, none for letters and digits."""

    def one(match: re.Match[str]) -> str:
        character = unquote(match[0])
        plain = character.isascii() and (character.isalnum() or character in "-._~")
        return character if plain else match[0].upper()

    return quote(_ESCAPED.sub(one, part), safe=_KEPT)


def _query(query: str) -> str:
    """The parameters that may tell pages apart, in order of their names; of one name, as they came."""
    names, prefixes = _tracking()
    kept = []
    for parameter in query.split("&"):
        name = unquote(parameter.partition("=")[0]).lower()
        if parameter and name not in names and not name.startswith(prefixes):
            kept.append((name, _written(parameter)))
    return "?" + "&".join(written for _, written in sorted(kept, key=lambda pair: pair[0])) if kept else ""


def _place(fragment: str) -> str:
    """A fragment that names the page, as in sites that are one script: `#!/story/7`; others name a place in it."""
    return f"#{_written(fragment)}" if fragment.startswith(("!", "/")) else ""


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    listed = json.loads(files("onrecord").joinpath("data/tracking_parameters.json").read_text("utf-8"))
    return frozenset(listed["names"]), tuple(listed["prefixes"])
