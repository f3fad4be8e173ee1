"""Features: what speaks for and against one reading of a source, as numbers for the ranker."""

import math
from bisect import bisect_left
from typing import NamedTuple

from onrecord.analyse.descriptions import POSSESSIVE
from onrecord.analyse.mentions import Cast
from onrecord.analyse.nouns import given_names, nouns
from onrecord.analyse.referents import LOOKED_AT, Mention, Referent
from onrecord.analyse.sources import Source

SORTS = (
    *("male", "female", "plural", "neuter", "who", "which"),
    *("person", "people", "organisation", "document", "thing", "name"),
)
"""How a source may call its speaker, as `sources` tells them apart."""
KINDS = ("person", "organisation", "group", "document", "anonymous", "place", "other", "")
DETERMINERS = ("definite", "possessive", "indefinite", "quantity", "name", "")
DISTANCE = 1000
"""Characters that make one unit of distance in the features."""
ADJACENT = 3
"""Words between a mention and a relative pronoun up to which they may belong together."""
SOURCE = (
    *(f"is_{sort}" for sort in SORTS),
    *(f"det_{each}" for each in DETERMINERS),
    "plural",
    "quoted",
    "opens",
    "told",
    "long",
    "bare",
    "behalf",
    "modified",
    "unheard",
)
READING = (
    *("own", "elsewhere", "same_sentence", "sentence_before", "two_before", "further", "distance", "same_paragraph"),
    *("paragraph_before", "later_paragraph", "mention_opens", "mention_subject", "mention_quoted", "unlike_quoted"),
    *("nearest", "second", "nearest_subject", "spoke_last", "spoke_before", "spoke_same", "spoke_next", "spoken"),
    *("teller", "salience", "mentions", "share", "top", "joined", "sex", "other_sex", "unknown_sex", "number", "named"),
    *("one_word", "given", "inside", "adjacent", "adjacent_comma"),
    *("head_role", "modifier_role", "head", "modifiers", "contradicts", "describes", "exact", "owned"),
    *(f"kind_{each}" for each in KINDS),
)
FEATURES = SOURCE + READING


class Scene(NamedTuple):
    """Where a source stands: its mention, the extent of what it says, who spoke before (the last first), who tells it.

    `spoke` has, for each who spoke, the paragraph of it.
    """

    source: Source
    mention: Mention
    content: tuple[int, int]
    spoke: list[tuple[list[Referent], int]]
    teller: list[Referent]

    def last(self, referent: Referent) -> Mention | None:
        """Its last mention before the source that can lead to it: not in what this source says, nor in other quotations."""
        here = self.mention
        apart = () if here.quoted else (self.content,)
        return referent.before(here.start, apart, quoted=here.quoted)


def source_features(scene: Scene) -> list[float]:
    """The features of `SOURCE`: those that all readings of one source share."""
    source, phrase = scene.source, scene.source.phrase
    determiner = phrase.determiner if phrase else None
    return [
        *(float(source.sort == sort) for sort in SORTS),
        *(float(determiner == each) for each in DETERMINERS),
        float(phrase is not None and phrase.plural),
        float(scene.mention.quoted),
        float(scene.mention.opens),
        float(bool(scene.teller)),
        float(phrase is not None and len(phrase.words) > 1) + float(phrase is not None and source.span[1] > phrase.end),
        float(phrase is not None and phrase.head in nouns().pronouns),
        float(phrase is not None and phrase.head in nouns().behalf),
        float(phrase is not None and source.span[1] > phrase.end),
        float(phrase is not None and len(phrase.words) > 1 and phrase.kind == ""),
    ]


def own_features(scene: Scene, cast: Cast) -> list[float]:
    """The features of `READING` for the source's own words as its speaker: "voters in Ohio" are voters in Ohio.

    What speaks against it: that somebody is called so by name, or was called so before at greater length.
    """
    phrase, at = scene.source.phrase, scene.mention.start
    if phrase is None:
        raise ValueError("only a description can stand for itself")
    known = cast.headed.get(phrase.head, [])[:LOOKED_AT]
    before = [each for each in known if each.starts[0] < at]
    found = dict.fromkeys(READING, 0.0)
    found["own"] = 1.0
    found["elsewhere"] = float(bool(before))
    found["head_role"] = float(any(_fits(phrase.head, each.roles) for each in cast.called_so if each.starts[0] < at))
    found["head"] = float(any(len(each.words) > len(phrase.words) for each in before))
    found["exact"] = float(any(each.words == phrase.words for each in before))
    found["spoken"] = float(any(each.said for each in before))
    return list(found.values())


def reading_features(
    scene: Scene, cast: Cast, referents: tuple[Referent, ...], rank: int, subject: bool
) -> list[float]:
    """The features of `READING` for a referent, the `rank`-th nearest, or for several that spoke together.

    subject: it is the nearest that is mentioned as a subject.
    """
    here, referent, joined = scene.mention, referents[0], len(referents) > 1
    last = scene.last(referent)
    where = [0.0] * 12 if last is None else _where(here, last)
    return [
        0.0,
        0.0,
        *where,
        float(rank == 0),
        float(rank == 1),
        float(subject),
        *_spoke(scene, referent),
        float(referent in scene.teller),
        referent.salience(here),
        math.log1p(len(referent.mentions)),
        len(referent.mentions) / cast.mentions * 10,
        float(bool(referent.starts) and referent.starts[0] < 400),
        float(joined),
        *_agrees(scene, referent),
        *_beside(scene, cast, referent, last),
        *_means(scene, cast, referent),
        *(float(referent.kind == each) for each in KINDS),
    ]


def _where(here: Mention, last: Mention) -> list[float]:
    sentences, paragraphs = here.sentence - last.sentence, here.paragraph - last.paragraph
    return [
        *(float(sentences == k) for k in range(3)),
        float(sentences > 2),
        min(here.start - last.end, 4 * DISTANCE) / DISTANCE,
        float(paragraphs == 0),
        float(paragraphs == 1),
        float(paragraphs > 1),
        float(last.opens),
        float(last.subject),
        float(last.quoted),
        float(last.quoted != here.quoted),
    ]


def _spoke(scene: Scene, referent: Referent) -> list[float]:
    spoke = scene.spoke
    last = bool(spoke) and referent in spoke[0][0]
    before = len(spoke) > 1 and referent in spoke[1][0]
    away = scene.mention.paragraph - spoke[0][1] if spoke else 0
    return [
        float(last),
        float(before),
        float(last and away == 0),
        float(last and away == 1),
        math.log1p(referent.said),
    ]


def _agrees(scene: Scene, referent: Referent) -> list[float]:
    source = scene.source
    sex = source.phrase.sex if source.phrase else source.sort if source.sort in {"male", "female"} else ""
    many = source.phrase.plural if source.phrase else source.sort == "plural"
    return [
        float(sex != "" and referent.sex == sex),
        float(sex != "" and referent.sex not in {"", sex}),
        float(sex != "" and referent.sex == ""),
        float(many == referent.plural),
        float(referent.named),
        float(len(referent.words) == 1),
        float(referent.named and referent.words[0] in given_names()),
    ]


def _beside(scene: Scene, cast: Cast, referent: Referent, last: Mention | None) -> list[float]:
    here = scene.mention
    start, end = scene.content
    inside = bisect_left(referent.starts, start) < bisect_left(referent.starts, end)
    if last is None or here.sentence != last.sentence or here.start - last.end > 160:
        return [float(inside), 0.0, 0.0]
    gap = cast.text[last.end : here.start]
    words = len(cast.between(last.end, here.start))
    aside = gap.count(",") + gap.count("(") + gap.count("—") > 1
    return [float(inside), float(words == 0), float(0 < words <= ADJACENT) + 0.5 * float(aside)]


def _means(scene: Scene, cast: Cast, referent: Referent) -> list[float]:
    """Whether the words of a description fit those by which the text calls the referent."""
    phrase = scene.source.phrase
    if phrase is None:
        return [0.0] * 8
    source = cast.between(*scene.source.span)
    rest = (
        {POSSESSIVE.sub("", token.low) for token in source} - {phrase.head} - nouns().stops - nouns().determiners.keys()
    )
    around = referent.roles | set(referent.words)
    fits = _fits(phrase.head, referent.roles)
    heads = referent.phrase.head if referent.phrase else referent.words[-1]
    other = any(nouns().kinds.get(POSSESSIVE.sub("", word)) == "person" for word in referent.roles)
    return [
        float(fits),
        min(len(rest & around), 2),
        float(heads == phrase.head),
        float(bool(rest)),
        float(other and not fits),
        float(not rest.isdisjoint(referent.words)),
        float(referent.words == phrase.words),
        float(phrase.determiner in {"possessive", "name"}),
    ]


SHORT = {
    "senator": "sen", "governor": "gov", "representative": "rep", "congressman": "rep", "congresswoman": "rep",
    "general": "gen", "professor": "prof", "doctor": "dr", "lawmaker": "rep", "chief": "ceo", "executive": "ceo",
}  # fmt: skip


def _fits(head: str, roles: set[str]) -> bool:
    return head in roles or SHORT.get(head) in roles
