"""Documents come back from a real child; whatever it dies of, its parent lives and the next one is read.

What no file of ours does to a reader is done by a `sitecustomize` that the child imports: it is taken over from inside.
"""

import gzip
import io
import os
import re
import resource as limits
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import errors
from onrecord.read.media import Form
from onrecord.read.sandbox import ReadFile, ReadResource, Sandbox
from onrecord.settings import Settings
from onrecord.types.document import Description, Document, Refusal
from onrecord.types.resource import Resource

CODES = {error.code for error in vars(errors).values() if isinstance(error, type) and issubclass(error, Exception)}
STORY = "“We will not close the bridge,” Mayor Anna Kovar said on Tuesday.\n"


def resource(data=STORY, name="story.txt"):
    return Resource(where=f"folder/{name}", name=name, data=data if isinstance(data, bytes) else data.encode())


def one(sandbox, data=STORY, name="story.txt", **job):
    """What becomes of a file that is one document."""
    ((_, item),) = sandbox.read(ReadResource(resource=resource(data, name), **job))
    return item


def archive(members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.fixture
def sandbox():
    with Sandbox() as opened:
        yield opened


@pytest.fixture
def taken_over(tmp_path, monkeypatch):
    """Takes over the children that are started from now on."""

    def take(code):
        (tmp_path / "sitecustomize.py").write_text(TAKING + code)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return take


# `bad` runs in place of the reader of plain texts for those that say so.
TAKING = """
import ctypes, os, sys, time
def install():
    from onrecord.read import plain
    honest = plain.document
    def document(data, described, **more):
        return bad(data) if b"TAKE OVER" in data else honest(data, described, **more)
    plain.document = document
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "onrecord.read.sandbox.readers":
            sys.meta_path.remove(self)
            install()
sys.meta_path.insert(0, Finder())
"""


def test_a_text_comes_back_with_where_it_is_from(sandbox):
    read = one(sandbox, described=Description(title="The bridge"))
    assert read.text == STORY
    assert read.description.title == "The bridge"
    assert (read.origin.where, read.origin.media) == ("folder/story.txt", "text")


def test_a_file_is_opened_by_the_child(sandbox, tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    job = ReadFile(path=str(tmp_path / "story.txt"), where="story.txt", name="story.txt")
    assert [(position, item.text) for position, item in sandbox.read(job)] == [(1, STORY)]


def test_a_file_that_is_not_there_is_refused(sandbox, tmp_path):
    job = ReadFile(path=str(tmp_path / "none.html"), where="none.html", name="none.html")
    assert [item.code for _, item in sandbox.read(job)] == ["E108"]


def test_a_refusal_comes_back_with_code_cause_and_cure(sandbox):
    refused = one(sandbox, b"\x89PNG\r\n\x1a\n")
    assert (refused.where, refused.code) == ("folder/story.txt", "E104")
    assert refused.cause
    assert refused.cure


def test_one_child_reads_many_documents(sandbox):
    one(sandbox)
    child = sandbox.child.process.pid
    for number in range(20):
        assert one(sandbox, f"{STORY}{number}").text.endswith(str(number))
    assert sandbox.child.process.pid == child


def test_members_of_an_archive_come_one_by_one_with_where_they_are(sandbox, tmp_path):
    data = archive(
        {"a.txt": STORY, "b/c.txt": STORY * 2, "bad.txt": b"\0\1\2\3" * 99, "in.zip": archive({"d.txt": STORY})}
    )
    (tmp_path / "all.zip").write_bytes(data)
    job = ReadFile(path=str(tmp_path / "all.zip"), where="all.zip", name="all.zip")
    items = list(sandbox.read(job))
    assert [position for position, _ in items] == [1, 2, 3, 4]
    assert [getattr(item, "origin", item).where for _, item in items] == [
        "all.zip#a.txt", "all.zip#b/c.txt", "all.zip#bad.txt", "all.zip#in.zip#d.txt",
    ]  # fmt: skip
    assert items == list(sandbox.read(ReadResource(resource=Resource(where="all.zip", name="all.zip", data=data))))
    rest = ReadFile(path=job.path, where="all.zip", name="all.zip", start=2)
    assert list(sandbox.read(rest)) == items[2:]


@pytest.fixture(scope="module")
def one_for_all():
    with Sandbox() as opened:
        yield opened


@pytest.mark.parametrize("form", get_args(Form))
@given(data=st.binary(max_size=300) | st.text().map(lambda text: f"<html><p>{text}{STORY * 9}".encode()))
@settings(max_examples=30, deadline=None)
def test_any_bytes_taken_for_any_form_come_back_as_documents_or_refusals(one_for_all, form, data):
    items = [item for _, item in one_for_all.read(ReadResource(resource=resource(data), form=form))]
    assert all(isinstance(item, Document | Refusal) for item in items)
    assert {item.code for item in items if isinstance(item, Refusal)} <= CODES
    assert not [item.cause for item in items if isinstance(item, Refusal) and item.cause.startswith("its reader")]


def test_archives_are_opened_three_deep_and_no_deeper(sandbox):
    data = STORY.encode()
    for depth in range(1, 6):
        data = archive({"inner.zip" if depth > 1 else "story.txt": data})
        items = [item for _, item in sandbox.read(ReadResource(resource=resource(data, "outer.zip")))]
        assert [isinstance(item, Document) for item in items] == [depth <= 3]
    assert items[0].code == "E117"


def test_what_its_name_says_is_compressed_is_unpacked(sandbox):
    assert one(sandbox, gzip.compress(STORY.encode()), "story.txt.gz").text == STORY
    assert one(sandbox, STORY, "story.txt.gz").text == STORY  # a server has unpacked it already
    assert one(sandbox, gzip.compress(bytes(60 << 20)), "story.txt.gz").code == "E117"
    assert one(sandbox, gzip.compress(STORY.encode())[:-9], "story.txt.gz").code == "E115"


def test_a_file_over_the_cap_is_refused_and_read_no_further(tmp_path):
    with Sandbox(Settings(max_wire_bytes=1000)) as sandbox:
        (tmp_path / "long.txt").write_bytes(bytes(2000))
        job = ReadFile(path=str(tmp_path / "long.txt"), where="long.txt", name="long.txt")
        assert [item.code for _, item in sandbox.read(job)] == ["E106"]


def test_what_libraries_print_does_not_come_between_the_frames(sandbox, taken_over):
    taken_over("def bad(data):\n    os.system('echo shell'); print('out', flush=True); os.write(1, b'\\0\\0\\0\\1x')\n")
    assert one(sandbox, "TAKE OVER").code == "E115"
    assert one(sandbox).text == STORY


@pytest.mark.parametrize(
    ("does", "code", "cause"),
    [
        ("while True: pass", "E116", "seconds of processor time"),
        ("time.sleep(60)", "E116", "more than 3 seconds"),
        ("held = []\n    while True: held.append(bytes(1 << 20))", "E116", "memory"),
        ("return bad(data)", "E115", "nested too deeply"),
        ("ctypes.string_at(0)", "E115", "SIGSEGV"),
        ("os.abort()", "E115", "SIGABRT"),
        ("print('a library gave up', file=sys.stderr); os._exit(7)", "E115", "status 7.*a library gave up"),
        ("raise ValueError('of a kind that nobody foresaw')", "E115", "nobody foresaw"),
        ("raise SystemExit(0)", "E115", "status 0"),
        ("os.kill(os.getpid(), 9)", "E116", "killed"),
        ("os.write(os.open('written', os.O_CREAT | os.O_WRONLY), b'x')", "E115", "File too large"),
        ("[os.dup(0) for _ in range(99)]", "E115", "Too many open files"),
    ],
)
def test_whatever_a_child_dies_of_the_next_member_is_read(taken_over, tmp_path, monkeypatch, does, code, cause):
    monkeypatch.chdir(tmp_path)
    taken_over(f"def bad(data):\n    {does}\n")
    data = archive({"a.txt": STORY, "b.txt": "TAKE OVER", "c.txt": STORY})
    with Sandbox(Settings(parse_cpu_seconds=1, parse_seconds=3)) as sandbox:
        items = list(sandbox.read(ReadResource(resource=resource(data, "all.zip"))))
        assert [position for position, _ in items] == [1, 2, 3]
        assert [isinstance(item, Document) for _, item in items] == [True, False, True]
        refused = items[1][1]
        assert (refused.where, refused.code) == ("folder/all.zip#b.txt", code)
        assert re.search(cause, refused.cause)
        assert one(sandbox).text == STORY


FORGERIES = {
    "a passage beyond the text": "passages=(Passage((0, 9**9), None),)",
    "a passage before its source": "passages=(Passage((0, 1), (-5, -4)),)",
}


@pytest.mark.parametrize("passages", FORGERIES.values(), ids=FORGERIES)
def test_offsets_that_a_child_forges_are_not_believed(sandbox, taken_over, passages):
    taken_over(
        "def bad(data):\n"
        "    from onrecord.types.document import Document, Origin, Passage\n"
        "    from onrecord.read.sandbox import messages, child, readers\n"
        f"    origin = Origin(where='x', media='text', sha256='0' * 64, {passages})\n"
        "    document = Document.of('The mayor said no.', origin=origin)\n"
        "    os.write(child_out(), frame(messages.packed(messages.Read(1, document))))\n"
        "    time.sleep(9)\n"
        "def frame(data):\n    return len(data).to_bytes(4, 'big') + data\n"
        "def child_out():\n"
        "    import stat\n"
        "    own = {os.fstat(2).st_ino, os.fstat(0).st_ino}\n"
        "    pipes = [n for n in range(3, 64) if pipe(n) and os.fstat(n).st_ino not in own]\n"
        "    import fcntl\n"
        "    return next(n for n in pipes if fcntl.fcntl(n, fcntl.F_GETFL) & 3 == os.O_WRONLY)\n"
        "def pipe(n):\n"
        "    import stat\n"
        "    try:\n        return stat.S_ISFIFO(os.fstat(n).st_mode)\n"
        "    except OSError:\n        return False\n"
    )
    refused = one(sandbox, "TAKE OVER")
    assert (refused.code, "hold together" in refused.cause) == ("E115", True)
    assert one(sandbox).text == STORY


@pytest.mark.parametrize("nonsense", ["b'\\xff' * 9", "b'\\0\\0\\0\\2\\xc1\\xc1'", "b'\\0\\0\\0\\1\\x80' * 9"])
def test_nonsense_in_place_of_frames_is_refused(sandbox, taken_over, nonsense):
    taken_over(
        "def bad(data):\n"
        "    for n in range(3, 20):\n"
        f"        try: os.write(n, {nonsense})\n"
        "        except OSError: pass\n"
        "    time.sleep(9)\n"
    )
    assert one(sandbox, "TAKE OVER").code == "E115"
    assert one(sandbox).text == STORY


def test_a_child_that_keeps_memory_is_replaced_before_the_next_member(taken_over):
    taken_over(
        "kept = []\ndef bad(data):\n    kept.append(bytearray(300 << 20))\n"
        "    from onrecord.types.document import Document\n    return Document.of('kept')\n"
    )
    data = archive({f"{n}.txt": "TAKE OVER" for n in range(4)})
    with Sandbox() as sandbox:
        items = list(sandbox.read(ReadResource(resource=resource(data, "all.zip"))))
        assert [item.text for _, item in items] == ["kept"] * 4
        assert one(sandbox).text == STORY


def test_a_child_that_is_killed_from_outside_loses_one_member_at_most(sandbox):
    one(sandbox)
    data = archive({f"{n:03}.txt": STORY * 50 for n in range(300)})
    items = []
    for position, item in sandbox.read(ReadResource(resource=resource(data, "all.zip"))):
        items.append((position, item))
        if position in {10, 150}:
            sandbox.child.process.kill()
    assert [position for position, _ in items] == list(range(1, 301))
    refused = [item for _, item in items if isinstance(item, Refusal)]
    assert len(refused) <= 2
    assert {item.code for item in refused} <= {"E116"}


def test_a_child_that_stands_still_is_not_waited_for():
    with Sandbox(Settings(parse_seconds=1)) as sandbox:
        one(sandbox)
        os.kill(sandbox.child.process.pid, signal.SIGSTOP)
        assert one(sandbox).code == "E116"
        assert one(sandbox).text == STORY


def test_a_child_that_died_between_two_jobs_costs_the_next_one_nothing(sandbox):
    one(sandbox)
    os.kill(sandbox.child.process.pid, signal.SIGKILL)
    os.waitid(os.P_PID, sandbox.child.process.pid, os.WEXITED | os.WNOWAIT)
    assert one(sandbox).text == STORY


def test_the_child_does_not_hear_ctrl_c(sandbox):
    one(sandbox)
    timer = threading.Timer(0.05, os.kill, (sandbox.child.process.pid, signal.SIGINT))
    timer.start()
    data = archive({f"{n}.txt": STORY * 50 for n in range(100)})
    items = list(sandbox.read(ReadResource(resource=resource(data, "all.zip"))))
    timer.join()
    assert all(isinstance(item, Document) for _, item in items)


def test_reading_may_be_left_in_the_middle(sandbox):
    data = archive({f"{n}.txt": STORY for n in range(100)})
    reading = sandbox.read(ReadResource(resource=resource(data, "all.zip")))
    next(reading)
    with pytest.raises(RuntimeError):
        one(sandbox)
    reading.close()
    assert one(sandbox).text == STORY


PARENT = """
import sys, time
from onrecord.read.sandbox import ReadResource, Sandbox
from onrecord.types.resource import Resource
sandbox = Sandbox()
job = ReadResource(resource=Resource(where="a.txt", name="a.txt", data=b"The mayor said no."))
list(sandbox.read(job))
print(sandbox.child.process.pid, flush=True)
time.sleep(60)
"""


def test_the_child_ends_when_its_parent_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 20
    while Path(f"/proc/{child}").exists() and "Z" not in Path(f"/proc/{child}/stat").read_text().split()[2]:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_module_in_the_users_folder_is_not_imported(tmp_path, monkeypatch):
    (tmp_path / "msgspec.py").write_text("raise SystemExit('taken')")
    monkeypatch.chdir(tmp_path)
    with Sandbox() as sandbox:
        assert one(sandbox).text == STORY


@pytest.mark.skipif(not hasattr(limits, "prlimit"), reason="only Linux sets limits of another process")
def test_a_limit_of_the_users_own_is_kept(sandbox):
    """As `ulimit -t` sets it: no document is given more, and none is refused because no more can be given."""
    one(sandbox)
    child = sandbox.child.process.pid
    limits.prlimit(child, limits.RLIMIT_CPU, (4, 4))
    assert one(sandbox).text == STORY
    assert limits.prlimit(child, limits.RLIMIT_CPU) == (4, 4)
