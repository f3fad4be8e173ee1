"""A thousand hostile files and more: each is read or refused as expected, and nothing that any does stops its parent."""

from collections import Counter

import pytest

from onrecord import errors
from onrecord.settings import Settings
from tests.hostile.families import all_files
from tests.hostile.running import children, modules, outcomes

SETTINGS = Settings(parse_cpu_seconds=2)
"""Less time than by default, so that those that are refused for it are refused sooner; `benchmarks.hostile` gives all."""
CODES = {error.code for error in vars(errors).values() if isinstance(error, type) and issubclass(error, Exception)}


@pytest.mark.parametrize("files", list(modules()), ids=lambda files: files.__module__.rpartition(".")[2])
def test_each_is_read_or_refused_as_expected_and_the_parent_lives(files):
    done = outcomes(files(), children(), SETTINGS)
    wrong = [f"{one.family}: {one.name}: {one.wrong} {one.causes[:1]}" for one in done if one.wrong]
    assert wrong == []
    assert {code for one in done for code in one.codes} <= CODES


def test_there_are_a_thousand_of_forty_families_and_no_family_is_more_than_a_twentieth():
    families: Counter[str] = Counter()
    alike: Counter[tuple[str, int]] = Counter()
    for file in all_files():
        families[file.family] += 1
        alike[file.name, hash(file.data)] += 1
    assert families.total() >= 1000
    assert len(families) >= 40
    assert families.most_common(1)[0][1] <= families.total() / 20
    assert alike.most_common(1)[0][1] == 1  # no file is counted twice
