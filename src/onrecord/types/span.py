"""Spans: where something stands in a stored text."""

Span = tuple[int, int]
"""Half-open (start, end) in Unicode code points of the stored text."""

Spans = tuple[Span, ...]
"""Spans in order of their start; a content may be broken into several."""


def covers(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies wholly inside `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def extent(spans: Spans) -> Span:
    """The smallest span that covers all of `spans` (at least one)."""
    return min(start for start, _ in spans), max(end for _, end in spans)


def slices(text: str, spans: Spans) -> list[str]:
    """The words of `text` that `spans` stand for, one string a span."""
    return [text[start:end] for start, end in spans]
