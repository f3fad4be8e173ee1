"""Continuing: quotations that go on in the next paragraph, which names nobody again."""

from onrecord.analyse.people.mentions import Cast
from onrecord.analyse.reading.quotations import marks
from onrecord.types.span import Span


def continues(cast: Cast, content: Span, before: Span) -> bool:
    """Whether the quotation `content` goes on where the one before stopped: opened anew, and never closed between.

    Reporters leave the closing mark out at the end of a paragraph where the same person speaks on in the next.
    """
    paragraph = cast.mention(*content).paragraph
    opens = cast.text[cast.paragraphs[paragraph] : content[0]].strip() == ""
    if not opens or paragraph == 0 or cast.text[content[0]] not in marks().closers:
        return False
    start = cast.paragraphs[paragraph - 1]
    ended = cast.text[start : cast.paragraphs[paragraph]].rstrip()
    reaches = start < before[1] and not cast.text[before[1] : start + len(ended)].strip()
    return reaches and ended[-1] not in "".join(marks().closers.values())
