"""Features: what speaks for and against one reading of a source, as numbers for the ranker."""

import math
from bisect import bisect_left
from typing import NamedTuple

from onrecord.analyse.people.agreement import number, says
from onrecord.analyse.people.descriptions import POSSESSIVE
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.nouns import given_names, nouns
from onrecord.analyse.people.referents import LOOKED_AT, Mention, Referent
from onrecord.analyse.people.sources import Source

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
OWNERS = frozenset({"his", "her", "its", "their", "whose"})
"""Pronouns whose owner is the speaker: "his claim that"."""
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
    "owner",
    "one_does",
    "many_do",
    "proper",
)
READING = (
    *("own", "elsewhere", "same_sentence", "sentence_before", "two_before", "further", "distance", "same_paragraph"),
    *("paragraph_before", "later_paragraph", "mention_opens", "mention_subject", "mention_quoted", "unlike_quoted"),
    *("nearest", "second", "nearest_subject", "spoke_last", "spoke_before", "spoke_same", "spoke_next", "spoken"),
    *("teller", "salience", "mentions", "share", "top", "joined", "sex", "other_sex", "unknown_sex", "number", "named"),
    *("one_word", "given", "inside", "adjacent", "adjacent_comma"),
    *("head_role", "modifier_role", "head", "modifiers", "contradicts", "describes", "exact", "owned"),
    *(f"kind_{each}" for each in KINDS),
    *("verb_agrees", "verb_differs", "subject_before", "subject_here", "speaks", "same_words", "same_words_near"),
    *("spoke_lately", "said_share", "main", "mentions_between", "first_fitting", "fitting_before", "paired", "ahead"),
    *("taken_up", "passed_over", "centre", "off_centre"),
)
FEATURES = SOURCE + READING


class Turn(NamedTuple):
    """Who spoke, in which paragraph, and by which sort of words they were called."""

    referents: list[Referent]
    paragraph: int
    sort: str


class Place(NamedTuple):
    """Where a reading stands among the others of its source, the nearest first.

    rank: of how many the last mention is nearer. fitting: of how many that fit in sex and number. subject: whether it is
    the nearest that opens its sentence as a subject.
    """

    rank: int
    fitting: int
    subject: bool


class Scene(NamedTuple):
    """Where a source stands: its mention, the extent of what it says, who spoke before (the last first), who tells it.

    taken_up: whom a relative pronoun takes up. centre: whom the pronouns before it speak of (`centring`).
    """

    source: Source
    mention: Mention
    content: tuple[int, int]
    spoke: list[Turn]
    teller: list[Referent]
    taken_up: tuple[Referent, ...] = ()
    centre: Referent | None = None

    def last(self, referent: Referent) -> Mention | None:
        """Its last mention before the source that can lead to it: not in what this source says, nor in other quotations."""
        here = self.mention
        apart = () if here.quoted else (self.content,)
        return referent.before(here.start, apart, quoted=here.quoted)


def source_features(scene: Scene, cast: Cast) -> list[float]:
    """The features of `SOURCE`: those that all readings of one source share."""
    source, phrase = scene.source, scene.source.phrase
    many = number(cast, source.span[1])
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
        float(cast.text[slice(*source.span)].casefold() in OWNERS),
        float(many == "singular"),
        float(many == "plural"),
        float(phrase is not None and any(char.isupper() for char in cast.text[source.span[0] + 1 : source.span[1]])),
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
    found["head_role"] = float(any(holds(phrase.head, each.roles) for each in cast.called_so if each.starts[0] < at))
    found["head"] = float(any(len(each.words) > len(phrase.words) for each in before))
    found["exact"] = float(any(each.words == phrase.words for each in before))
    found["spoken"] = float(any(each.said for each in before))
    return list(found.values())


def reading_features(scene: Scene, cast: Cast, referents: tuple[Referent, ...], place: Place) -> list[float]:
    """The features of `READING` for a referent, or for several that spoke together."""
    here, referent, joined = scene.mention, referents[0], len(referents) > 1
    last = scene.last(referent)
    if joined:
        others = [each for each in map(scene.last, referents) if each is not None]
        last = max(others, key=lambda each: each.end, default=None)
    where = [0.0] * 12 if last is None else _where(here, last)
    return [
        0.0,
        0.0,
        *where,
        float(place.rank == 0),
        float(place.rank == 1),
        float(place.subject),
        *_spoke(scene, referent),
        float(referent in scene.teller),
        referent.salience(here),
        math.log1p(len(referent.mentions)),
        len(referent.mentions) / max(1, cast.mentions) * 10,
        float(bool(referent.starts) and referent.starts[0] < 400),
        float(joined),
        *_agrees(scene, referent, joined),
        *_beside(scene, cast, referent, last),
        *_means(scene, cast, referent),
        *(float(referent.kind == each) for each in KINDS),
        *_numbered(scene, cast, referents),
        *_parallel(scene, cast, referent, last),
        *_turns(scene, referent),
        float(referent is cast.most[0]) if cast.most else 0.0,
        math.log1p(place.rank),
        float(place.fitting == 0),
        math.log1p(place.fitting),
        float(last is not None and paired(cast, last)),
        float(_ahead(scene, referent)),
        float(referents == scene.taken_up),
        float(scene.taken_up not in {(), referents}),
        float(referent is scene.centre and not joined),
        float(scene.centre is not None and (joined or referent is not scene.centre)),
    ]


def fits(source: Source, referent: Referent) -> bool:
    """Whether nothing that is known of a referent's sex or number speaks against the words of a source."""
    if source.sort in {"male", "female"}:
        return (
            referent.kind in {"person", "anonymous", ""} and referent.sex in {"", source.sort} and not referent.plural
        )
    if source.phrase:
        return referent.plural == source.phrase.plural
    return referent.plural if source.sort == "plural" else not (source.sort == "neuter" and referent.plural)


def paired(cast: Cast, mention: Mention) -> bool:
    """Whether "and" joins a mention to what stands beside it."""
    return cast.text.startswith(" and ", mention.end) or cast.text.endswith(" and ", 0, mention.start)


def _numbered(scene: Scene, cast: Cast, referents: tuple[Referent, ...]) -> list[float]:
    many = number(cast, scene.source.span[1])
    plural = len(referents) > 1 or referents[0].plural
    return [float(many != "" and (many == "plural") == plural), float(many != "" and (many == "plural") != plural)]


def _parallel(scene: Scene, cast: Cast, referent: Referent, last: Mention | None) -> list[float]:
    """Whether its last mention stands where the source stands: a subject that opens its sentence, and that speaks."""
    if last is None:
        return [0.0] * 3
    sentences = scene.mention.sentence - last.sentence
    subject = last.opens and last.subject
    return [float(subject and sentences == 1), float(subject and sentences == 0), float(says(cast, last))]


def _turns(scene: Scene, referent: Referent) -> list[float]:
    """Whether the same words meant it before, and how much of what was said so far it said."""
    alike = next((turn for turn in scene.spoke[:LOOKED_AT] if turn.sort == scene.source.sort), None)
    same = alike is not None and referent in alike.referents
    near = alike is not None and scene.mention.paragraph - alike.paragraph < 2
    return [
        float(same),
        float(same and near),
        float(any(referent in turn.referents for turn in scene.spoke[2:5])),
        referent.said / (len(scene.spoke) + 1),
    ]


def _ahead(scene: Scene, referent: Referent) -> bool:
    """Whether it is mentioned behind the source in the same sentence, outside of what is said: "in his speech, Brook"."""
    at = bisect_left(referent.starts, scene.source.span[1])
    if at == len(referent.starts) or referent.mentions[at].sentence != scene.mention.sentence:
        return False
    return not scene.content[0] <= referent.starts[at] < scene.content[1]


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
    last = bool(spoke) and referent in spoke[0].referents
    before = len(spoke) > 1 and referent in spoke[1].referents
    away = scene.mention.paragraph - spoke[0].paragraph if spoke else 0
    return [
        float(last),
        float(before),
        float(last and away == 0),
        float(last and away == 1),
        math.log1p(referent.said),
    ]


def _agrees(scene: Scene, referent: Referent, joined: bool) -> list[float]:
    source = scene.source
    sex = source.phrase.sex if source.phrase else source.sort if source.sort in {"male", "female"} else ""
    many = source.phrase.plural if source.phrase else source.sort == "plural"
    return [
        float(sex != "" and referent.sex == sex),
        float(sex != "" and referent.sex not in {"", sex}),
        float(sex != "" and referent.sex == ""),
        float(many == (joined or referent.plural)),
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
    fits = holds(phrase.head, referent.roles)
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
    "senator": "sen", "president": "pres", "governor": "gov", "representative": "rep", "congressman": "rep", "congresswoman": "rep",
    "general": "gen", "professor": "prof", "doctor": "dr", "lawmaker": "rep", "chief": "ceo", "executive": "ceo",
}  # fmt: skip


def holds(head: str, roles: set[str]) -> bool:
    """Whether somebody is called `head` in the words printed beside the name, in full or as a short title."""
    return head in roles or SHORT.get(head) in roles
