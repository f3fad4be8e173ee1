"""Reads news stories and keeps a searchable record of who was reported to say what.

The public names, loaded when they are first used: importing the package costs nothing that is not used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.analyse.pipeline import Analyser
    from onrecord.errors import OnrecordError
    from onrecord.read.paths import read_paths
    from onrecord.record.store import Query, Record
    from onrecord.types.attribution import Analysis, Attribution
    from onrecord.types.document import Description, Document

    __version__: str

__all__ = [
    "Analyser",
    "Analysis",
    "Attribution",
    "Description",
    "Document",
    "OnrecordError",
    "Query",
    "Record",
    "__version__",
    "read_paths",
]

_HOMES = {
    "Analyser": "onrecord.analyse.pipeline",
    "Analysis": "onrecord.types.attribution",
    "Attribution": "onrecord.types.attribution",
    "Description": "onrecord.types.document",
    "Document": "onrecord.types.document",
    "OnrecordError": "onrecord.errors",
    "Query": "onrecord.record.store",
    "Record": "onrecord.record.store",
    "read_paths": "onrecord.read.paths",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("onrecord")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
