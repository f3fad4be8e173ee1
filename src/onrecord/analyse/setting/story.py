"""The story as venues, places and addressees read it: its words and outlets, and what stands around each attribution.

Made once a document: `story(text, marked)`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.setting.channels import Classes, Outlet, classes, outlets
from onrecord.analyse.setting.telling import Parts, Words, frame, parts, sentence, voices, words


class Story(NamedTuple):
    """A text with its N attributions.

    outlets: in order. classes: of each word. parts: the words of each attribution. frames: for each attribution the words of its
    sentence outside its content. sentences: the number of that sentence. voices: a key of its speaker.
    """

    text: str
    words: Words
    outlets: tuple[Outlet, ...]
    classes: tuple[Classes, ...]
    marked: Sequence[Marked]
    parts: tuple[Parts, ...]
    frames: tuple[list[int], ...]
    sentences: tuple[int, ...]
    voices: tuple[str, ...]


def story(text: str, marked: Sequence[Marked]) -> Story:
    """The story of `text` with its attributions, which stand in order."""
    w = words(text)
    stand = tuple(parts(w, each) for each in marked)
    return Story(
        text,
        w,
        outlets(w),
        tuple(map(classes, w.folded)),
        marked,
        stand,
        tuple(frame(w, each, at.content) for each, at in zip(marked, stand, strict=True)),
        tuple(sentence(w, each) for each in marked),
        tuple(voices(text, w, marked, stand)),
    )
