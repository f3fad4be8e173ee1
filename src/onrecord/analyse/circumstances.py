"""Circumstances: by whom, when, where, through what and to whom each attribution was said."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.analyse.people.speakers import Speakers
from onrecord.analyse.reading.quotations import Quotation
from onrecord.analyse.reading.reader import Marked
from onrecord.analyse.setting.addressees import addressees, hearer
from onrecord.analyse.setting.places import places
from onrecord.analyse.setting.story import story
from onrecord.analyse.setting.venues import venues
from onrecord.analyse.time.moments import moments
from onrecord.types.document import Document
from onrecord.types.moment import Moment, Venue
from onrecord.types.span import Span
from onrecord.types.speaker import Speaker


class Circumstances(NamedTuple):
    """What an attribution carries beside its words; None where the story does not say."""

    speaker: Speaker
    time: Moment | None
    place: str | None
    venue: Venue | None
    addressee: Speaker | None


def circumstances(
    document: Document,
    marked: Sequence[Marked],
    tellers: Sequence[int | None],
    breaks: Sequence[Span],
    quoted: Sequence[Quotation],
) -> list[Circumstances]:
    """The circumstances of each attribution, in order.

    tellers: for each the index of the one that tells it. breaks: the paragraphs. quoted: the quotations.
    """
    text, told = document.text, document.description
    people = Speakers(text, [quotation[:2] for quotation in quoted])
    speakers = [people.speaker(k, each, teller) for k, (each, teller) in enumerate(zip(marked, tellers, strict=True))]
    tale = story(text, marked)
    through = venues(tale)
    return [
        Circumstances(
            speaker, time, None if place is None else text[slice(*place)], venue, heard and hearer(people, heard)
        )
        for speaker, time, place, venue, heard in zip(
            speakers,
            moments(text, told.published, marked, breaks),
            places(tale),
            through,
            addressees(tale, speakers, through),
            strict=True,
        )
    ]
