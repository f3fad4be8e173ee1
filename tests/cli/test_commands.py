import csv
import io
import json
import subprocess
import sys
from importlib.resources import files

import jsonschema
import pytest

import onrecord

from .conftest import STORY

SCHEMA = json.loads((files("onrecord") / "data" / "analysis.schema.json").read_text("utf-8"))
TEXT = STORY.split("---\n", 2)[2].rstrip()


@pytest.fixture
def recorded(folder, run):
    assert run("add", "story.md").status == 0
    return folder


def lines(ran):
    return [json.loads(line) for line in ran.out.splitlines()]


def test_analyse_prints_objects_of_the_schema_and_records_nothing(folder, run):
    ran = run("analyse", "--format", "jsonl", "story.md")
    assert ran.status == 0
    [printed] = lines(ran)
    jsonschema.validate(printed, SCHEMA)
    assert printed["text"] == TEXT
    assert (printed["title"], printed["publisher"], printed["published"]) == (
        "The bridge",
        "Ostrava Daily",
        "2022-05-31",
    )
    assert printed["attributions"]
    assert [path.name for path in folder.iterdir()] == ["story.md"]


def test_json_lines_are_analysed_as_they_are(folder, run):
    story = {"id": "7", "text": "\r\n " + TEXT + "\n\n", "title": "T", "publisher": None, "published": "2022"}
    ran = run("analyse", "--from", "jsonl", "--format", "jsonl", "-", given=json.dumps(story) + "\n")
    [printed] = lines(ran)
    assert {key: printed[key] for key in story} == story
    jsonschema.validate(printed, SCHEMA)


def test_what_read_prints_is_what_analyse_takes(folder, run):
    read = run("read", "--format", "jsonl", ".")
    [document] = lines(read)
    assert document["id"] == "story.md"
    [printed] = lines(run("analyse", "--from", "jsonl", "--format", "jsonl", "-", given=read.out))
    assert {key: printed[key] for key in document} == document


def test_options_describe_a_text_that_does_not_say_it(run):
    options = ["--title", "T", "--publisher", "P", "--published", "2022-05", "--url", "https://x.example/"]
    [printed] = lines(run("analyse", "--format", "jsonl", *options, "-", given="Just a text."))
    assert [printed[key] for key in ("title", "publisher", "published", "url")] == [
        "T",
        "P",
        "2022-05",
        "https://x.example/",
    ]


def test_worker_processes_print_the_same_in_the_same_order(run):
    stories = "".join(
        json.dumps({"id": str(i), "text": TEXT.replace("bridge", f"bridge {i}")}) + "\n" for i in range(7)
    )
    alone = run("analyse", "--from", "jsonl", "--format", "jsonl", "-", given=stories)
    together = run("analyse", "--from", "jsonl", "--format", "jsonl", "--jobs", "2", "-", given=stories)
    assert (together.status, together.out) == (0, alone.out)
    assert [one["id"] for one in lines(alone)] == list("0123456")


def test_the_page_and_the_table_hold_the_words(folder, run):
    page = run("analyse", "--format", "html", "story.md")
    assert page.out.startswith("<!doctype html>")
    assert page.out.rstrip().endswith("</html>")
    table = run("analyse", "story.md")
    for shown in (page.out, table.out):
        assert "Anna Kovar" in shown
        assert "We will not close the bridge" in shown
        assert "xtracted by machine, unchecked" in shown


def test_another_language_is_recorded_but_not_analysed_unless_asked_for(run):
    german = "Die Bürgermeisterin sagte am Dienstag, dass die alte Brücke nicht vor dem Ende des Jahres geschlossen werde. Sie teilte mit, die Stadt habe das Geld dafür gefunden."
    ran = run("analyse", "--format", "jsonl", "-", given=german)
    [printed] = lines(ran)
    assert (printed["language"], printed["weights"], printed["attributions"]) == ("de", None, [])
    assert "--any-language" in ran.err
    [printed] = lines(run("analyse", "--format", "jsonl", "--any-language", "-", given=german))
    assert printed["weights"] is not None
    assert "1 not in English" in run("add", "-", given=german).err


def test_nothing_is_shown_above_the_highest_confidence(folder, run):
    [printed] = lines(run("analyse", "--format", "jsonl", "--min-confidence", "1", "story.md"))
    assert printed["attributions"]
    assert not any(one["shown"] for one in printed["attributions"])


def test_add_records_once_and_goes_on(folder, run):
    first = run("add", "story.md")
    assert (first.status, first.lines) == (0, ["1 recorded, 0 known already, 0 refused: onrecord.db"])
    (folder / "more.txt").write_text("Nobody said anything.")
    assert run("add", ".").lines == ["1 recorded, 1 known already, 0 refused: onrecord.db"]
    assert run("add", "story.md").status == 0


def test_the_record_is_where_the_environment_or_the_option_says(folder, run):
    run("add", "story.md", ONRECORD_RECORD="here.db")
    run("add", "--record", "there.db", "story.md", ONRECORD_RECORD="here.db")
    assert {"here.db", "there.db"} <= {path.name for path in folder.iterdir()}
    assert not (folder / "onrecord.db").exists()


def test_add_with_worker_processes_records_in_order(run):
    stories = "".join(
        json.dumps({"id": str(i), "text": TEXT.replace("bridge", f"bridge {i}")}) + "\n" for i in range(7)
    )
    assert run("add", "--from", "jsonl", "--jobs", "2", "-", given=stories + stories).status == 0
    assert [one["id"] for one in lines(run("export", "--format", "jsonl"))] == list("0123456")


def test_show_prints_what_analyse_printed(recorded, run):
    [analysed] = lines(run("analyse", "--format", "jsonl", "story.md"))
    ran = run("show", analysed["sha256"][:8], "--format", "jsonl")
    assert (ran.status, lines(ran)) == (0, [analysed])
    assert run("show", analysed["sha256"]).out == run("analyse", "story.md").out


def test_the_chain_of_evidence_is_printed_on_demand(recorded, run):
    explained = run("analyse", "--explain", "story.md")
    assert explained.status == 0
    for words in ('"Mayor Anna Kovar" ', "Anna Kovar (named in full", "content ", "listed          yes: confidence"):
        assert words in explained.out
    sha256 = lines(run("export", "--format", "jsonl"))[0]["sha256"]
    assert run("show", sha256, "--explain").out == explained.out
    both = run("show", sha256, "--explain", "--format", "html")
    assert (both.status, both.out) == (2, "")
    assert "E109 --explain" in both.err


def test_search_finds_words_speakers_and_forms(recorded, run):
    [hit] = lines(run("search", "close", "bridge", "--format", "jsonl"))
    assert "We will not close the bridge" in "".join(hit["words"])
    assert hit["speaker"] == "Anna Kovar"
    assert lines(run("search", "--speaker", "kovar", "--form", "direct", "--format", "jsonl")) == [hit]
    assert lines(run("search", "bridge", "--until", "2021", "--format", "jsonl")) == []
    assert "Anna Kovar" in run("search", "bridge").out
    nothing = run("search", "zebra")
    assert (nothing.status, nothing.out, nothing.err) == (
        0,
        "",
        "nothing found in what was said; --speaker 'zebra' looks for a name\n",
    )
    assert run("search", "--speaker", "zebra").err == "nothing found\n"


def test_export_prints_the_record(recorded, run):
    [exported] = lines(run("export", "--format", "jsonl"))
    jsonschema.validate(exported, SCHEMA)
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").out)))
    assert rows
    assert {row["title"] for row in rows} == {"The bridge"}


def test_a_record_that_holds_is_told_from_one_that_does_not(recorded, run):
    assert run("verify").status == 0
    import sqlite3

    with sqlite3.connect(recorded / "onrecord.db") as held:
        held.execute("update documents set text = replace(text, 'bridge', 'tunnel')")
    held.close()
    ran = run("verify")
    assert ran.status == 1
    assert ran.out


def test_what_search_prints_leaves_the_width_to_the_words(recorded, run):
    head = run("search", "bridge").out.splitlines()[1].split()
    assert head == ["Speaker", "How", "Words", "Where"]


def test_stats_count(recorded, run):
    assert "documents     1" in run("stats").out


def test_remove_takes_a_document_out(recorded, run):
    assert run("remove", lines(run("export", "--format", "jsonl"))[0]["sha256"]).status == 0
    assert run("export", "--format", "jsonl").out == ""
    assert run("add", "story.md").lines[0].startswith("1 recorded")


def test_the_version_is_the_packages(run):
    assert run("--version").out == f"onrecord {onrecord.__version__}\n"


@pytest.mark.parametrize("command", ["analyse", "read", "add", "show", "search", "export", "verify", "stats", "remove"])
def test_every_command_has_help(run, command):
    ran = run(command, "--help")
    assert ran.status == 0
    assert command in ran.out


def test_help_and_the_package_load_nothing_heavy():
    heavy = "{'numpy', 'onnxruntime', 'sqlalchemy', 'tokenizers', 'charset_normalizer', 'rich.table'}"
    for code in ("import onrecord", "import onrecord.cli.main"):
        found = subprocess.run(
            [sys.executable, "-c", f"import sys; {code}; print({heavy} & set(sys.modules))"],
            capture_output=True,
            text=True,
        )
        assert found.stdout == "set()\n"


def test_the_public_names_are_there():
    assert set(dir(onrecord)) == set(onrecord.__all__)
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    with pytest.raises(AttributeError):
        onrecord.nothing  # noqa: B018
