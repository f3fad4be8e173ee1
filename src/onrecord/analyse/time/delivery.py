"""Delivery: when the words of an official text were said, and what they tell."""

from onrecord.analyse.time.intervals import DAY, Interval, edtf, written
from onrecord.types.moment import Moment
from onrecord.types.span import Span

Day = tuple[Interval, Span]
"""The day that a head gives, and the words that give it."""
PRESENT = frozenset({"present", "participle", "mark", "noun"})
"""Tenses of a cue that set what is told in the time of telling: "I say to you", "we believe"."""


def delivered(day: Day | None, published: str | None) -> Moment | None:
    """When a turn or a speech was said: the day of its head, else that of publication or the one before."""
    if day is not None:
        return Moment(edtf=edtf(day[0]), basis="text", expr=day[1])
    seen = written(published)
    if seen is None or seen.first is None:
        return None
    eve = seen.first - DAY if seen.first == seen.last else seen.first
    return Moment(edtf=edtf(Interval(eve, seen.last)), basis="default")


def before(told: Moment | None, turn: Moment | None, tense: str) -> Moment | None:
    """When something was said that a turn tells: as its words state, with the turn, or some time before it."""
    if told is not None and told.basis == "text":
        return told
    if turn is None or tense in PRESENT:
        return turn
    last = turn.edtf.rpartition("/")[2]
    return Moment(edtf=f"../{last}", basis="inferred", expr=turn.expr)


def issued_on(told: Moment | None, day: Day | None) -> Moment | None:
    """When something was said that a release of that day tells: then, where its words do not say."""
    if day is None or (told is not None and told.basis == "text"):
        return told
    return Moment(edtf=edtf(day[0]), basis="inferred", expr=day[1])
