"""Where the corpora are, and the scorer that belongs to them. They are no part of the project: some are copyrighted."""

import hashlib
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

SHARED = Path(os.environ.get("ONRECORD_CORPORA", Path(__file__).parent.parent.parent / "shared"))
POLNEAR_DEV = SHARED / "corpora/polnear/dev.jsonl.xz"
FACETS_DEV = SHARED / "gold/facets-dev.jsonl"
SEED = SHARED / "seed/story.gold.json"


def scorer(shared: Path = SHARED) -> ModuleType:
    """`tools/score.py`; ends the program with a notice where the corpora are not there."""
    path = shared / "tools/score.py"
    if not path.exists():
        sys.exit(f"no corpora at {shared}: set ONRECORD_CORPORA to the folder that holds them")
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sha256(path: Path) -> str:
    """The hash by which a floor knows its corpus."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
