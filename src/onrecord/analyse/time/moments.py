"""Moments: when each attribution was said, as far as the story tells."""

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.time.intervals import Interval, edtf, serves
from onrecord.analyse.time.leanings import Leaning
from onrecord.analyse.time.moment_candidates import Candidate, candidates
from onrecord.analyse.time.moment_evidence import Decided, tell
from onrecord.analyse.time.sayings import sayings, sentences
from onrecord.types.moment import Basis, Moment
from onrecord.types.span import Span

KNOWN = {"stated": "stated", "habit": "habit", "default": "default"}
"""How a time is known that came from each kind of candidate; it was carried over from elsewhere in all others."""
BASES: dict[str, Basis] = {"stated": "text", "default": "default"}

Weights = dict[str, float]


@cache
def weights() -> Weights:
    """The weight of each feature, of `data/moment_weights.json`, which `training.moments` makes."""
    data = json.loads(files("onrecord").joinpath("data/moment_weights.json").read_text("utf-8"))
    return dict(data["weights"])


def moments(
    text: str, published: str | None, marked: Sequence[Marked], breaks: Sequence[Span], leaning: Sequence[Leaning]
) -> list[Moment | None]:
    """When each of `marked`, in their order, was said; None where neither the text nor the publication tells.

    published: EDTF year, month or day of publication. breaks: the paragraphs. leaning: of each of `marked`. A moment rests on an expression that dates
    the saying (`text`), on what is told of something else (`inferred`: the same speech, the day of the story, a habit)
    or on the publication alone (`default`: that day or the day before).
    """
    return [_moment(best) for _, best in choices(text, published, marked, breaks, leaning, weights())]


def choices(
    text: str,
    published: str | None,
    marked: Sequence[Marked],
    breaks: Sequence[Span],
    leaning: Sequence[Leaning],
    table: Weights,
) -> Iterator[tuple[list[Candidate], Candidate]]:
    """For each of `marked` its candidates and the one chosen; earlier choices are evidence for later ones."""
    starts = sentences(text)
    told = tell(text, published, marked, breaks, starts)
    decided: list[Decided] = []
    for saying, leans in zip(sayings(text, marked, breaks, starts), leaning, strict=True):
        every = candidates(text, saying, told, decided)
        best = chosen(every, table, leans)
        decided.append(Decided(saying, best.interval, KNOWN.get(best.kind, "carried"), best.expr))
        yield every, best


def chosen(every: Sequence[Candidate], table: Weights, leaning: Leaning) -> Candidate:
    """The candidate of the time that is likeliest to be right: of all times that it serves, each as likely as its candidates.

    The strongest of its candidates stands for it.
    """
    known = table.get
    shared = {
        kind: sum([known(kind + name, 0.0) for name in every[0].shared], leaning.get(kind, 0.0))
        for kind in {each.kind for each in every}
    }
    scores = [sum([known(name, 0.0) for name in each.features]) + shared[each.kind] for each in every]
    top = max(scores)
    mass: dict[Interval | None, float] = {}
    for each, score in zip(every, scores, strict=True):
        mass[each.interval] = mass.get(each.interval, 0.0) + math.exp(score - top)
    undated = next((each.interval for each in every if each.kind == "default"), None)
    likeliest = max(mass, key=lambda each: _support(each, mass, undated))
    return max(zip(every, scores, strict=True), key=lambda pair: (pair[0].interval == likeliest, pair[1]))[0]


def _support(found: Interval | None, mass: dict[Interval | None, float], undated: Interval | None) -> float:
    """How likely the times are that `found` serves. A day is not supported by what may as well have no day."""
    return sum(
        each
        for meant, each in mass.items()
        if meant == found or (found is not None and meant not in (None, undated) and serves(found, meant))
    )


def _moment(best: Candidate) -> Moment | None:
    if best.interval is None:
        return None
    return Moment(edtf=edtf(best.interval), basis=BASES.get(best.kind, "inferred"), expr=best.expr)
