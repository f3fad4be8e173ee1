"""The rules of the house, measured on the source itself."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src").rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions() -> Iterator[tuple[int, str]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, Function):
                yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{path.name}:{node.lineno} {node.name}"


def public(body: list[ast.stmt], owner: str) -> Iterator[tuple[str, ast.AST]]:
    for node in body:
        if isinstance(node, (ast.ClassDef, *Function.__args__)) and not node.name.startswith("_"):
            yield f"{owner}.{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body, f"{owner}.{node.name}")


def test_half_of_the_modules_are_short_and_none_is_long() -> None:
    sizes = {path: length(path) for path in MODULES}
    assert statistics.median(sizes.values()) < 120
    assert not [str(path) for path, size in sizes.items() if size > 400]


def test_functions_fit_a_screen() -> None:
    sizes = sorted(functions())
    assert sizes[int(len(sizes) * 0.95)][0] < 40
    assert sizes[-1][0] <= 80, sizes[-1]


def test_every_public_name_says_what_it_is() -> None:
    silent = [
        name
        for path in MODULES
        for name, node in public(ast.parse(path.read_text("utf-8")).body, path.stem)
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_every_module_says_what_it_is() -> None:
    assert not [str(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]


def test_imports_go_one_way() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_imports_training() -> None:
    imported = {
        name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]
        )
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not [name for name in imported if name.split(".")[0] in {"training", "benchmarks", "torch", "transformers"}]


@pytest.mark.parametrize("suffix", [".pkl", ".pickle", ".pt", ".bin"])
def test_no_pickle_is_shipped(suffix: str) -> None:
    assert not list((ROOT / "src").rglob(f"*{suffix}"))
