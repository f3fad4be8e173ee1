"""Headlines: lines in which a colon stands for "says": "Minister: tax cuts will wait", "Police: thief came back".

Only a line that is no sentence, and only behind a role, a body that news quotes so, or somebody whom the story names in
full: a rubric ("Live:") or a subject ("Ukraine: what we know") says nothing.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.analyse.attributions.stretches import Stretches
from onrecord.analyse.people.names import lexicon, names
from onrecord.analyse.people.nouns import nouns
from onrecord.analyse.reading.reader import Marked
from onrecord.types.span import Span

CONFIDENCE = 0.8
"""Of a headline with a colon. Not calibrated: the annotated news comes without its headlines."""
LINE = re.compile(r"(?P<who>[^\W_][^\n:;.,!?()“”\"‘]{1,40}[^\W_])(?P<cue>:)[ \xa0](?P<words>\S.*\S)")
LONGEST = 140
"""Characters of a line that may be a headline."""
WORDS = 3
"""Words behind the colon below which a line is an entry of a list: "Police: 101"."""
NAME_WORDS = 4
"""Words before the colon: "Brisk harbour police chief"."""
SENTENCE = re.compile(r"\.[”\"’')]?\Z|[.!?][ \xa0]")
"""What no headline holds: a full stop at its end, or two sentences."""


class _Words(NamedTuple):
    speakers: frozenset[str]
    subjects: frozenset[str]
    rubrics: frozenset[str]


@cache
def _words() -> _Words:
    data = json.loads(files("onrecord").joinpath("data/headlines.json").read_text("utf-8"))
    return _Words(*(frozenset(data[name]) for name in _Words._fields))


def headlines(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> list[Marked]:
    """The headlines of `text` that give somebody words by a colon, in order.

    paragraphs: of the text, in order. marked: the attributions found so far, which keep what they have.
    """
    taken = Stretches.of(span for each in marked for span in each.cue + each.content)
    lines = [match for span in paragraphs if (match := _line(text, span)) and not taken.touch(match.span())]
    full = {name.words for name in names(text) if len(name.words) > 1} if lines else set()
    return [
        Marked((match.span("who"),), (match.span("cue"),), (match.span("words"),), "speech", CONFIDENCE, (0.0,))
        for match in lines
        if _speaks(text, match.span("who"), full)
    ]


def _line(text: str, span: Span) -> re.Match[str] | None:
    """A line with a colon that may be a headline; None where it is a sentence, or an entry of a list."""
    match = LINE.fullmatch(text, *span) if span[1] - span[0] <= LONGEST else None
    if match is None or SENTENCE.search(match["words"]):
        return None
    said = re.findall(r"\w+(?:[’'-]\w+)*", match["words"].casefold())
    return match if len(said) >= WORDS and said[0] not in _words().subjects and ":" not in match["words"] else None


def _speaks(text: str, who: Span, full: set[tuple[str, ...]]) -> bool:
    """Whether what stands before the colon is somebody: a role without an article, a body, or a name."""
    words = text[who[0] : who[1]].casefold().split()
    if len(words) > NAME_WORDS or _words().rubrics & {words[-1]}:
        return False
    if words[-1] in _words().speakers:
        return not _words().subjects & set(words)
    if lexicon().rubrics & set(words):
        return False
    if words[-1] in lexicon().titles or nouns().kinds.get(words[-1]) in {"person", "people"}:
        return True
    called = [name for name in names(text, who) if name.end == who[1] and not name.possessive]
    return bool(called) and called[0].words[-1] not in lexicon().places and _is_known(called[0].words, full)


def _is_known(words: tuple[str, ...], full: set[tuple[str, ...]]) -> bool:
    """Whether the story elsewhere names in full, by these words or with these last, a person or body."""
    return any(each[-len(words) :] == words and (len(each) > len(words)) for each in full) or (
        len(words) > 1 and words in full
    )
