"""Excluding: what speaks against a reading of a source so clearly that no weighing should overrule it."""

import re
from itertools import pairwise

from onrecord.analyse.people.descriptions import Phrase, position
from onrecord.analyse.people.evidence import Scene, fits, holds
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.nouns import nouns
from onrecord.analyse.people.referents import Mention, Referent
from onrecord.analyse.people.sections import in_another_section

OWN_NAME = re.compile(r"\b(?:I am|I[’']m|I|me|names? is|name[’']s|myself),? $", re.IGNORECASE)
"""Before one's own name in one's own mouth: "I, Ada Brook"."""
OWN_NAME_ROOM = 12
"""Characters before a name in which those words stand."""
INNER = re.compile(r"[\s(][“\"‘']")
"""An opening mark within a quotation: what another says in it may well name the speaker."""
SUBJECT = re.compile(r"(?:that[ \xa0])?(?P<who>he|she)\b", re.IGNORECASE)
"""The pronoun that opens what is told of somebody's words, as a rule of the speaker: "the minister said he would go"."""
APART_ROOM = 24
"""Characters behind a name in which a word stands that tells namesakes apart."""
PARTLY = frozenset(
    {
        *("former", "ex", "then", "late", "onetime", "one-time", "past", "previous", "future", "incoming", "would-be"),
        *("vice", "deputy", "assistant", "associate", "acting", "interim", "shadow", "honorary"),
    }
)
"""Words by which somebody holds not the office itself: a vice president may speak of the president."""


GREATER = frozenset({"prime", "first"})
"""Words by which an office is another than the noun alone says: a prime minister is not called the minister."""


def apart(referent: Referent) -> frozenset[str]:
    """What makes an office that somebody holds another than the noun for it says."""
    return (PARTLY | GREATER) & referent.roles


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
    if nouns().kinds.keys().isdisjoint(referent.roles) or not referent.roles.isdisjoint(PARTLY):
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


def doubtful(scene: Scene, cast: Cast, chosen: tuple[Referent, ...]) -> bool:
    """Whether something speaks against a reading, so that it is shown as open.

    Another subject right before, a heading between, an office that the text does not give the one chosen, or gives
    another with the same words, a sex that the content's own "he" or "she" shows not to be the one chosen's, or that a
    courtesy title asks for, or words that tell namesakes apart by what the text does not say of either.
    """
    if disputed(scene, cast, chosen):
        return True
    if len(chosen) != 1 or not chosen[0].named:
        return False
    (one,) = chosen
    if (
        scene.source.sex not in {"", one.sex}
        or in_another_section(scene, cast.text, one)
        or _is_told_apart(scene, cast)
    ):
        return True
    return _holds_no_office(scene, one) or _is_alike(scene, cast, one) or says_other_sex(scene, cast, one)


def _holds_no_office(scene: Scene, chosen: Referent) -> bool:
    """Whether the source names an office that the text does not put beside the name: "the sheriff" is not just anybody,
    a former mayor is not the mayor, nor the mayor a former one.
    """
    phrase = scene.source.phrase
    if phrase is None:
        return False
    if holds(phrase.head, chosen.roles):
        return not (PARTLY & set(phrase.words)) <= chosen.roles or not _is_said(phrase, chosen)
    return phrase.head in nouns().offices


def _is_said(phrase: Phrase, chosen: Referent) -> bool:
    """Whether an office is called with all that makes it another than the noun says: "the former mayor" of a former one."""
    return phrase.head not in nouns().offices or apart(chosen) <= set(phrase.words)


def _is_told_apart(scene: Scene, cast: Cast) -> bool:
    """Whether a name that several share goes on as that of one of them: "Lund, the younger"."""
    end = scene.source.span[1]
    words = cast.between(end, end + APART_ROOM)[:2]
    aside = scene.source.sort == "name" and cast.text.startswith(", the ", end)
    return aside and words[-1].low in nouns().comparing


def _is_alike(scene: Scene, cast: Cast, chosen: Referent) -> bool:
    """Whether "the former minister" may as well be another whom the text called a former minister before."""
    phrase = scene.source.phrase
    if phrase is None or len(phrase.words) == 1 or phrase.kind != "person" or phrase.determiner != "definite":
        return False
    meant = set(phrase.words[:-1]) & (chosen.roles | set(chosen.words))
    return any(
        other is not chosen
        and other.starts[0] < scene.mention.start
        and other.kind in {"person", ""}
        and holds(phrase.head, other.roles)
        and meant <= other.roles | set(other.words)
        for other in cast.called_so
    )


def says_other_sex(scene: Scene, cast: Cast, chosen: Referent) -> bool:
    """Whether the source, or what is said where it opens with a pronoun, is "he" and the one chosen a woman, or the reverse."""
    if not chosen.sex:
        return False
    if scene.source.sort in {"male", "female"}:
        return chosen.sex != scene.source.sort
    said = SUBJECT.match(cast.text, *scene.content)
    return said is not None and chosen.sex != ("male" if said["who"].casefold() == "he" else "female")


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
