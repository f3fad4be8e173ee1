"""Hostile files through the sandbox, several children at once, and what became of each."""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue

import msgspec

from onrecord.read.media import HEAD, form_of
from onrecord.read.sandbox import ReadFile, Sandbox
from onrecord.settings import Settings
from onrecord.types.document import Document, Refusal
from onrecord.types.resource import Resource
from tests.hostile.families import Hostile

CANARY = "root:x:0:0"
"""What stands in a file of this machine that an entity from outside may ask for, and in no hostile file."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of a file. read: documents or entries. codes and causes: of refusals. seconds: by the clock.

    peak_mb: the most memory that the child held meanwhile, 0 where it died. wrong: what should not have been, or "".
    """

    family: str
    name: str
    read: int
    codes: tuple[str, ...]
    causes: tuple[str, ...]
    seconds: float
    peak_mb: float
    wrong: str


def outcomes(files: Iterable[Hostile], children: int = 4, settings: Settings | None = None) -> list[Outcome]:
    """Each file by its name and bytes, as a user would give it, in the order in which they ended."""
    waiting: Queue[Hostile | None] = Queue(maxsize=2 * children)
    done: list[Outcome] = []

    def work() -> None:
        with Sandbox(settings) as sandbox, tempfile.TemporaryDirectory() as folder:
            while (file := waiting.get()) is not None:
                done.append(outcome(file, sandbox, Path(folder)))

    threads = [threading.Thread(target=work) for _ in range(children)]
    for thread in threads:
        thread.start()
    for file in files:
        waiting.put(file)
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    return done


def outcome(file: Hostile, sandbox: Sandbox, folder: Path) -> Outcome:
    """What becomes of one file."""
    _forget_peak(sandbox)
    begun = time.perf_counter()
    try:
        read, refused, wrong = _given(file, sandbox, folder)
    except Exception as error:  # that the parent raises anything is what must not be
        read, refused, wrong = [], [], f"the parent raised {type(error).__name__}: {error}"
    seconds = time.perf_counter() - begun
    codes = tuple(refusal.code for refusal in refused)
    return Outcome(
        file.family,
        file.name,
        len(read),
        codes,
        tuple(refusal.cause for refusal in refused),
        seconds,
        _peak_mb(sandbox),
        wrong or _unexpected(file, read, codes),
    )


def _given(file: Hostile, sandbox: Sandbox, folder: Path) -> tuple[list[str], list[Refusal], str]:
    """The texts that were read, the refusals, and what is wrong with them."""
    if form_of(file.data[:HEAD], file.name) in {"feed", "sitemap"}:
        return _entries(file, sandbox)
    path = folder / "file"
    path.write_bytes(file.data)
    items = [item for _, item in sandbox.read(ReadFile(path=str(path), where=file.name, name=file.name))]
    documents = [item for item in items if isinstance(item, Document)]
    wrong = "; ".join(filter(None, (_broken(document) for document in documents)))
    return [document.text for document in documents], [item for item in items if isinstance(item, Refusal)], wrong


def _entries(file: Hostile, sandbox: Sandbox) -> tuple[list[str], list[Refusal], str]:
    answer = sandbox.entries(Resource(where=file.name, name=file.name, data=file.data))
    return ([], [answer], "") if isinstance(answer, Refusal) else ([str(answer)], [], "")


def _broken(document: Document) -> str:
    passages = document.origin.passages if document.origin else ()
    if any(not document.text[slice(*passage.text)].strip() for passage in passages):
        return "a passage without words"
    return "" if document.origin else "a document without its origin"


def _unexpected(file: Hostile, read: list[str], codes: tuple[str, ...]) -> str:
    if any(CANARY in text for text in read):
        return "a file of this machine was read into it"
    if file.expect == "read" and not read:
        return f"not read: {codes}"
    if file.expect == "refused" and (read or not codes):
        return f"not refused, but read {len(read)} times"
    if not read and file.codes and not set(codes) <= file.codes:
        return f"refused by {sorted(set(codes) - file.codes)}, which were not expected"
    return ""


def _status(sandbox: Sandbox, name: str) -> Path | None:
    child = sandbox.child
    return Path(f"/proc/{child.process.pid}/{name}") if child and child.living else None


def _forget_peak(sandbox: Sandbox) -> None:
    if path := _status(sandbox, "clear_refs"):
        with suppress(OSError):
            path.write_text("5")


def _peak_mb(sandbox: Sandbox) -> float:
    with suppress(OSError, AttributeError):
        lines = _status(sandbox, "status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))
    return 0.0


def children() -> int:
    """As many as there are cores for this process, four at most."""
    return min(4, len(os.sched_getaffinity(0)))


def modules() -> Iterator[Callable[[], Iterator[Hostile]]]:
    """The `files` of each module of families."""
    import importlib
    import pkgutil

    from tests.hostile import families

    for name in sorted(found.name for found in pkgutil.iter_modules(families.__path__)):
        yield importlib.import_module(f"{families.__name__}.{name}").files
