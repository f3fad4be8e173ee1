"""Disputes: words that two speakers are given at once.

Unless one attribution tells the other ("Lund said that her father had told her …"), words have one speaker: of 19,831
attributions in PolNeAR train, 9 pairs share words otherwise. So each disputed piece goes to the claim that the network
is surer of, and an attribution that loses all of its content is dropped: nobody is given words that are not theirs.
"""

from collections.abc import Sequence

from onrecord.analyse.attributions.nesting import neighbours, tells
from onrecord.analyse.reading.reader import Marked
from onrecord.types.span import Span


def settled(marked: Sequence[Marked]) -> list[Marked]:
    """`marked`, in order of their first span, with every disputed piece of content given to one of its claimants."""
    return [kept for group in neighbours(marked) for claim in group if (kept := _kept(claim, group)).content]


def _kept(claim: Marked, group: Sequence[Marked]) -> Marked:
    rivals = [other for other in group if other is not claim and not tells(claim, other) and not tells(other, claim)]
    pieces = [
        (span, score)
        for span, score in zip(claim.content, claim.piece_scores, strict=True)
        if not any(_outbid(span, (score, claim.confidence), rival) for rival in rivals)
    ]
    return claim._replace(content=tuple(span for span, _ in pieces), piece_scores=tuple(score for _, score in pieces))


def _outbid(span: Span, bid: tuple[float, float], rival: Marked) -> bool:
    return any(
        start < span[1] and span[0] < end and (score, rival.confidence) > bid
        for (start, end), score in zip(rival.content, rival.piece_scores, strict=True)
    )
