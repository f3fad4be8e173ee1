"""The reader's figures on PolNeAR dev while it trains."""

from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from onrecord.analyse.reading.decode import ACTS, cues, roles, viterbi
from onrecord.analyse.reading.windows import Window
from training.corpora import scorer
from training.examples import Annotated, Example, examples
from training.forward import read_cues, read_kinds, read_windows
from training.network import Reader

THRESHOLDS = (-1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 1.0)  # of the judge's score
OUTSIDE = [1e4, 0, 0, 0, 0]  # role scores of padding


@torch.no_grad()
def predict(reader: Reader, document: Annotated, tok: Tokenizer) -> list[dict]:
    """Attributions as the scorer takes them, each with the judge's logit and the scores behind it.

    Windows are read one by one: shapes that come up again spare the processor's library the making of new kernels.
    """
    reader.eval()
    return [found for item in examples(tok, document) for found in _found(reader, item)]


def _found(reader: Reader, item: Example) -> list[dict]:
    count = len(item.window.starts)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, views, _ = read_windows(reader, [item])
        plain = scores[0, :count].float().numpy()
        candidates = [(0, int(a), int(b)) for a, b in cues(plain)]
        if not candidates:
            return []
        near, (tags, judge, acts) = read_cues(reader, views, candidates, [count])
    tags_np = tags.float().numpy()
    tags_np[near.mask == 0] = OUTSIDE
    best = viterbi(tags_np)
    out = []
    for k, (_, a, b) in enumerate(candidates):
        role = roles(tags_np[k], best[k], int(near.low[k]))
        out.append(
            {
                "cue": [_characters(item.window, (a, b))],
                "source": [_characters(item.window, role.source)] if role.source else [],
                "content": [_characters(item.window, piece) for piece in role.content],
                "act": ACTS[int(acts[k].argmax())],
                "judge": float(judge[k]),
            }
        )
    return out


@torch.no_grad()
def kinds_right(reader: Reader, documents: Sequence[Annotated], tok: Tokenizer) -> float:
    """Per cent of gold statements whose kind is one of gold's, their spans being given."""
    reader.eval()
    right = []
    for document in documents:
        items = [item for item in examples(tok, document) if len(item.kinds.words)]
        if items:
            best = read_kinds(reader, read_windows(reader, items).said, items).argmax(1)
            shares = torch.cat([torch.from_numpy(item.kinds.shares) for item in items])
            right += (shares.gather(1, best[:, None])[:, 0] > 0).tolist()
    return round(100 * sum(right) / max(1, len(right)), 1)


def _characters(window: Window, piece: tuple[int, int]) -> list[int]:
    return [int(window.starts[piece[0]]), int(window.ends[piece[1] - 1])]


def evaluate(reader: Reader, documents: Sequence[Annotated], tok: Tokenizer, shared: Path) -> dict:
    """The scorer's figures on PolNeAR dev at the judge threshold that is best for relations found."""
    score = scorer(shared)
    gold = score.lines(str(shared / "corpora/polnear/dev.jsonl.xz"))
    facets = score.lines(str(shared / "gold/facets-dev.jsonl"))
    raw = {d.id: [a for a in predict(reader, d, tok) if a["content"]] for d in documents}
    best: dict = {}
    for threshold in THRESHOLDS:
        kept = {i: {"attributions": [a for a in v if a["judge"] >= threshold]} for i, v in raw.items()}
        result = score.score(gold, kept, facets)
        if not best or result["relation"]["found"][2] > best["relation"]["found"][2]:
            best = result | {"threshold": threshold}
    return {k: best[k] for k in ("threshold", "relation", "source", "cue", "content", "recall_by_form")} | {
        "act": best["facets"]["act"],
        "kind": kinds_right(reader, documents, tok),
    }
