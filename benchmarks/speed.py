"""Speed and memory of the whole of `analyse`: python -m benchmarks.speed [--documents 84]

Articles are those of PolNeAR dev where it is there, else the stories of examples/, repeated. Every figure is the median
of three runs in processes of their own.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.examples import STORIES, lines
from onrecord.analyse.pipeline import Analyser
from onrecord.types.document import Document
from training.corpora import POLNEAR_DEV, scorer

RUNS = 3


def texts() -> list[str]:
    """The articles that are read."""
    if POLNEAR_DEV.exists():
        return [row["text"] for row in scorer().lines(str(POLNEAR_DEV))]
    return [row["text"] for row in lines(STORIES)] * 5


def read_all(articles: list[str]) -> tuple[float, int]:
    """Seconds that one process needs for `articles` once its weights are loaded, and its peak memory in KiB."""
    analyser = Analyser()
    analyser.analyse(Document.of(articles[0]))
    begun = time.perf_counter()
    for text in articles:
        analyser.analyse(Document.of(text))
    return time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def rate(articles: list[str], processes: int) -> tuple[float, float]:
    """Articles a second over `processes`, and the largest process in MiB."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(read_all, [articles] * processes))
    return processes * len(articles) / max(s for s, _ in results), max(m for _, m in results) / 1024


def seconds(command: list[str]) -> float:
    """Wall time of one command."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def median(measure: Callable[[], float]) -> float:
    """Median over the runs."""
    return statistics.median(measure() for _ in range(RUNS))


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=84)
    articles = texts()[: options.parse_args().documents]
    cores = os.cpu_count() or 1
    words = statistics.mean(len(text.split()) for text in articles)
    print(f"{len(articles)} articles of {words:.0f} words, {cores} cores")
    for processes in sorted({1, cores}):
        results = [rate(articles, processes) for _ in range(RUNS)]
        print(
            f"{processes} process(es): {statistics.median(r for r, _ in results):.1f} articles/s, "
            f"{max(m for _, m in results):.0f} MiB at most each"
        )
    command = [str(Path(sys.executable).parent / "onrecord"), "--help"]
    print(f"onrecord --help: {median(lambda: seconds(command)):.2f} s")
    empty = median(lambda: seconds([sys.executable, "-c", "pass"]))
    imported = median(lambda: seconds([sys.executable, "-c", "import onrecord"]))
    print(f"import onrecord: {imported - empty:.3f} s over an empty interpreter")


if __name__ == "__main__":
    main()
