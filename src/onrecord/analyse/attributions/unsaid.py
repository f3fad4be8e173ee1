"""What was not said: sayings that the story negates, supposes, asks about or only expects.

"She did not say that …", "if he says that …", "is expected to say", "refused to say whether", "no one said": the words of
saying are there and nobody uttered them. The network sees most; these rules see to the rest, for what they pass is listed
under a name.
"""

import json
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise, takewhile

from onrecord.analyse.statement.phrases import phrases
from onrecord.types.span import Spans

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
GROUP_ROOM = 60
"""Characters before a cue in which its auxiliaries stand."""
SENTENCE_ROOM = 600
"""Characters after a cue in which its sentence ends."""
MARK = re.compile(r'[.,;:?!“”"()\n—]')
OPENING = re.compile(r"(?:\A|[.!?\n][”\"’')]?\s*)[“\"‘']?(?P<word>[A-Z][a-z]+)[ \xa0]\Z")
"""The word that opens a sentence, up to the source right behind it."""
GAP = re.compile(r"[ \xa0]")
ARTICLE = re.compile(r"(?:[Aa]n?|[Tt]he|[Oo]ur)[ \xa0]")
WHOSE = re.compile(r"[ \xa0](?:of|on|to)[ \xa0]")
CLAUSE_END = re.compile(r"[.,;:!?“”\"()\n—]|[ \xa0](?:because|but|while|as|since|when|so)[ \xa0]")
END = re.compile(r"[.!?](?=[\s”\"’')]|$)|\n")


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = json.loads(files("onrecord").joinpath("data/unsaid.json").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}


def unsaid(text: str, source: Spans, cue: Spans) -> bool:
    """Whether the story does not report the saying under `cue` as something that took place."""
    group = _group(text, source, cue[0][0]) + _words(text[cue[0][0] : cue[0][1]])
    nobody = bool(source) and _says_nobody(_words(text[source[0][0] : source[0][1]]))
    nobody = nobody or _says_nothing(text, cue) or _stays_unnamed(text, cue) or _is_corrected(text, source, cue)
    nobody = nobody or _is_checked(text, min(source + cue)[0])
    return nobody or _negated(group) or _to_come(group) or _joined(text, source, cue) or _supposed(text, source, cue)


def opens_supposition(text: str, source: Spans) -> bool:
    """Whether a sentence opens with a condition about the source: "If Lund …", "Had the engineer …", "Should she …"."""
    before = text[max(0, source[0][0] - GROUP_ROOM) : source[0][0]]
    opened = OPENING.search(before)
    word = opened["word"].casefold() if opened else ""
    return word in _lists()["conditionals"] or word in _lists()["inverted"]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text.replace("’", "'"))]


def _group(text: str, source: Spans, start: int) -> list[str]:
    """Auxiliaries, negations and adverbs right before a cue, back to its source where that stands before it."""
    room = max(0, start - GROUP_ROOM)
    if source and source[0][1] <= start:
        room = max(room, source[0][1])
    lists = _lists()
    helping = ("auxiliaries", "modals", "negations", "prospects", "adverbs")
    words = _words(_clause(text[room:start]))
    group = list(takewhile(lambda word: any(word in lists[name] for name in helping), reversed(words)))
    return group[::-1]


def _clause(before: str) -> str:
    """What stands behind the last mark of `before`."""
    return MARK.split(before)[-1]


def _says_nobody(words: list[str]) -> bool:
    return bool(words) and (words[0] in _lists()["nobody"] or " ".join(words[:2]) in _lists()["nobody"])


def _says_nothing(text: str, cue: Spans) -> bool:
    """Whether what is said is nothing: "said nothing about the dam", not "said nothing would change"."""
    words = _words(text[cue[-1][0] : cue[-1][1]])
    start, end = cue[-1]
    if words and words[-1] in _lists()["silences"] and len(words) > 1:
        words, start = words[:-1], text.index(WORD.findall(text[start:end])[-1], start)
    elif words and (behind := GAP.match(text, end)):
        start = behind.end()
    if not words or words[-1] not in _lists()["uttering"]:
        return False
    silence = _silence().match(text, start)
    if silence is None:
        return False
    follows = WORD.search(text, silence.end(), silence.end() + GROUP_ROOM)
    marked = silence.end() == len(text) or MARK.match(text, silence.end())
    return bool(marked) or (follows is not None and follows.group().casefold() in _lists()["behind_silence"])


def _stays_unnamed(text: str, cue: Spans) -> bool:
    """Whether what is asked is to have no name: "who asked not to be named", "requested anonymity"."""
    words = _words(text[cue[-1][0] : cue[-1][1]])
    if _lists()["asking"].isdisjoint(words):
        return False
    end = cue[-1][1]
    clause = _clause_end(text, end)
    return _withheld().search(text, cue[0][0], clause) is not None


def _is_corrected(text: str, source: Spans, cue: Spans) -> bool:
    """Whether the story takes it back: "an earlier version of this article said", "this article originally quoted"."""
    if not source or source[0][0] > cue[0][0]:
        return False
    start = source[0][0]
    if _own_texts().match(text, start):
        return not _lists()["taking_back"].isdisjoint(_words(text[start : cue[-1][1]]))
    article = ARTICLE.match(text, start)
    version = _superseded().match(text, article.end() if article else start)
    whose = version and WHOSE.match(text, version.end())
    return version is not None and (whose is None or _own_texts().match(text, whose.end()) is not None)


def _is_checked(text: str, start: int) -> bool:
    """Whether a check of facts puts the saying at `start` to the test: "Claim: the minister said …"."""
    room = max(0, start - GROUP_ROOM)
    _, line, words = text[room:start].casefold().rpartition("\n")
    return (not room or bool(line)) and words.startswith(tuple(_lists()["checked"]))


def _clause_end(text: str, start: int) -> int:
    """Where the clause behind `start` ends."""
    mark = CLAUSE_END.search(text, start, start + GROUP_ROOM)
    return mark.start() if mark else start + GROUP_ROOM


@cache
def _silence() -> re.Pattern[str]:
    return phrases(_lists()["silences"])


@cache
def _withheld() -> re.Pattern[str]:
    return phrases(_lists()["withheld_names"])


@cache
def _superseded() -> re.Pattern[str]:
    return phrases(_lists()["superseded"])


@cache
def _own_texts() -> re.Pattern[str]:
    return phrases(_lists()["own_texts"])


def _negated(group: list[str]) -> bool:
    """A negation before the last word of the verb group: "did not say", not "said not to"; "not only said" is said."""
    lists = _lists()
    return any(word in lists["negations"] and after not in lists["after_negation"] for word, after in pairwise(group))


def _to_come(group: list[str]) -> bool:
    """Whether the saying is only expected, possible or withheld: "may say", "is expected to say", "refused to say"."""
    lists = _lists()
    for at, word in enumerate(group[:-1]):
        if word in lists["modals"]:
            return True
        if word in lists["prospects"] and group[at + 1] == "to":
            return word not in lists["withholding"] or group[-1] in lists["sayings"]
    return False


def _joined(text: str, source: Spans, cue: Spans) -> bool:
    """Whether a bare verb joins one that is only to come: "should apologize and say", "is expected to go and tell"."""
    lists = _lists()
    said = _words(text[cue[0][0] : cue[0][1]])
    start = source[0][1] if source else 0
    if not said or said[0] not in lists["bare"] or start > cue[0][0]:
        return False
    words = _words(_clause(text[max(start, cue[0][0] - GROUP_ROOM) : cue[0][0]]))
    while words and words[-1] in lists["adverbs"]:
        words = words[:-1]
    group = words[: next((k for k, word in enumerate(words) if word in lists["joining"]), 0)]
    return bool(group) and words[-1] in lists["joining"] and _to_come(group)


def _supposed(text: str, source: Spans, cue: Spans) -> bool:
    """Whether a condition, a denial or a question opens with the source: "if she says", "had he said", "were he to say",
    "it is false that she said", "did they say … ?".
    """
    if not source or source[0][0] > cue[0][0]:
        return False
    before = _words(_clause(text[max(0, source[0][0] - GROUP_ROOM) : source[0][0]]))
    if not before:
        return False
    if before[-1] in _lists()["conditionals"] or _endings(before) & _lists()["falsehoods"]:
        return True
    if len(before) == 1 and before[0] in _lists()["inverted"]:
        return "to" in _words(text[source[0][1] : cue[0][1]])
    if before[-1] not in _lists()["inversions"]:
        return False
    sentence = END.search(text, cue[0][1], cue[0][1] + SENTENCE_ROOM)
    return sentence is not None and sentence.group() == "?"


def _endings(words: list[str]) -> set[str]:
    """The last two, three and four words, each as a phrase."""
    return {" ".join(words[-size:]) for size in (2, 3, 4)}
