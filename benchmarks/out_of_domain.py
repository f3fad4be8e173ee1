"""The reader on texts that are not PolNeAR's: python -m benchmarks.out_of_domain [--weights default]

GUM: documents of its dev and test parts. Its attribution relations leave out contents that are no clause, and infinitives,
so that recall tells more than precision. TimeBank and AQUAINT: verbs marked as REPORTING events (in AQUAINT all
but nouns and adjectives, its verbs being mostly of unknown kind), and the share of them
that a cue overlaps; verbs that report inside a quotation count as well, though the reader means to leave them.
"""

import argparse
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from benchmarks.agreement import Counts, Marked, compare
from onrecord.analyse.pipeline import Analyser
from onrecord.types.document import Document
from training.corpora import SHARED, scorer
from training.examples import Annotated
from training.gum import genre, gum

GENRES = ("interview", "news", "speech")
Span = tuple[int, int]


class Reported(NamedTuple):
    """A text and the spans of its reporting verbs."""

    id: str
    text: str
    verbs: list[Span]


def timeml(id: str, source: bytes) -> Reported:
    """The running text of a TimeML document; lines that are only wrapped are joined, offsets staying as they are."""
    root = ElementTree.fromstring(source)
    others = {m.get("eventID") for m in root.iter("MAKEINSTANCE") if m.get("pos") not in {"VERB", "UNKNOWN"}}
    text, verbs = "", []
    for body in root.iter("TEXT"):
        text += "\n\n" if text else ""
        for piece, node in _pieces(body):
            if node is not None and node.get("class") == "REPORTING" and node.get("eid") not in others:
                verbs.append((len(text), len(text) + len(piece)))
            text += piece
    return Reported(id, re.sub(r"(?<!\n)\n(?!\n)", " ", text), verbs)


def _pieces(node: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element | None]]:
    """The text below `node` in order, each piece with its element where that is an event."""
    yield node.text or "", node if node.tag == "EVENT" else None
    for child in node:
        yield from _pieces(child)
        yield child.tail or "", None


def reports(path: Path) -> Iterator[Reported]:
    """The documents of an archive of TimeML."""
    with tarfile.open(path) as archive:
        for member in archive:
            if member.name.endswith(".tml") and (handle := archive.extractfile(member)):
                yield timeml(Path(member.name).stem, handle.read())


def read(analyser: Analyser, text: str) -> list[Marked]:
    """What the program reads out of `text`."""
    return [Marked(a.source, a.cue, a.content) for a in analyser.analyse(Document.of(text)).attributions]


def agreement(analyser: Analyser, documents: list[Annotated]) -> Counts:
    """The reader's counts on documents with gold attributions."""
    total = Counts()
    for each in documents:
        gold = [Marked(a.source, a.cue, a.content) for a in each.attributions]
        total = total.plus(compare(each.text, read(analyser, each.text), gold))
    return total


def covered(analyser: Analyser, documents: list[Reported]) -> int:
    """How many of the reporting verbs overlap a cue that is read."""
    hit = 0
    for each in documents:
        cues = [span for marked in read(analyser, each.text) for span in marked.cue]
        hit += sum(any(a < end and start < b for a, b in cues) for start, end in each.verbs)
    return hit


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", default="default")
    analyser = Analyser(options.parse_args().weights)
    scorer()  # ends the program where the corpora are not there
    by_genre: dict[str, list[Annotated]] = defaultdict(list)
    for each in gum(SHARED, "dev") + gum(SHARED, "test"):
        by_genre[genre(each.id)].append(each)
    print("corpus            documents  items  read  found R  found F1  exact R  exact F1")
    total, number = Counts(), 0
    for name in GENRES:
        counts = agreement(analyser, by_genre[name])
        print(_row(f"GUM {name}", len(by_genre[name]), counts))
        total, number = total.plus(counts), number + len(by_genre[name])
    print(_row("GUM all three", number, total))
    print("\ncorpus            documents  reporting verbs  cue recall")
    for name in ("timebank", "aquaint"):
        documents = list(reports(SHARED / f"corpora/tempeval3/{name}.tar.xz"))
        verbs = sum(len(d.verbs) for d in documents)
        print(f"{name:17}{len(documents):10}{verbs:17}{100 * covered(analyser, documents) / verbs:12.1f}")


def _row(name: str, documents: int, c: Counts) -> str:
    def recall(hits: int) -> float:
        return 100 * hits / c.gold if c.gold else 100.0

    return (
        f"{name:17}{documents:10}{c.gold:7}{c.predicted:6}{recall(c.found):9.1f}{c.f1(c.found):10.1f}"
        f"{recall(c.exact):9.1f}{c.f1(c.exact):10.1f}"
    )


if __name__ == "__main__":
    main()
