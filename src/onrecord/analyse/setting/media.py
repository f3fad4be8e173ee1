"""Media: the outlet through which something was said, where the story names one that fits the venue."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from onrecord.analyse.setting.channels import ARTICLE, Outlet, within
from onrecord.analyse.setting.story import Story
from onrecord.analyse.setting.telling import Words
from onrecord.analyse.setting.venue_features import Scene

FAR = 40
"""Sentences after which an outlet that carried a voice no longer carries it."""


@cache
def kinds() -> dict[str, frozenset[str]]:
    """For each type of venue the kinds of outlets that carry it, of `data/outlets.json`."""
    data = json.loads(files("onrecord").joinpath("data/outlets.json").read_text("utf-8"))
    return {venue: frozenset(many) for venue, many in data["carries"].items()}


def media(seen: Scene, types: Sequence[str]) -> list[str | None]:
    """The outlet's name of each attribution as the story prints it, in order, for venues of `types`; None where none is told.

    It is the fullest name that the story has for it ("the Times" where it says "Dellin Times" elsewhere). It stands in the sentence of the saying, or carried the same voice through the same venue just before.
    """
    story = seen.story
    carried: dict[tuple[str, str], tuple[Outlet, int]] = {}
    found: list[str | None] = []
    for n, venue in enumerate(types):
        here, key = story.sentences[n], (story.voices[n], venue)
        outlet = _in_sentence(seen, n, kinds().get(venue, frozenset()))
        if outlet is None and key in carried and here - carried[key][1] <= FAR:
            outlet = carried[key][0]
        if outlet:
            carried[key] = outlet, here
        found.append(_name(story.text, story.words, _fullest(story, outlet)) if outlet else None)
    return found


def _in_sentence(seen: Scene, n: int, fitting: frozenset[str]) -> Outlet | None:
    """The outlet of a fitting kind in the sentence of the `n`-th saying, outside its content; the first behind its cue."""
    own, each = seen.story.frames[n], seen.story.marked[n]
    near = [o for o in within(seen.media, own[0], own[-1] + 1) if o.kind in fitting] if own and fitting else []
    if not near:
        return None
    outside, starts = set(own), seen.story.words.starts
    cue = each.cue[0][0] if each.cue else 0
    named = [outlet for outlet in near if outlet.first in outside]
    return min(named, key=lambda outlet: (starts[outlet.first] < cue, outlet.first), default=None)


def _fullest(story: Story, outlet: Outlet) -> Outlet:
    """The one longer name of the story that ends in this one and is of its kind; where there are several, this one."""
    own = _words(story.words, outlet)
    longer: dict[tuple[str, ...], Outlet] = {}
    for other in story.outlets:
        words = _words(story.words, other)
        if other.kind == outlet.kind and len(words) > len(own) and words[-len(own) :] == own:
            longer.setdefault(words, other)
    return next(iter(longer.values())) if len(longer) == 1 else outlet


def _words(words: Words, outlet: Outlet) -> tuple[str, ...]:
    """The words of a name without article and possessive ending."""
    bare = [word.removesuffix("'s") for word in words.folded[outlet.first : outlet.last]]
    return tuple(bare[bare[0] == ARTICLE :])


def _name(text: str, words: Words, outlet: Outlet) -> str:
    """The name without a possessive ending."""
    name = text[words.starts[outlet.first] : words.ends[outlet.last - 1]]
    return name.removesuffix("'s").removesuffix("’s")
