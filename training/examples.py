"""Examples: annotated documents cut into labelled windows."""

import json
import lzma
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.analyse.reading import decode
from onrecord.analyse.reading.kinds import KINDS
from onrecord.analyse.reading.windows import WINDOW_PIECES, Window, windows
from onrecord.analyse.reading.words import paragraphs, words

ROLES = ("source", "cue", "content")
UNLABELLED = -1
SECOND = 0.3
"""Share of a statement's second kind."""
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


class Said(NamedTuple):
    """One gold statement: spans of its cue and of its words, its kind, and a second one where two are there."""

    cue: list[tuple[int, int]]
    words: list[tuple[int, int]]
    kind: str
    kind2: str | None


class Annotated(NamedTuple):
    """A text with its gold attributions, and the statements of which the kind is known."""

    id: str
    text: str
    attributions: list[Attribution]
    statements: Sequence[Said] = ()


class Kinds(NamedTuple):
    """S statements of a window of W words: their words and those of their cues (S, W) of 0 and 1, the share of each
    of `KINDS` (S, kinds).
    """

    words: NDArray[np.float32]
    cue: NDArray[np.float32]
    shares: NDArray[np.float32]


class Example(NamedTuple):
    """A labelled window: cue tags (W,), and for each of N attributions its cue (N, 2), role tags (N, W), act (N,)."""

    window: Window
    cue_tags: NDArray[np.int64]
    cues: NDArray[np.int64]
    role_tags: NDArray[np.int64]
    acts: NDArray[np.int64]
    kinds: Kinds


def read_lines(path: Path) -> Iterator[dict]:
    """The objects of a JSONL file, compressed or not."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def polnear(path: Path, *facets: Path) -> list[Annotated]:
    """PolNeAR documents as their first annotator marked them, with acts and kinds where one of `facets` gives them."""
    known = {(row["id"], row["aid"]): row for each in facets for row in read_lines(each)}
    documents = []
    for row in read_lines(path):
        marked = [a for a in map(_roles, row["annotations"][0]["attributions"]) if a["content"]]
        marked.sort(key=lambda a: min(start for role in ROLES for start, _ in a[role]))
        rows = [known.get((row["id"], f"A{k}")) for k in range(1, len(marked) + 1)]
        found = [
            Attribution(**a, act=UNLABELLED if facet is None else ACTS[facet["type"]])
            for a, facet in zip(marked, rows, strict=True)
        ]
        told = [
            Said(a["cue"], a["content"], facet["kind"], facet["kind2"])
            for a, facet in zip(marked, rows, strict=True)
            if facet and facet["kind"]
        ]
        documents.append(Annotated(row["id"], row["text"], [a for a in found if a.cue], told))
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
            [
                Said(_roles(a)["cue"], [(x, y) for x, y in said["span"]], said["kind"], said["kind2"])
                for a in row["attributions"]
                for said in a["statements"]
                if said["kind"]
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
        yield _label(window, document)


def _label(window: Window, document: Annotated) -> Example:
    count = len(window.starts)
    cue_tags = np.zeros(count, dtype=np.int64)
    cues, tags, acts = [], [], []
    for attribution in document.attributions:
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
        _kinds(window, document.statements),
    )


def _kinds(window: Window, statements: Sequence[Said]) -> Kinds:
    """The statements of which the window holds a word."""
    here = [(said, inside) for said in statements if len(inside := _inside(window, said.words))]
    out = Kinds(
        words=np.zeros((len(here), len(window.starts)), dtype=np.float32),
        cue=np.zeros((len(here), len(window.starts)), dtype=np.float32),
        shares=np.zeros((len(here), len(KINDS)), dtype=np.float32),
    )
    for row, (said, inside) in enumerate(here):
        out.words[row, inside] = 1
        out.cue[row, _inside(window, said.cue)] = 1
        out.shares[row, KINDS.index(said.kind)] = 1 - SECOND if said.kind2 else 1
        if said.kind2:
            out.shares[row, KINDS.index(said.kind2)] += SECOND
    return out


def _inside(window: Window, spans: list[tuple[int, int]]) -> NDArray[np.int64]:
    hit = np.zeros(len(window.starts), dtype=bool)
    for start, end in spans:
        hit |= (window.starts < end) & (window.ends > start)
    return np.flatnonzero(hit)
