import io
import os
import threading
from pathlib import Path

import pytest

from onrecord.read.paths import count, read_paths
from onrecord.settings import Settings
from onrecord.types.document import Description, Document, Refusal


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "b.txt": "second",
        "a.md": "---\ntitle: First\n---\nfirst",
        "c/z.jsonl": '{"text": "third", "id": "3"}\n{"text": "fourth"}\n',
        "d.MARKDOWN": "fifth",
        "e.text": "sixth",
        ".hidden.txt": "never",
        ".git/x.txt": "never",
        "picture.png": "never",
        "notes": "never",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def texts(found):
    return [one.text if isinstance(one, Document) else one.code for one in found]


def test_a_folder_is_read_in_order_and_only_its_documents(folder):
    assert texts(read_paths([folder])) == ["first", "second", "third", "fourth", "fifth", "sixth"]


def test_a_form_picks_the_files_of_a_folder(folder):
    assert texts(read_paths([folder], "jsonl")) == ["third", "fourth"]
    assert texts(read_paths([folder], "text")) == ["first", "second", "fifth", "sixth"]


def test_a_file_that_is_named_is_read_whatever_its_name(folder):
    assert texts(read_paths([folder / "notes", folder / ".hidden.txt"])) == ["never", "never"]
    assert texts(read_paths([folder / "c" / "z.jsonl"], "text"))[0].startswith('{"text"')


def test_links_to_folders_are_not_followed(folder):
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert len(list(read_paths([folder]))) == 6


def test_a_link_that_leads_in_a_circle_stops_no_other(folder):
    (folder / "a.txt").symlink_to("a.txt")
    assert texts(read_paths([folder]))[:3] == ["first", "E108", "second"]
    assert count([folder]) == 7


def test_a_file_keeps_its_bytes_as_text(tmp_path):
    odd = "\r\n a\rb\u202e \x00e\u0301 \n\n"
    (tmp_path / "x.txt").write_bytes(b"\xef\xbb\xbf" + odd.encode())
    assert texts(read_paths([tmp_path / "x.txt"])) == [odd]


def test_a_text_says_more_than_the_options(folder):
    given = Description(title="given", publisher="given")
    [document] = read_paths([folder / "a.md"], described=given)
    assert document.description == Description(title="First", publisher="given", basis={"title": "front matter"})


def test_a_document_is_known_by_its_hash_or_on_request_by_its_name_in_the_folder(folder):
    (folder / "c" / "y.txt").write_text("y")
    assert [d.id for d in read_paths([folder / "b.txt"])] == [next(read_paths([folder / "b.txt"])).sha256]
    assert [d.id for d in read_paths([folder, folder / "b.txt"], "text", name_ids=True)] == [
        "a.md", "b.txt", "c/y.txt", "d.MARKDOWN", "e.text", "b.txt",
    ]  # fmt: skip


def test_one_that_cannot_be_read_stops_no_other(folder):
    (folder / "empty.txt").write_text("")
    found = list(read_paths([folder / "none", folder / "empty.txt", folder / "b.txt"]))
    assert texts(found) == ["E101", "E103", "second"]
    assert found[0] == Refusal(where=str(folder / "none"), code="E101", cause=found[0].cause, cure=found[0].cure)


def test_a_line_of_json_that_is_refused_is_named_by_its_number(tmp_path):
    (tmp_path / "s.jsonl").write_text('{"text": "a"}\n\nbroken\n')
    refused = list(read_paths([tmp_path]))[1]
    assert refused.where == f"{tmp_path}/s.jsonl:3"


def test_a_folder_without_documents_is_refused(tmp_path):
    (tmp_path / "x.png").write_text("x")
    assert texts(read_paths([tmp_path])) == ["E102"]


def test_a_file_over_the_limit_is_refused(tmp_path):
    (tmp_path / "x.txt").write_text("12345")
    assert texts(read_paths([tmp_path], settings=Settings(max_bytes=4))) == ["E106"]
    assert texts(read_paths([tmp_path], settings=Settings(max_bytes=5))) == ["12345"]


def test_a_tree_deeper_than_the_stack_is_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):
        Path("d").mkdir()
        monkeypatch.chdir("d")
    Path("x.txt").write_text("deep")
    assert texts(read_paths([tmp_path])) == ["deep"]
    Path("x.txt").unlink()
    for _ in range(1200):  # what pytest would clean up by recursion
        monkeypatch.chdir("..")
        Path("d").rmdir()


def test_documents_are_counted_as_they_are_read(folder):
    assert count([folder, folder / "none"]) == 7
    assert count(["-"], "jsonl") is None


@pytest.mark.parametrize(("name", "start"), [("story", ""), ("story.txt", ""), ("page", "<html><body><article><p>")])
def test_what_comes_through_a_pipe_is_read_from_its_first_byte(tmp_path, name, start):
    pipe, said = tmp_path / name, "Ada Brook said that it rains on the river and on the hills behind it. " * 200
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(start + said,), daemon=True)
    writer.start()
    (found,) = read_paths([pipe])
    writer.join()
    assert found.text == said.strip() if start else found.text == said


@pytest.mark.parametrize(
    ("data", "form", "expected"),
    [
        (b'{"id": "a", "text": "first"}\n{bad\n{"text": "third"}\n', None, ["first", "E107", "third"]),
        (b'{"id": "a", "text": "first"}\n', "text", ['{"id": "a", "text": "first"}\n']),
        (b"{It rained}, she said.\n", None, ["{It rained}, she said.\n"]),
    ],
)
def test_lines_of_json_are_known_on_standard_input(monkeypatch, data, form, expected):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert texts(read_paths(["-"], form)) == expected


@pytest.mark.parametrize("name", ["empty.jsonl", "blank.jsonl", "none.urls"])
def test_a_file_of_no_documents_is_refused_rather_than_passed_over(tmp_path, name):
    (tmp_path / name).write_text({"empty.jsonl": "", "blank.jsonl": "\n\n", "none.urls": "# nothing yet\n"}[name])
    assert texts(read_paths([tmp_path / name])) == ["E103"]
