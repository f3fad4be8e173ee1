"""Labels: by what words a transcript says who speaks next: "SMITH:", "Mr. TROTT.", "Lord Olm (Lab):", "Q.", "Q1 Chair:"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.analyse.official.lexicon import official
from onrecord.analyse.people.names import lexicon
from onrecord.types.span import Span

LEAD = r"[“\"]?(?:\[[0-9:.]{4,8}\][ \xa0]*)?(?:Q[ \xa0]?[0-9]{1,4}[.:]?[ \xa0]+)?"
"""A quotation mark, a time, or the number of a question before a label."""
WORD = r"[^\W\d_a-z][\w.’'\-]*"
JOINING = r"(?:of|the|for|and|to|in|de|van|von|der|la|du|da|di|del|al|bin)"
CALLED = rf"{WORD}(?:,?[ \xa0](?:{WORD}|{JOINING}|&)){{0,11}}"
BRACKETS = r"(?:,?[ \xa0][(\[][^()\[\]\n]{1,60}[)\]]){0,3}"
COLON = re.compile(
    rf"{LEAD}(?P<who>{CALLED})(?P<more>{BRACKETS}(?:, (?:on behalf of (?:the )?)?{CALLED})?)(?P<cue>:)(?:\s+[(\[][^()\[\]\n]{{1,60}}[)\]])?(?:\s+|\Z)"
)
"""A label with a colon, and the direction that may follow it: "BRANCOR: (As interpreted.)"."""
STOP = re.compile(
    rf"{LEAD}(?P<who>(?:The[ \xa0]|(?:[A-Z][a-z]+\.?[ \xa0]){{1,3}})?(?:[A-Z][A-Z’'\-]+|[A-Z]\.)"
    rf"(?:[ \xa0](?:[A-Z][A-Z’'\-]+|[A-Z]\.)){{0,4}}(?:[ \xa0]of[ \xa0]{WORD}(?:[ \xa0]{WORD})?)?)(?P<cue>\.)[ \xa0]+(?=[A-Z“\"‘(])"
)
"""A label with a full stop: "Mrs. VALE. Order."."""
QUESTION = re.compile(r"(?P<who>[QA])(?:(?P<cue>[.:])[0-9]{0,4}\s+|[ \xa0]{2,}|\t\s*|(?<=Q)[ \xa0](?=[A-Z“\"]))(?=\S)")
LINE = re.compile(rf"(?P<who>{WORD}(?:[ \xa0]{WORD}){{0,4}})(?:[ \xa0]+(?:--|–|—|-)[ \xa0]+\S[^\n:]{{1,100}})?")
"""A line that is nothing but a label: "Dana Keel -- Vice President"."""
LONGEST = 160
"""Characters in which a label ends."""
CAPITALS = re.compile(r"[A-Z][A-Z’'\-]*[A-Z]")
INITIALS = re.compile(r"[A-Z]{2,3}")


class Label(NamedTuple):
    """A label: the words that call the speaker, the mark behind them (None where there is none), where the words begin.

    sort: `question` (Q, A), `capitals`, `titled`, `stop` (capitals and a full stop), `line`, or `plain`: a name like any
    other, which makes a transcript only among many.
    """

    who: Span
    cue: Span | None
    said: int
    sort: str
    key: str


def label(text: str, paragraph: Span) -> Label | None:
    """The label that opens a paragraph; None where it opens with none, or with a rubric of the page: "RELATED:"."""
    start, end = paragraph
    asked = QUESTION.match(text, start, end)
    if asked:
        return Label(asked.span("who"), _cue(asked), asked.end(), "question", asked["who"].casefold())
    nobody = _unnamed().match(text, start, end)
    if nobody:
        return Label(nobody.span("who"), _cue(nobody), nobody.end(), "titled", key(nobody["who"]))
    match = COLON.match(text, start, min(end, start + LONGEST))
    sort = match and _sort(match["who"], bracketed="(" in match["more"])
    if match is None or sort is None:
        match = STOP.match(text, start, min(end, start + LONGEST))
        sort = match and _stopped(match["who"])
    if match is None or not sort or _is_rubric(match["who"].casefold()):
        return None
    return Label(match.span("who"), _cue(match), match.end(), sort, key(match["who"]))


def line(text: str, paragraph: Span) -> Label | None:
    """The label that a paragraph is, the words being in the next; None where it is none."""
    match = LINE.fullmatch(text, *paragraph)
    if match is None:
        return None
    named = match.end("who") < match.end() or match["who"].casefold() in official().offices
    return Label(match.span("who"), None, match.end(), "line", key(match["who"])) if named else None


def key(who: str) -> str:
    """By what two labels are told to be of one speaker: the last word of the name, and what stands behind "of" in capitals."""
    words = who.casefold().replace("’", "'").split()
    last = next((k for k, word in enumerate(words) if word == "of" and k > 0 and _is_name(who.split()[k - 1])), None)
    if last is not None:
        return " ".join(words[last - 1 :])
    return words[-1].strip(".,'")


@cache
def _unnamed() -> re.Pattern[str]:
    """A label of nobody that is printed in several words: "Some hon. members:"."""
    several = "|".join(re.escape(words) for words in sorted(official().unnamed, key=len, reverse=True) if " " in words)
    return re.compile(rf"{LEAD}(?P<who>{several})(?P<cue>[:.])\s+(?=\S)", re.IGNORECASE)


def _is_rubric(who: str) -> bool:
    """Whether a line is opened so by the page and not by a speaker: "RELATED:", "Present:", a place."""
    return who in official().rubrics or who in lexicon().places or not lexicon().rubrics.isdisjoint(who.split())


def _is_name(word: str) -> bool:
    return CAPITALS.fullmatch(word) is not None and word.casefold() not in official().offices


def _cue(match: re.Match[str]) -> Span | None:
    return None if match["cue"] is None else match.span("cue")


def _sort(who: str, *, bracketed: bool) -> str | None:
    """Of which sort a label with a colon is; None where its words call nobody."""
    words = who.split()
    low = who.casefold()
    if words[-1].casefold() in official().joining or len(words[-1].strip(".")) < len("ab"):
        return None
    if low in official().unnamed:
        return "question" if len(words) == 1 and low in {"question", "reporter"} else "titled"
    if all(word.upper() == word for word in words):
        return "capitals"
    titled = rank(who) > 0 or low.removeprefix("the ") in official().offices
    if titled:
        return "titled"
    small = [word for word in words if word.islower()]
    return ("titled" if bracketed else "plain") if not small or len(words) - len(small) > len(small) + 1 else None


def _stopped(who: str) -> str | None:
    """`stop` where a label with a full stop is a title, or several words, before it: "CHAIR POHL.", "The CHAIRMAN."."""
    words = who.split()
    name = who.partition(" of ")[0].split()[-1]
    return "stop" if len(words) > 1 and CAPITALS.fullmatch(name) else None


def rank(who: str) -> int:
    """How many words of a label stand before the name: titles and offices; 0 where there is no name behind them."""
    words: Sequence[str] = [word.casefold().rstrip(".,") for word in who.split()]
    known = official().courtesy | official().offices
    best = 0
    for size in range(1, min(len(words), 9)):
        before = " ".join(words[:size]).removeprefix("the ")
        if before in known or (words[size - 1] in known and size > best and words[0] in known | {"the"}):
            best = size
    return best
