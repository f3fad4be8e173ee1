from pathlib import Path

import msgspec
import pytest

from onrecord.errors import NoSuchDocument
from onrecord.record.store import Query, Record
from onrecord.types.attribution import Analysis
from onrecord.types.document import Document, Origin

from .stories import story

URL = "https://www.dellin.example/news/dam?utm_source=feed"
OTHER = "https://dellin.example/news/ferry"


def page(*said: str, url: str = URL, fetched: str | None = None, **description: str) -> Analysis:
    """A story as it was seen at an address, at a time."""
    made = story(*said, url=url, **description)
    origin = Origin(where=url, media="html", sha256="0" * 64, fetched=fetched) if fetched else None
    return msgspec.structs.replace(made, document=msgspec.structs.replace(made.document, origin=origin))


def found(record: Record, *words: str, **more: object) -> list[str]:
    return sorted("|".join(hit.words) for hit in record.search(Query(*words, **more)))  # type: ignore[arg-type]


def texts(record: Record, name: str) -> list[str]:
    return [version.analysis.document.text for version in record.versions(name)]


@pytest.fixture
def edited(record: Record) -> Record:
    """A page of which another text was seen the second time."""
    record.add(page("the gates stay open.", "it is late."), version="1")
    record.add(page("the gates are shut.", "it is late.", url="http://dellin.example/news/dam/"), version="1")
    return record


def test_a_new_text_of_a_page_supersedes_the_old_and_nothing_is_lost(edited: Record) -> None:
    assert found(edited, "gates") == ["the gates are shut."]
    assert found(edited, "gates", all_versions=True) == ["the gates are shut.", "the gates stay open."]
    assert len(list(edited.analyses())) == 2
    assert texts(edited, URL) == [each.document.text for each in edited.analyses()]
    assert list(edited.verify()) == []


def test_a_document_tells_whether_it_is_current(edited: Record) -> None:
    older, newer = (each.document for each in edited.analyses())
    assert (edited.is_current(older), edited.is_current(newer)) == (False, True)


def test_statistics_are_of_what_is_current(edited: Record) -> None:
    stats = edited.stats()
    assert (stats.documents, stats.superseded, stats.origins, stats.appearances) == (2, 1, 1, 1)
    assert (stats.statements, stats.listed) == (4, 2)


def test_versions_are_named_by_any_spelling_of_the_address_or_by_a_document(edited: Record) -> None:
    newest = list(edited.analyses())[-1].document
    for name in (URL, "dellin.example/news/dam", "https://dellin.example/news/dam#top", newest.sha256, newest.id[:8]):
        assert len(edited.versions(name)) == 2
    assert {version.address for version in edited.versions(URL)} == {"dellin.example/news/dam"}


@pytest.mark.parametrize("name", ["https://nowhere.example/x", "nowhere.example/x", "0" * 64, ""])
def test_what_was_never_seen_has_no_versions(edited: Record, name: str) -> None:
    with pytest.raises(NoSuchDocument):
        edited.versions(name)


def test_a_document_without_an_address_says_so(record: Record) -> None:
    record.add(story("it rains.", id="rain.txt"), version="1")
    with pytest.raises(NoSuchDocument, match="has no address"):
        record.versions("rain.txt")


def test_going_back_to_an_older_text_is_a_version_again(edited: Record) -> None:
    first = page("the gates stay open.", "it is late.")
    assert edited.add(first, version="1") is False
    assert found(edited, "gates") == ["the gates stay open."]
    assert texts(edited, URL)[::2] == [first.document.text] * 2
    assert len(list(edited.analyses())) == 2
    assert edited.stats().superseded == 1
    assert list(edited.verify()) == []


def test_the_same_text_seen_again_is_no_version(edited: Record) -> None:
    newest = page("the gates are shut.", "it is late.").document
    assert edited.appear(newest) is False
    assert len(edited.versions(URL)) == 2


def test_versions_stand_in_the_order_in_which_they_were_seen_however_they_come(record: Record) -> None:
    days = ["2022-05-03T10:00:00Z", "2022-05-01T10:00:00Z", "2022-05-02T23:30:00-02:00"]
    for day in days:
        record.add(page(f"it is {day[:10]} now.", fetched=day), version="1")
    assert [each[-15:-5] for each in texts(record, URL)] == ["2022-05-01", "2022-05-02", "2022-05-03"]
    assert [version.seen for version in record.versions(URL)] == [
        "2022-05-01T10:00:00+00:00", "2022-05-03T01:30:00+00:00", "2022-05-03T10:00:00+00:00",
    ]  # fmt: skip
    assert found(record) == ["it is 2022-05-03 now."]
    assert list(record.verify()) == []


def test_the_version_before_is_that_of_the_time_at_which_a_text_was_seen(record: Record) -> None:
    for day in (1, 5):
        record.add(page(f"it is day {day}.", fetched=f"2022-05-0{day}T10:00:00Z"), version="1")
    before = record.version_before(page("it is day 3.", fetched="2022-05-03T10:00:00Z").document)
    assert before is not None
    assert before.document.text.endswith("day 1.")
    assert record.version_before(page("it is day 0.", fetched="2022-05-00T10:00:00Z", url=OTHER).document) is None


def test_pages_of_one_site_supersede_nothing_of_each_other(record: Record) -> None:
    for number in range(3):
        record.add(page(f"it is day {number}.", url=f"https://dellin.example/news?id={number}"), version="1")
        record.add(page(f"it is night {number}.", url="https://dellin.example/"), version="1")
    assert record.stats().superseded == 0
    assert len(found(record)) == 6


def test_a_text_is_current_while_one_of_its_addresses_shows_it(record: Record) -> None:
    first = page("it rains.")
    record.add(first, version="1")
    record.add(page("it rains.", url=OTHER), version="1")
    record.add(page("it snows."), version="1")
    assert found(record) == ["it rains.", "it snows."]
    record.add(page("it hails.", url=OTHER), version="1")
    assert found(record) == ["it hails.", "it snows."]
    assert len(record.versions(first.document.sha256)) == 4
    assert list(record.verify()) == []


def test_what_a_removed_version_superseded_is_current_again(edited: Record, where: Path) -> None:
    newest = list(edited.analyses())[-1].document.sha256
    edited.remove(newest)
    assert found(edited, "gates") == ["the gates stay open."]
    assert len(edited.versions(URL)) == 1
    assert list(edited.verify()) == []
    assert newest.encode() not in b"".join(path.read_bytes() for path in where.parent.iterdir())


def test_a_version_in_the_middle_leaves_no_gap(record: Record) -> None:
    added = [page(f"it is day {number}.") for number in range(3)]
    for each in added:
        record.add(each, version="1")
    record.remove(added[1].document.sha256)
    assert texts(record, URL) == [added[0].document.text, added[2].document.text]
    assert found(record) == ["it is day 2."]


def test_everything_known_of_a_document_comes_back(record: Record) -> None:
    given = Document.of("It rains. It snows.", page("x").document.description, id="a")
    assert record.add(Analysis(document=given, attributions=(), genre="press release"), version="1")
    kept = record.get("a")
    assert (kept.document, kept.genre, kept.primary) == (given, "press release", True)
