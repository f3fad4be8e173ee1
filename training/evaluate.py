"""The reader's figures on PolNeAR dev while it trains."""

from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from onrecord.analyse.decode import ACTS, cues, roles, viterbi
from onrecord.analyse.windows import Window
from training.corpora import scorer
from training.examples import Annotated, examples
from training.forward import read_cues, read_windows
from training.network import Reader

THRESHOLDS = (-1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 1.0)  # of the judge's score
OUTSIDE = [1e4, 0, 0, 0, 0]  # role scores of padding


@torch.no_grad()
def predict(reader: Reader, document: Annotated, tok: Tokenizer) -> list[dict]:
    """Attributions as the scorer takes them, each with the judge's logit and the scores behind it."""
    reader.eval()
    items = list(examples(tok, document))
    out: list[dict] = []
    if not items:
        return out
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, views = read_windows(reader, items)
        counts = [len(item.window.starts) for item in items]
        plain = scores.float().numpy()
        found = [(r, int(a), int(b)) for r, n in enumerate(counts) for a, b in cues(plain[r, :n])]
        if not found:
            return out
        near, (tags, judge, acts) = read_cues(reader, views, found, counts)
    tags_np = tags.float().numpy()
    tags_np[near.mask == 0] = OUTSIDE
    best = viterbi(tags_np)
    for k, (row, a, b) in enumerate(found):
        window = items[row].window
        role = roles(tags_np[k], best[k], int(near.low[k]))
        out.append(
            {
                "cue": [_characters(window, (a, b))],
                "source": [_characters(window, role.source)] if role.source else [],
                "content": [_characters(window, piece) for piece in role.content],
                "act": ACTS[int(acts[k].argmax())],
                "judge": float(judge[k]),
                "cue_logit": float(plain[row, a, 1] - plain[row, a, 0]),
                "source_score": role.source_score,
                "content_score": role.content_score,
            }
        )
    return out


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
        "act": best["facets"]["act"]
    }
