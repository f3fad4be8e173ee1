"""One document's way through the house: read → analyse → link → record."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from onrecord.errors import OnrecordError, WeightsError
from onrecord.link import Registry, linked
from onrecord.link.reprints import taken_over
from onrecord.link.versions import keeping
from onrecord.types.attribution import Analysis
from onrecord.types.document import Document, Refusal
from onrecord.types.entity import Entity

if TYPE_CHECKING:  # the store takes 0.2 s to import, and `analyse` prints without it
    from onrecord.record.store import Record

_T = TypeVar("_T")

Analyse = Callable[[Document], Callable[[], Analysis]]
"""Takes a document, and gives what waits for its analysis: at once here, or in another process."""

Link = Callable[[Analysis], Analysis]
"""Joins the speakers of an analysis to those whom lists name."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one input. `analysis` is there for a document recorded now, `refusal` for one refused."""

    status: Literal["recorded", "known", "refused"]
    analysis: Analysis | None = None
    refusal: Refusal | None = None


def analysed(
    read: Iterable[Document | Refusal], analyse: Analyse, *, any_language: bool = False, ahead: int = 0
) -> Iterator[Analysis | Refusal]:
    """The analysis of each document, in order, and the refusals as they came.

    Documents in another language than English come back without attributions unless `any_language`. ahead: how many
    documents are handed to `analyse` before the first is waited for. A document whose analysis fails is refused and
    the others go on; weights that cannot be loaded raise WeightsError.
    """
    link = _linking(())
    started = (_started(one, analyse, link, any_language) for one in read)
    return (finish() for finish in _in_order(started, ahead))


def recorded(
    read: Iterable[Document | Refusal],
    record: Record,
    analyse: Analyse,
    *,
    version: str,
    any_language: bool = False,
    ahead: int = 0,
) -> Iterator[Outcome]:
    """Each document analysed and put into `record`, in order, each in a transaction of its own; as for `analysed`.

    A document that is known already is not analysed again, but where it was seen is kept; a reprint, the same but for
    white space, takes over the analysis of what it reprints. Statements of a page's new version keep the ids that they
    have in the version before. Speakers are looked for in the record's own list of
    entities, too, as it was when this began. Raises RecordError where the record cannot be written: all
    outcomes that were yielded before are in it.
    """
    link = _linking(record.entities())

    def start(one: Document | Refusal) -> Callable[[], Analysis | Refusal | Document]:
        if isinstance(one, Document):
            if record.knows(one.sha256):
                return lambda: one
            if (taken := _reprinted(one, record)) is not None:
                return lambda: taken
        return _started(one, analyse, link, any_language)

    for finish in _in_order(map(start, read), ahead):
        yield _kept(finish(), record, version)


def _kept(found: Analysis | Refusal | Document, record: Record, version: str) -> Outcome:
    if isinstance(found, Document):
        record.appear(found)  # not before its turn: what came before it may be another version of its page
        return Outcome(status="known")
    if isinstance(found, Refusal):
        return Outcome(status="refused", refusal=found)
    try:
        older = record.version_before(found.document)
        found = found if older is None else keeping(older, found)
        added = record.add(found, version=version)
    except ValueError as error:  # an analysis that the record does not believe: a span that is no slice, say
        return Outcome(status="refused", refusal=_refused(found.document, error))
    return Outcome(status="recorded", analysis=found) if added else Outcome(status="known")


def _reprinted(document: Document, record: Record) -> Analysis | None:
    printed = record.printed(document)
    return None if printed is None or printed.weights is None else taken_over(printed, document)


def _linking(own: Iterable[Entity]) -> Link:
    registry = cache(lambda: Registry(own))  # not before the first analysis: reading the lists takes some 10 ms
    return lambda analysis: linked(analysis, registry()) if analysis.attributions else analysis


def _started(
    one: Document | Refusal, analyse: Analyse, link: Link, any_language: bool
) -> Callable[[], Analysis | Refusal]:
    if isinstance(one, Refusal):
        return lambda: one
    if one.language not in {None, "en"} and not any_language:
        return lambda: Analysis(document=one, attributions=())
    waiting = analyse(one)
    return lambda: _finished(one, waiting, link)


def _finished(document: Document, waiting: Callable[[], Analysis], link: Link) -> Analysis | Refusal:
    try:
        return link(waiting())
    except WeightsError:
        raise
    except OnrecordError as error:
        return Refusal(where=document.id, code=error.code, cause=error.cause, cure=error.cure)
    except Exception as error:  # one bad document never stops a run
        return _refused(document, error)


def _refused(document: Document, error: Exception) -> Refusal:
    cause = f"the analysis failed: {type(error).__name__}: {str(error)[:200]}"
    return Refusal(where=document.id, code=OnrecordError.code, cause=cause, cure="report it, with the text")


def _in_order(started: Iterable[Callable[[], _T]], ahead: int) -> Iterator[Callable[[], _T]]:
    """What was started, each to be finished by the caller, with up to `ahead` others started behind it."""
    waiting: deque[Callable[[], _T]] = deque()
    for one in started:
        waiting.append(one)
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting
