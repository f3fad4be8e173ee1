"""Turns: the paragraphs of a transcript, each opened by its speaker's name in capitals and a colon."""

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.analyse.people.names import lexicon
from onrecord.analyse.reading.reader import Marked
from onrecord.types.span import Span

LABEL = re.compile(r"(?P<who>(?:[A-Z][A-Z.’'\-]*)(?: [A-Z][A-Z.’'\-]*){0,4})(?: \([^()\n]{1,60}\))?(?P<cue>:)\s+(?=\S)")
QUESTION = re.compile(r"(?P<who>[QA])(?P<cue>[.:])\s+(?=\S)")
TURNS = 3
"""Paragraphs so labelled from which a text is a transcript, if somebody speaks twice: one "UPDATE:" makes none."""
CONFIDENCE = 0.9
"""Of a turn. Not calibrated: the annotated news holds too few transcripts (`docs/decisions/0004-turns.md`)."""


def turns(text: str, paragraphs: Sequence[Span]) -> list[Marked]:
    """The turns of a transcript in order, each the words of one paragraph; none where `text` is no transcript."""
    opened = [(match, end) for start, end in paragraphs if (match := _label(text, start, end))]
    spoken = Counter(match["who"] for match, _ in opened)
    if len(opened) < TURNS or max(spoken.values()) < 2:
        return []
    return [
        Marked((match.span("who"),), (match.span("cue"),), ((match.end(), end),), "speech", CONFIDENCE, (0.0,))
        for match, end in opened
    ]


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    """The label that opens a paragraph; none where it is a rubric of the page: "RELATED:", "READ MORE:"."""
    match = QUESTION.match(text, start, end) or LABEL.match(text, start, end)
    return None if match is None or lexicon().rubrics & set(match["who"].casefold().split()) else match
