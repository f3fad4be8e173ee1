"""Evidence: what a story tells about times, gathered once for all of its attributions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.time.intervals import Interval, written
from onrecord.analyse.time.occasions import Occasions, fieldwork, occasions
from onrecord.analyse.time.sayings import Saying
from onrecord.analyse.time.timex import Timex, timexes
from onrecord.types.span import Span

STORY_DAYS, STORY_PARAGRAPHS, STORIES = 7, 8, 2
"""A story's day is named in its first paragraphs and lies at most so many days back; so many are tried."""
WEEK, MONTH = 10, 32
"""Days below which a time is as long as a week, a month."""


class Decided(NamedTuple):
    """What was decided of an earlier attribution: its time and how that is known (`stated`, `carried`, `habit`, `default`)."""

    saying: Saying
    interval: Interval | None
    kind: str
    expr: Span | None


class Told(NamedTuple):
    """The T expressions of time of a story, where each begins, its grain, whether it stands outside all contents, its sentence
    and paragraph.

    cues: where the cues begin, in order. stories: the days that the story is about. occasions: the times of what it tells of. fieldwork: when people were polled.
    """

    published: Interval | None
    timexes: Sequence[Timex]
    starts: Sequence[int]
    grains: Sequence[str]
    outside: Sequence[bool]
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    cues: Sequence[int]
    stories: Sequence[Timex]
    occasions: Occasions
    fieldwork: Sequence[Timex]

    def before(self, at: int) -> int:
        """How many of the expressions begin before `at`."""
        return bisect_left(self.starts, at)

    def between(self, start: int, end: int) -> int:
        """How many cues begin in `start`:`end`."""
        return bisect_left(self.cues, end) - bisect_left(self.cues, start)


def tell(
    text: str, published: str | None, marked: Sequence[Marked], breaks: Sequence[Span], starts: Sequence[int]
) -> Told:
    """What `text` tells about times. breaks: its paragraphs; starts: of its sentences, and the text's end."""
    found = timexes(text, published)
    seen = written(published)
    outside = list(_outside(found, sorted(span for each in marked for span in each.content)))
    news = [at for at, timex in enumerate(found) if _is_news(timex, seen, breaks)]
    opened = [start for start, _ in breaks]
    stories: dict[Interval | None, Timex] = {}
    for at in [at for at in news if outside[at]][:1] + news:
        stories.setdefault(found[at].interval, found[at])
    return Told(
        published=seen,
        timexes=found,
        starts=[timex.span[0] for timex in found],
        grains=[grain(timex.interval, seen) for timex in found],
        outside=outside,
        sentences=[bisect_right(starts, timex.span[0], hi=len(starts) - 1) - 1 for timex in found],
        paragraphs=[bisect_right(opened, timex.span[0]) - 1 for timex in found],
        cues=sorted(each.cue[0][0] for each in marked if each.cue),
        stories=list(stories.values())[:STORIES],
        occasions=occasions(text, found),
        fieldwork=fieldwork(text, found, starts),
    )


def _outside(found: Sequence[Timex], contents: Sequence[Span]) -> Iterator[bool]:
    """For each expression in order whether it stands in no content; contents in order of their start."""
    at = reach = 0
    for timex in found:
        while at < len(contents) and contents[at][0] <= timex.span[0]:
            reach = max(reach, contents[at][1])
            at += 1
        yield timex.span[0] >= reach


def _is_news(timex: Timex, published: Interval | None, breaks: Sequence[Span]) -> bool:
    """Whether an expression names a day that the story may be about."""
    if timex.interval is None or published is None:
        return False
    (first, last), seen = timex.interval, published.last
    if first is None or first != last or seen is None:
        return False
    early = len(breaks) <= STORY_PARAGRAPHS or timex.span[0] < breaks[STORY_PARAGRAPHS][0]
    return early and 0 <= (seen - first).days <= STORY_DAYS


def bucket(number: int) -> str:
    """A distance on a scale of powers of two: 0, 1, 2, 4 …; the least that is not smaller, `far` beyond 64."""
    return "far" if number > 64 else str(number if number < 2 else 1 << (number - 1).bit_length())


def grain(interval: Interval | None, published: Interval | None) -> str:
    """How long a time is, and how long ago it ended."""
    if interval is None:
        return "none"
    first, last = interval
    if first is None or last is None:
        return "open"
    days = (last - first).days
    length = "day" if days == 0 else "week" if days < WEEK else "month" if days < MONTH else "long"
    if published is None or published.last is None:
        return length
    ago = (published.last - last).days
    return length + ("+" if ago < 0 else str(ago) if ago < 2 else "w" if ago <= STORY_DAYS else "o")
