"""Turns: what each speaker of a transcript says before the next one is called.

`docs/decisions/0004-turns.md` says from what a text is a transcript, and why a turn in a story is one paragraph.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile, takewhile
from typing import NamedTuple

from onrecord.analyse.official.directions import is_direction, is_end, spoken
from onrecord.analyse.official.heads import Head, head
from onrecord.analyse.official.labels import Label, label, line
from onrecord.analyse.official.lexicon import official
from onrecord.analyse.people.names import lexicon
from onrecord.types.span import Span, Spans

TURNS = 3
"""Paragraphs so labelled from which a text holds turns, if somebody speaks twice: one "UPDATE:" makes none."""
LABELLED, LABELLED_ON_RECORD = 0.75, 0.08
"""Share of the paragraphs from the first label on that have one, from which a text is a transcript; and where its head says
that it is a record of what was said. Turns of many paragraphs are common only there.
"""
VOICED = 0.2
"""Share of turns, at least, in which somebody says "I", "we" or "you", or asks."""
SENTENCE = re.compile(r"[.!?…:;—–-][”\"’')\]]*\Z")
"""The end of words that are no entry of a list: before the first turn "MODERATOR: Bob Vale, TNN" only says who is there."""
QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]?")
HOST = re.compile(r", (?:[A-Z]+ )*(?:HOST|BYLINE|ANCHOR|CORRESPONDENT):")
"""In the first label of a broadcast."""
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


class Turn(NamedTuple):
    """The words of one speaker up to the next, as the pieces between stage directions."""

    label: Label
    content: Spans


class Transcript(NamedTuple):
    """The turns of a text in order, its head, and whether the text is a transcript; else they are parts of a story."""

    turns: tuple[Turn, ...]
    head: Head
    whole: bool


def transcript(text: str, title: str | None, paragraphs: Sequence[Span]) -> Transcript | None:
    """The turns of `text`; None where too few paragraphs are labelled."""
    labels = _labels(text, paragraphs)
    at = [k for k, each in enumerate(labels) if each is not None]
    if len(at) < TURNS:
        return None
    above = head(text, paragraphs[: at[0]])
    share = len(at) / (len(paragraphs) - at[0])
    hosted = HOST.search(text, paragraphs[at[0]][0], paragraphs[at[0]][1]) is not None
    recorded = hosted or on_record(text, above, title, often=share >= LABELLED)
    goes_on = recorded and share >= LABELLED_ON_RECORD
    asked = share >= LABELLED and all(each is None or each.sort == "question" for each in labels)
    turns = [
        Turn(each, content)
        for k, each in enumerate(labels)
        if each is not None
        and (content := _content(text, paragraphs, labels, k, goes_on=goes_on or (asked and k < at[-1])))
    ]
    turns = list(dropwhile(lambda turn: not SENTENCE.search(text[slice(*turn.content[-1])]), turns))
    voiced = sum(_is_voice(text, turn) for turn in turns)
    if len(turns) < TURNS or voiced < VOICED * len(turns) or len({turn.label.key for turn in turns}) == len(turns):
        return None
    before = [span for span in paragraphs if span[1] <= turns[0].label.who[0]]
    return Transcript(tuple(turns), head(text, before), whole=goes_on or share >= LABELLED)


def on_record(text: str, above: Head, title: str | None, *, often: bool) -> bool:
    """Whether a head, or the title, calls the text a record of what was said. `often`: most of its paragraphs are labelled.

    "Video transcript:" only leads to what a story prints of one. Where sentences stand above the turns it is a story's
    headline as well as a record's, unless they are turns for the most part, or a line gives the day.
    """
    lines = [text[slice(*line)].strip().lower() for line in above.lines]
    words = "\n".join([(title or "").lower(), *(line for line in lines if not line.endswith(":"))])
    if official().records.search(words):
        return often or above.day is not None or not above.prose
    return above.day is not None and official().records_if_dated.search(words) is not None


def _is_voice(text: str, turn: Turn) -> bool:
    """Whether a turn is somebody's voice: outside quotation marks it says "I" or "you", or it asks."""
    persons = official().first_person | official().second_person
    for start, end in turn.content:
        bare = QUOTED.sub("", text[start:end])
        if bare.rstrip('”"').endswith("?") or not persons.isdisjoint(
            word.casefold().replace("’", "'") for word in WORD.findall(bare)
        ):
            return True
    return False


def _labels(text: str, paragraphs: Sequence[Span]) -> list[Label | None]:
    """The label of each paragraph; a plain name is one where enough of the text speaks for a transcript."""
    found = [label(text, paragraph) for paragraph in paragraphs]
    lines = [line(text, paragraph) if each is None else None for each, paragraph in zip(found, paragraphs, strict=True)]
    sure = {each.key for each in found if each is not None and each.sort != "plain"}
    plain = Counter(each.key for each in found if each is not None and each.sort == "plain")
    dialogue = len(plain) > 1 and sum(plain.values()) > TURNS and max(plain.values()) > 1
    listed = {"Operator", *(text[slice(*each.who)] for each in lines if each and each.who[1] < each.said)}
    often = sum(each is not None and text[slice(*each.who)] in listed for each in lines) >= TURNS
    kept: list[Label | None] = []
    for each, alone in zip(found, lines, strict=True):
        if each is not None and each.sort == "plain":
            each = each if _speaks(text, each, plain, sure, dialogue=dialogue) else None
        kept.append(each or (alone if often and alone and text[slice(*alone.who)] in listed else None))
    return kept


def _speaks(text: str, each: Label, plain: Counter[str], sure: set[str], *, dialogue: bool) -> bool:
    """Whether a plain name before a colon is a speaker: of those who speak under a title elsewhere, or of a dialogue."""
    words = text[slice(*each.who)].split()
    if each.key in sure:
        return True
    if len(words) == 1 and words[0].casefold() in lexicon().common:
        return False
    if sure and len(words) > 1:
        return True
    return dialogue and (plain[each.key] > 1 or len(words) > 1)


def _content(text: str, paragraphs: Sequence[Span], labels: Sequence[Label | None], k: int, *, goes_on: bool) -> Spans:
    """The words behind the label of paragraph `k`: to its end, or where the turn goes on to that before the next label."""
    opened = labels[k]
    assert opened is not None
    end = paragraphs[k][1]
    pieces = list(spoken(text, opened.said, end))
    if not goes_on and pieces:
        return tuple(pieces)
    free = takewhile(lambda j: labels[j] is None, range(k + 1, len(paragraphs)))
    following = [paragraphs[j] for j in free]
    for paragraph in following if goes_on else following[:1]:
        if is_end(text, paragraph):
            break
        if not is_direction(text, paragraph):
            pieces += spoken(text, *paragraph)
    return tuple(pieces)
