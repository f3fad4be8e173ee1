"""Damages files for one reader until the time is over: python -m benchmarks.fuzz READER --minutes 5 [--out FOLDER]

READER is text, html, pdf, docx, eml, zip, warc, feed, sitemap, or an encoding: gzip, deflate, br, zstd. Each file is one
of the seeds (examples written by us and small hostile files) with some of its bytes flipped, cut out, doubled, moved in
from another seed, or overwritten by a word of the reader's format; of DOCX and ZIP, what is packed in them, too. It
goes through the sandbox, so that what it does to its reader is seen: a child that crashed, one that had to be killed, an
error that the reader did not foresee. Those are kept in FOLDER, one of each cause. The same --seed makes the same files.
"""

import argparse
import hashlib
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.fuzzing import seeds
from benchmarks.fuzzing.mutations import Mutant
from onrecord.errors import InputError
from onrecord.read.inflating import inflated
from onrecord.read.sandbox import ReadResource, Sandbox
from onrecord.settings import Settings
from onrecord.types.document import Document, Refusal
from onrecord.types.resource import Resource

LISTS = {"feed", "sitemap"}
_CRASHED, _FAILED, _KILLED = "its reader crashed", "its reader failed", ("more than", "its reader was killed")
_CAP = 1 << 20  # bytes that an encoding may unpack to here

Read = Callable[[bytes], list[object]]


def reading(reader: str, sandbox: Sandbox) -> Read:
    """What a file is given to: the sandbox, or for an encoding the unpacking, which runs in the parent too."""
    if reader in seeds.ENCODINGS:
        return lambda data: [_inflated(data, reader)]
    if reader in LISTS:
        return lambda data: [sandbox.entries(_resource(data, reader))]
    return lambda data: [item for _, item in sandbox.read(ReadResource(resource=_resource(data, reader), form=reader))]


def _resource(data: bytes, reader: str) -> Resource:
    return Resource(where="fuzz", name=f"fuzz.{reader}", data=data)


def _inflated(data: bytes, encoding: str) -> object:
    try:
        return inflated(data, encoding, _CAP)
    except InputError as error:
        return Refusal(where="fuzz", code=error.code, cause=error.cause, cure=error.cure)


def found(items: list[object]) -> Iterator[tuple[str, str]]:
    """What each item counts as, and the cause where it should be looked at."""
    for item in items:
        if not isinstance(item, Refusal):
            yield ("read" if isinstance(item, Document) or item else "empty"), ""
        elif item.cause.startswith(_CRASHED):
            yield "crashes", item.cause
        elif item.cause.startswith(_FAILED):
            yield "unforeseen", item.cause
        elif item.code == "E116" and item.cause.startswith(_KILLED):
            yield "kills", item.cause
        else:
            yield item.code, ""


class Finds:
    """What should be looked at, one file of each cause. folder: where they are kept; None for nowhere."""

    def __init__(self, reader: str, folder: Path | None) -> None:
        self.reader, self.folder = reader, folder
        self.causes: Counter[str] = Counter()

    def add(self, data: bytes, cause: str) -> None:
        """Count a cause, and keep the first file of it."""
        alike = re.sub(r"\d+|'[^']*'|\"[^\"]*\"", "…", cause)[:120]
        self.causes[alike] += 1
        if self.folder is not None and self.causes[alike] == 1:
            self.folder.mkdir(parents=True, exist_ok=True)
            name = f"{self.reader}-{hashlib.sha256(data).hexdigest()[:12]}"
            (self.folder / f"{name}.bin").write_bytes(data)
            (self.folder / f"{name}.txt").write_text(cause, "utf-8")


def main() -> None:
    """Run, and print what came of it; the exit status is 1 where the parent raised anything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", choices=sorted(seeds.FORMS))
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    finds = Finds(options.reader, options.out)
    mutant = Mutant(options.reader, seeds.of(options.reader), random.Random(options.seed))
    until, iterations = time.monotonic() + 60 * options.minutes, 0
    with Sandbox(Settings(parse_cpu_seconds=3, parse_seconds=10)) as sandbox:
        read = reading(options.reader, sandbox)
        while time.monotonic() < until:
            data, iterations = mutant.make(), iterations + 1
            try:
                for name, cause in found(read(data)):
                    counts[name] += 1
                    if cause:
                        finds.add(data, cause)
            except Exception as error:  # what must never be
                counts["the parent raised"] += 1
                finds.add(data, f"the parent raised {type(error).__name__}: {error}")
    print(f"{options.reader}: {iterations} files of {len(mutant.seeds)} seeds in {options.minutes:g} minutes")
    print("  " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    for cause, count in finds.causes.most_common():
        print(f"  {count} times: {cause}")
    raise SystemExit(1 if counts["the parent raised"] else 0)


if __name__ == "__main__":
    main()
