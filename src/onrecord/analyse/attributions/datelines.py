"""Datelines: the place that a story comes from is no speaker, whatever mark stands behind it: "TORVEN: The minister …"."""

import re

from onrecord.analyse.official.lexicon import official
from onrecord.analyse.people.names import lexicon
from onrecord.analyse.reading.reader import Marked

QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]?")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


def is_place_of_origin(text: str, marked: Marked) -> bool:
    """Whether a colon's source is a dateline: it opens a line in capitals, and what follows it is nobody's own voice.

    Who is called in capitals before what they say ("SMITH: I did") says "I", "we" or "you", or asks.
    """
    if not marked.source or text[slice(*marked.cue[0])] != ":" or marked.source[0][1] != marked.cue[0][0]:
        return False
    start, end = marked.source[0]
    name = text[start:end]
    if not name.isupper() or (start and text[start - 1] not in "\r\n\u2028\u2029"):
        return False
    said = " ".join(QUOTED.sub(" ", text[a:b]) for a, b in marked.content)
    voices = official().first_person | official().second_person
    words = {word.casefold().replace("’", "'") for word in WORD.findall(said)}
    return name.casefold() in lexicon().places or ("?" not in said and voices.isdisjoint(words))
