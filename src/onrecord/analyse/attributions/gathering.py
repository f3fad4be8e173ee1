"""Gathering: all attributions of a text, those that the network reads and those that rules add."""

from collections.abc import Sequence

from onrecord.analyse.attributions.datelines import is_place_of_origin
from onrecord.analyse.attributions.disputes import settled
from onrecord.analyse.attributions.figurative import is_figure
from onrecord.analyse.attributions.gestures import gestures
from onrecord.analyse.attributions.headlines import headlines
from onrecord.analyse.attributions.nesting import neighbours, outer
from onrecord.analyse.attributions.parted import together
from onrecord.analyse.attributions.retold import retold
from onrecord.analyse.attributions.supposing import supposed
from onrecord.analyse.attributions.told import told
from onrecord.analyse.attributions.turns import Turns
from onrecord.analyse.attributions.unsaid import unsaid
from onrecord.analyse.genre import Text
from onrecord.analyse.reading.network import Heard, Network
from onrecord.analyse.reading.quotations import Quotation
from onrecord.analyse.reading.reader import Marked, first, read
from onrecord.types.span import Span


def gathered(
    network: Network, document: Text, windows: Sequence[Heard], breaks: Sequence[Span], quoted: Sequence[Quotation]
) -> tuple[list[Marked], list[int | None]]:
    """The attributions in order of their first span, and for each the index of the one that tells it.

    document: what the text is. windows: the text as the network read it. breaks: its paragraphs. quoted: its quotations.
    """
    text, turns = document.text, Turns.of(document)
    every = (each for each in read(windows, network.card, text) if not is_figure(text, each.source, each.cue))
    every = (each for each in every if not is_place_of_origin(text, each))
    every = (together(text, each) for each in every if turns.leave(each))
    free = _in_order([supposed(text, _as_told(text, each)) for each in every])
    marked = _in_order(free + turns.marked)
    added = headlines(text, breaks, marked) + gestures(text, marked, quoted)
    added += told(text, _in_order(marked + added), quoted)
    free = _in_order(free + [each for each in added if turns.leave(each)])
    return turns.around(*_nested(_in_order(free + retold(network, text, free, turns.marked))))


def _in_order(marked: list[Marked]) -> list[Marked]:
    return sorted(marked, key=first)


def _as_told(text: str, marked: Marked) -> Marked:
    """`marked` as `other` where it is a saying that the story does not report as having taken place."""
    return (
        marked._replace(act="other") if marked.act == "speech" and unsaid(text, marked.source, marked.cue) else marked
    )


def _nested(marked: Sequence[Marked]) -> tuple[list[Marked], list[int | None]]:
    """The attributions once their disputes are settled, and for each the index of the one that tells it."""
    kept: list[Marked] = []
    tellers: list[int | None] = []
    for group in neighbours(settled(marked)):
        index = {id(each): len(kept) + k for k, each in enumerate(group)}
        found = [outer(each, group) for each in group]
        tellers += [None if teller is None else index[id(teller)] for teller in found]
        kept += group
    return kept, tellers
