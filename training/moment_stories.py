"""The documents whose times of saying are known, as `training.moments` fits on them and `benchmarks.times` measures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from onrecord.analyse.reading.decode import Floats
from onrecord.analyse.reading.network import Network
from onrecord.analyse.reading.reader import Marked, heard
from onrecord.analyse.reading.words import paragraphs
from onrecord.analyse.time.intervals import Interval
from onrecord.analyse.time.leanings import Map, leaned, vectors
from onrecord.analyse.time.moment_candidates import Candidate
from onrecord.analyse.time.moments import Weights, choices
from training.corpora import SHARED
from training.facets import Part, faceted


class Story(NamedTuple):
    """A document with its N gold attributions, the gold time of each, and by set of weights the vectors of the cues, (N, K)."""

    text: str
    published: str | None
    marked: list[Marked]
    times: list[dict[str, Any]]
    cues: Mapping[str, Floats]


Row = tuple[list[Candidate], Candidate]


def articles(part: Part, networks: Sequence[Network]) -> Iterator[Story]:
    """The articles of PolNeAR that have facets, as the networks read them."""
    for document, spans, facets in faceted(part):
        yield _story(document["text"], document["meta"]["publication_date"], spans, facets, networks)


def stories(score: ModuleType, networks: Sequence[Network]) -> Iterator[Story]:
    """Our own stories, as the networks read them."""
    for document in score.lines(str(SHARED / "gold/stories.jsonl")):
        spans = [score.spans_of(each) for each in score.in_order(document["attributions"])]
        yield _story(document["text"], document["published"], spans, list(score.facets_of(document)), networks)


def _story(
    text: str,
    published: str,
    spans: list[dict[str, Any]],
    facets: list[dict[str, Any]],
    networks: Sequence[Network],
) -> Story:
    marked = [
        Marked(each["source"], each["cue"], each["content"], row["type"], 1.0, ())
        for each, row in zip(spans, facets, strict=True)
    ]
    cues = {each.card.name: vectors(list(heard(each, text)), marked) for each in networks}
    return Story(text, published, marked, [row["time"] or {} for row in facets], cues)


def right(score: ModuleType, interval: Interval | None, time: dict[str, Any]) -> bool:
    """Whether the scorer takes `interval` for gold's time."""
    gold = score.interval(time.get("edtf"))
    if gold is None or interval is None:
        return False
    return bool(score.time_right((interval.first or score.FIRST, interval.last or score.LAST), gold))


def chosen(story: Story, table: Weights, leaning: Map | None = None, weights: str = "default") -> list[Row]:
    """The candidates of each attribution, and the one that `table` and `leaning` choose; earlier choices lead to later ones."""
    leans = [{} for _ in story.marked] if leaning is None else leaned(leaning, story.cues[weights])
    breaks = list(paragraphs(story.text))
    return list(choices(story.text, story.published, story.marked, breaks, leans, table))


def figures(
    score: ModuleType, every: Sequence[Story], table: Weights, leaning: Map, weights: str = "default"
) -> dict[str, float]:
    """Per cent of times right: `time` over all, `stated` over those that the text states or implies."""
    count: Counter[str] = Counter()
    for story in every:
        for (_, best), time in zip(chosen(story, table, leaning, weights), story.times, strict=True):
            if score.interval(time.get("edtf")):
                good = right(score, best.interval, time)
                count.update(n=1, good=good)
                if time["basis"] != "default":
                    count.update(stated_n=1, stated_good=good)
    return {
        "time": round(100 * count["good"] / count["n"], 1),
        "stated": round(100 * count["stated_good"] / count["stated_n"], 1),
    }
