"""`onrecord versions`, and what copies and versions do to a search and to counts."""

import json
from pathlib import Path

import pytest

from onrecord.record.store import Record
from tests.record.stories import saying, story
from tests.record.test_copies import COPIES

PAGE = "https://www.dellin.example/dam?utm_source=feed"
TEXTS = (
    "Ada Lund said the gates will stay open until July.\nAda Lund said nobody was paid.",
    "Ada Lund said the gates will stay open until June.\nAn aide said a vote \x1b[31mis due.",
)


def page(number: int, text: str):
    """The text as it was seen at the page, each sentence a statement of who stands before `said`."""
    found = [
        saying(
            text, line.split(" said ")[1], source=(who := line.split(" said ")[0]), name=who if "Ada" in who else None
        )
        for line in text.split("\n")
    ]
    return story(*found, text=text, url=PAGE, title=f"Gates {number}", publisher="Dellin Standard")


@pytest.fixture
def run(tmp_path: Path, run_here):
    """The commands, on a record that holds the page's versions and the copies."""
    with Record.open(tmp_path / "onrecord.db", create=True) as record:
        for number in (0, 1, 0):
            record.add(page(number, TEXTS[number]), version="1")
        for each in COPIES:
            record.add(each, version="1")
    return run_here


def test_versions_are_printed_in_order_with_what_changed(run):
    ran = run("versions", PAGE)
    assert ran.status == 0
    for words in (
        "dellin.example/dam",
        "− vanished  Ada Lund: nobody was paid.",
        "+ appeared  An aide ?: a vote ⟨U+001B⟩[31mis due.",
        "~ reworded  Ada Lund: the gates will stay open until [-July-]{+June+}.",
        "~ reworded  Ada Lund: the gates will stay open until [-June-]{+July+}.",
    ):
        assert words in ran.out
    assert ran.out.index("[-July-]") < ran.out.index("[-June-]")
    assert "\x1b[31m" not in ran.out


def test_versions_as_objects_hold_ids_and_the_words_of_both(run):
    first, second, third = map(json.loads, run("versions", PAGE, "--format", "jsonl").out.splitlines())
    assert [len(first[name]) for name in ("appeared", "vanished", "reworded")] == [2, 0, 0]
    assert (first["supersedes"], second["supersedes"]) == (None, first["sha256"])
    assert third["sha256"] == first["sha256"] == json.loads(
        run("show", first["sha256"][:12], "--format", "jsonl").out
    )["sha256"]  # fmt: skip
    [reworded] = second["reworded"]
    assert "".join(words for what, words in reworded["diff"] if what != "added") == reworded["before"]
    assert "".join(words for what, words in reworded["diff"] if what != "removed") == reworded["words"]
    assert [one["speaker"] for one in second["appeared"]] == [None]
    assert first["seen"] <= second["seen"] <= third["seen"]


def test_a_page_that_was_never_seen_is_told(run):
    ran = run("versions", "https://dellin.example/ferry")
    assert (ran.status, ran.out) == (2, "")
    assert "E206" in ran.err


def test_search_shows_what_is_current_and_one_of_all_copies(run):
    assert "July" in run("search", "gates", "--publisher", "dellin").out
    assert "June" not in run("search", "gates").out
    assert "June" in run("search", "gates", "--all-versions").out
    assert "also in 2 outlets" in run("search", "harvest").out
    assert "also in Bay" not in run("search", "harvest", "--all-versions").out
    [hit] = [json.loads(line) for line in run("search", "harvest", "--format", "jsonl").out.splitlines()]
    assert (hit["also_in"], hit["genre"]) == (["Bay", "Cape"], "story")


def test_asking_for_all_versions_asks_for_nothing_yet(run):
    assert "E109 nothing to search for" in run("search", "--all-versions").err


def test_stats_count_origins(run):
    printed = run("stats").out
    assert "superseded" in printed
    assert "2, copies as one; seen in 4 places" in printed


def test_both_kinds_of_rows_go_when_documents_are_removed(run):
    for line in run("export", "--format", "jsonl").out.splitlines():
        assert run("remove", json.loads(line)["sha256"]).status == 0
    assert run("verify").status == 0
