"""An evening's work: a folder of pages as people saved them, added to a new record: python -m benchmarks.evening [FOLDER]

FOLDER is corpora/pages/html unless another is named. Runs the command line itself, first into nothing, then once more over
the same folder; prints what it said of refusals and at its end, how long it took, and what `stats` and `verify` say.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from training.corpora import SHARED

PROGRAM = [sys.executable, "-c", "from onrecord.cli.main import main; main()"]


def run(*arguments: str) -> tuple[float, str]:
    """Seconds that a command took, and what it printed, its errors first."""
    begun = time.perf_counter()
    done = subprocess.run([*PROGRAM, *arguments], capture_output=True, encoding="utf-8", check=False)
    return time.perf_counter() - begun, done.stderr + done.stdout


def main() -> None:
    """Add, add again, count, verify."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=SHARED / "corpora/pages/html")
    options.add_argument("--jobs", default="1", help="worker processes, 0 for one a core")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        record = ["--record", f"{scratch}/evening.db"]
        for words in ("the first time", "once more"):
            took, printed = run("add", *record, "--jobs", given.jobs, str(given.folder))
            print(f"add, {words}: {took:.1f} s\n{printed}")
        print(run("stats", *record)[1])
        print(run("verify", *record)[1])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{peak:.0f} MiB at most in one process")


if __name__ == "__main__":
    main()
