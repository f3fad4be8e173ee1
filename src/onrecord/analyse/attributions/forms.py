"""Forms: how much of a content stands in quotation marks."""

import re
from collections.abc import Sequence
from typing import Literal

from onrecord.analyse.reading.quotations import Quotation, inside
from onrecord.types.span import Spans

LETTERS = re.compile(r"[^\W_]+")


def form(text: str, content: Spans, quoted: Sequence[Quotation]) -> Literal["direct", "mixed", "indirect"]:
    """`direct` where every word of `content` is quoted, `mixed` where some are, else `indirect`.

    quoted: the quotations of the text, in order.
    """
    spoken = sum(_letters(text, start, end) for start, end in inside(content, quoted))
    if not spoken:
        return "indirect"
    return "direct" if spoken >= sum(_letters(text, start, end) for start, end in content) else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(len, LETTERS.findall(text, start, end)))
