import json

STORY = """---
title: The lake
publisher: Dellin Standard
published: 2022-05-31
---
“We will not drain the lake,” Mayor Ada Lund said on Tuesday.
"""
LIST = """id,name,aliases,type,office,from,to
own:1,Ada Lund,Ada M. Lund,person,Mayor of Port Ellery,2015,
own:2,Tom Vаle,,person,Mayor,2015,
own:3,Orlo Lake Power,,organisation,,,
"""


def test_a_list_is_imported_and_its_bad_rows_are_told_by_line(folder, run):
    (folder / "own.csv").write_text(LIST, "utf-8")
    ran = run("entities", "import", "own.csv")
    assert ran.status == 1
    assert ran.lines[0].startswith("E110 own.csv:3: name: ")
    assert ran.lines[-1] == "2 listed, 1 row refused: onrecord.db"
    listed = run("entities", "list")
    assert listed.status == 0
    assert "own:1" in listed.out
    assert "also Ada M. Lund" in listed.out
    assert "Mayor of Port Ellery 2015-01-01 to …" in listed.out
    assert "own:2" not in listed.out


def test_importing_again_changes_what_has_the_same_id(folder, run):
    (folder / "own.csv").write_text("id,name\nown:1,Ada Lund\n", "utf-8")
    assert run("entities", "import", "own.csv").status == 0
    (folder / "own.csv").write_text("id,name\nown:1,Ada Brook\n", "utf-8")
    assert run("entities", "import", "own.csv").status == 0
    printed = run("entities", "list").out
    assert "Ada Brook" in printed
    assert "Ada Lund" not in printed


def test_a_file_that_is_no_list_changes_nothing(folder, run):
    (folder / "own.csv").write_text("id,name,birthday\n1,Ada Lund,1970-01-01\n", "utf-8")
    ran = run("entities", "import", "own.csv")
    assert ran.status == 2
    assert ran.lines[0].startswith("E110 own.csv: ")
    assert not (folder / "onrecord.db").exists()
    assert run("entities", "import", "nowhere.csv").status == 2


def test_an_entity_is_removed_by_its_id(folder, run):
    (folder / "own.csv").write_text("id,name\nown:1,Ada Lund\n", "utf-8")
    run("entities", "import", "own.csv")
    assert run("entities", "remove", "own:1").status == 0
    again = run("entities", "remove", "own:1")
    assert again.status == 2
    assert again.lines[0].startswith("E209 ")


def test_an_export_of_the_record_tells_what_it_made_of_its_names(folder, run):
    (folder / "story.md").write_text(STORY, "utf-8")
    (folder / "own.csv").write_text(LIST, "utf-8")
    run("entities", "import", "own.csv")
    run("add", "story.md")
    [printed] = [json.loads(line) for line in run("export", "--format", "jsonl").out.splitlines()]
    assert {each["entity"] for each in printed["identities"]} <= {"own:1"}
    for attribution in printed["attributions"]:
        joined = attribution["speaker"]["entity"]
        assert joined is None or any(
            each["entity"] == joined and each["status"] == "joined" and each["evidence"]
            for each in printed["identities"]
        )
