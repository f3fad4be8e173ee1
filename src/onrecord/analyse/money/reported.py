"""What the story itself reports: the clauses in which it names an amount of money and gives it to nobody.

"The U.S. has sent billions of dollars in security assistance to Ukraine and is readying another $700 million package" is
two such clauses. An amount inside anybody's content, or in quotation marks, is never among them; nor is one in a question,
in a supposition, in a line that is no sentence, or in a sentence that tells of a saying which no attribution accounts for:
there the words may be somebody's.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, groupby
from operator import itemgetter
from typing import NamedTuple

import nupunkt

from onrecord.analyse.reading.quotations import quotations
from onrecord.types.amount import Amount, Reported
from onrecord.types.span import Span, Spans, covers, extent

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
MARKS = " \t\xa0,;:.!…—–-“”\"‘’')]"
CLOSED = re.compile(r"[.!…][”\"’')\]]{0,4}\s{0,4}\Z")
"""How a sentence ends that asserts something; a headline has no full stop, a question another mark."""


class Lexicon(NamedTuple):
    """`data/reported.json` as patterns: what opens the next clause, what tells of a saying, what hangs loose at an end."""

    boundary: re.Pattern[str]
    relative: re.Pattern[str]
    supposition: re.Pattern[str]
    sayings: frozenset[str]
    loose: frozenset[str]


@cache
def _lexicon() -> Lexicon:
    data = json.loads(files("onrecord").joinpath("data/reported.json").read_text("utf-8"))
    relative, conjunction, auxiliary, supposition = (
        rf"(?:{'|'.join(data[name])})\b" for name in ("relatives", "conjunctions", "auxiliaries", "suppositions")
    )
    return Lexicon(
        boundary=re.compile(
            rf"[;:]\s|\s?[—–]\s?|\s-\s|,\s(?={relative})|,\s{conjunction}\s|,\s(?=\w+ing\b)|\s(?:and|but)\s(?={auxiliary})"
        ),
        relative=re.compile(relative),
        supposition=re.compile(supposition, re.IGNORECASE),
        sayings=frozenset(data["sayings"]),
        loose=frozenset(data["loose"]),
    )


class _Paragraph(NamedTuple):
    """The contents that reach into a paragraph, its quotations and its sentences, each in order."""

    contents: Sequence[Span]
    quoted: Sequence[Span]
    sentences: Sequence[Span]


def reported(
    text: str, breaks: Sequence[Span], said: Sequence[Spans], amounts: Sequence[Amount]
) -> tuple[Reported, ...]:
    """The clauses of `text` in which the story itself names amounts, in order, each with its amounts.

    breaks: the paragraphs, in order. said: the contents of all attributions, whatever their act. amounts: of the whole
    text, in order.
    """
    contents = sorted(span for spans in said for span in spans)
    reach = list(accumulate((end for _, end in contents), max))
    clauses: list[Reported] = []
    for at, named in groupby(amounts, key=lambda amount: bisect_right(breaks, amount.span[0], key=itemgetter(0)) - 1):
        if at >= 0:
            start, end = breaks[at]
            paragraph = _Paragraph(
                contents=contents[bisect_right(reach, start) : bisect_left(contents, (end,))],
                quoted=[(quoted.start, quoted.end) for quoted in quotations(text, start, end)],
                sentences=[(start + a, start + b) for a, b in nupunkt.sent_spans(text[start:end])],
            )
            clauses.extend(_clauses(text, paragraph, named))
    return tuple(clauses)


def _clauses(text: str, paragraph: _Paragraph, amounts: Iterable[Amount]) -> list[Reported]:
    """The clauses of one paragraph; two that overlap, because they end at another word, are one."""
    clauses: list[Reported] = []
    for amount in amounts:
        clause, named = _clause(text, paragraph, amount.span), (amount,)
        if clause and clauses and clause[0] < clauses[-1].span[0][1]:
            last = clauses.pop()
            clauses.append(Reported(span=(extent((*last.span, clause)),), amounts=last.amounts + named))
        elif clause:
            clauses.append(Reported(span=(clause,), amounts=named))
    return clauses


def _clause(text: str, paragraph: _Paragraph, amount: Span) -> Span | None:
    """The clause around `amount` where it is the story's own, else None."""
    sentence = next((span for span in paragraph.sentences if covers(span, amount)), None)
    if sentence is None or not CLOSED.search(text, *sentence) or any(covers(span, amount) for span in paragraph.quoted):
        return None
    within = [span for span in paragraph.contents if span[0] < sentence[1] and sentence[0] < span[1]]
    if any(span[0] < amount[1] and amount[0] < span[1] for span in within) or (not within and _tells(text, sentence)):
        return None
    start = max([sentence[0], *(end for _, end in within if end <= amount[0])])
    return _asserted(
        text, sentence, (start, min([sentence[1], *(start for start, _ in within if start >= amount[1])])), amount
    )


def _tells(text: str, span: Span) -> bool:
    """Whether a word of saying stands in `span`."""
    return any(word.casefold() in _lexicon().sayings for word in WORD.findall(text, *span))


def _asserted(text: str, sentence: Span, room: Span, amount: Span) -> Span | None:
    """The clause in `room`, the part of the sentence that is nobody's content; None where it but tells of a saying."""
    lexicon = _lexicon()
    opening = [match.end() for match in lexicon.boundary.finditer(text, room[0], amount[0])]
    start = next((at for at in reversed(opening) if WORD.search(text, at, amount[0])), room[0])
    closing = lexicon.boundary.search(text, amount[1], room[1])
    end = closing.start() if closing else room[1]
    if lexicon.relative.match(text, start) and (comma := text.find(",", amount[1], end)) > 0:
        end = comma
    if end == room[1] < sentence[1]:
        end = _before_saying(text, amount[1], end)
    clause = _trimmed(text, start, end)
    tells = start == room[0] > sentence[0] or end == 0
    return None if tells or clause == amount or lexicon.supposition.match(text, clause[0]) else clause


def _before_saying(text: str, start: int, end: int) -> int:
    """Where the clause ends whose sentence runs on into somebody's content: before the words that tell of the saying.

    0 where nothing parts the two: "the owner of the $5 million boat said".
    """
    between = text[start:end]
    if all(word.casefold() in _lexicon().loose for word in WORD.findall(between)):
        return start
    return start + cut if (cut := max(between.rfind(" and "), between.rfind(", "))) >= 0 else 0


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without space and marks at its ends."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip(MARKS))
    return start, start + len(text[start:end].rstrip(MARKS))
