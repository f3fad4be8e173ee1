"""Furniture: lines of a text in which nobody is reported to speak: credits, bylines, "Read more:", contacts, boilerplate."""

import re
from collections.abc import Iterator, Sequence

from onrecord.analyse.official.directions import SENTENCE
from onrecord.analyse.official.lexicon import official
from onrecord.types.span import Span

CREDIT = 200
"""Characters of the longest line of a credit or a link."""
CONTACT_LINES = 7
"""Lines of a contact block, the first included: name, office, house, street, telephone, e-mail."""
BYLINE = re.compile(
    r"(?:By|BY|Words by|Story by|Text by|Report by)[ \xa0](?P<who>[^\W\d_a-z][\w.’'-]*(?:,?[ \xa0](?:and[ \xa0])?[^\W\d_a-z][\w.’'-]*){0,7})"
    r"(?:[ \xa0]*[,|/–—-][^\n]{1,80})?"
)
SIGNED = re.compile(
    r"[(\[—–-]\s*(?:Additional )?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Cc]ompiled|[Pp]hoto(?:graph)?s?|[Pp]icture|[Ii]mage) by [^\n]{1,150}"
)
MARK = re.compile(r"[:|/©](?!\w)|[:|/©][ \xa0]|\s[—–-]\s|©")
"""What stands between the word for a credit and whom it is given to: "Photo: Jane Roe/Agency", "Photo by Jane Roe"."""
TRAILING = re.compile(
    r"(?:(?<=[.!?)”\"] )|[(\[])(?:File )?(?:Photos?|Photographs?|Pictures?|Images?|Credit|PHOTO|CREDIT|PICTURE|IMAGE)(?: credit| courtesy)?"
    r"(?::| by| of:)[ \xa0][^.!?\n()]{2,80}[.)\]]?\s*\Z"
)
"""A credit at the end of a caption: "… on Monday. Photo: Jane Roe/Agency"."""
TRAILING_ROOM = 120
"""Characters of a paragraph in which its trailing credit begins."""
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w|\(?\+?[0-9]{2,4}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{3,4}|https?://|www\.")
BOILERPLATE = re.compile(r"About (?:the )?[^\W\d_a-z][^\n.!?]{1,80}:?")
SOURCE = re.compile(r"(?:SOURCE|Source):?[ \xa0](?P<who>[^\n]{2,80})")


def credits(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """Where any text gives credit, leads elsewhere or names its author: whole paragraphs, and the ends of captions."""
    for start, end in paragraphs:
        if end - start <= CREDIT and is_credit(text[start:end].strip()):
            yield start, end
        elif trailing := TRAILING.search(text, max(start, end - TRAILING_ROOM), end):
            yield trailing.start(), end


def is_credit(words: str) -> bool:
    """Whether a line is a credit, a link or a byline: "Photo: Jane Roe/Agency", "Read more: …", "By Jane Roe"."""
    opened = official().credits.match(words)
    if opened:
        rest = words[opened.end() :]
        marked = rest.lstrip()[:1] in {":", "|", "/", ">", "»"} or " by" in opened.group().casefold()
        return not rest.strip() or marked or (rest.lstrip()[:2] == "by" and not SENTENCE.search(words))
    if SIGNED.match(words):
        return True
    return BYLINE.fullmatch(words) is not None


def release(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """The paragraphs of a press release in which nobody speaks: its head's marks, contacts, and what follows its end."""
    ended = False
    last = contact = 0
    for start, end in paragraphs:
        words = text[start:end].strip()
        low = words.casefold()
        ended = ended or low in official().closing or official().after.match(low) is not None
        ended = ended or BOILERPLATE.fullmatch(words) is not None
        opens = official().contact.match(low) is not None
        follows = text.count("\n", last, start) == 1 or ADDRESS.search(words) is not None
        contact = CONTACT_LINES if opens else contact - 1 if follows and not SENTENCE.search(words) else 0
        if ended or contact > 0 or official().release.match(low):
            yield start, end
        last = end


def issuer(text: str, paragraphs: Sequence[Span]) -> str | None:
    """Who issued a press release, where "About X" or "SOURCE X" at its end says so."""
    for start, end in reversed(paragraphs):
        words = text[start:end].strip()
        if source := SOURCE.fullmatch(words):
            return source["who"]
        if BOILERPLATE.fullmatch(words):
            return words.removeprefix("About ").removeprefix("the ").rstrip(":")
    return None
