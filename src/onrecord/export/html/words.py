"""The words of a statement as a note shows them, with their condition and their amounts marked."""

from collections.abc import Iterator
from itertools import pairwise

from onrecord.export.html.ink import ink
from onrecord.export.html.marks import Role
from onrecord.export.listing import Listed
from onrecord.types.span import Span


def words(one: Listed) -> str:
    """The slices as HTML, each isolated; an ellipsis stands where others' words stood between them."""
    marks = list(inner(one))
    return '<span class="gap"> … </span>'.join(f"<bdi>{_piece(one.text, span, marks)}</bdi>" for span in one.span)


def inner(one: Listed) -> Iterator[tuple[Span, Role]]:
    """Spans within the words, each with what it is: `condition` or `amount`."""
    if one.statement is None:
        return
    if one.statement.condition:
        yield one.statement.condition.span, "condition"
    for amount in one.statement.amounts:
        yield amount.span, "amount"


def _piece(text: str, piece: Span, marks: list[tuple[Span, Role]]) -> str:
    low, high = piece
    edges = sorted({low, high, *(min(max(edge, low), high) for span, _ in marks for edge in span)})
    return "".join(_stretch(text, stretch, marks) for stretch in pairwise(edges))


def _stretch(text: str, stretch: Span, marks: list[tuple[Span, Role]]) -> str:
    start, end = stretch
    classes = " ".join(dict.fromkeys(role for (first, last), role in marks if first <= start and end <= last))
    return f'<span class="{classes}">{ink(text[start:end])}</span>' if classes else ink(text[start:end])
