"""Writes the gazetteers into the package."""

import json
from pathlib import Path

from training.gazetteers.countries import places

DATA = Path(__file__).parent.parent.parent / "src/onrecord/data"


def main() -> None:
    """Write each file anew."""
    (DATA / "places.json").write_text(json.dumps(places(), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
