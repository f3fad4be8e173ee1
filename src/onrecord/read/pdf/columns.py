"""Columns: rows that a gutter runs through are read down one side, then down the other."""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.read.pdf.lines import Line, Row, joined

_LEAST_ROWS = 3
_MOST_ROWS = 200  # of a column; a page of small print has 100
_LEAST_GUTTER = 0.6  # em
_LEAST_SHARE = 0.2
"""Of the width, that the lines of each side have on average: what is narrower is a label, a number or a cell."""

_LEAST_LENGTH = 16
"""Characters, the same: "MR. WILLIAMSON:" is a label in however narrow a column its words stand."""

Gap = tuple[float, float]


def in_reading_order(rows: Sequence[Row]) -> list[Line]:
    """The lines of a page: a row is one line, where no gutter runs through it and its neighbours.

    "Q.   Did you?" stays one line however wide its gap is: labels are no column.
    """
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        gutter, end = _gutter(rows, at)
        if gutter is None:
            lines.append(joined(rows[at]))
            at += 1
            continue
        left = [tuple(line for line in row if line.right <= gutter[1]) for row in rows[at:end]]
        right = [tuple(line for line in row if line.right > gutter[1]) for row in rows[at:end]]
        lines += in_reading_order([row for row in left if row]) + in_reading_order([row for row in right if row])
        at = end
    return lines


def _gutter(rows: Sequence[Row], at: int) -> tuple[Gap | None, int]:
    """The gutter that begins with the row `at`, and the row behind its last; None where there is none."""
    for gap in _gaps(rows[at]):
        gutter, end, both = gap, at, 0
        while end < min(len(rows), at + _MOST_ROWS) and (
            end == at or rows[end][0].baseline < rows[end - 1][0].baseline
        ):
            narrower = _narrowed(gutter, rows[end])
            if narrower is None:
                break
            both += rows[end][0].right <= narrower[0] and rows[end][-1].left >= narrower[1]
            gutter, end = narrower, end + 1
        if both >= _LEAST_ROWS and _are_columns(rows[at:end], gutter):
            return gutter, end
    return None, at


def _gaps(row: Row) -> list[Gap]:
    return [(one.right, next_one.left) for one, next_one in pairwise(row)]


def _narrowed(gutter: Gap, row: Row) -> Gap | None:
    """What of the gutter the row leaves free, None where it runs across."""
    low, high = gutter
    for line in row:
        if line.right <= (low + high) / 2:
            low = max(low, line.right)
        elif line.left >= (low + high) / 2:
            high = min(high, line.left)
        else:
            return None
    return (low, high) if high - low >= _LEAST_GUTTER * row[0].em else None


def _are_columns(rows: Sequence[Row], gutter: Gap) -> bool:
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        for line in row:
            sides[line.left >= gutter[1]].append(line)
    width = max(row[-1].right for row in rows) - min(row[0].left for row in rows)
    return all(
        sum(line.right - line.left for line in side) >= _LEAST_SHARE * width * len(side)
        and sum(line.end - line.start for line in side) >= _LEAST_LENGTH * len(side)
        for side in sides
        if side
    )
