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


def test_names_that_documents_share_are_offered_as_candidates(folder, run):
    for number in (1, 2):
        (folder / f"{number}.md").write_text(STORY.replace("lake", f"lake {number}"), "utf-8")
    assert run("add", "1.md", "2.md").status == 0
    offered = run("entities", "candidates")
    assert offered.status == 0
    assert "Ada Lund" in offered.out
    assert "the same name in 2 documents" in offered.out


def test_an_entity_is_removed_by_its_id(folder, run):
    (folder / "own.csv").write_text("id,name\nown:1,Ada Lund\n", "utf-8")
    run("entities", "import", "own.csv")
    assert run("entities", "remove", "own:1").status == 0
    again = run("entities", "remove", "own:1")
    assert again.status == 2
    assert again.lines[0].startswith("E209 ")


def test_a_story_is_joined_to_the_list_and_its_export_says_why(folder, run):
    (folder / "story.md").write_text(STORY, "utf-8")
    (folder / "own.csv").write_text(LIST, "utf-8")
    run("entities", "import", "own.csv")
    assert run("add", "story.md").status == 0
    [printed] = [json.loads(line) for line in run("export", "--format", "jsonl").out.splitlines()]
    [speaker] = [each["speaker"] for each in printed["attributions"]]
    assert (speaker["name"], speaker["entity"], speaker["entity_name"]) == ("Ada Lund", "own:1", "Ada Lund")
    assert printed["identities"] == [
        {
            "name": "Ada Lund",
            "entity": "own:1",
            "entity_name": "Ada Lund",
            "status": "joined",
            "evidence": [
                "“Ada Lund” is a listed name (own list)",
                "the role “Mayor” is the office “Mayor of Port Ellery”",
                "published 2022-05-31; held from 2015-01-01 on",
            ],
        }
    ]
