"""A container that goes on has its time; one that is gone over again and again has not."""

import random

import pytest

from onrecord.read.sandbox.watched import watched

MIB = 1 << 20


@pytest.fixture
def container(tmp_path):
    path = tmp_path / "container"
    path.write_bytes(random.Random(1).randbytes(5 * MIB + 17))
    return path


def test_what_is_read_is_the_file_and_each_mebibyte_is_told(container):
    told = []
    with container.open("rb", buffering=0) as raw:
        stream = watched(raw, lambda: told.append(raw.tell()))
        data = stream.read(10) + stream.read()
    assert data == container.read_bytes()
    assert 4 <= len(told) <= 5


def test_going_to_and_fro_is_not_getting_on(container):
    told = []
    with container.open("rb", buffering=0) as raw:
        stream = watched(raw, lambda: told.append(raw.tell()))
        stream.seek(-1000, 2)
        for _ in range(50):
            stream.seek(0)
            assert len(stream.read(2 * MIB)) == 2 * MIB
    assert len(told) == 1
