from pathlib import Path

from onrecord.record.store import Record, Run, Stats
from onrecord.types.moment import Venue

from .stories import saying, story


def test_an_empty_record_counts_nothing(record: Record, where: Path) -> None:
    assert record.stats() == Stats(
        documents=0,
        superseded=0,
        origins=0,
        appearances=0,
        attributions=0,
        by_act={},
        by_form={},
        statements=0,
        listed=0,
        by_kind={},
        by_speaker_type={},
        by_venue={},
        speakers_resolved=0,
        speakers_unresolved=0,
        first_published=None,
        last_published=None,
        runs=(),
        bytes=where.stat().st_size,
    )


def test_everything_stored_is_counted(record: Record) -> None:
    text = "Ada Lund said one. She said two. A man said three. Bo said four. They did not say five."
    record.add(
        story(
            saying(text, "one", form="direct"),
            saying(text, "two"),
            saying(text, "three", source="A man", name=None),
            saying(text, "four", source="Bo", name="Bo", entity="Q2", act="attitude"),
            saying(text, "five", source="They", name=None, act="other", shown=False),
            text=text,
            published="2021/2022-03",
        ),
        version="1",
    )
    other = "Bo said six. Ada Lund said seven."
    record.add(
        story(
            saying(other, "six", source="Bo", name="B.", entity="Q2"), saying(other, "seven"), text=other,
            published="2021-05",
        ),
        version="2",
    )  # fmt: skip
    record.add(story("nothing.", published="one day"), version="2")
    stats = record.stats()
    assert (stats.documents, stats.attributions, stats.statements) == (3, 8, 8)
    assert stats.by_act == {"speech": 6, "attitude": 1, "other": 1}
    assert stats.by_form == {"direct": 1, "indirect": 7}
    assert (stats.speakers_resolved, stats.speakers_unresolved) == (4, 2)  # Ada Lund in three documents is three
    assert (stats.first_published, stats.last_published) == ("2021/2022-03", "2021/2022-03")
    assert stats.runs == (
        Run(weights="test-1", version="1", documents=1),
        Run(weights="test-1", version="2", documents=2),
    )


def test_kinds_speakers_and_venues_are_counted_of_what_is_listed(record: Record) -> None:
    text = "Ada Lund said one. She said two. A man said three. Bo said four. They said five."
    person = {"type": "person"}
    record.add(
        story(
            saying(text, "one", kind="pledge", speaker=person, venue=Venue(type="rally")),
            saying(text, "two", kind="pledge", speaker=person, venue=Venue(type="rally")),
            saying(text, "three", kind="warn", speaker={"type": "group"}),
            saying(text, "four", kind="warn", act="attitude", speaker=person),
            saying(text, "five", kind="warn", shown=False, speaker=person),
            text=text,
        ),
        version="1",
    )
    stats = record.stats()
    assert (stats.statements, stats.listed) == (5, 3)
    assert list(stats.by_kind.items()) == [("pledge", 2), ("warn", 1)]
    assert list(stats.by_speaker_type.items()) == [("person", 2), ("group", 1)]
    assert list(stats.by_venue.items()) == [("rally", 2), ("", 1)]
