"""An address that somebody wants to follow → the feed or sitemap that is meant."""

from datetime import UTC, datetime

from onrecord.errors import InputError, UnknownForm
from onrecord.read.fetch.fetcher import Fetched, Fetcher
from onrecord.read.sandbox import Sandbox
from onrecord.types.document import Refusal
from onrecord.types.following import Followed


def followable(url: str, sandbox: Sandbox, fetcher: Fetcher) -> Followed | Refusal:
    """The feed or sitemap at `url`, or the first feed that the page there names, as it is to be followed from now on."""
    try:
        return _at(url, sandbox, fetcher, named=False)
    except InputError as error:
        return Refusal(where=url, code=error.code, cause=error.cause, cure=error.cure)


def _at(url: str, sandbox: Sandbox, fetcher: Fetcher, *, named: bool) -> Followed | Refusal:
    got = fetcher.get(url)
    assert isinstance(got, Fetched)  # no validators were sent
    listed = sandbox.entries(got.resource)
    if isinstance(listed, Refusal):
        return listed
    if listed.kind != "page":
        since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Followed(url=url, kind=listed.kind, title=listed.title, since=since)
    if named or not listed.nested:
        what = "a page, though another names it as its feed" if named else "a page that names no feed"
        raise UnknownForm(f"{url}: {what}", "give the address of a feed or a sitemap; robots.txt may name one")
    return _at(listed.nested[0].url, sandbox, fetcher, named=True)
