"""The program as people run it: a real process, with a record of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.cli.main import main

PROGRAM = [sys.executable, "-c", "from onrecord.cli.main import main; main()"]
STORY = """---
title: The bridge
publisher: Ostrava Daily
published: 2022-05-31
---
“We will not close the bridge,” Mayor Anna Kovar said on Tuesday.

Her deputy, Jan Maly, told reporters that the city had found the money for it, and that nobody would have to leave.
"""


class Ran:
    """What a run of the program left: status, out, err; `lines` of standard error."""

    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr
        self.lines = self.err.splitlines()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "story.md").write_text(STORY, "utf-8")
    return tmp_path


@pytest.fixture
def run(tmp_path):
    def run(*arguments, given=None, **environment):
        done = subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            input=given,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            timeout=120,
            env={**clean(), **environment},
        )
        assert "Traceback" not in done.stderr
        return Ran(done)

    return run


@pytest.fixture
def run_here(tmp_path: Path, capfd, monkeypatch):
    """The commands in this process, where there are many: status, what they print, and what they say."""
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["onrecord", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capfd.readouterr()
        return Ran(subprocess.CompletedProcess(arguments, ended.value.code or 0, printed.out, printed.err))

    return run


def clean():
    """The environment without what would change the output."""
    return {key: value for key, value in os.environ.items() if key not in {"ONRECORD_RECORD", "COLUMNS"}}
