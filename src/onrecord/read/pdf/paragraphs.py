"""Lines → paragraphs, by what a typesetter does: space between lines, indents, lines that end early, labels."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from onrecord.read.pdf.lines import Line

_ALIKE = 1.15  # ratio of two heights up to which they are one size: bold and roman differ by less
_APART = 1.25  # of the distance between the lines of a paragraph
_FARTHEST = 3.2  # of a line's height: triple spacing
_INDENT = 0.8  # em; a paragraph's is 1 to 3, a letter that hangs out less than half
_DEEPEST = 8  # em: the indent of a turn in a transcript; a last word below it lies wholly left of its line
_SPACE = 0.3  # em between words
_FULL = 0.85  # of the width of its block: a line that is no paragraph's last one, as a rule
_SHORT = 0.3  # of the width that is left free: nobody breaks a line so early, whatever the next word
_FILLED = 0.6  # of the lines that could hardly have taken the next word: a block that a program has broken
_NARROW = 14  # em; three columns on a page have 16 or more each
_LOOSE = 0.12  # of the width: programs that count characters, not points, leave that much at most
_ENDS = re.compile(r"[.?!…:;][\"'”’»)\]]*(?:\d{1,2})?$")
# "MR. VANE:", "Ansa Brill (Brisk):", "Mr. VANE.", "The CHAIRMAN.", "Q." and the bare "Q" of briefings.
_LABEL = re.compile(
    r"[A-Z][\w.’'\-]*(?: (?:[A-Z][\w.’'\-]*|of|the|and|de|van)){0,5}(?: \([^()]{1,60}\))?:(?!\S)"
    r"|(?:[A-Z][a-z]{1,15}\.? )?[A-Z][A-Z’'\-]{2,}(?: (?:of|pro) [A-Za-z ]{1,20})?\.(?!\S)|[QA][.:](?!\S)|Q(?!\S)"
)
_ITEM = re.compile(r"(?:[•●▪◦‣·*–—-]|\d{1,2}[.)]|\([a-zA-Z0-9]{1,3}\))\s")
_HALF = re.compile(r"[^\W_][-\u00ad\u2010\ufffe]\n[^\W_]")

Paragraph = tuple[Line, ...]


def paragraphs_of(text: str, lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of one page. text: its raw text."""
    return [paragraph for block in _blocks(lines) for paragraph in _parted(text, block)]


def goes_on(before: Paragraph, text_before: str, after: Paragraph, text_after: str) -> bool:
    """Whether a paragraph of one page or column goes on in the first of the next.

    In doubt it does not: a turn that is joined to another's gives somebody words that are not theirs.
    """
    last, first = before[-1], after[0]
    end, begin = _written(text_before, last), _written(text_after, first)
    if not _alike(last, first) or _ENDS.search(end) or _is_labelled(begin, first):
        return False
    if begin[0].islower():
        return True
    full = (
        len(before) > 1
        and not _is_narrow(before)
        and last.right >= max(line.right for line in before) - (1 - _FULL) * _width(before)
    )
    return full and len(after) > 1 and first.left <= after[1].left + _INDENT * first.em and not begin[0].isdigit()


def _written(text: str, line: Line) -> str:
    return text[line.start : line.end]


def _is_labelled(written: str, line: Line) -> bool:
    """Whether a line opens with a speaker or a bullet; an "A" alone does where a wide gap stands behind it."""
    is_answer = line.cells > 1 and written.startswith("A ")
    return is_answer or _LABEL.match(written) is not None or _ITEM.match(written) is not None


def _alike(one: Line, other: Line) -> bool:
    return max(one.height, other.height) <= _ALIKE * min(one.height, other.height)


def _width(lines: Sequence[Line]) -> float:
    return max(line.right for line in lines) - min(line.left for line in lines)


def _is_narrow(block: Sequence[Line]) -> bool:
    """Whether it is no wider than the lines of an address, a list of names, a cell."""
    return _width(block) < _NARROW * block[0].em


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of one size, one below the other at one distance."""
    steps = [one.baseline - two.baseline for one, two in pairwise(lines)]
    usual = _leading(lines, steps)
    block: list[Line] = []
    for at, line in enumerate(lines):
        if block and _parts(block[-1], line, steps, at - 1, usual, is_full=_is_full(lines, at - 1)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _parts(above: Line, below: Line, steps: Sequence[float], at: int, usual: float | None, *, is_full: bool) -> bool:
    """Whether a block ends between two lines, whose distance is the `at`th."""
    step = steps[at]
    if not _alike(above, below) or step <= 0 or step > _FARTHEST * below.height:
        return True
    if below.left >= above.right or above.left - below.right > _DEEPEST * below.em:
        return True
    near = [near for near in (*steps[max(0, at - 1) : at], *steps[at + 1 : at + 2]) if near > 0]
    return (bool(near) and step > _APART * min(near)) or (usual is not None and step > _APART * usual and not is_full)


def _leading(lines: Sequence[Line], steps: Sequence[float]) -> float | None:
    """The distance of the lines of a paragraph: below full lines, there a paragraph hardly ever ends."""
    inside = [step for at, step in enumerate(steps) if step > 0 and _is_full(lines, at) and _alike(*lines[at : at + 2])]
    return median(inside) if inside else None


def _is_full(lines: Sequence[Line], at: int) -> bool:
    """Whether the line reaches as far as its neighbours of the same left edge, three up and down."""
    line = lines[at]
    near = [each for each in lines[max(0, at - 3) : at + 4] if abs(each.left - line.left) <= 3 * line.em]
    return line.right >= max(each.right for each in near) - (1 - _FULL) * _width(near)


def _parted(text: str, block: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs of a block."""
    right, width = max(line.right for line in block), _width(block)
    rooms = [right - one.right - _SPACE * one.em - two.word for one, two in pairwise(block)]
    is_filled = sum(room <= _LOOSE * width for room in rooms) >= _FILLED * len(rooms)
    is_listed = _is_narrow(block)
    paragraph = [block[0]]
    for at, (above, line) in enumerate(pairwise(block)):
        ended = bool(_ENDS.search(_written(text, above)))
        has_room = rooms[at] > _INDENT * above.em
        early = has_room and (ended or not is_filled or right - above.right > _SHORT * width)
        early = early or (is_listed and not _written(text, line)[0].islower())
        if not _HALF.search(f"{_written(text, above)}\n{_written(text, line)}") and (
            early or _begins(text, paragraph, line, ended)
        ):
            yield tuple(paragraph)
            paragraph = []
        paragraph.append(line)
    yield tuple(paragraph)


def _begins(text: str, paragraph: Sequence[Line], line: Line, ended: bool) -> bool:
    """Whether a line begins a paragraph by its label, its bullet or where it begins."""
    written, above = _written(text, line), paragraph[-1]
    if above.cells > 1 and line.cells > 1 and not written[0].islower():  # rows of a table
        return True
    if ended and _is_labelled(written, line):
        return True
    shift = (line.left - above.left) / line.em
    if shift > _INDENT:
        return ended
    return shift < -_INDENT and len(paragraph) > 1 and ended
