"""The network: one encoder pass over a window, a cue head on it, a tagger of each cue's roles, a head for kinds.

Encoder: BERT's architecture in MiniLM-L6's size (Wang et al. 2020), its token types replaced by features of the words
(quotation state and case). Cue-first decoding: `CueHead` scores every word as the beginning or inside of a cue;
`RoleTagger`, a small transformer over the words near one cue, tags that cue's source and content, judges whether it
is an attribution at all, and says whether it is speech, attitude or neither. `KindHead` says of which kind a statement
is.
"""

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.analyse.reading.decode import ACTS, CUE_TAGS, ROLE_TAGS
from onrecord.analyse.reading.kinds import KINDS
from onrecord.analyse.reading.neighbourhood import FARTHEST
from onrecord.analyse.reading.words import FEATURES

HIDDEN, HEAD = 384, 32
ROLE_HIDDEN, ROLE_HEADS = 128, 4
KIND_HIDDEN, KIND_HEADS = 128, 4
POSITIONS = 512
EPSILON = 1e-12


class Shape(NamedTuple):
    """How large an encoder is: its layers, the heads of each (`HEAD` wide), and the units within each."""

    layers: int
    heads: int
    inner: int


FULL = Shape(layers=6, heads=12, inner=1536)
"""MiniLM-L6's."""


class ChannelDropout(nn.Module):
    """Drops whole channels of a (B, L, H) tensor: as regular as ordinary dropout, and free on a CPU."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.p
        return x * (keep / (1 - self.p)).to(x.dtype)


class Layer(nn.Module):
    """A transformer layer, normalised after each part; its heads are `HEAD` wide."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * heads * HEAD)
        self.out = nn.Linear(heads * HEAD, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=EPSILON)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=EPSILON)
        self.drop = ChannelDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: (B, L, H). bias: (B, 1, 1, L), very negative at padding."""
        b, length, _ = x.shape
        q, k, v = self.qkv(x).view(b, length, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * HEAD**-0.5 + bias, dim=-1)
        mixed = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(b, length, self.heads * HEAD)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces (B, P) with features (B, P) and mask (B, P) to hidden states (B, P, HIDDEN), those of each layer."""

    def __init__(self, vocabulary: int, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.feature = nn.Embedding(FEATURES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(HIDDEN, shape.heads, shape.inner, dropout) for _ in range(shape.layers))
        self.drop = ChannelDropout(dropout)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> list[Tensor]:
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]] + self.feature(features)
        x = self.drop(self.norm(x))
        bias = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def start_from(self, folder: Path) -> None:
        """Take the weights of a BERT, if the shape is `FULL` (`model.safetensors`); features start at the token type's zero."""
        bert = load_file(folder / "model.safetensors")
        state = {
            "word.weight": bert["embeddings.word_embeddings.weight"],
            "position.weight": bert["embeddings.position_embeddings.weight"],
            "feature.weight": bert["embeddings.token_type_embeddings.weight"][:1].repeat(FEATURES, 1),
            "norm.weight": bert["embeddings.LayerNorm.weight"],
            "norm.bias": bert["embeddings.LayerNorm.bias"],
        }
        parts = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(FULL.layers):
            old = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                state |= {f"layers.{i}.{new}.{kind}": bert[f"{old}{name}.{kind}"] for new, name in parts.items()}
                qkv = [bert[f"{old}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(qkv)
        self.load_state_dict(state)


class CueHead(nn.Module):
    """Hidden states to (B, P, 3) scores of `CUE_TAGS`, and what the role tagger needs of each piece.

    Returns also (B, P, 3 * ROLE_HIDDEN): the piece as a word near a cue, as a cue's first word, as its last.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tags = nn.Sequential(nn.Linear(HIDDEN, HIDDEN // 2), nn.GELU(), nn.Linear(HIDDEN // 2, len(CUE_TAGS)))
        self.views = nn.Linear(HIDDEN, 3 * ROLE_HIDDEN)

    def forward(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        return self.tags(hidden), self.views(hidden)


class RoleTagger(nn.Module):
    """Tags the words near one cue.

    words: (N, L, ROLE_HIDDEN); cue: (N, ROLE_HIDDEN), its first word's view plus its last's; distance: (N, L) signed
    words from the cue, 0 inside it, shifted by FARTHEST; mask: (N, L). Returns tags (N, L, 5), whether the cue is an
    attribution's (N,), and its act (N, 3), all as scores.
    """

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.distance = nn.Embedding(2 * FARTHEST + 1, ROLE_HIDDEN)
        self.norm = nn.LayerNorm(ROLE_HIDDEN)
        self.layers = nn.ModuleList(Layer(ROLE_HIDDEN, ROLE_HEADS, 3 * ROLE_HIDDEN, dropout) for _ in range(layers))
        self.tags = nn.Linear(ROLE_HIDDEN, len(ROLE_TAGS))
        self.judge = nn.Sequential(
            nn.Linear(3 * ROLE_HIDDEN, ROLE_HIDDEN), nn.GELU(), nn.Linear(ROLE_HIDDEN, 1 + len(ACTS))
        )

    def forward(self, words: Tensor, cue: Tensor, distance: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.joined(words, cue, distance)
        bias = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.judged(x, cue, distance, mask)

    def joined(self, words: Tensor, cue: Tensor, distance: Tensor) -> Tensor:
        """Each word in the light of the cue: (N, L, ROLE_HIDDEN)."""
        query = cue[:, None, :]
        return self.norm(words + query + words * query + self.distance(distance))

    def judged(self, x: Tensor, cue: Tensor, distance: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tags, judge and acts from the last layer."""
        at_cue = (distance == FARTHEST).to(x.dtype) * mask.to(x.dtype)
        tags = self.tags(x)
        in_content = torch.softmax(tags.float(), dim=-1)[..., 3:].sum(-1).to(x.dtype) * mask.to(x.dtype)
        scores = self.judge(torch.cat([_mean(x, at_cue), _mean(x, in_content), cue], dim=1))
        return tags, scores[:, 0], scores[:, 1:]


def _mean(x: Tensor, weight: Tensor) -> Tensor:
    return (x * weight[:, :, None]).sum(1) / (weight.sum(1, keepdim=True) + 1e-3)


class KindHead(nn.Module):
    """Which of `KINDS` a statement is.

    `words` makes of hidden states what the head needs of each word, (B, P, KIND_HIDDEN). `forward` takes those of a
    statement's window, said (N, W, KIND_HIDDEN), with 1 for the words of the statement and of the cue, else 0, (N, W) each,
    and returns scores (N, kinds).
    """

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words = nn.Linear(HIDDEN, KIND_HIDDEN)
        self.attention = nn.Linear(KIND_HIDDEN, KIND_HEADS)
        self.scores = nn.Sequential(
            nn.Linear(3 * KIND_HIDDEN, 2 * KIND_HIDDEN),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(2 * KIND_HIDDEN, len(KINDS)),
        )

    def forward(self, said: Tensor, statement: Tensor, cue: Tensor) -> Tensor:
        weight = torch.softmax(self.attention(said) - 1e4 * (1 - statement[:, :, None]), dim=1)
        parts = said.unflatten(2, (KIND_HEADS, -1)) * weight[:, :, :, None]
        return self.scores(torch.cat([parts.sum(1).flatten(1), _mean(said, statement), _mean(said, cue)], dim=1))


class Reader(nn.Module):
    """The encoder with its heads; `role_layers` is how deep the role tagger is."""

    def __init__(self, vocabulary: int, role_layers: int, shape: Shape = FULL, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, shape, dropout)
        self.cues = CueHead()
        self.roles = RoleTagger(role_layers, dropout)
        self.kinds = KindHead(dropout)


def restored(run: Path) -> Reader:
    """The reader of a training run, with the average of its weights, in the shape that they have; without dropout."""
    state = torch.load(run / "checkpoint.pt", weights_only=True)["average"]
    depths = [
        sum(name.endswith("up.weight") for name in state if name.startswith(part)) for part in ("encoder", "roles")
    ]
    inner, heads = (state[f"encoder.layers.0.{name}.weight"].shape[0] for name in ("up", "qkv"))
    shape = Shape(depths[0], heads // (3 * HEAD), inner)
    reader = Reader(state["encoder.word.weight"].shape[0], depths[1], shape, dropout=0)
    reader.load_state_dict(state)
    return reader.eval()
