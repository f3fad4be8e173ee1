"""What it costs to read in a child process: python -m benchmarks.sandbox [--pages 200] [--kilobytes 200]

The same pages are read in this process and in the sandbox, in turn: medians of their times and of the difference. And how
long a child takes from nothing to its first page.
"""

import argparse
import statistics
import time
from collections.abc import Callable

from onrecord.read.sandbox import ReadResource, Sandbox
from onrecord.read.sandbox.readers import reader_of
from onrecord.types.document import Description
from onrecord.types.resource import Resource
from tests.hostile.material import page


def milliseconds(read: Callable[[], object]) -> float:
    """By the clock."""
    begun = time.perf_counter()
    read()
    return 1000 * (time.perf_counter() - begun)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--kilobytes", type=int, default=200)
    options = parser.parse_args()
    padding = f"<script>{'var a = 1; ' * (options.kilobytes * 93)}</script>"
    pages = [
        Resource(where=f"{seed}.html", name=f"{seed}.html", data=page(seed, head=padding).encode())
        for seed in range(options.pages)
    ]
    print(f"{len(pages)} pages of {len(pages[0].data) / 1000:.0f} kB")
    document = reader_of("html")
    if document is None:
        raise SystemExit("no reader of pages")
    here, there = [], []
    with Sandbox() as sandbox:
        for one in pages:  # in turn, so that whatever else the machine does falls on both
            here.append(milliseconds(lambda one=one: document(one, Description())))
            there.append(milliseconds(lambda one=one: list(sandbox.read(ReadResource(resource=one)))))
    print(
        f"here {statistics.median(here):.2f} ms, in the child {statistics.median(there):.2f} ms: "
        f"{statistics.median(b - a for a, b in zip(here, there, strict=True)):.2f} ms more; the first page of all {there[0]:.0f} ms"
    )


if __name__ == "__main__":
    main()
