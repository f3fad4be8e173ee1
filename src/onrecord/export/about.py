"""What is known of a document besides its text, in words; a guess is shown as one."""

from onrecord.export import spelling
from onrecord.types.attribution import Analysis
from onrecord.types.document import Description

GUESS = " ?"
"""Stands behind what was guessed."""


def doubt(known: Description, field: str) -> str:
    """`GUESS` behind a field that is known by a guess, else nothing."""
    return GUESS if known.basis.get(field) == "guess" else ""


def publication(known: Description) -> list[str]:
    """The publisher and the day, as far as they are known."""
    parts = {"publisher": known.publisher, "published": (known.published or "").partition("T")[0]}
    return [f"{words}{doubt(known, field)}" for field, words in parts.items() if words]


def authors(known: Description) -> str:
    """“by Vera Holm and Jan Maly”, or nothing."""
    *most, last = known.authors or ("",)
    names = f"{', '.join(most)} and {last}" if most else last
    return f"by {names}{doubt(known, 'authors')}" if names else ""


def updated(known: Description) -> str:
    """“updated 2 June 2022”, where that is another day than the publication's, or nothing."""
    if not known.modified or known.modified[:10] == (known.published or "")[:10]:
        return ""
    return f"updated {spelling.date(known.modified)}{doubt(known, 'modified')}"


def primary(analysis: Analysis) -> str:
    """“primary source: transcript” for a record of what was said or the speaker's own text, else nothing."""
    return f"primary source: {analysis.genre}" if analysis.primary else ""
