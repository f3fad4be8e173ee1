"""The story that the project began from, beside the record of it made by hand, field by field: python -m benchmarks.seed

The story is read as published on 2022-05-31. For each attribution of the record by hand, whether it is found, and each field
in which the two differ; at the end how often each field agrees, and what is read from the footer, where nobody speaks.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from benchmarks.agreement import found, marked
from onrecord.analyse.pipeline import Analyser
from onrecord.export.jsonl import as_object
from onrecord.types.document import Description, Document
from training.corpora import SEED

FOOTER = "For the latest news"
PLAIN = ("form", "act", "stance", "place")


def main() -> None:
    """Print the comparison."""
    story = json.loads(SEED.read_text("utf-8"))
    text = story["text"]
    told = Description(title=story["title"], publisher=story["publisher"], published="2022-05-31")
    printed = as_object(Analyser().analyse(Document.of(text, told)))
    read, gold = printed["attributions"], story["attributions"]
    by_gold = {j: read[i] for i, j in found(text, [marked(a) for a in read], [marked(a) for a in gold])}
    agree: Counter[str] = Counter()
    for j, hand in enumerate(gold):
        cue = " ".join(text[a:b] for a, b in hand["cue"])
        print(f"{hand['id']:4} {cue:24} {'found' if j in by_gold else 'missed'}")
        if j in by_gold:
            for field, ours, theirs in fields(text, by_gold[j], hand):
                agree[field] += ours == theirs
                if ours != theirs:
                    print(f"       {field:12} {ours!s:40} by hand: {theirs}")
    print("\nagree, of those found: " + ", ".join(f"{field} {count}/{len(by_gold)}" for field, count in agree.items()))
    footer = text.index(FOOTER)
    spoken = sum(a["content"][-1][1] > footer for a in read)
    print(f"{len(by_gold)} of {len(gold)} found, {len(read) - len(by_gold)} more read, {spoken} from the footer")
    print("reported by the story itself, its amounts:")
    for whose, record in (("read", printed), ("by hand", story)):
        print(f"  {whose:8}", "; ".join(sums(text, record["reported"])))


def fields(text: str, ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Each field with the two values to compare."""
    for name in PLAIN:
        yield name, ours[name], theirs[name]
    for name in ("name", "role", "on_behalf_of"):
        yield name if name != "name" else "speaker", ours["speaker"][name], theirs["speaker"][name]
    yield "time", *((each["time"] or {}).get("edtf") for each in (ours, theirs))
    yield "venue", *((each["venue"] or {}).get("type") for each in (ours, theirs))
    yield "outlet", *((each["venue"] or {}).get("outlet") for each in (ours, theirs))
    yield "addressee", *(_name(each["addressee"]) for each in (ours, theirs))
    yield "kinds", *([s["kind"] for s in each["statements"]] for each in (ours, theirs))
    yield "polarity", *([s["polarity"] for s in each["statements"]] for each in (ours, theirs))
    yield "conditions", *([_condition(text, s) for s in each["statements"]] for each in (ours, theirs))
    yield "amounts", *(list(sums(text, each["statements"])) for each in (ours, theirs))


def sums(text: str, told: list[dict[str, Any]]) -> Iterator[str]:
    """The amounts of statements or of reported clauses, each with its stage."""
    for each in told:
        for amount in each["amounts"]:
            yield f"{text[slice(*amount['span'])]} ({amount['stage']})"


def _name(addressee: dict[str, Any] | str | None) -> str | None:
    return addressee["name"] if isinstance(addressee, dict) else addressee


def _condition(text: str, statement: dict[str, Any]) -> str | None:
    condition = statement["condition"]
    return condition and text[slice(*condition["span"])].strip(" ,")


if __name__ == "__main__":
    main()
