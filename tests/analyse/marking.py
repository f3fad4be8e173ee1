"""Attributions marked in a sentence by hand: [source], {cue}, <content>; the marks are taken out of the text."""

import re

from onrecord.analyse.reading.reader import Marked

MARKS = {"[": "source", "{": "cue", "<": "content"}
CLOSING = "]}>"


def marked_up(story: str) -> tuple[str, list[Marked]]:
    """The bare text of `story` and its attributions; a line holds one, and may hold none."""
    text, found = "", []
    for line in story.strip().splitlines(keepends=True):
        spans: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        opened = ("", 0)
        for piece in re.split(r"([\[\]{}<>])", line):
            if piece in MARKS:
                opened = (MARKS[piece], len(text))
            elif piece and piece in CLOSING:
                spans[opened[0]].append((opened[1], len(text)))
            else:
                text += piece
        if spans["content"]:
            found.append(_marked(spans))
    return text, found


def _marked(spans: dict[str, list[tuple[int, int]]]) -> Marked:
    source, cue, content = (tuple(spans[role]) for role in ("source", "cue", "content"))
    return Marked(source, cue, content, "speech", 0.9, (0.0,) * len(content))
