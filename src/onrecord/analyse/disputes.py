"""Disputes: words that two speakers are given at once.

Unless one attribution tells the other ("Lund said that her father had told her …"), words have one speaker: of 19,831
attributions in PolNeAR train, 9 pairs share words otherwise. So each disputed piece goes to the claim that the network
is surer of, and an attribution that loses all of its content is dropped: nobody is given words that are not theirs.
"""

from collections.abc import Sequence

from onrecord.analyse.reader import Marked
from onrecord.types.span import Span, covers


def settled(marked: Sequence[Marked]) -> list[Marked]:
    """`marked` with every disputed piece of content given to one of its claimants."""
    kept = []
    for index, claim in enumerate(marked):
        rivals = [other for k, other in enumerate(marked) if k != index and not _nested(claim, other)]
        pieces = [
            (span, score)
            for span, score in zip(claim.content, claim.piece_scores, strict=True)
            if not any(_outbid(span, (score, claim.confidence), rival) for rival in rivals)
        ]
        if pieces:
            content, scores = zip(*pieces, strict=True)
            kept.append(claim._replace(content=content, piece_scores=scores))
    return kept


def _nested(one: Marked, other: Marked) -> bool:
    return _tells(one, other) or _tells(other, one)


def _tells(outer: Marked, inner: Marked) -> bool:
    """Whether the inner attribution's cue stands in what the outer one reports."""
    return any(covers(piece, inner.cue[0]) for piece in outer.content)


def _outbid(span: Span, bid: tuple[float, float], rival: Marked) -> bool:
    return any(
        start < span[1] and span[0] < end and (score, rival.confidence) > bid
        for (start, end), score in zip(rival.content, rival.piece_scores, strict=True)
    )
