"""Candidates: who of a text's referents is worth a look as whom the words of a source mean."""

from onrecord.analyse.people.descriptions import Phrase
from onrecord.analyse.people.evidence import Scene
from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.people.referents import LOOKED_AT, Referent
from onrecord.analyse.people.sources import Source

ALIKE = 4
"""Referents that are looked at, however far away, because the text calls them as a description does."""


def alike(scene: Scene, cast: Cast) -> list[Referent]:
    """Whom a relative pronoun takes up, and those whom the text calls as a description does, the last mentioned first."""
    if scene.source.phrase is None:
        return list(scene.taken_up) if len(scene.taken_up) == 1 else []
    head, at = scene.source.phrase.head, scene.mention.start
    known = cast.headed.get(head, []) + cast.ending.get(head, [])
    before = [each for each in known[:LOOKED_AT] if each.starts and each.starts[0] < at and may_be(scene.source, each)]
    return sorted(before, key=lambda each: -each.starts[-1])[:ALIKE]


def describes(phrase: Phrase) -> bool:
    """Whether words can stand for a speaker as they are: not a single one that the lexicon does not know ("self", "A")."""
    return len(phrase.words) > 1 or phrase.kind != "" or phrase.plural or phrase.determiner != ""


def may_be(words: Source, referent: Referent) -> bool:
    """Whether a referent is worth a look as whom `words` mean."""
    person = referent.kind in {"person", "anonymous", ""}
    if words.sort in {"male", "female"}:
        return person and not referent.plural and (referent.sex in {"", words.sort} or referent.named)
    if words.sort == "plural":
        return referent.plural or referent.kind in {"organisation", "place"} or (referent.named and referent.kind == "")
    if words.sort == "neuter":
        return referent.kind not in {"person", "anonymous", "group"}
    if words.sort in {"who", "which"}:
        return words.sort == "which" or referent.kind not in {"document", "place", "other"}
    phrase = words.phrase
    if phrase is None:
        return True
    if phrase.words == referent.words and referent.phrase and referent.said == 0:
        return False
    head = referent.phrase.head if referent.phrase else ""
    if head == phrase.head:
        return len(referent.words) > len(phrase.words) or referent.said > 0
    if phrase.plural or phrase.determiner in {"indefinite", "quantity"}:
        return False
    if words.sort == "person":
        return person and referent.named and (not phrase.sex or referent.sex in {"", phrase.sex})
    if words.sort == "people":
        return False
    return referent.named and referent.kind in {"organisation", "", "document", "place"}
