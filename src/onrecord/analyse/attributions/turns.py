"""Turns: the words that an official text prints as one speaker's, and what that speaker tells within them.

They are found by rule (`analyse.genre`), and what the network reads keeps to them: nothing reaches from one turn into
another, nor over a label, nor into lines in which nobody speaks.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analyse.attributions.stretches import Stretches
from onrecord.analyse.genre import Text
from onrecord.analyse.reading.reader import Marked, first
from onrecord.types.span import Span, extent

CONFIDENCE = 0.9
"""Of a turn. Not calibrated: the annotated news holds too few transcripts (`docs/decisions/0004-turns.md`)."""


class Turns(NamedTuple):
    """The turns of a text in order. reaches: from the first to the last of the words of each. held: what is nobody's."""

    marked: list[Marked]
    reaches: Sequence[Span]
    held: Stretches

    @classmethod
    def of(cls, document: Text) -> "Turns":
        """Those of an official text; a story has none, or those of the transcript that it quotes."""
        marked = [
            Marked(each.source, each.cue, each.content, "speech", CONFIDENCE, (0.0,) * len(each.content))
            for each in document.spoken
        ]
        held = Stretches.of([*document.silent, *(span for each in marked for span in each.source + each.cue)])
        return cls(marked, [extent(each.content) for each in marked], held)

    def leave(self, found: Marked) -> bool:
        """Whether an attribution stands within one turn or outside all of them, and in nothing that is nobody's."""
        spans = found.source + found.cue + found.content
        if any(map(self.held.touch, spans)):
            return False
        start, end = extent(spans)
        at = self._at(end - 1)
        return self._at(start) == at and (at is not None or not self._between(start, end))

    def around(self, marked: Sequence[Marked], tellers: Sequence[int | None]) -> tuple[list[Marked], list[int | None]]:
        """`marked` with the turns, in order of their first span, and for each the index of the one that tells it."""
        every = [*self.marked, *marked]
        order = sorted(range(len(every)), key=lambda k: first(every[k]))
        place = {k: at for at, k in enumerate(order)}
        outer: list[int | None] = [None] * len(self.marked)
        for each, teller in zip(marked, tellers, strict=True):
            outer.append(self._at((each.cue or each.content)[0][0]) if teller is None else teller + len(self.marked))
        return [every[k] for k in order], [None if (to := outer[k]) is None else place[to] for k in order]

    def _at(self, character: int) -> int | None:
        """The turn in whose words `character` stands."""
        at = bisect_right(self.reaches, character, key=lambda reach: reach[0]) - 1
        return at if at >= 0 and character < self.reaches[at][1] else None

    def _between(self, start: int, end: int) -> bool:
        """Whether a turn stands in `start`:`end`."""
        at = bisect_right(self.reaches, start, key=lambda reach: reach[0])
        return at < len(self.reaches) and self.reaches[at][0] < end
