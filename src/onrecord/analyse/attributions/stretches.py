"""Stretches: which characters of a text are taken already."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.types.span import Span


class Stretches(NamedTuple):
    """Spans in order and apart from one another."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Stretches":
        """All characters that `spans` cover."""
        apart: list[Span] = []
        for start, end in sorted(spans):
            if apart and start < apart[-1][1]:
                apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
            else:
                apart.append((start, end))
        return cls(tuple(apart))

    def touch(self, span: Span) -> bool:
        """Whether they hold a character of `span`."""
        at = bisect_right(self.spans, span[0], key=lambda each: each[1])
        return at < len(self.spans) and self.spans[at][0] < span[1]

    def end_before(self, at: int) -> int:
        """Where the last of them that ends at or before `at` ends; 0 where there is none."""
        before = bisect_right(self.spans, at, key=lambda each: each[1])
        return self.spans[before - 1][1] if before else 0
