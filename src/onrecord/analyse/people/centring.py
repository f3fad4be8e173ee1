"""Centring: whom the pronouns of a passage go on speaking of, the subject that they took up first.

After Grosz, Joshi and Weinstein 1995: what one sentence is about is what the next pronoun takes up, until a new subject
comes in. Only a reading more for the ranker: pronouns that are no sources are looked at, but not resolved.
"""

from bisect import bisect_left

from onrecord.analyse.people.descriptions import position
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.nouns import nouns
from onrecord.analyse.people.referents import Mention, Referent

ROOM = 1500
"""Characters before a pronoun that are looked at, within its paragraph."""


def centre(cast: Cast, here: Mention, sort: str) -> Referent | None:
    """Whom the pronouns of `sort` before `here` in its paragraph, and that at `here`, most likely speak of."""
    start = max(cast.paragraphs[here.paragraph], here.start - ROOM)
    alike = nouns().pronouns
    at = [each.start for each in cast.between(start, here.start) if alike.get(each.low) == sort]
    spoken = [each for each in at if here.quoted or cast.quotation(each) is None]
    found = [
        (first, referent, _mention(referent, first))
        for first, referent in cast.within(start, here.start)
        if can_be(referent, sort)
    ]
    found = [each for each in found if here.quoted or not each[2].quoted]
    current: Referent | None = None
    before = start
    for pronoun in [*spoken, here.start]:
        new = [each for each in found if before <= each[0] < pronoun]
        taken = position(cast.sentences, before) if before > start else -1  # "He met Peter Lund" has its subject
        opening = {m.sentence: each for _, each, m in reversed(new) if m.opens and m.subject and m.sentence != taken}
        if opening:
            current = opening[max(opening)]
        elif current is None and len({id(each) for _, each, _ in new}) == 1:
            current = new[0][1]
        before = pronoun
    return current


def _mention(referent: Referent, start: int) -> Mention:
    return referent.mentions[bisect_left(referent.starts, start)]


def can_be(referent: Referent, sort: str) -> bool:
    """Whether a pronoun of `sort` may stand for a referent, as far as its kind, number and sex are known."""
    if sort in {"male", "female"}:
        return referent.kind in {"person", "anonymous", ""} and not referent.plural and referent.sex in {"", sort}
    if sort == "plural":
        return referent.plural or referent.kind in {"organisation", "group"}
    return not referent.plural and referent.kind in {"organisation", "document", "place", ""}
