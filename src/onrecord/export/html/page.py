"""One self-contained page: no network, no script of anybody else's, nothing from a text that acts."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from itertools import groupby

from onrecord.export import about, spelling
from onrecord.export.facts import DOUBTFUL
from onrecord.export.html.ink import apart, ink, link
from onrecord.export.html.marks import Mark, marked
from onrecord.export.html.notes import Note, marks, written
from onrecord.export.html.reported import reported, reported_marks
from onrecord.export.html.rows import rows_of
from onrecord.export.jsonl import NOTE
from onrecord.export.listing import listed
from onrecord.export.paragraphs import number_at, paragraphs
from onrecord.types.attribution import Analysis
from onrecord.types.span import Span

_LEGEND = (
    '<ul class="legend" aria-label="How to read the marks">'
    '<li><span class="m source">who speaks</span></li><li><span class="m cue">what says so</span></li>'
    '<li><span class="m content">what is said</span></li>'
    '<li><span class="m content deep">what is told inside it</span></li>'
    '<li><span class="m content condition">a condition</span></li><li><span class="m amount">an amount</span></li>'
    '<li><span class="m when">when</span></li><li><span class="m thought">a reported thought</span></li>'
    '<li><span class="m reported">what the story itself reports</span></li>'
    "<li><i>a name ?</i> nobody resolved: the story’s own words</li>"
    '<li><span class="date doubted">a day</span> inferred or assumed</li>'
    f'<li class="unsure">less than {DOUBTFUL:.0%} sure</li></ul>'
)


def page(analyses: Iterable[Analysis], min_confidence: float) -> Iterator[str]:
    """The page in pieces, a story each between its head and its foot. min_confidence: of a reported thought to show."""
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>On record</title><style>{style}</style></head><body>\n"
        f'<header class="masthead"><p class="plate">On Record</p><p class="caution">{NOTE.capitalize()}</p>{_LEGEND}'
        "</header>\n<main>\n"
    )
    for number, analysis in enumerate(analyses, start=1):
        yield _story(analysis, f"d{number}", min_confidence)
    yield f'</main>\n<footer class="foot"><p>{NOTE.capitalize()}.</p></footer>\n<script>{script}</script></body></html>\n'


def _story(analysis: Analysis, name: str, min_confidence: float) -> str:
    text = analysis.document.text
    notes = _notes(analysis, name, min_confidence)
    where = paragraphs(text)
    found = [mark for note in notes for mark in marks(note)] + reported_marks(analysis, name)
    by_paragraph = _by_paragraph(found, where)
    rows = []
    for row in rows_of(where, notes):
        story = "".join(
            f'<p class="text" dir="auto" data-number="{number}">{marked(text, where[number - 1], by_paragraph[number])}</p>'
            for number in row.paragraphs
        )
        beside = "".join(map(written, row.notes))
        rows.append(f'<div class="row"><div>{story}</div><div class="notes">{beside}</div></div>')
    return f'<article lang="{escape(analysis.document.language or "en")}">{_heading(analysis, notes)}{"".join(rows)}{reported(analysis, name)}</article>\n'


def _by_paragraph(found: list[Mark], where: list[Span]) -> dict[int, list[Mark]]:
    """The marks of each paragraph, by its number: a long story has thousands of both."""
    held: dict[int, list[Mark]] = {number: [] for number in range(1, len(where) + 1)}
    for mark in found:
        for number in range(number_at(where, mark.span[0]), number_at(where, mark.span[1] - 1) + 1):
            held[number].append(mark)
    return held


def _notes(analysis: Analysis, name: str, min_confidence: float) -> list[Note]:
    """One note an attribution, numbered in order of the text."""
    found = listed(analysis, "speech", min_confidence) + listed(analysis, "attitude", min_confidence)
    by_attribution = {
        key: tuple(group)
        for key, group in groupby(sorted(found, key=lambda one: one.attribution.id), lambda one: one.attribution.id)
    }
    in_order = sorted(by_attribution.values(), key=lambda group: group[0].span)
    return [Note(name=f"{name}n{i}", number=str(i), listed=group) for i, group in enumerate(in_order, start=1)]


def _heading(analysis: Analysis, notes: list[Note]) -> str:
    known = analysis.document.description
    doubts = {field: about.doubt(known, field) for field in ("title", "publisher", "published")}
    line = [f'<span class="publisher">{apart(known.publisher)}{doubts["publisher"]}</span>'] if known.publisher else []
    line += (
        [
            f'<time datetime="{escape(known.published)}">{ink(spelling.date(known.published))}{doubts["published"]}</time>'
        ]
        if known.published
        else []
    )
    line += [apart(part) for part in (about.authors(known), about.updated(known)) if part]
    line += [link(known.url, "the source")] if known.url else []
    line += [f"<strong>{about.primary(analysis)}</strong>"] if analysis.primary else []
    counts = _counts(notes) if analysis.weights else "not analysed: not in English"
    return (
        f'<header class="head"><h1 dir="auto">{ink(known.title or "Untitled")}{doubts["title"]}</h1>'
        f'<p class="byline">{" · ".join(line)}</p><p class="counts">{counts}</p></header>'
    )


def _counts(notes: list[Note]) -> str:
    said = [note for note in notes if note.listed[0].attribution.act == "speech"]
    statements = sum(len(note.listed) for note in said)
    speakers = {note.listed[0].speaker.words for note in said if note.listed[0].speaker.resolved}
    thoughts = len(notes) - len(said)
    parts = [_number(statements, "statement"), f"{_number(len(speakers), 'speaker')} by name"]
    return " · ".join(parts + ([_number(thoughts, "reported thought")] if thoughts else []))


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _asset(name: str) -> str:
    return (files("onrecord.export.html") / name).read_text("utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode()}'"
