"""Excluding: what speaks against a reading of a source so clearly that no weighing should overrule it."""

import re
from itertools import pairwise

from onrecord.analyse.people.descriptions import position
from onrecord.analyse.people.evidence import Scene, fits
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.nouns import nouns
from onrecord.analyse.people.referents import Mention, Referent

OWN_NAME = re.compile(r"\b(?:I am|I[’']m|I|me|names? is|name[’']s|myself),? $", re.IGNORECASE)
"""Before one's own name in one's own mouth: "I, Ada Brook"."""
OWN_NAME_ROOM = 12
"""Characters before a name in which those words stand."""
INNER = re.compile(r"[\s(][“\"‘']")
"""An opening mark within a quotation: what another says in it may well name the speaker."""
PARTLY = frozenset(
    {"former", "ex", "vice", "deputy", "assistant", "associate", "acting", "future", "incoming", "shadow"}
)
"""Words by which somebody holds not the office itself: a vice president may speak of the president."""


def names_itself(scene: Scene, cast: Cast, referent: Referent) -> bool:
    """Whether what is said in quotation marks names the referent, or its office, as people name others."""
    person = referent.named and referent.kind in {"person", ""}
    if not person or scene.source.sort == "name" or scene.mention.quoted:
        return False
    start, end = scene.content
    first, last = position([-1, *referent.starts], start - 1), position([-1, *referent.starts], end - 1)
    return any(_names(cast, each) for each in referent.mentions[first:last]) or _names_office(scene, cast, referent)


def _names(cast: Cast, mention: Mention) -> bool:
    low = cast.text[mention.start : mention.end].casefold()
    if not _is_quoted(cast, mention.start) or low in nouns().pronouns or not cast.text[mention.start].isupper():
        return False
    return not OWN_NAME.search(cast.text, max(0, mention.start - OWN_NAME_ROOM), mention.start)


def _names_office(scene: Scene, cast: Cast, referent: Referent) -> bool:
    """Whether the content says "the minister" where the referent is a minister."""
    if referent.roles.isdisjoint(nouns().kinds) or not referent.roles.isdisjoint(PARTLY):
        return False
    words = cast.between(*scene.content)
    return any(
        the.low == "the"
        and word.low in referent.roles
        and nouns().kinds.get(word.low) == "person"
        and _is_quoted(cast, word.start)
        for the, word in pairwise(words)
    )


def _is_quoted(cast: Cast, at: int) -> bool:
    """Whether character `at` stands in a quotation, and in none within that."""
    quotation = cast.quotation(at)
    return quotation is not None and not INNER.search(cast.text, quotation[0] + 1, at)


def disputed(scene: Scene, cast: Cast, chosen: tuple[Referent, ...]) -> bool:
    """Whether "he" or "she" opens a sentence right behind one with another fitting person as its subject.

    Where the ranker goes past that person to one who spoke earlier, both are possible.
    """
    here = scene.mention
    if scene.source.sort not in {"male", "female"} or not here.opens or here.quoted:
        return False
    for referent in cast.recent(here.start, NEAR):
        last = scene.last(referent)
        if last is None or referent in chosen or not referent.named or referent.kind not in {"person", ""}:
            continue
        before = here.sentence - last.sentence == 1 and here.paragraph == last.paragraph
        if before and last.opens and last.subject and fits(scene.source, referent):
            return True
    return False


NEAR = 6
"""Referents that are looked at, the last mentioned first."""
