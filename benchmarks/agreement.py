"""How far two records of the same text agree: attributions found, and attributions equal to the letter.

Found: contents share at least half of their joint characters, cues and sources overlap where gold has one.
Exact: source, cue and every piece of the content have the same ends, quotation marks and punctuation aside.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]
Spans = Sequence[Span]
EDGES = "“”\"'‘’`.,;:!?-–— \n\r\t()[]„«»"


class Marked(NamedTuple):
    """The spans of one attribution."""

    source: Spans
    cue: Spans
    content: Spans


class Counts(NamedTuple):
    """Attributions predicted, in gold, found, and equal; adds up over documents."""

    predicted: int = 0
    gold: int = 0
    found: int = 0
    exact: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """The sum, field by field."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    def f1(self, hits: int) -> float:
        """F1 in per cent, of `self.found` or `self.exact`."""
        return 200 * hits / (self.predicted + self.gold) if self.predicted + self.gold else 100.0


def marked(row: dict) -> Marked:
    """The spans of an attribution as printed in JSON."""
    return Marked(*([(a, b) for a, b in row[role]] for role in Marked._fields))


def compare(text: str, predicted: Sequence[Marked], gold: Sequence[Marked]) -> Counts:
    """The counts of one document; each attribution is matched once, the best overlap first."""
    return Counts(
        len(predicted),
        len(gold),
        len(found(text, predicted, gold)),
        len(_greedy([(1.0, i, j) for i, p in enumerate(predicted) for j, g in enumerate(gold) if _same(text, p, g)])),
    )


def found(text: str, predicted: Sequence[Marked], gold: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pairs (index in `predicted`, index in `gold`) of attributions that are found."""
    p_all, g_all = [_sets(text, m) for m in predicted], [_sets(text, m) for m in gold]
    pairs = []
    for i, p in enumerate(p_all):
        for j, g in enumerate(g_all):
            shared, joint = len(p.content & g.content), len(p.content | g.content)
            if 2 * shared >= joint > 0 and all(
                not theirs or ours & theirs for ours, theirs in ((p.cue, g.cue), (p.source, g.source))
            ):
                pairs.append((shared / joint, i, j))
    return _greedy(pairs)


class _Sets(NamedTuple):
    source: set[int]
    cue: set[int]
    content: set[int]


def _sets(text: str, m: Marked) -> _Sets:
    return _Sets(*({c for a, b in spans for c in range(a, b) if not text[c].isspace()} for spans in m))


def _greedy(pairs: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    left, right, out = set(), set(), []
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def _same(text: str, p: Marked, g: Marked) -> bool:
    whole = all(_extent(text, getattr(p, role)) == _extent(text, getattr(g, role)) for role in ("source", "cue"))
    return whole and _pieces(text, p.content) == _pieces(text, g.content)


def _extent(text: str, spans: Spans) -> Span | None:
    return _trimmed(text, (min(a for a, _ in spans), max(b for _, b in spans))) if spans else None


def _trimmed(text: str, span: Span) -> Span:
    a, b = span
    while a < b and text[a] in EDGES:
        a += 1
    while b > a and text[b - 1] in EDGES:
        b -= 1
    return a, b


def _pieces(text: str, spans: Spans) -> list[Span]:
    out: list[Span] = []
    for a, b in sorted(_trimmed(text, span) for span in spans):
        if out and not re.search(r"\w", text[out[-1][1] : a]):
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        elif b > a:
            out.append((a, b))
    return out
