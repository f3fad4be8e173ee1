"""Candidates: the times at which something may have been said, each with the evidence for it as names of features.

The name of a feature is its kind of candidate and what holds of it; `data/moment_weights.json` weighs them.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from onrecord.analyse.time.intervals import DAY, Interval
from onrecord.analyse.time.moment_evidence import Decided, Told, bucket, grain
from onrecord.analyse.time.occasions import named, polling
from onrecord.analyse.time.sayings import Saying, lists
from onrecord.types.span import Span

STATED, NEAR, AFTER, NAMED = 4, 2, 2, 2
"""Candidates taken of the sentence's own expressions, of those before and after it, and of the occasions it names."""
NEAR_SENTENCES, AFTER_SENTENCES, AFTER_ROOM = 6, 3, 6
LONG = timedelta(days=180)
"""From when on a time is long past, before the publication."""
WITHIN = 6
"""Attributions before one that are looked at as telling it, or as told within another."""
ROOM = 40
"""Expressions, and attributions, that are looked back at: a long document stays linear."""
WORD_ROOM = 14
"""Characters before an expression in which the word stands that joins it."""
START_ROOM = 3
"""Characters after which an expression no longer opens its sentence: a quotation mark, "On"."""

RELATIVE = re.compile(r"[\w’',] (?:who|which|whose|whom|where)\b[^,;:()\n]*\Z")
"""A relative clause about somebody named before, up to where the text is cut."""


class Candidate(NamedTuple):
    """A time, why it is one, and what speaks for it.

    kind: `stated` in the sentence, `near` before it, `after` it, the `story`'s day, of an `occasion` named, of a poll's
    `fieldwork`, as the `previous` attribution or the last of the `same` source, `habit` (some time up to the story's
    day) or `default`.
    """

    interval: Interval | None
    kind: str
    expr: Span | None
    features: tuple[str, ...]
    shared: tuple[str, ...] = ()

    @property
    def evidence(self) -> list[str]:
        """All features: its own, and the shared ones as those of its kind."""
        return [*self.features, *(self.kind + name for name in self.shared)]


def candidates(text: str, saying: Saying, told: Told, decided: Sequence[Decided]) -> list[Candidate]:
    """The times at which `saying` may have been said; decided: what was found of the attributions before it."""
    found = [
        *_stated(text, saying, told),
        *_near(saying, told),
        *_after(saying, told),
        *_fieldwork(text, saying, told),
        *_story(saying, told),
        *_occasion(text, saying, told),
        *_previous(saying, told, decided),
        *_same(saying, told, decided),
        *_undated(told),
    ]
    common = (
        f"|{saying.tense}|{saying.act}",
        f"|p{bucket(saying.paragraph)}|{saying.act}",
        f"|q{saying.quoted:d}|{saying.tense}",
        f"|m={saying.manner}",
        f"|{saying.act}|news{bool(told.stories):d}",
        f"|cue={saying.word}",
        f"|src={saying.sort}",
    )
    return [each._replace(shared=common) for each in found]


def _undated(told: Told) -> Iterator[Candidate]:
    """The times that the publication alone gives; without one the default is none."""
    if told.published is None:
        yield Candidate(None, "default", None, ("default",))
        return
    first, last = told.published
    day = told.stories[0].interval if told.stories else None
    yield Candidate(Interval(None, day.last if day else last), "habit", None, ("habit",))
    eve = first - DAY if first and first == last else first
    yield Candidate(Interval(eve, last), "default", None, ("default",))


def _stated(text: str, saying: Saying, told: Told) -> Iterator[Candidate]:
    """The expressions of the sentence, the nearest to source and cue first."""
    start, end = saying.reach
    near = sorted(
        (_gap(saying.frame, timex.span), at)
        for at in range(max(0, told.before(start) - 1), told.before(end))
        if (timex := told.timexes[at]).span[1] > start
        and timex.interval is not None
        and not _describes(text, saying, timex.span)
    )
    for rank, (_, at) in enumerate(near[:STATED]):
        timex = told.timexes[at]
        evidence = (f"stated|r{rank}|{min(len(near), 3)}", f"stated|out{told.outside[at]:d}")
        yield Candidate(timex.interval, "stated", timex.span, (*_attachment(text, saying, told, at), *evidence))


def _describes(text: str, saying: Saying, span: Span) -> bool:
    """Whether an expression before the cue only tells of its source: "Vale, who bought the dam in 2009, said"."""
    low = saying.frame[0]
    return low < span[0] < span[1] <= saying.at and RELATIVE.search(text, low, span[0]) is not None


def _gap(frame: Span, span: Span) -> int:
    return max(0, span[0] - frame[1], frame[0] - span[1])


def _attachment(text: str, saying: Saying, told: Told, at: int) -> Iterator[str]:
    """How an expression stands to source and cue: on which side, how far, in whose words, across what."""
    timex, length = told.timexes[at], told.grains[at]
    (low, high), (start, end) = saying.frame, timex.span
    side = "after" if start >= high else "in" if start >= low else "before"
    between = text[high:start] if side == "after" else text[end:low] if side == "before" else ""
    own = f"own{any(a <= start < b for a, b in saying.content):d}"
    crossed = told.between(min(start, low), max(end, high)) - told.between(low, high)
    over = side == "after" and any(a < start and b > high for a, b in saying.content)
    joined = text[max(0, start - WORD_ROOM) : start].split()
    word = joined[-1].casefold().strip("“\"'") if joined else ""
    far = bucket(len(between.split()))
    yield from (
        f"stated|{own}|q{saying.quoted:d}|{saying.act}",
        f"stated|{own}|{side}|{far}",
        f"stated|{own}|{timex.sort}",
        f"stated|{side}|{far}",
        f"stated|{side}|{timex.sort}",
        f"stated|{length}",
        f"stated|{side}|x{min(crossed, 2)}",
        f"stated|{side}|over{over:d}",
        f"stated|{side}|commas{min(between.count(','), 3)}",
        f"stated|opens{start - saying.bounds[0] < START_ROOM:d}",
        f"stated|word={word if word in lists()['joining'] else '-'}",
        f"stated|{'over' if over else far}|{length}",
        f"stated|{saying.tense}|{length}",
    )


def _near(saying: Saying, told: Told) -> Iterator[Candidate]:
    """The last expressions before the sentence that stand in nobody's content."""
    last = told.before(saying.bounds[0])
    free = [at for at in range(max(0, last - ROOM), last) if told.outside[at] and told.timexes[at].interval is not None]
    for rank, at in enumerate(reversed(free[-NEAR:])):
        gap = saying.sentence - told.sentences[at]
        if gap > NEAR_SENTENCES:
            return
        timex, length = told.timexes[at], told.grains[at]
        evidence = (
            f"near{rank}",
            f"near|s{gap}|p{min(2, saying.paragraph - told.paragraphs[at])}",
            f"near|{length}",
            f"near|{timex.sort}",
            f"near|{length}|{saying.tense}",
        )
        yield Candidate(timex.interval, "near", timex.span, evidence)


def _after(saying: Saying, told: Told) -> Iterator[Candidate]:
    """The first expressions behind the sentence that stand in nobody's content: "She spoke on Monday"."""
    first, taken = told.before(saying.reach[1]), 0
    for at in range(first, min(first + AFTER_ROOM, len(told.timexes))):
        gap, timex = told.sentences[at] - saying.sentence, told.timexes[at]
        if gap > AFTER_SENTENCES or taken == AFTER:
            return
        if told.outside[at] and timex.interval is not None:
            taken += 1
            evidence = (
                f"after|s{gap}|p{min(2, told.paragraphs[at] - saying.paragraph)}",
                f"after|{told.grains[at]}",
            )
            yield Candidate(timex.interval, "after", timex.span, evidence)


def _fieldwork(text: str, saying: Saying, told: Told) -> Iterator[Candidate]:
    """When the people were polled whose answers these may be."""
    if not told.fieldwork:
        return
    asked = polling("polled").search(text, *saying.reach) is not None
    answered = polling("polled").search(text, *saying.frame) is not None
    for timex in told.fieldwork:
        evidence = (
            f"fieldwork|{asked:d}",
            f"fieldwork|{answered:d}|{saying.act}",
            f"fieldwork|{saying.sort}",
        )
        yield Candidate(timex.interval, "fieldwork", timex.span, evidence)


def _story(saying: Saying, told: Told) -> Iterator[Candidate]:
    """The days that the story is about."""
    for rank, timex in enumerate(told.stories):
        length = grain(timex.interval, told.published)
        evidence = (
            f"story{rank}",
            f"story{rank}|{length}",
            f"story|{'after' if timex.span[0] > saying.at else 'before'}",
            f"story|{length}|{saying.act}",
            f"story{rank}|{length}|{saying.tense}",
        )
        yield Candidate(timex.interval, "story", timex.span, evidence)


def _occasion(text: str, saying: Saying, told: Told) -> Iterator[Candidate]:
    """The times of the debate, the speech, the poll that the sentence names outside the content."""
    found = [
        (noun, timex)
        for at, noun, timex in named(text, saying.reach, told.occasions)
        if not any(start <= at < end for start, end in saying.content)
    ]
    for noun, timex in found[:NAMED]:
        length = grain(timex.interval, told.published)
        evidence = (
            "occasion",
            f"occasion|{noun}",
            f"occasion|{length}|{saying.tense}",
            f"occasion|several{len(told.occasions[noun]) > 1:d}",
        )
        yield Candidate(timex.interval, "occasion", timex.span, evidence)


def _previous(saying: Saying, told: Told, decided: Sequence[Decided]) -> Iterator[Candidate]:
    """The time of the attribution before: the same speech, debate, interview goes on."""
    last = _told_before(saying, decided)
    if last is None:
        return
    before = last.saying
    if _speaks_anew(saying, last, told, before):
        return
    who = f"who{bool(before.who) and before.who == saying.who:d}"
    paragraphs, sentences = min(3, saying.paragraph - before.paragraph), min(3, saying.sentence - before.sentence)
    evidence = (
        f"previous|{who}|p{paragraphs}",
        f"previous|{last.kind}|{who}",
        f"previous|{last.kind}|{saying.tense}",
        f"previous|{grain(last.interval, told.published)}|{who}",
        f"previous|s{sentences}|{who}",
        f"previous|{before.act}|{saying.act}",
        f"previous|{before.tense}|{saying.tense}",
        f"previous|q{before.quoted:d}{saying.quoted:d}",
        f"previous|{last.kind}|p{paragraphs}",
    )
    yield Candidate(last.interval, "previous", last.expr, evidence)


def _told_before(saying: Saying, decided: Sequence[Decided]) -> Decided | None:
    """The attribution before, past those told in words in which `saying` does not stand: "“He said it would rain by noon”"."""
    for at in range(len(decided) - 1, max(-1, len(decided) - 1 - WITHIN), -1):
        here = decided[at].saying.frame[0]
        apart = (
            start <= here < end and not start <= saying.frame[0] < end
            for outer in decided[max(0, at - WITHIN) : at]
            for start, end in outer.saying.content
        )
        if not any(apart):
            return decided[at]
    return None


def _speaks_anew(saying: Saying, earlier: Decided, told: Told, before: Saying) -> bool:
    """Whether a time long past is not carried on: another than the one `before` speaks, in a new paragraph.

    "When the dam burst in 2019, the premier said … He shook my hand, a villager says." None of train's is carried so rightly.
    """
    if (
        told.published is None
        or told.published.first is None
        or earlier.interval is None
        or earlier.interval.last is None
    ):
        return False
    goes_on = bool(before.who) and saying.who == before.who
    long_past = told.published.first - earlier.interval.last > LONG
    return long_past and not goes_on and saying.paragraph != earlier.saying.paragraph


def _same(saying: Saying, told: Told, decided: Sequence[Decided]) -> Iterator[Candidate]:
    """The time of the last attribution with the same source that is not the one before and not undated."""
    for back in range(2, min(ROOM, len(decided)) + 1):
        earlier = decided[-back]
        if saying.who and earlier.saying.who == saying.who and earlier.kind != "default":
            if _speaks_anew(saying, earlier, told, decided[-1].saying):
                return
            evidence = (
                "same",
                f"same|{grain(earlier.interval, told.published)}",
                f"same|b{bucket(back)}",
                f"same|{earlier.kind}",
                f"same|p{bucket(saying.paragraph - earlier.saying.paragraph)}",
            )
            yield Candidate(earlier.interval, "same", earlier.expr, evidence)
            return
