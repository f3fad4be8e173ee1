"""The network at run time: windows in, scores of their words out. ONNX Runtime, on the CPU."""

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from onrecord.analyse.reading.decode import Floats, Ints, Roles, cues, roles, stacked, viterbi
from onrecord.analyse.reading.neighbourhood import neighbourhood
from onrecord.analyse.reading.windows import Window, framed
from onrecord.errors import WeightsError

SLOWER = ["SkipLayerNormFusion"]
"""Rewritings of the graph that cost more than they save: the fused sum and norm takes six times as long as the two
(ONNX Runtime 1.32, Zen 4), a seventh of the whole pass."""


class Card(msgspec.Struct, frozen=True):
    """What a set of weights says of itself.

    sha256: of each file. threshold: confidence from which an attribution is printed at all, chosen by
    `training/calibrate.py`. calibration: coefficients of `Found.evidence` and the intercept, which give the confidence.
    """

    name: str
    licence: str
    sha256: dict[str, str]
    threshold: float
    calibration: tuple[float, ...]


class Found(NamedTuple):
    """A cue candidate of a window, in words: its roles, the scores of `ACTS`, and its evidence.

    evidence: the judge's score, the cue's score, mean log-probabilities of source and content, whether a source is
    there, and the logarithm of the number of words in the content.
    """

    cue: tuple[int, int]
    roles: Roles
    acts: Floats
    evidence: tuple[float, ...]


class Heard(NamedTuple):
    """A window as the network read it: its cue candidates in order of their first word, and (W, K) vectors of its words,
    of which `Network.kinds` makes kinds.
    """

    window: Window
    found: list[Found]
    said: Floats


class _Scored(NamedTuple):
    """A window with W words and n candidate cues before its tags are decoded.

    words: (W, 3) of cue tags. cues: (n, 2). low: (n,) first of the L words near each, to which tags (n, L, 5) belong.
    judged: (n,). acts: (n, 3).
    """

    window: Window
    said: Floats
    words: Floats
    cues: Ints
    low: Ints
    tags: Floats
    judged: Floats
    acts: Floats


class Network:
    """One set of weights, loaded. threads: processor threads for each pass."""

    def __init__(self, weights: str, threads: int) -> None:
        folder = Path(str(files("onrecord").joinpath("weights", weights)))
        self.card = _checked(folder, weights)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._roles = _session(folder / "roles.onnx", threads)
        self._kinds = _session(folder / "kinds.onnx", threads)

    def read(self, windows: Sequence[Window]) -> list[Heard]:
        """What there is in each of a few windows."""
        scored = [self._scored(window) for window in windows]
        best = iter(viterbi(stacked([each.tags for each in scored])))
        return [
            Heard(each.window, [_found(each, k, next(best)) for k in range(len(each.cues))], each.said)
            for each in scored
        ]

    def kinds(self, said: Floats, statements: Floats, cues: Floats) -> Floats:
        """Scores (S, kinds) of S statements of a window, from its words' vectors (W, K), with 1 for the words of each
        statement and for those of its cue, else 0: (S, W) each.
        """
        scores: Floats = self._kinds.run(None, {"said": said, "statement": statements, "cue": cues})[0]
        return scores

    def _scored(self, window: Window) -> _Scored:
        pieces, features = framed(window)
        scores, views, said = self._encoder.run(None, {"pieces": pieces, "features": features})
        first = window.first + 1
        words = scores[0, first]
        candidates = cues(words)
        near = neighbourhood(candidates, len(first))
        around, start, end = np.split(views[0, first], 3, axis=-1)
        tags, judged, acts = self._roles.run(
            None,
            {
                "words": around[near.words],
                "cue": start[candidates[:, 0]] + end[candidates[:, 1] - 1],
                "distance": near.distance,
            },
        )
        return _Scored(window, said[0, first], words, candidates, near.low, tags, judged, acts)


def _found(scored: _Scored, k: int, best: Ints) -> Found:
    """Candidate `k` of a window; `best` are the most probable tags of the words near it, and padding."""
    a, b = scored.cues[k].tolist()
    tags = scored.tags[k]
    role = roles(tags, best[: len(tags)], int(scored.low[k]))
    return Found((a, b), role, scored.acts[k], _evidence(float(scored.judged[k]), scored.words[a], role))


def _evidence(judged: float, cue: Floats, role: Roles) -> tuple[float, ...]:
    length = sum(b - a for a, b in role.content)
    return (
        judged,
        float(cue[1] - cue[0]),
        role.source_score,
        role.content_score,
        float(role.source is not None),
        float(np.log1p(length)),
    )


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # 3 times faster on a busy machine
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )


def _checked(folder: Path, weights: str) -> Card:
    """The card of a set of weights, once its files have the hashes that the card gives."""
    try:
        card = msgspec.json.decode((folder / "card.json").read_bytes(), type=Card)
        for name, expected in card.sha256.items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
                raise WeightsError(
                    f"weights {weights!r}: {name} is not the file that was shipped", "install onrecord again"
                )
    except (OSError, msgspec.DecodeError) as error:
        raise WeightsError(
            f"no weights of the name {weights!r} in {folder.parent}",
            "install onrecord again, or name a set that is there",
        ) from error
    return card
