"""The network at run time: windows in, scores of their words out. ONNX Runtime, on the CPU."""

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from onrecord.analyse.decode import Floats, Roles, cues, roles, viterbi
from onrecord.analyse.neighbourhood import neighbourhood
from onrecord.analyse.windows import Window, framed
from onrecord.errors import WeightsError


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


class Network:
    """One set of weights, loaded. threads: processor threads for each pass."""

    def __init__(self, weights: str, threads: int) -> None:
        folder = Path(str(files("onrecord").joinpath("weights", weights)))
        self.card = _checked(folder, weights)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._roles = _session(folder / "roles.onnx", threads)

    def read(self, window: Window) -> list[Found]:
        """The cue candidates of a window, in order of their first word."""
        pieces, features = framed(window)
        scores, views = self._encoder.run(None, {"pieces": pieces, "features": features})
        first = window.first + 1
        words = scores[0, first]
        candidates = cues(words)
        if not len(candidates):
            return []
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
        best = viterbi(tags)
        found = []
        for k, (a, b) in enumerate(candidates.tolist()):
            role = roles(tags[k], best[k], int(near.low[k]))
            found.append(Found((a, b), role, acts[k], _evidence(float(judged[k]), words[a], role)))
        return found


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
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


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
