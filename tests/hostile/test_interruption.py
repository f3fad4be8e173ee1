"""Ctrl-C in the middle, and readers that leave."""

import json
import os
import signal
import subprocess
import time

import pytest

from tests.cli.conftest import PROGRAM, clean

STORY = "“We will not close bridge {0},” Mayor Anna Kovar said on Tuesday. Her deputy said that the city would pay for it.\n\n"


def stories(count, paragraphs=1):
    return "".join(
        json.dumps({"id": str(i), "text": "".join(STORY.format(f"{i} {j}") for j in range(paragraphs))}) + "\n"
        for i in range(count)
    )


@pytest.fixture
def start(tmp_path):
    started = []

    def start(*arguments, **options):
        process = subprocess.Popen(
            [*PROGRAM, *arguments],
            cwd=tmp_path,
            env=clean(),
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
            preexec_fn=heeding,
            **options,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def heeding():
    """Let the process heed Ctrl-C, whatever runs the tests: a shell's background job would hand down that it is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until(condition, seconds=60):
    """Wait for `condition`, since how fast a process gets anywhere depends on the machine."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_was_recorded_and_the_same_command_goes_on(tmp_path, start, run, jobs):
    (tmp_path / "s.jsonl").write_text(stories(4000))
    process = start("add", "--jobs", jobs, "s.jsonl")
    until(lambda: process.poll() is not None or count(tmp_path) >= 3)
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "the same command goes on from there" in err
    assert len(err.splitlines()) <= 3
    done = count(tmp_path)
    assert f"interrupted: {done} recorded, 0 known already" in err
    assert run("verify").status == 0
    (tmp_path / "s.jsonl").write_text(stories(done + 2))
    assert run("add", "s.jsonl").lines == [f"2 recorded, {done} known already, 0 refused: onrecord.db"]


def test_ctrl_c_while_waiting_for_input_stops_at_the_second(tmp_path, start):
    process = start("add", "--from", "jsonl", "-", stdin=subprocess.PIPE)
    process.stdin.write(stories(1))
    process.stdin.flush()
    until(lambda: count(tmp_path) == 1)
    process.send_signal(signal.SIGINT)
    assert "Ctrl-C again" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert "interrupted: 1 recorded" in process.stderr.read()


def test_ctrl_c_ends_an_analysis_without_noise(tmp_path, start):
    (tmp_path / "s.jsonl").write_text(stories(4000))
    process = start("analyse", "--format", "jsonl", "s.jsonl", stdout=subprocess.PIPE)
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "interrupted\n")


def count(folder):
    import sqlite3

    if not (folder / "onrecord.db").exists():
        return 0
    held = sqlite3.connect(f"file:{folder}/onrecord.db?mode=ro", uri=True)
    try:
        return held.execute("select count(*) from documents").fetchone()[0]
    except sqlite3.OperationalError:  # it is being made
        return 0
    finally:
        held.close()


@pytest.mark.parametrize(
    "command",
    [
        ["analyse", "s.jsonl"],
        ["analyse", "--format", "jsonl", "s.jsonl"],
        ["analyse", "--format", "html", "s.jsonl"],
        ["read", "s.jsonl"],
        ["export", "--format", "jsonl"],
        ["export", "--format", "csv"],
        ["search", "bridge", "--limit", "5000"],
        ["search", "bridge", "--limit", "5000", "--format", "jsonl"],
    ],
)
def test_a_reader_that_leaves_is_no_error(tmp_path, run, start, command):
    (tmp_path / "s.jsonl").write_text(stories(30, paragraphs=20))
    if command[0] in {"export", "search"}:
        assert run("add", "s.jsonl").status == 0
    process = start(*command, stdout=subprocess.PIPE)
    assert process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    assert (process.wait(timeout=60), err) == (141, "")


def test_a_full_disk_under_the_output_is_told(start):
    with open("/dev/full", "w") as full:  # noqa: PTH123  a device
        process = start("read", "-", stdin=subprocess.PIPE, stdout=full)
        _, err = process.communicate("The bridge was wet. " * 1000, timeout=60)
    assert process.returncode == 2
    assert err.startswith("E000 No space left on device")


@pytest.mark.parametrize("command", ["--version", "--help", "analyse --help"])
def test_help_on_a_full_disk_is_told_without_noise(start, command):
    with open("/dev/full", "w") as full:  # noqa: PTH123  a device
        process = start(*command.split(), stdout=full)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (2, "E000 No space left on device\n")


@pytest.mark.parametrize(("closed", "status"), [("<&-", 2), (">&-", 2), ("2>&-", 1)])
def test_streams_that_are_closed_are_no_crash(tmp_path, closed, status):
    (tmp_path / "s.txt").write_text(STORY.format(1))
    path = "-" if closed == "<&-" else "s.txt"
    shell = ["bash", "-c", f'"$@" {closed}', "bash", *PROGRAM, "read", path, "missing.txt"]
    done = subprocess.run(shell, cwd=tmp_path, env=clean(), capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    for line in done.stdout.splitlines():
        assert json.loads(line)
