"""Across documents: the same name in several is a candidate for one person, with what speaks for it and against it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.link.names import Parts, parts
from onrecord.link.roles import Role, roles
from onrecord.types.attribution import Analysis
from onrecord.types.entity import Identity
from onrecord.types.speaker import Speaker

_NAMED = frozenset({"person", "organisation", None})


class Appearance(NamedTuple):
    """Somebody of a name in one document: its id and day of publication, the roles stated, whom a list offers."""

    document: str
    published: str | None
    name: str
    roles: tuple[str, ...]
    listed: tuple[Identity, ...]


class Namesakes(NamedTuple):
    """Everybody of one full name whom nobody joined to a listed one, and the evidence, for a reader."""

    name: str
    appearances: tuple[Appearance, ...]
    evidence: tuple[str, ...]


def namesakes(analyses: Iterable[Analysis]) -> list[Namesakes]:
    """Full names that stand in two documents or more, most documents first. Nobody is joined by it.

    Surnames alone and unnamed sources are never among them, nor are names with characters that only look alike.
    """
    found: dict[Parts, list[Appearance]] = {}
    for analysis in analyses:
        for name, appearance in _appearances(analysis):
            found.setdefault(name, []).append(appearance)
    shared = [Namesakes(here[0].name, tuple(here), tuple(_evidence(here))) for here in found.values() if len(here) > 1]
    return sorted(shared, key=lambda each: (-len(each.appearances), each.name))


def _appearances(analysis: Analysis) -> Iterator[tuple[Parts, Appearance]]:
    """Each full name of a document once, with all the roles that are stated with it there."""
    told: dict[Parts, list[Speaker]] = {}
    for attribution in analysis.attributions:
        speaker = attribution.speaker
        taken = parts(speaker.name) if speaker.name and ";" not in speaker.name else None
        full = taken is not None and len(taken.words) > 1 and speaker.type in _NAMED
        if taken and full and speaker.status == "resolved" and not speaker.entity:
            told.setdefault(taken, []).append(speaker)
    for taken, speakers in told.items():
        name = str(speakers[0].name)
        yield (
            taken,
            Appearance(
                document=analysis.document.id,
                published=analysis.document.description.published,
                name=name,
                roles=tuple(dict.fromkeys(each.role for each in speakers if each.role)),
                listed=tuple(each for each in analysis.identities if each.name == name),
            ),
        )


def _evidence(here: list[Appearance]) -> Iterator[str]:
    """For: an office that several documents state. Against: one that some state and some contradict."""
    yield f"the same name in {len(here)} documents"
    stated = [each for each in here if each.roles]
    offices = [{_office(role) for printed in each.roles for role in roles(printed)} for each in stated]
    if len(stated) < len(here):
        yield f"{len(here) - len(stated)} of them state no role"
    if len(stated) > 1:
        alike = set.intersection(*offices)
        yield "and the same office wherever one is stated" if alike else "but not the same office in all of them"


def _office(role: Role) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    return role.words, role.places
