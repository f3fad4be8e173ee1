"""Nesting: an attribution that somebody in the story tells of another."""

from collections.abc import Sequence

from onrecord.analyse.reader import Marked
from onrecord.types.span import covers


def outer(marked: Sequence[Marked], index: int) -> int | None:
    """Index of the innermost attribution whose content holds the cue of `marked[index]`; None where there is none."""
    cue = marked[index].cue[0]
    around = [
        (end - start, k)
        for k, other in enumerate(marked)
        if k != index
        for start, end in other.content
        if covers((start, end), cue)
    ]
    return min(around)[1] if around else None
