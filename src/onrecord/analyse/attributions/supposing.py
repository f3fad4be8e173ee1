"""Supposing: where the words end that a condition only supposes somebody to say.

"Had the engineer said that the dam was safe, nobody would have slept": what follows the comma is the story's own, and
nobody's words, said or supposed.
"""

import re

from onrecord.analyse.attributions.unsaid import opens_supposition
from onrecord.analyse.reading.quotations import quotations
from onrecord.analyse.reading.reader import Marked

COMMA = re.compile(r",[ \xa0](?=\w+[ \xa0]\w)")
"""A comma with a clause behind it."""


def supposed(text: str, marked: Marked) -> Marked:
    """`marked` with its content ended before the main clause, where its sentence opens with the condition that it stands in.

    Only where source, cue and content follow one another, and the content has one comma outside quotation marks: two may
    enclose an aside.
    """
    if not marked.source or not marked.cue or len(marked.content) != 1 or not opens_supposition(text, marked.source):
        return marked
    start, end = marked.content[0]
    if not marked.source[0][1] <= marked.cue[0][0] < start:
        return marked
    quoted = quotations(text, start, end)
    commas = [comma.start() for comma in COMMA.finditer(text, start, end)]
    bare = [at for at in commas if not any(each.start < at < each.end for each in quoted)]
    return marked._replace(content=((start, bare[0]),)) if len(bare) == 1 else marked
