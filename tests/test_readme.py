"""The README's commands are run, and print what it says they print."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = "\n".join(body for kind, body in BLOCK.findall(README) if kind == "console")
PYTHON = [body for kind, body in BLOCK.findall(README) if kind == "python"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README's reader has it: the examples, and nothing recorded yet."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    return subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def normal(printed: str) -> list[str]:
    return [line.rstrip() for line in printed.strip().splitlines()]


def sessions() -> list[tuple[str, list[str]]]:
    """Each command of the console blocks with the lines that it prints there."""
    parts = re.split(r"^\$ ", CONSOLE, flags=re.MULTILINE)[1:]
    return [(head, normal(rest)) for head, _, rest in (part.partition("\n") for part in parts)]


def test_the_commands_print_what_the_readme_says(folder: Path) -> None:
    """In order, in one folder; `make` commands are those of the make targets and run by CI."""
    for command, printed in sessions():
        if shlex.split(command)[0] in {"make", "pip", "git"}:
            continue
        done = run(command, folder)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        if printed:
            shown = normal(done.stdout + done.stderr)
            missing = [line for line in printed if line and line != "…" and line not in shown]
            assert not missing, f"{command} prints:\n{done.stdout}{done.stderr}"


def test_the_python_of_the_readme_runs(folder: Path) -> None:
    assert PYTHON
    for body in PYTHON:
        done = subprocess.run([sys.executable, "-c", body], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z-]+)", README)) <= targets


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = list(re.findall(r"\]\(([^)#:]+)\)", README))
    assert not [link for link in links if not (ROOT / link).exists()]
