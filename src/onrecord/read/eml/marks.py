"""The marks by which mail programs set off what is not the sender's own words."""

import json
import re
from functools import cache
from importlib.resources import files


def opens_forward(line: str) -> bool:
    """Whether a line says that a message follows that is passed on."""
    return line.strip(" \t-_*:>").casefold() in marks("forwarded")


def introduces_reply(text: str) -> bool:
    """Whether a text ends as "On Tuesday … wrote:" does."""
    return _introduction().search(text.rstrip()) is not None


@cache
def marks(name: str) -> tuple[str, ...]:
    """The marks of one sort (`data/mail_marks.json`)."""
    data = json.loads((files("onrecord") / "data" / "mail_marks.json").read_text("utf-8"))
    return tuple(data[name])


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, marks('replied_to')))}):$", re.I)
