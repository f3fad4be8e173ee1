import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from onrecord.record.store import Record
from onrecord.types.following import Entry, Followed, Seen, Validators

from .stories import story

NOW = "2022-06-01T10:00:00Z"
FEED = Followed(url="https://a.example.org/feed", title="A", since=NOW)
OTHER = Followed(url="https://b.example.org/feed", since=NOW)
PAGE = "https://a.example.org/canary-page"


def test_what_is_followed_comes_out_as_it_went_in(record: Record) -> None:
    record.follow(OTHER)
    record.follow(FEED)
    assert record.followed() == [FEED, OTHER]


def test_a_look_takes_the_place_of_the_one_before(record: Record) -> None:
    record.follow(FEED)
    listing = (Entry(url=PAGE, title="One", published="2022-05-31"),)
    looked = msgspec.structs.replace(FEED, looked=NOW, found=1, validators=Validators('"1"'), listing=listing)
    record.follow(looked)
    assert record.followed() == [looked]


def test_an_address_is_unfollowed_once(record: Record) -> None:
    record.follow(FEED)
    assert record.unfollow(FEED.url)
    assert not record.unfollow(FEED.url)
    assert record.followed() == []


def test_what_came_of_a_page_is_kept_by_its_address(record: Record) -> None:
    seen = Seen(status="recorded", sha256="0" * 64, validators=Validators('"1"'), first=NOW, looked=NOW)
    assert record.seen(PAGE) is None
    record.saw(PAGE, seen)
    assert record.seen(PAGE) == seen
    refused = Seen(status="E113", first=NOW, looked=NOW)
    record.saw(PAGE, refused)
    assert record.seen(PAGE) == refused


def test_of_a_removed_document_only_that_it_was_removed_is_kept(record: Record, where: Path) -> None:
    told = story("it rains.", title="canary-title", url=PAGE)
    record.add(told, version="1")
    validators = Validators('"canary-tag"')
    sha256 = told.document.sha256
    record.saw(PAGE, Seen(status="recorded", sha256=sha256, validators=validators, first=NOW, looked=NOW))
    record.follow(msgspec.structs.replace(FEED, listing=(Entry(url=PAGE, title="canary-title"),)))
    record.remove(sha256)
    assert record.seen(PAGE) == Seen(status="removed", first=NOW, looked=NOW)
    assert record.followed() == [FEED]
    record.close()
    held = b"".join(path.read_bytes() for path in where.parent.iterdir())
    assert b"canary" not in held
    assert sha256.encode() not in held


def test_an_older_record_follows_nothing(where: Path) -> None:
    from .test_migrating import left_by

    left_by("0004", where, story("it rains."))
    with Record.open(where) as opened:
        assert opened.followed() == []
        opened.follow(FEED)
    with closing(sqlite3.connect(where)) as raw:
        assert raw.execute("SELECT count(*) FROM followed").fetchone() == (1,)
