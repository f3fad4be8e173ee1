"""Sections: behind a heading another part of a page begins, another entry of a live page, another item of a list.

"He" behind it may be somebody whom the part calls otherwise: a reader, or whoever the picture above showed.
"""

import re

from onrecord.analyse.people.evidence import Scene
from onrecord.analyse.people.referents import Referent

HEADING = re.compile(r"\n\n[^\n]{1,80}(?<![\s.!?…:;,”\"’')\]])(?=\n\n)")
"""A paragraph of one short line that no mark ends. A catchword in quotation marks breaks a story up but not its thread."""
ROOM = 4000
"""Characters before a pronoun in which a heading is looked for; who was named further away is hardly meant."""


def in_another_section(scene: Scene, text: str, chosen: Referent) -> bool:
    """Whether the source is "he" or "she" and a heading parts it from the last mention of the one chosen."""
    last = scene.last(chosen)
    if scene.source.sort not in {"male", "female"} or last is None:
        return False
    here = scene.mention.start
    return HEADING.search(text, max(last.end, here - ROOM), here) is not None
