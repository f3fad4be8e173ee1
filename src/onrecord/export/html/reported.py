"""What the story itself reports of acts and amounts: kept apart, and given to no speaker."""

from onrecord.export import spelling
from onrecord.export.html.ink import apart, ink
from onrecord.export.html.marks import Mark
from onrecord.types.attribution import Analysis
from onrecord.types.span import slices


def reported(analysis: Analysis, name: str) -> str:
    """A list, each item under a name made from the story's; nothing where the story reports none."""
    if not analysis.reported:
        return ""
    items = []
    for i, one in enumerate(analysis.reported):
        words = apart(" … ".join(slices(analysis.document.text, one.span)))
        sums = "".join(f' <span class="tag amount">{ink(spelling.money(amount))}</span>' for amount in one.amounts)
        items.append(f'<li id="{name}r{i}" data-in="{name}r{i}" data-to="{name}r{i}">{words}{sums}</li>')
    return f'<section class="own"><h2>What the story itself reports</h2><ul>{"".join(items)}</ul></section>'


def reported_marks(analysis: Analysis, name: str) -> list[Mark]:
    """The spans of the items, and within them the amounts."""
    found: list[Mark] = []
    for i, one in enumerate(analysis.reported):
        own = f"{name}r{i}"
        found += [Mark(span=span, role="reported", note=own, groups=(own,), home=own) for span in one.span]
        found += [Mark(span=each.span, role="amount", note=own, groups=(own,), home=own) for each in one.amounts]
    return found
