"""What the story itself reports: the clauses in which it names an amount of money and gives it to nobody.

"The U.S. has sent billions of dollars in security assistance to Ukraine and is readying another $700 million package" is
two such clauses. An amount inside anybody's content, or in quotation marks, is never among them; nor is one in a question,
in a supposition, in a line that is no sentence, or in a sentence that tells of a saying which no attribution accounts for:
there the words may be somebody's.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import nupunkt

from onrecord.analyse.quotations import quotations
from onrecord.types.amount import Amount, Reported
from onrecord.types.span import Span, Spans, covers, extent

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
MARKS = " \t\xa0,;:.!…—–-“”\"‘’')]"
CLOSED = re.compile(r"[.!…][”\"’')\]]*\s*\Z")
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


def reported(
    text: str, breaks: Sequence[Span], said: Sequence[Spans], amounts: Sequence[Amount]
) -> tuple[Reported, ...]:
    """The clauses of `text` in which the story itself names amounts, in order, each with its amounts.

    breaks: the paragraphs, in order. said: the contents of all attributions, whatever their act. amounts: of the whole
    text, in order.
    """
    contents = sorted(span for spans in said for span in spans)
    clauses: list[Reported] = []
    for amount in amounts:
        at = bisect_right(breaks, amount.span[0], key=lambda paragraph: paragraph[0]) - 1
        if at >= 0 and (clause := _clause(text, breaks[at], contents, amount.span)):
            if clauses and clause[0] < clauses[-1].span[0][1]:
                last = clauses.pop()
                clause, named = extent((*last.span, clause)), (*last.amounts, amount)
            else:
                named = (amount,)
            clauses.append(Reported(span=(clause,), amounts=named))
    return tuple(clauses)


def _clause(text: str, paragraph: Span, contents: Sequence[Span], amount: Span) -> Span | None:
    """The clause around `amount` where it is the story's own, else None."""
    start, end = _sentence(text, paragraph, amount)
    within = [span for span in contents if span[0] < end and start < span[1]]
    if any(span[0] < amount[1] and amount[0] < span[1] for span in within) or not CLOSED.search(text, start, end):
        return None
    if any(covers((quoted.start, quoted.end), amount) for quoted in quotations(text, *paragraph)):
        return None
    if not within and _tells(text, (start, end)):
        return None
    room = (
        max([start, *(b for _, b in within if b <= amount[0])]),
        min([end, *(a for a, _ in within if a >= amount[1])]),
    )
    return _asserted(text, (start, end), room, amount)


def _sentence(text: str, paragraph: Span, amount: Span) -> Span:
    spans = [(paragraph[0] + a, paragraph[0] + b) for a, b in nupunkt.sent_spans(text[slice(*paragraph)])]
    return next((span for span in spans if covers(span, amount)), paragraph)


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
