"""Paths → the files that are read, in order."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from onrecord.errors import InputError, NoSuchPath, NothingToRead, Unreadable
from onrecord.read.media import Form, form_of_name, suffixes_of

STANDARD_INPUT = "-"
"""The path that stands for standard input."""


class Found(msgspec.Struct, frozen=True):
    """A file to read: where it is as the user would write it, its name inside what was given, and what it holds.

    form: as it was asked for, or as the name tells; None where neither does.
    """

    where: str
    name: str
    form: Form | None


def files(paths: Iterable[str | Path], form: Form | None) -> Iterator[Found | tuple[str, InputError]]:
    """Each file under `paths` in the order given, those of a folder recursively and sorted by name.

    `form` None goes by the suffixes of `media`. A folder gives the files that have one of them (only those of `form`
    where it is set); hidden files and folders are passed over, links to folders not followed. What cannot be listed
    comes as (where, error).
    """
    for path in map(str, paths):
        if path == STANDARD_INPUT:
            yield Found(path, path, form)
        elif os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a part of the path may not be searched
            yield from _folder(path, form)
        elif os.path.lexists(path):
            yield Found(path, _name(Path(path).name), form or form_of_name(path))
        else:
            yield path, NoSuchPath(f"no such path: {path!r}", "check its spelling, or where you are")


def _folder(path: str, form: Form | None) -> Iterator[Found | tuple[str, InputError]]:
    empty = True
    for found in _inside(path, form):
        empty = False
        yield found
    if empty:
        kinds = ", ".join(suffixes_of(form))
        yield path, NothingToRead(f"a folder without documents: {path!r}", f"documents are files named {kinds}")


def _inside(folder: str, form: Form | None) -> Iterator[Found | tuple[str, InputError]]:
    listings = [_listing(folder)]  # a stack of our own: a tree may be deeper than Python's
    while listings:
        entry = next(listings[-1], None)
        if entry is None:
            listings.pop()
        elif isinstance(entry, tuple):
            yield entry
        elif entry.is_dir(follow_symlinks=False):
            listings.append(_listing(entry.path))
        elif (kind := form_of_name(entry.name)) and form in {None, kind} and _is_document(entry):
            yield Found(entry.path, _name(os.path.relpath(entry.path, folder)), kind)


def _listing(folder: str) -> Iterator[os.DirEntry[str] | tuple[str, InputError]]:
    """What stands in `folder` and is not hidden, by name; or why it cannot be listed."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield folder, Unreadable(f"cannot be listed: {error.strerror}", "check who may read it")
    else:
        yield from (entry for entry in entries if not entry.name.startswith("."))


def _is_document(entry: os.DirEntry[str]) -> bool:
    """Whether there is something to open: no folder, device or pipe; of a link in a circle the opening tells."""
    try:
        return entry.is_file()
    except OSError:
        return True


def _name(path: str) -> str:
    """A file's name as text: bytes of it that are not UTF-8 become U+FFFD, since no id can hold them."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")
