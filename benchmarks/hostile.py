"""What becomes of the hostile files of tests/hostile, by family: python -m benchmarks.hostile [FAMILY]

Each goes through the sandbox by itself, in as many children as there are cores, four at most. Seconds are by the clock,
MB the most that a child held while it had the file (those of which it died are not measured).
"""

import argparse
from collections import Counter

from tests.hostile.families import all_files
from tests.hostile.running import Outcome, children, outcomes

ROW = "{:<44} {:>5} {:>5} {:>8} {:>8.1f} {:>6.0f}  {}"


def row(name: str, done: list[Outcome]) -> str:
    """A line of the table: files, read wholly or in part, refused wholly, slowest, peak, refusals by code."""
    read = sum(one.read > 0 for one in done)
    codes = Counter(code for one in done for code in set(one.codes))
    refusals = " ".join(f"{code}:{count}" for code, count in sorted(codes.items()))
    slowest, peak = max(one.seconds for one in done), max(one.peak_mb for one in done)
    return ROW.format(name[:44], len(done), read, len(done) - read, slowest, peak, refusals)


def main() -> None:
    """Print the table, and what was not as expected."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("family", nargs="?", default="", help="only families with this in their names")
    wanted = options.parse_args().family
    done = outcomes((file for file in all_files() if wanted in file.family), children())
    print(f"{'family':<44} {'files':>5} {'read':>5} {'refused':>8} {'seconds':>8} {'MB':>6}  refused by (files)")
    for family in dict.fromkeys(one.family for one in sorted(done, key=lambda one: one.family)):
        print(row(family, [one for one in done if one.family == family]))
    print(row(f"{len({one.family for one in done})} families", done))
    wrong = [one for one in done if one.wrong]
    print(f"not as expected: {len(wrong)}; the parent lived")
    for one in wrong:
        print(f"  {one.family}: {one.name[:60]!r}: {one.wrong}")


if __name__ == "__main__":
    main()
