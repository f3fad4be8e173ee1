"""Official texts written for this project, against their answers: python -m benchmarks.official [FILE]

The texts of `tests/analyse/official.jsonl`, or another file of that form: of each its genre, its turns from first to last
character, whose they are, and day, place and venue of delivery. Prints how many of each are right, and each error.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from onrecord.analyse.pipeline import Analyser
from onrecord.types.attribution import Analysis, Attribution
from onrecord.types.document import Description, Document
from onrecord.types.span import extent

TEXTS = Path(__file__).parent.parent / "tests/analyse/official.jsonl"


def same(one: str | None, other: str | None) -> bool:
    """Whether two speakers are written alike, but for case and article."""
    plain = [(each or "").casefold().removeprefix("the ") for each in (one, other)]
    return plain[0] == plain[1]


def outermost(analysis: Analysis) -> list[Attribution]:
    """What nobody in the text tells."""
    return [each for each in analysis.attributions if each.within is None]


def judged(row: dict, analysis: Analysis) -> list[tuple[str, bool, str]]:
    """Each question that a text answers: what it is about, whether it is right, and what was found instead."""
    found = {extent(each.content): each for each in outermost(analysis)}
    answers = [("genre", analysis.genre == row["genre"], analysis.genre)]
    if row["genre"] != "story":
        turns = [tuple(turn["content"]) for turn in row["turns"]]
        answers += [("turn found", span in found, row["text"][slice(*span)][:40]) for span in turns]
        spoken = [each for each in found if row["genre"] in {"transcript", "speech"} and each not in turns]
        answers += [("turn real", False, row["text"][slice(*span)][:40]) for span in spoken]
        answers += [("turn real", True, "") for span in turns if span in found]
    for turn in row["turns"]:
        one = found.get(tuple(turn["content"]))
        if one is not None:
            answers += _said(row, turn, one)
    names = {each.speaker.name for each in analysis.attributions if each.shown and each.form in {"direct", "mixed"}}
    answers += [("speaker quoted", name in names, str(sorted(map(str, names)))) for name in row["quotes"]]
    return answers


def _said(row: dict, turn: dict, one: Attribution) -> list[tuple[str, bool, str]]:
    """What is known of one turn."""
    day = one.time.edtf if one.time is not None and one.time.basis == "text" else None
    venue = one.venue.type if one.venue is not None and one.venue.type != "unknown" else None
    return [
        ("speaker", same(one.speaker.name, turn["speaker"]), f"{one.speaker.name} / {turn['speaker']}"),
        ("day", day == row["day"], f"{day} / {row['day']}"),
        ("place", one.place == row["place"], f"{one.place} / {row['place']}"),
        ("venue", venue == row["venue"], f"{venue} / {row['venue']}"),
    ]


def main() -> None:
    """Read, judge, print."""
    texts = Path(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    analyser, right, asked = Analyser(), Counter[str](), Counter[str]()
    for line in texts.read_text("utf-8").splitlines():
        row = json.loads(line)
        told = Description(title=row["title"], publisher=row["publisher"], published=row["published"])
        analysis = analyser.analyse(Document.of(row["text"], told, id=row["id"], language="en"))
        for about, is_right, instead in judged(row, analysis):
            asked[about] += 1
            right[about] += is_right
            if not is_right:
                print(f"{row['id']:24} {about:14} {instead}")
    print()
    for about, number in asked.items():
        print(f"{about:14} {right[about]:4} of {number}")


if __name__ == "__main__":
    main()
