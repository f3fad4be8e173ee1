"""What stands in the cells of tables: who, how and when, and the words, each with its doubt.

Nothing is told by colour or weight alone: what nobody is resolved for has a question mark, what is inferred, assumed or
unsure says so.
"""

from collections.abc import Iterable, Iterator

from rich.text import Text

from onrecord.export.facts import Fact, circumstances, contents, kinds, manner, standing, unsure, when
from onrecord.export.listing import Label, Listed
from onrecord.export.visible import visible
from onrecord.types.span import Span

_LETTERS = 3  # of a month's name


def speaker(one: Listed) -> Text:
    """A name, or the source's words in italics with a question mark; below it the role, and who tells it."""
    shown, known = label(one.speaker), one.attribution.speaker
    if one.speaker.resolved:
        below = [visible(standing(known)), unsure(known.confidence)]
        shown.append("".join(f"\n{line}" for line in below if line), "not bold not italic dim")
    if one.told_by:
        shown.append(f"\n{as_told(one.told_by)}", "not bold not italic dim")
    return shown


def label(shown: Label) -> Text:
    """A name, or words that name nobody."""
    return Text(visible(shown.words), "bold") if shown.resolved else Text(f"{visible(shown.words)} ?", "italic")


def as_told(teller: Label) -> str:
    """Who tells it, in words."""
    return f"as told by {visible(teller.words)}{'' if teller.resolved else ' ?'}"


def how(one: Listed) -> Text:
    """The cue, and below it when it was said, and whether that is inferred or assumed."""
    shown = joined(one.manner)
    if one.attribution.time:
        spelt, doubt = when(one.attribution.time, _LETTERS)
        shown.append(f"\n{visible(spelt)}" if shown else visible(spelt), "dim italic" if doubt else "dim")
        shown.append(f"\n{doubt}" if doubt else "", "dim italic")
    return shown


def words(one: Listed) -> Text:
    """The words, their condition underlined and their amounts bold; below them everything else that is known."""
    shown = Text(" … ").join(Text(visible(piece)) for piece in one.words)
    for span, style in _marks(one):
        at = _within(one, span)
        if at:
            shown.stylize(style, *at)
    line = details(one)
    if line:
        shown.append(f"\n{line}", "dim")
    return shown


def joined(slices: Iterable[str]) -> Text:
    """Slices of a text, with an ellipsis where others' words stood between them."""
    return Text(visible(" … ".join(slices)))


def details(one: Listed) -> str:
    """Kinds, manner, circumstances, condition and amounts in one line; how sure it is where that is little."""
    facts = [*circumstances(one), *contents(one.statement, one.text)]
    thought = "a reported thought, never uttered" if one.attribution.act == "attitude" else ""
    parts = [
        thought,
        *kinds(one),
        *manner(one.statement),
        *map(_written, facts),
        unsure(one.attribution.confidence),
    ]
    return " · ".join(visible(part) for part in parts if part)


def _written(fact: Fact) -> str:
    quoted = f"“{fact.words}”" if fact.field == "condition" else fact.words
    return " ".join(filter(None, (fact.lead, quoted, "?" if fact.doubt == "unresolved" else "")))


def _marks(one: Listed) -> Iterator[tuple[Span, str]]:
    if one.statement and one.statement.condition:
        yield one.statement.condition.span, "underline"
    for amount in one.statement.amounts if one.statement else ():
        yield amount.span, "bold"


def _within(one: Listed, span: Span) -> Span | None:
    """Where a span of the text stands in the words as they are shown; None where it is in none of them whole."""
    before = 0
    for start, end in one.span:
        if start <= span[0] and span[1] <= end:
            first = before + len(visible(one.text[start : span[0]]))
            return first, first + len(visible(one.text[slice(*span)]))
        before += len(visible(one.text[start:end])) + len(" … ")
    return None
