"""Nesting: an attribution that somebody in the story tells of another."""

from collections.abc import Iterator, Sequence

from onrecord.analyse.reading.reader import Marked, first
from onrecord.types.span import covers


def neighbours(marked: Sequence[Marked]) -> Iterator[list[Marked]]:
    """`marked`, in order of their first span, in groups that share no stretch of text with one another.

    Only within a group can one tell another or two claim the same words, so that a long document stays linear.
    """
    group: list[Marked] = []
    reach = 0
    for each in marked:
        spans = each.source + each.cue + each.content
        if group and first(each)[0] >= reach:
            yield group
            group = []
        group.append(each)
        reach = max(reach, max(end for _, end in spans))
    if group:
        yield group


def tells(outer: Marked, inner: Marked) -> bool:
    """Whether the inner attribution's cue stands in what the outer one reports.

    Where each stands so in the other, the later cue tells: "It found that most agree, one of them said".
    """
    if outer is inner or not _reports(outer, inner):
        return False
    return outer.cue > inner.cue or not _reports(inner, outer)


def _reports(one: Marked, other: Marked) -> bool:
    return any(covers(piece, other.cue[0]) for piece in one.content)


def outer(inner: Marked, group: Sequence[Marked]) -> Marked | None:
    """The innermost attribution of the group that tells `inner`; None where there is none."""
    tellers = [other for other in group if tells(other, inner)]
    return min(tellers, key=lambda other: sum(end - start for start, end in other.content), default=None)
