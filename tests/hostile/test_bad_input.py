"""What must not stop anybody: each with its exact exit status, its code, and nothing half-written."""

import json
import os
import random
import re

import pytest

STORY = "“We will not close the bridge,” Mayor Anna Kovar said on Tuesday."
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def refusals(ran):
    """The codes on standard error; each refusal is a line that begins with its code and one line of what to do."""
    codes = [line.split()[0] for line in ran.lines if re.match(r"E\d{3} ", line)]
    others = [line for line in ran.lines if not re.match(r"E\d{3} ", line)]
    assert len(others) <= len(codes) + 1  # and the summary of `add`
    return codes


FILES = {
    "empty": (b"", "E103"),
    "only a byte order mark": (b"\xef\xbb\xbf", "E103"),
    "only white space": (b" \n\t\r\n\xc2\xa0 ", "E103"),
    "only front matter": (b"---\ntitle: x\n---\n\n", "E103"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "E104"),
    "noise": (random.Random(3).randbytes(5000), "E104"),
    "UTF-16 without a mark": (STORY.encode("utf-16-le"), "E104"),
    "half of a UTF-16 character": (b"\xff\xfea\x00b", "E105"),
    "a lone surrogate in UTF-16": (b"\xff\xfea\x00\x00\xd8b\x00", "E105"),
    "an encoding that cannot be told": (b"It\x92s ours", "E105"),
    "front matter without end": (b"---\ntitle: x\n\nThe mayor said no.\n", "E109"),
    "a date that is none": (b"---\npublished: soon\n---\nThe mayor said no.\n", "E109"),
}


@pytest.mark.parametrize(
    ("command", "name"),
    [*(("add", name) for name in FILES), ("analyse", "empty"), ("analyse", "noise"), ("read", "noise")],
)
def test_a_file_that_is_no_story_is_refused_with_its_code(folder, run, command, name):
    data, code = FILES[name]
    (folder / "bad.txt").write_bytes(data)
    ran = run(command, *(["--format", "jsonl"] if command != "add" else []), "bad.txt")
    assert (ran.status, ran.out, refusals(ran)) == (2, "", [code])
    assert "bad.txt" in ran.err
    assert not (folder / "onrecord.db").exists()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1252",
            STORY + " She told reporters that it was the end of the matter, and that they should go home to the café.",
        ),
        (
            "shift_jis",
            "市長は火曜日に、古い橋は年末まで閉鎖されないと述べた。市はそのための資金を見つけたと記者団に語った。",
        ),
        ("utf-16", STORY),
        ("utf-32", STORY),
        ("utf-8-sig", STORY),
    ],
)
def test_a_story_in_another_encoding_is_read_as_it_is(folder, run, encoding, text):
    (folder / "story.txt").write_bytes(text.encode(encoding))
    ran = run("read", "--format", "jsonl", "story.txt")
    assert (ran.status, json.loads(ran.out)["text"]) == (0, text)


@pytest.mark.parametrize(
    "odd",
    [
        "a\x00b",
        "\x1b[31mred\x1b[0m",
        "a\x07\x08b",
        "\u202egnp.exe\u202c",
        "e\u0301\u0327",
        "a\r\rb\r\n",
        "\ufeff",
        "\U000e0041",
        "\ufffe",
    ],
)
def test_odd_characters_are_kept_recorded_and_never_act(folder, run, odd):
    (folder / "odd.txt").write_bytes(f"“We will not {odd} close it,” Mayor Anna {odd} Kovar said. {odd}".encode())
    assert run("add", "odd.txt").status == 0
    assert odd in json.loads(run("export", "--format", "jsonl").out)["text"]
    assert run("verify").status == 0
    shown = run("show", "--format", "html", json.loads(run("export", "--format", "jsonl").out)["sha256"]).out
    for text in (shown, run("analyse", "odd.txt").out):
        assert not set(text) & set("\x00\x1b\x07\x08\r\u202e\u202c\ufeff\U000e0041\ufffe")


LINES = {
    "no JSON": (b"{broken", "E107"),
    "no object": (b'["text"]', "E107"),
    "no text": (b'{"id": "1", "title": "x"}', "E107"),
    "wrong types": (b'{"text": {"a": 1}}', "E107"),
    "an id that is a number": (b'{"text": "x", "id": 1}', "E107"),
    "a lone surrogate": (b'{"text": "a \\udead b"}', "E107"),
    "deep nesting": (b'{"text": "x", "a": ' + b"[" * 500_000 + b"]" * 500_000 + b"}", "E107"),
    "not UTF-8": (b'{"text": "caf\xe9"}', "E107"),
    "nothing in its text": (b'{"text": "\\u00a0"}', "E103"),
    "a date that is none": (b'{"text": "x", "published": "2022-13-01"}', "E109"),
}


@pytest.mark.parametrize("name", LINES)
def test_a_broken_line_is_refused_by_its_number_and_the_others_are_recorded(folder, run, name):
    line, code = LINES[name]
    good = [json.dumps({"id": word, "text": f"“{STORY}” {word}"}).encode() for word in ("before", "after")]
    (folder / "s.jsonl").write_bytes(b"\n".join([good[0], line, good[1], b""]))
    ran = run("add", "s.jsonl")
    assert (ran.status, refusals(ran)) == (1, [code])
    assert "s.jsonl:2: " in ran.err
    assert [json.loads(one)["id"] for one in run("export", "--format", "jsonl").out.splitlines()] == ["before", "after"]


def test_a_story_without_statements_is_recorded(folder, run):
    (folder / "s.txt").write_text("It rained on Tuesday. The bridge was wet.")
    assert run("add", "s.txt").status == 0
    assert run("analyse", "s.txt").status == 0


def test_no_such_path(folder, run):
    for command in ("analyse", "add", "read"):
        ran = run(command, "x")
        assert (ran.status, ran.lines[0]) == (2, "E101 no such path: 'x'")
        assert run(command, "x", "story.md").status == 1
    assert run("add", "x", "story.md").err.count("recorded") == 1


def test_a_folder_without_documents(folder, run):
    (folder / "empty").mkdir()
    ran = run("add", "empty")
    assert (ran.status, refusals(ran)) == (2, ["E102"])
    assert not (folder / "onrecord.db").exists()


@pytest.mark.parametrize("name", ["\x1b[31mred", "a\u202eb", "two\nlines", "caf\udce9"])
def test_a_name_cannot_act_on_the_terminal(folder, run, name):
    os.mkdir(os.fsencode(folder / name))  # noqa: PTH102  Path has no way to write a name that is not UTF-8
    (folder / name / "bad.txt").write_bytes(b"")
    ran = run("read", folder / name, "story.md")
    assert (ran.status, refusals(ran)) == (1, ["E103"])
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err


@pytest.mark.skipif(ROOT, reason="root reads everything")
def test_a_file_that_may_not_be_read(folder, run):
    (folder / "story.md").chmod(0)
    ran = run("add", "story.md")
    assert (ran.status, refusals(ran)) == (2, ["E108"])


def test_a_file_that_the_system_does_not_give(run):
    ran = run("read", "/proc/self/mem")
    assert (ran.status, refusals(ran)) == (2, ["E108"])


@pytest.mark.parametrize("where", [".", "/proc/onrecord.db", "story.md", "none/r.db"])
def test_a_record_that_cannot_be_is_refused_and_nothing_is_changed(folder, run, where):
    before = (folder / "story.md").read_bytes()
    ran = run("add", "--record", where, "story.md")
    assert ran.status == 2
    assert len(refusals(ran)) == 1
    assert ran.lines[0].startswith("E2")
    assert (folder / "story.md").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["story.md"]


@pytest.mark.skipif(ROOT, reason="root writes everywhere")
def test_a_folder_that_may_not_be_written(folder, run):
    folder.chmod(0o500)
    try:
        ran = run("add", "story.md")
    finally:
        folder.chmod(0o700)
    assert (ran.status, refusals(ran)) == (2, ["E203"])


@pytest.mark.parametrize(
    "command", [["search", "x"], ["show", "x"], ["stats"], ["verify"], ["remove", "x"], ["export", "--format", "csv"]]
)
def test_a_record_that_is_not_there_is_not_made(folder, run, command):
    ran = run(*command)
    assert (ran.status, ran.out, refusals(ran)) == (2, "", ["E208"])
    assert [path.name for path in folder.iterdir()] == ["story.md"]


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["nonsense"],
        ["analyse"],
        ["analyse", "--format", "pdf", "x"],
        ["analyse", "--min-confidence", "2", "x"],
        ["analyse", "--jobs", "-1", "x"],
        ["analyse", "--published", "soon", "x"],
        ["analyse", "--title", "caf\udce9", "x"],
        ["add", "--publisher", "caf\udce9", "x"],
        ["add", "--url", "https://caf\udce9", "x"],
        ["add", "--from", "word", "x"],
        ["search"],
        ["search", "x", "--kind", "lie"],
        ["search", "x", "--form", "quoted"],
        ["search", "x", "--since", "soon"],
        ["search", "x", "--until", "2022-02-30"],
        ["search", "x", "--limit", "0"],
        ["export"],
        ["show"],
    ],
)
def test_a_command_line_that_makes_no_sense_is_refused_with_what_would(run, command):
    ran = run(*command)
    assert (ran.status, ran.out, refusals(ran)) == (2, "", ["E109"])
    assert len(ran.lines) <= 3


def test_the_allowed_values_are_named(run):
    assert "state_intent" in run("search", "x", "--kind", "lie").err
    assert "narrated" in run("search", "x", "--form", "quoted").err
    assert "2022-05-31" in run("search", "x", "--since", "soon").err


def test_weights_that_are_not_there(folder, run):
    for command in ("analyse", "add"):
        ran = run(command, "--weights", "../none", "story.md")
        assert (ran.status, ran.out, refusals(ran)) == (2, "", ["E301"])
    assert not (folder / "onrecord.db").exists()


def test_a_file_over_the_limit_is_refused_without_being_held(folder, run):
    with (folder / "large.txt").open("wb") as large:
        large.truncate(200 * 1024 * 1024)
    ran = run("read", "large.txt")
    assert (ran.status, refusals(ran)) == (2, ["E106"])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param('{"id": "long", "text": "' + "The bridge was wet. " * 2_500_000 + '"}', "E106", id="whole"),
        pytest.param('{"text": "' + "\\u0041" * 8_400_000, "E107", id="broken"),
    ],
)
def test_fifty_megabytes_of_one_line_are_refused_and_do_not_hide_the_next(folder, run, line, code):
    (folder / "long.jsonl").write_text(line + '\n{"id": "next", "text": "x"}\n')
    ran = run("read", "long.jsonl")
    assert (ran.status, refusals(ran)) == (1, [code])
    assert [json.loads(line)["text"] for line in ran.out.splitlines()] == ["x"]
