"""Addresses → documents: what is fetched is read in the child, and of a feed or sitemap the pages that it lists."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator

import msgspec

from onrecord.errors import BadRedirect, ForbiddenAddress, InputError, UnknownForm
from onrecord.read.fetch.fetcher import Fetched, Fetcher, NotModified
from onrecord.read.fetch.targets import target
from onrecord.read.media import HEAD, form_of
from onrecord.read.sandbox import ReadResource, Sandbox
from onrecord.types.document import Description, Document, Refusal
from onrecord.types.following import Entries, Entry, Validators
from onrecord.types.resource import Resource

_DEEPEST = 3  # indexes in each other; sitemaps.org allows one, some sites have two
_MOST_NESTED = 50  # sitemaps of an index that are looked at: those that changed last
_SUBDOMAIN = re.compile(
    r"^(?:www|m|mobile|amp|edition)\.(?=.+\.)"
)  # of a site's host, for the same pages in another dress
_LISTS = frozenset({"feed", "sitemap"})

Keep = Callable[[Fetched | NotModified], None]
"""Takes note of what was fetched, before it is read: for an archive."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A page to fetch. said: what a list says of it. validators: of an earlier fetch, to be sent only what is new."""

    url: str
    said: Description = Description()
    validators: Validators = Validators()


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a page. read: None where it has not changed."""

    wanted: Wanted
    validators: Validators = Validators()
    read: Document | Refusal | None


def fetched(
    urls: Iterable[str], sandbox: Sandbox, described: Description | None = None, fetcher: Fetcher | None = None
) -> Iterator[Document | Refusal]:
    """The documents at `urls`, and a Refusal for each that could not be had; nothing is raised.

    A feed or sitemap gives the pages that it lists. described: what to take for known of each page. fetcher: keeps the
    pause between two pages of a host; hand in one of your own where this is called more than once. Hosts take turns:
    the documents do not come in the order of `urls`.
    """
    if fetcher is None:
        with Fetcher(sandbox.settings) as own:
            yield from fetched(urls, sandbox, described, own)
        return
    described = described or Description()
    for wanted in in_turn((Wanted(url=url) for url in urls), fetcher):
        try:
            got = fetcher.get(wanted.url)
        except InputError as error:
            yield _refusal(wanted.url, error)
            continue
        if isinstance(got, NotModified):  # not asked for
            continue
        if _form(got.resource) in _LISTS:
            yield from listed(got.resource, sandbox, described, fetcher)
        else:
            yield from _read(got.resource, wanted.said, sandbox, described)


def listed(
    resource: Resource, sandbox: Sandbox, described: Description | None = None, fetcher: Fetcher | None = None
) -> Iterator[Document | Refusal]:
    """The documents at the addresses that a feed or sitemap lists, those of an index by way of its sitemaps."""
    if fetcher is None:
        with Fetcher(sandbox.settings) as own:
            yield from listed(resource, sandbox, described, own)
        return
    found = list(pages(resource, sandbox, fetcher, lambda got: None))
    yield from (one for one in found if isinstance(one, Refusal))
    wanted = (Wanted(url=one.url, said=said(one)) for one in found if isinstance(one, Entry))
    for arrived in arrivals(wanted, sandbox, fetcher, lambda got: None, described or Description()):
        if arrived.read is not None:
            yield arrived.read


def pages(resource: Resource, sandbox: Sandbox, fetcher: Fetcher, keep: Keep) -> Iterator[Entry | Refusal]:
    """The entries of a feed or sitemap, and of the sitemaps of an index, each address once."""
    waiting: deque[tuple[Resource | Entry, int]] = deque([(resource, 0)])
    known: set[str] = set()
    while waiting:
        one, depth = waiting.popleft()
        read = sandbox.entries(one) if isinstance(one, Resource) else _fetched(one, sandbox, fetcher, keep)
        if isinstance(read, Entries) and read.kind == "page":
            where = one.where if isinstance(one, Resource) else one.url
            read = _refusal(where, UnknownForm("a page, neither a feed nor a sitemap", "follow what it names"))
        if isinstance(read, Refusal):
            yield read
            continue
        for entry in read.entries:
            if entry.url not in known:
                known.add(entry.url)
                yield entry
        nested = sorted(read.nested, key=lambda each: each.modified or "", reverse=True)[:_MOST_NESTED]
        if nested and depth == _DEEPEST:
            yield _refusal(resource.where, BadRedirect("indexes of indexes without end", "follow one of its sitemaps"))
        else:
            waiting.extend((each, depth + 1) for each in nested if each.url not in known)
            known.update(each.url for each in nested)


def arrivals(
    wanted: Iterable[Wanted], sandbox: Sandbox, fetcher: Fetcher, keep: Keep, described: Description
) -> Iterator[Arrived]:
    """What comes of each page, hosts taking turns; what is nested in one (a ZIP of pages) comes one by one."""
    for one in in_turn(wanted, fetcher):
        try:
            got = fetcher.get(one.url, validators=one.validators)
        except InputError as error:
            yield Arrived(wanted=one, read=_refusal(one.url, error))
            continue
        keep(got)
        if isinstance(got, NotModified):
            yield Arrived(wanted=one, validators=one.validators, read=None)
            continue
        for read in _read(got.resource, one.said, sandbox, described):
            yield Arrived(wanted=one, validators=got.validators, read=read)


def in_turn(wanted: Iterable[Wanted], fetcher: Fetcher) -> Iterator[Wanted]:
    """The pages in an order in which the pause of one host is used for the others; those of one host stay in order."""
    hosts: dict[str, deque[Wanted]] = {}
    for one in wanted:
        hosts.setdefault(_host(one.url), deque()).append(one)
    while hosts:
        host = min(hosts, key=lambda name: fetcher.wait(hosts[name][0].url) if name else 0.0)
        yield hosts[host].popleft()
        if not hosts[host]:
            del hosts[host]
        else:  # to the back, so that hosts which may all be asked take turns
            hosts[host] = hosts.pop(host)


def said(entry: Entry) -> Description:
    """What a list says of a page, as known by the list."""
    return Description(
        title=entry.title, publisher=entry.publisher, published=entry.published, modified=entry.modified, url=entry.url
    ).known_by("feed")


def _host(url: str) -> str:
    try:
        return target(url).host
    except ForbiddenAddress:
        return ""


def _form(resource: Resource) -> str | None:
    return form_of(resource.data[:HEAD], resource.name, resource.media)


def _fetched(entry: Entry, sandbox: Sandbox, fetcher: Fetcher, keep: Keep) -> Entries | Refusal:
    try:
        got = fetcher.get(entry.url)
    except InputError as error:
        return _refusal(entry.url, error)
    keep(got)
    assert isinstance(got, Fetched)  # no validators were sent
    return sandbox.entries(got.resource)


def _read(
    resource: Resource, listed_as: Description, sandbox: Sandbox, described: Description
) -> Iterator[Document | Refusal]:
    form, media = _form(resource), resource.media or "text/plain"
    if form is None and not media.startswith("text/"):
        yield _refusal(resource.where, UnknownForm(f"the server calls it {media[:60]}", "leave it out"))
        return
    if form in _LISTS or form == "urls":  # here only where a list named another as if it were a page
        yield _refusal(resource.where, UnknownForm(f"a {form} where a page was expected", "follow it by itself"))
        return
    for _, one in sandbox.read(ReadResource(resource=resource, described=described)):
        yield _known_by(one, listed_as, resource.url) if isinstance(one, Document) else one


def _known_by(document: Document, listed_as: Description, url: str | None) -> Document:
    """With what the list says where the page does not, or where what it says was only guessed.

    Where the page says that it stands at another site, it is where it was fetched from: else any page could pass for a
    new version of any other.
    """
    known = document.description
    doubted = {name for name, basis in known.basis.items() if basis == "guess"}
    if known.basis.get("url") != "given" and not _same_site(known.url, url):
        doubted.add("url")
    sure = msgspec.structs.replace(known, **{name: () if name == "authors" else None for name in doubted})
    here = Description(url=url).known_by("url")  # where it was in the end, before what the list calls it
    told = sure.filled_by(here).filled_by(listed_as).filled_by(known)
    return msgspec.structs.replace(document, description=told)


def _same_site(one: str | None, other: str | None) -> bool:
    """Whether two addresses are of one host, or of one and a part of it (`m.news.example.org`)."""
    a, b = (_SUBDOMAIN.sub("", _host(url or ""), count=1) for url in (one, other))
    return bool(a) and (a == b or a.endswith(f".{b}") or b.endswith(f".{a}"))


def _refusal(where: str, error: InputError) -> Refusal:
    return Refusal(where=where, code=error.code, cause=error.cause, cure=error.cure)
