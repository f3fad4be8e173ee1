"""Holders: the one person whom a text gives an office, and whom "the mayor" then means."""

from onrecord.analyse.people.evidence import Scene, holds
from onrecord.analyse.people.excluding import apart, names_itself, says_other_sex
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.nouns import nouns
from onrecord.analyse.people.referents import Referent


def holder(scene: Scene, cast: Cast) -> Referent | None:
    """Whom a source means that is an office: the only one named before it beside whose name that office stands.

    None where the source says more than is known of that one ("the French president"), where the text speaks of another
    holder without a name, within quotations, and where what is said names the office or shows another sex.
    """
    phrase = scene.source.phrase
    if phrase is None or phrase.head not in nouns().sole or phrase.determiner != "definite" or phrase.plural:
        return None
    at = scene.mention.start
    if scene.mention.quoted or scene.source.span[1] > phrase.end:
        return None
    known = [each for each in cast.called_so if each.starts[0] < at and holds(phrase.head, each.roles)]
    if len(known) != 1 or known[0].kind not in {"person", ""}:
        return None
    (one,) = known
    said = set(phrase.words[:-1])
    if not apart(one) <= said or not said <= one.roles | set(one.words) or _has_another(scene, cast, phrase.head, one):
        return None
    return None if names_itself(scene, cast, one) or says_other_sex(scene, cast, one) else one


def _has_another(scene: Scene, cast: Cast, head: str, one: Referent) -> bool:
    """Whether the text spoke of a holder of the same office whose description does not fit: "Ludmark's foreign minister"."""
    return any(
        each.starts and each.starts[0] < scene.mention.start and not set(each.words[:-1]) <= one.roles | set(one.words)
        for each in cast.headed.get(head, [])
    )
