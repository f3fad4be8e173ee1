"""What is known of a statement besides its words, each with its doubt, as tables and pages show it."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from onrecord.export import spelling
from onrecord.export.listing import Label, Listed, label
from onrecord.types.attribution import Attribution
from onrecord.types.moment import Moment
from onrecord.types.speaker import Speaker
from onrecord.types.statement import Statement

DOUBTFUL = 0.75
"""Confidence below which it stands with what it is about: one in four is wrong, or more."""

WEAK = 0.3
"""Confidence below which a venue is not shown: two in five are wrong, or more (`python -m benchmarks.venues`)."""

Doubt = Literal["", "inferred", "assumed", "unresolved"]
"""`assumed` is a default that rests on nothing in the text but the date of publication."""

_DOUBTS: dict[str, Doubt] = {"text": "", "inferred": "inferred", "default": "assumed"}
_STANCES = {"distancing": "the reporter keeps a distance", "endorsing": "the reporter agrees"}


class Fact(msgspec.Struct, frozen=True):
    """A field in words. `lead` stands before the words, which may be a slice of the text; both may be empty."""

    field: Literal["principal", "addressee", "place", "venue", "stance", "condition", "amount"]
    lead: str
    words: str
    doubt: Doubt = ""


def when(moment: Moment, letters: int | None = None) -> tuple[str, Doubt]:
    """The time of saying, spelled, and its doubt. letters: of a month's name, None for all."""
    return spelling.date(moment.edtf, letters), _DOUBTS[moment.basis]


def kinds(one: Listed) -> list[str]:
    """What was uttered does: its kind, with a question mark where it is doubtful, and the second one where there is one."""
    statement = one.statement
    if statement is None or statement.kind is None or one.attribution.act != "speech":
        return []
    doubtful = statement.kind_confidence is not None and statement.kind_confidence < DOUBTFUL
    found = [f"{statement.kind} ?" if doubtful else statement.kind, statement.kind2 or ""]
    return [kind.replace("_", " ") for kind in found if kind]


def manner(statement: Statement | None) -> list[str]:
    """Its polarity and modality where they are not plain."""
    if statement is None:
        return []
    found = ["negated"] if statement.polarity == "negative" else []
    found += [statement.modality] if statement.modality in {"probable", "possible"} else []
    return found


def circumstances(one: Listed) -> Iterator[Fact]:
    """For whom, to whom, where, through which venue, and how the reporter stands to it."""
    attribution = one.attribution
    if attribution.speaker.on_behalf_of:
        yield Fact("principal", "on behalf of", attribution.speaker.on_behalf_of)
    if attribution.addressee:
        shown = addressee(attribution.addressee, one.text)
        sure = shown.resolved and attribution.addressee.confidence >= DOUBTFUL
        yield Fact("addressee", "to", shown.words, "" if sure else "unresolved")
    if attribution.place:
        yield Fact("place", "in", attribution.place)
    yield from _venue(attribution)
    if attribution.stance in _STANCES:
        yield Fact("stance", _STANCES[attribution.stance], "")


def _venue(attribution: Attribution) -> Iterator[Fact]:
    venue = attribution.venue
    sure = 1.0 if venue is None or venue.confidence is None else venue.confidence
    if venue is None or sure < WEAK:
        return
    known = "" if venue.type == "unknown" else venue.type
    known += " ?" if known and sure < DOUBTFUL else ""
    if known or venue.outlet:
        yield Fact("venue", f"{known}," if known and venue.outlet else known or "in", venue.outlet or "")


def contents(statement: Statement | None, text: str) -> Iterator[Fact]:
    """That it has a condition, with its connective, and its amounts."""
    if statement is None:
        return
    if statement.condition:
        yield Fact("condition", "on condition", text[slice(*statement.condition.connective)])
    for amount in statement.amounts:
        yield Fact("amount", spelling.money(amount), "")


def addressee(speaker: Speaker, text: str) -> Label:
    """To whom: the resolved name, or the words of the story, or `NOBODY`."""
    return label(speaker, speaker.chain[:1], text)


def standing(speaker: Speaker) -> str:
    """The role of a resolved speaker, where the name does not say it already; that somebody is unnamed."""
    if speaker.type == "anonymous":
        return "unnamed"
    role = speaker.role or ""
    return "" if role.casefold() in (speaker.name or "").casefold() else role


def unsure(confidence: float) -> str:
    """“58 % sure” where the confidence is low, else nothing."""
    return f"{confidence:.0%}".replace("%", " % sure") if confidence < DOUBTFUL else ""
