"""The notes beside a story: who is reported to say what, how sure the machine is, and where it stands."""

from html import escape

import msgspec

from onrecord.export.html.ink import apart, ink
from onrecord.export.html.marks import Mark, Role
from onrecord.export.listing import Label, Listed
from onrecord.types.span import Span, extent

_FORMS = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in the reporter’s words",
    "narrated": "told as an act",
}


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
    """The spans of a note: its source and cue light up with all of it, a statement with its own."""
    attribution = note.listed[0].attribution
    parts = [f"{note.name}-{i}" for i in range(len(note.listed))]
    said: Role = "thought" if attribution.act == "attitude" else "content"
    spans: list[tuple[Span, Role, tuple[str, ...], str]] = []
    spans += [(span, said, (), note.name) for span in attribution.content]
    for part, one in zip(parts, note.listed, strict=True):
        spans += [(span, said, (part,), part) for span in one.span]
    spans += [(span, "source", tuple(parts), note.name) for span in attribution.source]
    spans += [(span, "cue", tuple(parts), note.name) for span in attribution.cue]
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
    attribution = one.attribution
    kind = " thought-note" if attribution.act == "attitude" else ""
    return (
        f'<section class="note{kind}" id="{note.name}" data-in="{note.name}" data-to="{note.name}" tabindex="0">'
        f'<h3><span class="number">{note.number}</span> {_speaker(one)}</h3>'
        f"<ol>{''.join(_statement(note, i, said) for i, said in enumerate(note.listed))}</ol>"
        f'<p class="about">{_about(one)}</p></section>'
    )


def _speaker(one: Listed) -> str:
    shown = _named(one.speaker)
    role = one.attribution.speaker.role
    if one.speaker.resolved and role:
        shown += f' <span class="role">{apart(role)}</span>'
    shown += f' <span class="how">{apart(" … ".join(one.cue))}</span>'
    if one.told_by:
        shown += f' <span class="role">as told by {_named(one.told_by)}</span>'
    return shown


def _named(label: Label) -> str:
    if label.resolved:
        return f'<span class="name">{apart(label.words)}</span>'
    return f'<i class="name" title="not resolved: the words of the story">{apart(label.words)}&nbsp;?</i>'


def _statement(note: Note, i: int, one: Listed) -> str:
    part = f"{note.name}-{i}"
    start, end = extent(one.span)
    words = '<span class="gap"> … </span>'.join(apart(piece) for piece in one.words)
    said = one.statement
    tags = [kind.replace("_", " ") for kind in (said.kind, said.kind2) if kind] if said else []
    tags += ["negated"] if said and said.polarity == "negative" else []
    tags += [said.modality] if said and said.modality in {"probable", "possible"} else []
    tags += ["on a condition"] if said and said.condition else []
    shown = "".join(f'<span class="tag">{escape(tag)}</span>' for tag in tags)
    return (
        f'<li id="{part}" data-in="{note.name} {part}" data-to="{part}" tabindex="0">'
        f'<q>{words}</q> {shown}<span class="where">{start}–{end}, ¶{one.paragraph}</span></li>'
    )


def _about(one: Listed) -> str:
    attribution = one.attribution
    parts = ["reported thought" if attribution.act == "attitude" else attribution.act, _FORMS[attribution.form]]
    if attribution.time:
        default = ", taken from the date of the story" if attribution.time.basis == "default" else ""
        parts.append(f"{attribution.time.edtf}{default}")
    if attribution.place:
        parts.append(attribution.place)
    if attribution.venue and attribution.venue.type != "unknown":
        parts.append(" in ".join(filter(None, (attribution.venue.type, attribution.venue.outlet))))
    if attribution.stance == "distancing":
        parts.append("the reporter keeps a distance")
    if attribution.stance == "endorsing":
        parts.append("the reporter agrees")
    sure = f'<span class="sure" title="that the story says so">{round(attribution.confidence * 100)}&nbsp;% sure</span>'
    return " · ".join([*map(ink, parts), sure])
