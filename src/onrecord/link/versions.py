"""What became of a page's statements from one version of it to the next."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.relation import Relation
from onrecord.types.span import slices
from onrecord.types.statement import Statement

SHARED = 0.8
"""Share of the characters of the longer that two wordings of one statement have in common at least."""

NEAR = 40
"""Statements of the old version, those at about the same place, with which a reworded one is compared: a page of
thousands would take minutes else."""


class Said(msgspec.Struct, frozen=True):
    """A statement with who said it, and how: `attribution` has the speaker; the others are its slices, joined."""

    attribution: Attribution
    statement: Statement
    words: str
    source: str
    cue: str


class Changes(msgspec.Struct, frozen=True):
    """What a version says that the one before did not, what it says no more, and what otherwise: before and after."""

    appeared: tuple[Said, ...]
    vanished: tuple[Said, ...]
    reworded: tuple[tuple[Said, Said], ...]


def said(analysis: Analysis) -> list[Said]:
    """Every statement of an analysis, in order of the text."""
    text = analysis.document.text
    found = [
        Said(
            attribution,
            statement,
            words=_joined(text, statement.span),
            source=_joined(text, attribution.source),
            cue=_joined(text, attribution.cue),
        )
        for attribution in analysis.attributions
        for statement in attribution.statements
    ]
    return sorted(found, key=lambda one: one.statement.span)


def keeping(old: Analysis, new: Analysis) -> Analysis:
    """`new` with the ids that its statements have in `old`: under the same speaker, in four fifths of the same letters.

    A statement is thus the same, and its address goes on to work, while the story around it is edited.
    """
    before, after = said(old), said(new)
    ids = {after[j].statement.id: before[i].statement.id for i, j in matched(before, after)}
    kept = [ids.get(each.statement.id, each.statement.id) for each in after]
    if len(set(kept)) < len(kept):  # an id that would be two statements' is nobody's
        return new
    return msgspec.structs.replace(
        new,
        attributions=tuple(_renamed(attribution, ids) for attribution in new.attributions),
        relations=tuple(_related(relation, ids) for relation in new.relations),
    )


def changes(before: Sequence[Said], after: Sequence[Said]) -> Changes:
    """What changed between the statements of two versions."""
    pairs = matched(before, after)
    old, new = {i for i, _ in pairs}, {j for _, j in pairs}
    return Changes(
        appeared=tuple(one for j, one in enumerate(after) if j not in new),
        vanished=tuple(one for i, one in enumerate(before) if i not in old),
        reworded=tuple((before[i], after[j]) for i, j in pairs if _wording(before[i]) != _wording(after[j])),
    )


def _wording(one: Said) -> tuple[str, str]:
    """Its words and its cue: "denied" makes another thing of the same words than "said"."""
    return one.words, one.cue


def matched(before: Sequence[Said], after: Sequence[Said]) -> list[tuple[int, int]]:
    """Which statements of the two are one, as their places: each with one other at most, the most alike first."""
    pairs = dict(_unchanged(before, after))
    held = set(pairs.values())
    old = [i for i in range(len(before)) if i not in held]
    new = [j for j in range(len(after)) if j not in pairs]
    alike = sorted(
        ((-share, abs(i - j), i, j) for j in new for i in _nearest(old, j) if (share := _share(before[i], after[j]))),
    )
    taken: set[int] = set()
    for _, _, i, j in alike:
        if i not in taken and j not in pairs:
            taken.add(i)
            pairs[j] = i
    return sorted((i, j) for j, i in pairs.items())


def _unchanged(before: Sequence[Said], after: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Those whose words are the same, as (place after, place before), in order where there are several such."""
    waiting: dict[str, list[int]] = {}
    for i, one in enumerate(before):
        waiting.setdefault(one.words, []).append(i)
    for j, one in enumerate(after):
        for i in waiting.get(one.words, ()):
            if _same_speaker(before[i], one):
                waiting[one.words].remove(i)
                yield j, i
                break


def _nearest(places: Sequence[int], place: int) -> Sequence[int]:
    """The `NEAR` of sorted places around one, fewer at either end."""
    middle = bisect_left(places, place)
    return places[max(0, middle - NEAR // 2) : middle + NEAR // 2]


def _share(one: Said, other: Said) -> float:
    """The share of the longer's characters that both have in order; 0 where it is too little or the speaker another."""
    shorter, longer = sorted((len(one.words), len(other.words)))
    if shorter < SHARED * longer or not _same_speaker(one, other):
        return 0.0
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    if matcher.quick_ratio() * (shorter + longer) < 2 * SHARED * longer:
        return 0.0
    share = sum(block.size for block in matcher.get_matching_blocks()) / longer
    return share if share >= SHARED else 0.0


def _same_speaker(one: Said, other: Said) -> bool:
    """The same entity; or a name that has all words of the other's; or, where neither is resolved, the same words."""
    first, second = one.attribution.speaker, other.attribution.speaker
    if first.status != second.status:
        return False
    if first.status == "unresolved":
        return one.source.casefold() == other.source.casefold()
    if first.entity and second.entity:
        return first.entity == second.entity
    names = [set((each.name or each.entity_name or "").casefold().split()) for each in (first, second)]
    return bool(names[0] and names[1]) and (names[0] <= names[1] or names[1] <= names[0])


def _renamed(attribution: Attribution, ids: dict[str, str]) -> Attribution:
    statements = tuple(msgspec.structs.replace(each, id=ids.get(each.id, each.id)) for each in attribution.statements)
    return msgspec.structs.replace(attribution, statements=statements)


def _related(relation: Relation, ids: dict[str, str]) -> Relation:
    return msgspec.structs.replace(relation, a=ids.get(relation.a, relation.a), b=ids.get(relation.b, relation.b))


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The slices in one line: what the page's layout does to white space is no other wording."""
    return " … ".join(" ".join(each.split()) for each in slices(text, tuple(spans)))
