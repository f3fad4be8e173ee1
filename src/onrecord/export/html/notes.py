"""The notes beside a story: who is reported to say what, when and where, how sure the machine is, and where it stands."""

from collections.abc import Iterator
from html import escape

import msgspec

from onrecord.export.facts import Fact, circumstances, contents, kinds, manner, standing, unsure, when
from onrecord.export.html.ink import apart, ink
from onrecord.export.html.marks import Mark, Role
from onrecord.export.html.words import inner, words
from onrecord.export.listing import Label, Listed
from onrecord.types.span import Span, extent

_FORMS = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in the reporter’s words",
    "narrated": "told as an act",
}
_DOUBTS = {"inferred": "inferred", "assumed": "assumed from the date of the story"}


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """The listed statements of one attribution, under a name made by the page and a number."""

    name: str
    number: str
    listed: tuple[Listed, ...]

    @property
    def paragraph(self) -> int:
        """The number of the paragraph that the note stands beside."""
        return self.listed[0].paragraph


def marks(note: Note) -> list[Mark]:
    """The spans of a note: its source, cue and time light up with all of it, a statement with its own."""
    attribution = note.listed[0].attribution
    parts = [f"{note.name}-{i}" for i in range(len(note.listed))]
    said: Role = "thought" if attribution.act == "attitude" else "content"
    spans: list[tuple[Span, Role, tuple[str, ...], str]] = []
    spans += [(span, said, (), note.name) for span in attribution.content]
    for part, one in zip(parts, note.listed, strict=True):
        spans += [(span, said, (part,), part) for span in one.span]
        spans += [(span, role, (part,), part) for span, role in inner(one)]
    spans += [(span, "source", tuple(parts), note.name) for span in attribution.source]
    spans += [(span, "cue", tuple(parts), note.name) for span in attribution.cue]
    if attribution.time and attribution.time.expr:
        spans.append((attribution.time.expr, "when", tuple(parts), note.name))
    return [
        Mark(
            span=span,
            role=role,
            note=note.name,
            groups=(note.name, *lit_by),
            home=home,
            number=note.number if i == 0 else None,
        )
        for i, (span, role, lit_by, home) in enumerate(spans)
    ]


def written(note: Note) -> str:
    """A note as HTML."""
    one = note.listed[0]
    classes = ["note", *(["thought-note"] if one.attribution.act == "attitude" else [])]
    classes += ["unsure"] if unsure(one.attribution.confidence) else []
    return (
        f'<section class="{" ".join(classes)}" id="{note.name}" data-in="{note.name}" data-to="{note.name}" tabindex="0">'
        f'<h3><span class="number">{note.number}</span> {_speaker(one)}</h3>'
        f"<ol>{''.join(_statement(note, i, said) for i, said in enumerate(note.listed))}</ol>"
        f'<p class="about">{_about(one)}</p></section>'
    )


def _speaker(one: Listed) -> str:
    shown, speaker = _named(one.speaker), one.attribution.speaker
    if one.speaker.resolved:
        shown += f' <span class="role">{apart(standing(speaker))}</span>' if standing(speaker) else ""
        shown += _doubt(unsure(speaker.confidence))
    shown += f' <span class="how">{apart(" … ".join(one.manner))}</span>'
    if one.told_by:
        shown += f' <span class="role">as told by {_named(one.told_by)}</span>'
    return shown


def _named(label: Label) -> str:
    if label.resolved:
        return f'<span class="name">{apart(label.words)}</span>'
    return f'<i class="name" title="not resolved: the words of the story">{apart(label.words)}&nbsp;?</i>'


def _time(one: Listed) -> Iterator[str]:
    """When, and by which words of the story or on what else."""
    time = one.attribution.time
    if time is None:
        return
    spelt, doubt = when(time)
    said = f' <span class="expr">“{apart(one.text[slice(*time.expr)])}”</span>' if time.expr else ""
    yield f'<span class="date{" doubted" if doubt else ""}">{ink(spelt)}</span>{said}{f", {_DOUBTS[doubt]}" if doubt else ""}'


def _fact(fact: Fact) -> str:
    shown = apart(fact.words) if fact.words else ""
    if fact.doubt == "unresolved":
        shown = f'<i title="not resolved: the words of the story">{shown}&nbsp;?</i>'
    return f'<span class="{fact.field}">{" ".join(filter(None, (escape(fact.lead), shown)))}</span>'


def _statement(note: Note, i: int, one: Listed) -> str:
    part = f"{note.name}-{i}"
    start, end = extent(one.span)
    kind = f'<span class="kind">{escape(" · ".join(kinds(one)))}</span> ' if kinds(one) else ""
    tags = "".join(f'<span class="tag">{escape(tag)}</span>' for tag in manner(one.statement))
    tags += "".join(
        f'<span class="tag {fact.field}">{_content(fact)}</span>' for fact in contents(one.statement, one.text)
    )
    return (
        f'<li id="{part}" data-in="{note.name} {part}" data-to="{part}" tabindex="0">{kind}<q>{words(one)}</q> {tags}'
        f'<span class="where">{start}–{end}, ¶{one.paragraph}</span></li>'
    )


def _content(fact: Fact) -> str:
    return f"{ink(fact.lead)} “{apart(fact.words)}”" if fact.words else ink(fact.lead)


def _about(one: Listed) -> str:
    """When, for whom, to whom, where and how it was said, and how sure that is."""
    attribution = one.attribution
    only = "only " if unsure(attribution.confidence) else ""
    sure = f"{only}{round(attribution.confidence * 100)}&nbsp;% sure"
    parts = ["a reported thought, never uttered"] if attribution.act == "attitude" else []
    parts += [*_time(one), *map(_fact, circumstances(one)), ink(_form(one))]
    return " · ".join(
        [*parts, f'<span class="sure{" doubt" if only else ""}" title="that the story says so">{sure}</span>']
    )


def _form(one: Listed) -> str:
    if one.attribution.form == "indirect" and (one.verbatim or one.told_by):
        return "as the record has it" if one.verbatim else "in the teller’s words"
    return _FORMS[one.attribution.form]


def _doubt(told: str) -> str:
    return f' <span class="doubt">{ink(told)}</span>' if told else ""
