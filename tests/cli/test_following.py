"""Following feeds and sitemaps, as people do, against a server on this machine."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.cli.conftest import Ran, clean
from tests.read.fetch.server import Server, Whole, page

# The program, but that it may connect to this machine and does not wait between pages: neither can be asked of it.
PROGRAM = """
from onrecord.cli.main import main
from onrecord.read.fetch.fetcher import Fetcher
Fetcher.__init__.__kwdefaults__ |= {"permitted": lambda address: True, "sleep": lambda seconds: None}
main()
"""
STORY = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="{day}T08:00:00Z"></head><body><article><h1>{title}</h1>
<p>“We will not close the {title},” Mayor Anna Kovar said on Tuesday, after a long meeting of the council.</p>
<p>Her deputy, Jan Maly, told reporters that the city had found the money for it, and that nobody would have to leave.</p>
<p>{more}</p></article></body></html>"""
MORE = "The council will meet again in the autumn, when the accounts of the year are to be read to it in full."
TODAY = datetime.now(UTC)


def story(title, more=MORE, **headers):
    return page(STORY.format(title=title, more=more, day=TODAY.date()).encode(), **headers)


def feed(server, *names, when=TODAY):
    items = "".join(
        f"<item><title>{name}</title><link>{server.url('/' + name)}</link><pubDate>{format_datetime(when)}</pubDate></item>"
        for name in names
    )
    text = f"<rss version='2.0'><channel><title>Dellin Standard</title>{items}</channel></rss>"
    return page(text.encode(), Content_Type="application/rss+xml")


@pytest.fixture
def server():
    with Server() as running:
        running.routes |= {f"/{name}": story(name) for name in ("bridge", "dam", "lake")}
        running.routes["/feed"] = feed(running, "bridge", "dam")
        yield running


@pytest.fixture
def run(tmp_path):
    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *map(str, arguments)],
            capture_output=True, encoding="utf-8", cwd=tmp_path, timeout=120, env=clean() | {"COLUMNS": "200"},
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done)

    return run


def documents(run):
    return [json.loads(line) for line in run("export", "--format", "jsonl").out.splitlines()]


def test_without_anything_replaced_this_machine_is_not_connected_to(server, tmp_path):
    program = [sys.executable, "-c", "from onrecord.cli.main import main; main()"]
    done = subprocess.run([*program, "follow", server.url("/feed")], capture_output=True, cwd=tmp_path, env=clean())
    assert done.returncode == 2
    assert done.stderr.startswith(b"E121 ")
    assert server.log == []


def test_a_feed_is_followed_and_brings_its_pages_once(server, run):
    assert (
        run("follow", server.url("/feed")).lines[-1].startswith(f"followed from now on: {server.url('/feed')} (Dellin")
    )
    assert run("follow", server.url("/feed")).lines == [f"followed already: {server.url('/feed')}"]
    first = run("update")
    assert (first.status, first.lines[-1]) == (0, "2 recorded, 0 known already, 0 refused, 0 unchanged: onrecord.db")
    read = documents(run)
    assert sorted(each["title"] for each in read) == ["bridge", "dam"]
    assert {each["url"] for each in read} == {server.url("/bridge"), server.url("/dam")}
    assert run("update").lines[-1] == "0 recorded, 0 known already, 0 refused, 2 unchanged: onrecord.db"
    listed = run("follow").out
    assert server.url("/feed") in listed
    assert "Dellin Standard" in listed
    assert run("verify").status == 0


def test_what_is_new_is_brought_by_the_next_update(server, run):
    run("follow", server.url("/feed"))
    run("update")
    server.routes["/feed"] = feed(server, "lake", "bridge", "dam")
    assert run("update").lines[-1] == "1 recorded, 0 known already, 0 refused, 2 unchanged: onrecord.db"


def test_nothing_is_sent_again_that_has_not_changed(server, run):
    for path in ("/feed", "/bridge", "/dam"):
        plain = server.routes[path]
        tagged = plain.replace(b"\r\n", b'\r\nETag: "1"\r\n', 1)
        server.routes[path] = lambda asked, tagged=tagged: (
            page(status="304 Not Modified") if asked.headers.get("if-none-match") == '"1"' else Whole(tagged)
        )
    run("follow", server.url("/feed"))
    run("update")
    server.log.clear()
    assert run("update").lines[-1] == "0 recorded, 0 known already, 0 refused, 2 unchanged: onrecord.db"
    assert sorted(server.paths) == ["/bridge", "/dam", "/feed"]
    assert all(asked.headers.get("if-none-match") == '"1"' for asked in server.log if asked.path != "/robots.txt")


def test_a_page_that_changed_is_a_new_version(server, run):
    run("follow", server.url("/feed"))
    run("update")
    server.routes["/dam"] = story(
        "dam", "Corrected: the mayor said that the dam will stay as it is for ever and a day."
    )
    assert run("update").lines[-1] == "1 recorded, 0 known already, 0 refused, 1 unchanged: onrecord.db"
    assert len(documents(run)) == 3
    assert run("versions", server.url("/dam")).status == 0


def test_pages_of_long_ago_are_not_looked_at_again(server, run):
    server.routes["/feed"] = feed(server, "bridge", when=TODAY - timedelta(days=40))
    run("follow", server.url("/feed"))
    assert run("update").lines[-1].startswith("1 recorded")
    server.log.clear()
    assert run("update").lines[-1] == "0 recorded, 0 known already, 0 refused, 0 unchanged: onrecord.db"
    assert server.paths == ["/feed"]


def test_what_is_refused_is_told_by_cause_and_the_rest_goes_on(server, run):
    server.routes["/robots.txt"] = page(b"User-agent: *\nDisallow: /dam\n")
    server.routes["/feed"] = feed(server, "dam", "gone", "bridge")
    run("follow", server.url("/feed"))
    ran = run("update")
    assert ran.status == 1, ran.err
    assert [line.split()[0] for line in ran.lines if line.startswith("E")] == ["E122", "E124"]
    assert ran.lines[-1].startswith("1 recorded, 0 known already, 2 refused (")
    server.routes["/gone"] = story("gone")  # back again: it is asked for again
    assert run("update").lines[-1].startswith("1 recorded")


def test_a_feed_that_fails_is_listed_with_what_went_wrong(server, run):
    run("follow", server.url("/feed"))
    server.routes["/feed"] = page(b"oh", "500 Oh")
    assert run("update").status == 2
    assert "E124" in run("follow").out


def test_a_page_leads_to_its_feed(server, run):
    head = b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head><body>x</body></html>"
    server.routes["/"] = page(head)
    assert run("follow", server.url("/")).lines[-1].startswith(f"followed from now on: {server.url('/feed')}")
    ran = run("follow", server.url("/bridge"))
    assert (ran.status, ran.lines[0].split()[0]) == (2, "E118")


def test_a_sitemap_brings_what_is_recent_through_its_index(server, run):
    old, new = (TODAY - timedelta(days=90)).date(), TODAY.date()
    pages = [("bridge", new), ("dam", old)]
    urls = "".join(f"<url><loc>{server.url('/' + name)}</loc><lastmod>{day}</lastmod></url>" for name, day in pages)
    server.routes["/may.xml.gz"] = page(
        gzip.compress(f"<urlset>{urls}</urlset>".encode()), Content_Type="application/gzip"
    )
    index = f"<sitemapindex><sitemap><loc>{server.url('/may.xml.gz')}</loc></sitemap></sitemapindex>"
    server.routes["/sitemap.xml"] = page(index.encode(), Content_Type="application/xml")
    run("follow", server.url("/sitemap.xml"))
    assert run("update").lines[-1] == "1 recorded, 0 known already, 0 refused, 0 unchanged: onrecord.db"
    assert [each["title"] for each in documents(run)] == ["bridge"]


def test_what_is_fetched_is_kept_as_an_archive_that_is_read_again(server, run, tmp_path):
    run("follow", server.url("/feed"))
    assert run("update", "--archive", "kept.warc.gz").status == 0
    held = gzip.GzipFile(fileobj=io.BytesIO((tmp_path / "kept.warc.gz").read_bytes())).read()
    for path in ("/feed", "/bridge", "/dam"):
        assert f"WARC-Target-URI: {server.url(path)}".encode() in held
    again = run("add", "--record", "other.db", "kept.warc.gz")
    assert again.lines[-1].startswith("2 recorded")


def test_what_was_removed_does_not_come_back(server, run):
    run("follow", server.url("/feed"))
    run("update")
    [removed] = [each["sha256"] for each in documents(run) if each["title"] == "dam"]
    assert run("remove", removed).status == 0
    assert run("update").lines[-1] == "0 recorded, 0 known already, 0 refused, 1 unchanged: onrecord.db"
    assert [each["title"] for each in documents(run)] == ["bridge"]


def test_an_address_is_unfollowed(server, run):
    run("follow", server.url("/feed"))
    assert run("unfollow", server.url("/feed")).status == 0
    assert run("unfollow", server.url("/feed")).status == 2
    assert run("update").lines[-1] == "0 recorded, 0 known already, 0 refused, 0 unchanged: onrecord.db"


def test_an_update_that_is_interrupted_goes_on_where_it_was(server, run, tmp_path):
    names = [f"story-{number}" for number in range(12)]
    server.routes |= {f"/{name}": story(name) for name in names}
    server.routes["/feed"] = feed(server, *names)
    run("follow", server.url("/feed"))
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "update"], cwd=tmp_path, env=clean(), stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as under_way:  # fmt: skip
        while len(server.paths) < 5:
            time.sleep(0.02)
        os.kill(under_way.pid, signal.SIGINT)
        errors = under_way.communicate(timeout=60)[1]
    assert under_way.returncode in {130, 0}, errors
    before = len(documents(run))
    assert before >= 1
    asked = {path for path in server.paths if path.startswith("/story")}
    run("update")
    read = documents(run)
    assert sorted(each["title"] for each in read) == sorted(names)
    assert len(asked) >= before
