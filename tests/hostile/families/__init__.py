"""Hostile files by family. Each module beside this one has `files() -> Iterator[Hostile]`, made anew at each call.

`all_files` gathers them. Files are made when they are asked for, the same at each run; none is kept in the repository.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Literal

import msgspec

Expectation = Literal["read", "refused", "either"]


class Hostile(msgspec.Struct, frozen=True):
    """One hostile file. name: as the reader is given it; its suffix tells the form unless the bytes do.

    family: what it tries, in a few words. expect: what must become of it; a container that is read may refuse members.
    codes: with which of the codes of `errors` it may be refused; any where empty. No file may crash the parent, and what
    is read must hold together whatever is expected.
    """

    family: str
    name: str
    data: bytes
    expect: Expectation = "either"
    codes: frozenset[str] = frozenset()


def all_files() -> Iterator[Hostile]:
    """The files of all modules, one at a time, in the order of the modules' names."""
    for module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
        yield from importlib.import_module(f"{__name__}.{module}").files()
