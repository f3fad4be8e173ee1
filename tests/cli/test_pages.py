"""Pages and archives, as people add them."""

import json
import zipfile

import pytest

from tests.read.archive.making import gzipped, http, record

WORDS = (
    "The river rose by two metres in the night, and the lower town was cut off until the morning. "
    "Volunteers carried sandbags to the old mill while the council met behind closed doors. "
)


def page(number):
    body = f"<p>“The dam will hold {number} years,” Mayor Ada Brook said on Tuesday.</p><p>{WORDS}</p><p>{WORDS}</p>"
    return (
        f"<!doctype html><html lang=en><head><title>Flood {number} | The Olm Echo</title>"
        '<meta property="og:site_name" content="The Olm Echo">'
        '<meta property="article:published_time" content="2022-05-31T06:00:00Z">'
        f'<link rel=canonical href="https://www.olm-echo.example/{number}"></head>'
        f"<body><nav>Home News Sport</nav><article><h1>Flood {number}</h1>{body}</article>"
        "<footer>Sign up for our newsletter</footer></body></html>"
    )


def story(number):
    return record(http(page(number).encode()), url=f"https://www.olm-echo.example/{number}")


def printed(run, *arguments):
    ran = run("read", "--format", "jsonl", *arguments)
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_page_is_read_with_what_it_says_of_itself(run, folder):
    (folder / "flood.html").write_text(page(1))
    (one,) = printed(run, "flood.html")
    assert (one["title"], one["publisher"], one["published"]) == ("Flood 1", "The Olm Echo", "2022-05-31T06:00:00Z")
    assert one["url"] == "https://www.olm-echo.example/1"
    assert one["id"] == "flood.html"
    assert "Sign up" not in one["text"]


def test_each_paragraph_of_a_page_is_found_again_in_it(run, folder):
    source = page(1)
    (folder / "flood.html").write_text(source)
    (one,) = printed(run, "flood.html")
    for passage in one["origin"]["passages"]:
        assert one["text"][slice(*passage["text"])] in source[slice(*passage["source"])]


def test_the_members_of_an_archive_are_named_by_where_they_lie_in_it(run, folder):
    with zipfile.ZipFile(folder / "pages.zip", "w") as archive:
        archive.writestr("may/1.html", page(1))
        archive.writestr("may/2.html", page(2))
    assert [one["id"] for one in printed(run, "pages.zip")] == ["pages.zip#may/1.html", "pages.zip#may/2.html"]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_an_archive_that_grew_is_read_from_where_the_last_run_came_to(run, folder, name):
    def write(numbers):
        records = [story(number) for number in numbers]
        (folder / name).write_bytes(gzipped(records) if name.endswith("gz") else b"".join(records))

    write(range(3))
    assert run("add", name).lines[-1].startswith("3 recorded, 0 known already, 0 refused")
    write(range(5))
    assert run("add", name).lines[-1].startswith("2 recorded, 1 known already, 0 refused")


def test_an_archive_that_holds_something_else_now_is_read_from_its_beginning(run, folder):
    (folder / "crawl.warc").write_bytes(b"".join(map(story, (0, 1, 2))))
    run("add", "crawl.warc")
    (folder / "crawl.warc").write_bytes(b"".join(map(story, (3, 4, 5))))
    assert run("add", "crawl.warc").lines[-1].startswith("3 recorded, 0 known already, 0 refused")


def test_the_end_of_a_run_counts_refusals_by_cause(run, folder):
    (folder / "a.html").write_text(page(1))
    (folder / "b.pdf").write_bytes(b"%PDF-1.7\nnothing else")
    (folder / "c.txt").write_text(" ")
    ran = run("add", "a.html", "b.pdf", "c.txt", "d.html")
    assert ran.status == 1
    assert ran.lines[-1].startswith(
        "1 recorded, 0 known already, 3 refused (1 broken file E115, 1 empty input E103, 1 no such path E101)"
    )


def test_a_page_that_says_another_thing_now_is_a_version_of_it(run, folder):
    (folder / "flood.html").write_text(page(1))
    run("add", "flood.html")
    (folder / "flood.html").write_text(page(1).replace("hold 1 years", "hold 9 years"))
    assert run("add", "flood.html").lines[-1].startswith("1 recorded")
    ran = run("versions", "https://www.olm-echo.example/1")
    assert "~ reworded  Ada Brook said: The dam will hold [-1-]{+9+} years" in ran.out


def test_an_address_of_the_own_machine_is_never_asked(run):
    ran = run("add", "http://127.0.0.1:9/", "http://localhost/", "http://[::1]/")
    assert (ran.status, [line[:4] for line in ran.lines[:-1:2]]) == (2, ["E121"] * 3)
