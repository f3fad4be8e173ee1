"""Floors: what may not get worse, pinned in `floors.json` with the hash of the corpus that it was measured on."""

import json
from pathlib import Path

from training.corpora import sha256

FLOORS = Path(__file__).parent / "floors.json"


def check(name: str, corpus: Path, measured: dict[str, float], *, lower: bool) -> int:
    """1 where a figure of `name` is below its floor or the corpus is another one, else 0; says which.

    lower: take the measured figures as the floors instead: nothing else lowers one.
    """
    floors = json.loads(FLOORS.read_text("utf-8"))
    if lower:
        floors[name] = {"sha256": sha256(corpus), **measured}
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
        return 0
    pinned = floors.get(name, {})
    if pinned.get("sha256") not in {None, sha256(corpus)}:
        print("the corpus is not the one that the floors were measured on")
        return 1
    below = {
        each: (measured[each], floor) for each, floor in pinned.items() if each != "sha256" and measured[each] < floor
    }
    for each, (now, floor) in below.items():
        print(f"{each} is {now}, below its floor of {floor}")
    return int(bool(below))
