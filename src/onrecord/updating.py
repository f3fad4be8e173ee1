"""What is new at the feeds and sitemaps that are followed → the record."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from onrecord.errors import InputError
from onrecord.flow import Analyse, Outcome, recorded
from onrecord.read.fetch.fetcher import Fetched, Fetcher, NotModified
from onrecord.read.sandbox import Sandbox
from onrecord.read.web import Arrived, Keep, Wanted, arrivals, pages, said
from onrecord.types.document import Description, Document, Refusal
from onrecord.types.following import Entry, Followed, Seen, Validators

if TYPE_CHECKING:
    from onrecord.record.store import Record

RECENT = timedelta(days=14)
"""For how long a page is looked at again: corrections and rewritings come within days."""

_MOST = 1000  # pages that one list gives at a look; the rest comes with the next ones
_REMOVED = "removed"


Status = Literal["recorded", "known", "unchanged", "refused"]


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one page, or of a look at what is followed. outcome: None for a page that has not changed."""

    url: str
    status: Status
    outcome: Outcome | None = None


class Update:
    """One run over all that is followed. keep: takes note of what is fetched. stopped: whether to fetch no more.

    What came of each page is in the record before it is told of, so that a run that is cut short goes on from there.
    """

    def __init__(
        self, record: Record, fetcher: Fetcher, sandbox: Sandbox, keep: Keep, stopped: Callable[[], bool]
    ) -> None:
        self._record = record
        self._fetcher = fetcher
        self._sandbox = sandbox
        self._keep = keep
        self._stopped = stopped
        self._arrived: deque[Arrived] = deque()
        self._unchanged: deque[Brought] = deque()

    def look(self) -> Iterator[Brought | Wanted]:
        """Looks at each feed and sitemap: the pages to fetch, each once, and why one could not be looked at."""
        known: set[str] = set()
        for one in self._record.followed():
            if self._stopped():
                return
            looked, refused = self._looked(one)
            self._record.follow(looked)
            for refusal in refused:
                yield Brought(url=one.url, status="refused", outcome=Outcome(status="refused", refusal=refusal))
            for entry in looked.listing:
                if entry.url not in known and (wanted := self._wanted(entry, one.kind)):
                    known.add(entry.url)
                    yield wanted[0]

    def bring(self, wanted: list[Wanted], analyse: Analyse, version: str, ahead: int) -> Iterator[Brought]:
        """Fetches pages and records what is new. Hosts take turns. As for `flow.recorded`."""
        for outcome in recorded(self._read(wanted), self._record, analyse, version=version, ahead=ahead):
            yield from self._aside()
            yield self._told(self._arrived.popleft(), outcome)
        yield from self._aside()

    def _looked(self, one: Followed) -> tuple[Followed, list[Refusal]]:
        """What is known of a list after a look at it, and what could not be read."""
        now = _now()
        try:
            got = self._fetcher.get(one.url, validators=one.validators)
        except InputError as error:
            refusal = Refusal(where=one.url, code=error.code, cause=error.cause, cure=error.cure)
            failure = f"{error.code} {error.cause}"
            return msgspec.structs.replace(one, looked=now, failure=failure, listing=(), validators=Validators()), [
                refusal
            ]
        self._keep(got)
        if isinstance(got, NotModified):
            return msgspec.structs.replace(one, looked=now, failure=None), []
        listing, found, refused, whole = self._listing(one, got)
        looked = msgspec.structs.replace(
            one,
            looked=now,
            found=found,
            failure=f"{refused[0].code} {refused[0].cause}" if refused else None,
            validators=got.validators if whole and not refused else Validators(),
            listing=listing,
        )
        return looked, refused

    def _listing(self, one: Followed, got: Fetched) -> tuple[tuple[Entry, ...], int, list[Refusal], bool]:
        """The pages to fetch, new ones first; how many are listed; what could not be read; and whether that is all.

        It is not where it was cut, or stands in sitemaps of an index: that may be the same when those are not.
        """
        new: list[Entry] = []
        again: list[Entry] = []
        refused: list[Refusal] = []
        nested = 0
        found = 0

        def keep(more: Fetched | NotModified) -> None:
            nonlocal nested
            nested += 1
            self._keep(more)

        for each in pages(got.resource, self._sandbox, self._fetcher, keep):
            if isinstance(each, Refusal):
                refused.append(each)
                continue
            found += 1
            if wanted := self._wanted(each, one.kind):
                (new if wanted[1] else again).append(each)
            if len(new) == _MOST or self._stopped():
                break
        listing = (*new, *again)[:_MOST]
        return listing, found, refused, not nested and len(new) + len(again) < _MOST and not self._stopped()

    def _wanted(self, entry: Entry, kind: str) -> tuple[Wanted, bool] | None:
        """How a page is to be fetched, and whether it is new; None where it need not be fetched (again)."""
        dated = entry.modified or entry.published
        if kind == "sitemap" and _old(dated):
            return None
        seen = self._record.seen(entry.url)
        if seen is None:
            return Wanted(url=entry.url, said=said(entry)), True
        if seen.status == _REMOVED or _old(dated or seen.first):
            return None
        return Wanted(url=entry.url, said=said(entry), validators=seen.validators), False

    def _read(self, wanted: list[Wanted]) -> Iterator[Document | Refusal]:
        """What came of each page, for the record; pages that have not changed are noted and passed over."""
        for arrived in arrivals(wanted, self._sandbox, self._fetcher, self._keep, Description()):
            if arrived.read is None:
                self._note(arrived, "unchanged", None)
                self._unchanged.append(Brought(url=arrived.wanted.url, status="unchanged"))
            else:
                self._arrived.append(arrived)
                yield arrived.read
            if self._stopped():
                return

    def _told(self, arrived: Arrived, outcome: Outcome) -> Brought:
        read = arrived.read
        sha256 = read.sha256 if isinstance(read, Document) and not outcome.refusal else None
        before = self._record.seen(arrived.wanted.url)
        same = sha256 is not None and before is not None and before.sha256 == sha256
        status: Status = "unchanged" if outcome.status == "known" and same else outcome.status
        if outcome.refusal and isinstance(read, Document):  # read, but not recorded: it is to come again in full
            arrived = msgspec.structs.replace(arrived, validators=Validators())
        self._note(arrived, outcome.refusal.code if outcome.refusal else status, sha256)
        return Brought(url=arrived.wanted.url, status=status, outcome=outcome)

    def _note(self, arrived: Arrived, status: str, sha256: str | None) -> None:
        url, now = arrived.wanted.url, _now()
        before = self._record.seen(url)
        seen = Seen(
            status=status,
            sha256=sha256 or (before.sha256 if before else None),
            validators=arrived.validators,
            first=before.first if before else now,
            looked=now,
        )
        self._record.saw(url, seen)

    def _aside(self) -> Iterator[Brought]:
        while self._unchanged:
            yield self._unchanged.popleft()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _old(edtf: str | None) -> bool:
    """Whether a day or time is longer ago than `RECENT`; False for one that is not known, or known by month alone."""
    try:
        when = datetime.fromisoformat(edtf or "")
    except ValueError:
        return False
    return datetime.now(UTC) - (when if when.tzinfo else when.replace(tzinfo=UTC)) > RECENT + timedelta(days=1)
