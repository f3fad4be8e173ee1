from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record.store import Record


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


@pytest.fixture
def record(where: Path) -> Iterator[Record]:
    with Record.open(where, create=True, busy_seconds=1) as opened:
        yield opened
