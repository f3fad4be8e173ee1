"""What the facets' articles ask of the ranker of speakers, and what is right: for training and for measuring."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from onrecord.analyse.attributions.nesting import neighbours, outer
from onrecord.analyse.people.evidence import Scene
from onrecord.analyse.people.ranking import Matrix
from onrecord.analyse.people.speakers import Reading, Speakers
from onrecord.analyse.reading.quotations import quotations
from onrecord.analyse.reading.reader import Marked, first
from onrecord.analyse.reading.words import paragraphs
from training.corpora import SHARED, scorer
from training.facets import Part, faceted

UNNAMED = {"group", "anonymous", "document"}


class Article(NamedTuple):
    """A text with its gold attributions, for each its speaker's name, whether that is a mere description,
    and how the text names the speaker ("" where the facets do not say).
    """

    id: str
    text: str
    marked: list[Marked]
    speakers: list[tuple[str, bool]]
    hows: list[str]


class Question(NamedTuple):
    """A source with several readings: rows (N, F) of features, the last for none of them, and which are right."""

    article: str
    sort: str
    words: str
    names: list[str]
    speaker: str
    rows: Matrix
    right: list[int]


def articles(part: Part | Literal["stories"]) -> Iterator[Article]:
    """The articles of a part of the facets, or the `stories`."""
    if part == "stories":
        score = scorer()
        for row in score.lines(str(SHARED / "gold/stories.jsonl")):
            yield _article(row, score.gold_attributions(row), list(score.facets_of(row)))
    else:
        for each in faceted(part):
            yield _article(*each)


def _article(row: dict, gold: Sequence[dict], facets: Sequence[dict]) -> Article:
    pairs = [
        (Marked(a["source"], a["cue"] or (a["content"][0],), a["content"], facet["type"], 1.0, ()), facet)
        for a, facet in zip(gold, facets, strict=True)
    ]
    pairs.sort(key=lambda pair: first(pair[0]))
    names = [(facet["speaker"], _is_unnamed(facet)) for _, facet in pairs]
    hows = [facet.get("speaker_how", "") for _, facet in pairs]
    return Article(row["id"], row["text"], [marked for marked, _ in pairs], names, hows)


def _is_unnamed(facet: dict) -> bool:
    return facet["unnamed"] if "unnamed" in facet else facet["speaker_type"] in UNNAMED


def tellers(marked: Sequence[Marked]) -> list[int | None]:
    """For each attribution the index of the one that tells it."""
    index = {id(each): k for k, each in enumerate(marked)}
    found: list[int | None] = [None] * len(marked)
    for group in neighbours(marked):
        for each in group:
            teller = outer(each, group)
            found[index[id(each)]] = None if teller is None else index[id(teller)]
    return found


def questions(article: Article) -> list[Question]:
    """The questions that an article puts to the ranker, each asked with the right answers to those before."""
    score = scorer()
    found: list[Question] = []
    gold = ("", False)

    def answer(scene: Scene, readings: list[Reading], rows: Matrix) -> list[float]:
        names = [reading.name(article.text) for reading in readings]
        right = [k for k, name in enumerate(names) if score.same_speaker(name, *gold)]
        found.append(
            Question(
                article.id, scene.source.sort, article.text[slice(*scene.source.span)], names, gold[0], rows, right
            )
        )
        best = next((k for k in right if not readings[k].own), right[0] if right else -1)
        return [float(k == best) for k in range(len(readings))]

    document = Speakers(article.text, quoted(article.text), answer)
    for k, (each, teller) in enumerate(zip(article.marked, tellers(article.marked), strict=True)):
        gold = article.speakers[k]
        document.speaker(k, each, teller)
    return found


def quoted(text: str) -> list[tuple[int, int]]:
    """The quotations of a text."""
    return [(q.start, q.end) for paragraph in paragraphs(text) for q in quotations(text, *paragraph)]
