"""The phrases of pages that are no part of an article, compiled once."""

import json
import re
from functools import cache
from importlib.resources import files


@cache
def phrases(kind: str) -> re.Pattern[str]:
    """One pattern for all phrases of a kind (a key of `data/page_chrome.json`), case ignored."""
    data = json.loads((files("onrecord") / "data" / "page_chrome.json").read_text("utf-8"))
    return re.compile("|".join(f"(?:{phrase})" for phrase in data[kind]), re.IGNORECASE)
