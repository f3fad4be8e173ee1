"""Examples: annotated documents cut into labelled windows."""

import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.analyse import decode
from onrecord.analyse.windows import WINDOW_PIECES, Window, windows
from onrecord.analyse.words import paragraphs, words

ROLES = ("source", "cue", "content")
UNLABELLED = -1
ACTS = {name: number for number, name in enumerate(decode.ACTS)}
QUOTE_STYLES = ('“"”"', '“"”"', "“«”»", "“„”“", "“‘”’")
"""Each style: the two marks of PolNeAR's texts, each followed by what stands for it."""


RESTYLED = 0.25
"""Share of documents whose quotation marks are restyled when they come up for training."""


class Attribution(NamedTuple):
    """One gold attribution: character spans by role, and the number of its act."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]
    act: int


class Annotated(NamedTuple):
    """A text with its gold attributions."""

    id: str
    text: str
    attributions: list[Attribution]


class Example(NamedTuple):
    """A labelled window: cue tags (W,), and for each of N attributions its cue (N, 2), role tags (N, W), act (N,)."""

    window: Window
    cue_tags: NDArray[np.int64]
    cues: NDArray[np.int64]
    role_tags: NDArray[np.int64]
    acts: NDArray[np.int64]


def read_lines(path: Path) -> Iterator[dict]:
    """The objects of a JSONL file, compressed or not."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def polnear(path: Path, facets: Path | None = None) -> list[Annotated]:
    """PolNeAR documents as their first annotator marked them, with acts where `facets` gives them."""
    acts: dict[tuple[str, str], int] = {}
    if facets:
        acts = {(row["id"], row["aid"]): ACTS[row["type"]] for row in read_lines(facets)}
    documents = []
    for row in read_lines(path):
        marked = [a for a in map(_roles, row["annotations"][0]["attributions"]) if a["content"]]
        marked.sort(key=lambda a: min(start for role in ROLES for start, _ in a[role]))
        found = [
            Attribution(**a, act=acts.get((row["id"], f"A{k}"), UNLABELLED)) for k, a in enumerate(marked, start=1)
        ]
        documents.append(Annotated(row["id"], row["text"], [a for a in found if a.cue]))
    return documents


def stories(path: Path) -> list[Annotated]:
    """Stories whose record has the program's own form; acts that are only told are left out, as PolNeAR mostly does."""
    return [
        Annotated(
            row["id"],
            row["text"],
            [
                Attribution(**_roles(a), act=ACTS[a["act"]])
                for a in row["attributions"]
                if a["cue"] and a["content"] and a["form"] != "narrated"
            ],
        )
        for row in read_lines(path)
    ]


def _roles(row: dict) -> dict[str, list[tuple[int, int]]]:
    return {role: sorted((a, b) for a, b in row.get(role) or [] if b > a) for role in ROLES}


def restyled(text: str, rng: random.Random) -> str:
    """`text` with its quotation marks in another style, character for character, so that offsets stay."""
    a, a2, b, b2 = rng.choice(QUOTE_STYLES)
    return text.translate({ord(a): a2, ord(b): b2})


def examples(tokenizer: Tokenizer, document: Annotated, rng: random.Random | None = None) -> Iterator[Example]:
    """The labelled windows of a document; with `rng`, cut at other places and restyled each time."""
    text = restyled(document.text, rng) if rng and rng.random() < RESTYLED else document.text
    room = rng.randint(128, WINDOW_PIECES - 2) if rng and rng.random() < 0.3 else WINDOW_PIECES - 2
    for window in windows((words(tokenizer, text, p) for p in paragraphs(text)), text, room):
        yield _label(window, document.attributions)


def _label(window: Window, attributions: list[Attribution]) -> Example:
    count = len(window.starts)
    cue_tags = np.zeros(count, dtype=np.int64)
    cues, tags, acts = [], [], []
    for attribution in attributions:
        inside = _inside(window, attribution.cue)
        if not len(inside):
            continue
        first, last = int(inside[0]), int(inside[-1]) + 1
        cue_tags[first], cue_tags[first + 1 : last] = 1, 2
        row = np.zeros(count, dtype=np.int64)
        for role, begin in (("content", 3), ("source", 1)):
            for span in getattr(attribution, role):
                piece = _inside(window, [span])
                if len(piece):
                    row[piece[0]], row[piece[0] + 1 : piece[-1] + 1] = begin, begin + 1
        cues.append((first, last))
        tags.append(row)
        acts.append(attribution.act)
    return Example(
        window,
        cue_tags,
        np.array(cues, dtype=np.int64).reshape(-1, 2),
        np.array(tags, dtype=np.int64).reshape(-1, count),
        np.array(acts, dtype=np.int64),
    )


def _inside(window: Window, spans: list[tuple[int, int]]) -> NDArray[np.int64]:
    hit = np.zeros(len(window.starts), dtype=bool)
    for start, end in spans:
        hit |= (window.starts < end) & (window.ends > start)
    return np.flatnonzero(hit)
