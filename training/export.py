"""Export a reader to ONNX, int8: three graphs, the tokenizer, and the card that the program checks them by.

    python -m training.export --run training/runs/NAME-final --weights default

Writes src/onrecord/weights/WEIGHTS/. `training.calibrate` then fits the confidence on what was exported.
At run time a window is read alone and all cues of a window have neighbourhoods of one length, so the graphs need no
mask, and attention is ONNX Runtime's fused operator.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from training.network import KIND_HIDDEN, ROLE_HIDDEN, Layer, Reader, restored
from training.train import tokenizer

OPSET = 17
EVEN = 0.5  # threshold of confidence until `training.calibrate` has chosen one
NO_CALIBRATION = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Attention(torch.autograd.Function):
    """Self-attention without a mask, exported as one operator: queries, keys and values (B, L, H) to (B, L, H)."""

    @staticmethod
    def forward(ctx, q, k, v, heads):
        split = [x.view(*x.shape[:2], heads, -1).transpose(1, 2) for x in (q, k, v)]
        return functional.scaled_dot_product_attention(*split).transpose(1, 2).reshape(q.shape)

    @staticmethod
    def symbolic(g, q, k, v, heads):
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class FusedLayer(nn.Module):
    """A trained layer with its attention fused."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: Tensor) -> Tensor:
        own = self.layer
        mixed = Attention.apply(*own.qkv(x).chunk(3, dim=-1), own.heads)
        x = own.norm1(x + own.out(mixed))
        return own.norm2(x + own.down(functional.gelu(own.up(x))))


class EncoderGraph(nn.Module):
    """Pieces and features (1, P) to cue scores, views and said (1, P, …), as in `forward.Words`."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder, self.cues, self.words = reader.encoder, reader.cues, reader.kinds.words
        self.layers = nn.ModuleList(map(FusedLayer, reader.encoder.layers))

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        own = self.encoder
        x = own.norm(own.word(pieces) + own.position.weight[: pieces.shape[1]] + own.feature(features))
        for layer in self.layers:
            x = layer(x)
        return *self.cues(x), self.words(x)


class RolesGraph(nn.Module):
    """Words (N, L, H), cue (N, H) and distance (N, L) to tags (N, L, 5), judged (N,) and acts (N, 3)."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.roles = reader.roles
        self.layers = nn.ModuleList(map(FusedLayer, reader.roles.layers))

    def forward(self, words: Tensor, cue: Tensor, distance: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.roles.joined(words, cue, distance)
        for layer in self.layers:
            x = layer(x)
        return self.roles.judged(x, cue, distance, torch.ones_like(distance))


class KindsGraph(nn.Module):
    """Said (W, KIND_HIDDEN), words and cue of N statements (N, W) to scores (N, kinds)."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.kinds = reader.kinds

    def forward(self, said: Tensor, statement: Tensor, cue: Tensor) -> Tensor:
        count = statement.shape[0]
        return self.kinds(said[None].expand(count, -1, -1), statement, cue)


def write(module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], axes: dict, path: Path) -> None:
    """`module` as an int8 ONNX file at `path`."""
    plain = path.with_suffix(".fp32.onnx")
    torch.onnx.export(
        module.eval(),
        tuple(inputs.values()),
        str(plain),
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )
    quantize_dynamic(
        str(plain),
        str(path),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    plain.unlink()


def export(reader: Reader, folder: Path) -> None:
    """The graphs and the tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    row = torch.ones(1, 9, dtype=torch.long)
    write(
        EncoderGraph(reader),
        {"pieces": row, "features": row},
        ["scores", "views", "said"],
        {name: {1: "pieces"} for name in ("pieces", "features", "scores", "views", "said")},
        folder / "encoder.onnx",
    )
    inputs = {"words": torch.zeros(2, 9, ROLE_HIDDEN), "cue": torch.zeros(2, ROLE_HIDDEN), "distance": row.repeat(2, 1)}
    near, each = {0: "cues", 1: "words"}, {0: "cues"}
    write(
        RolesGraph(reader),
        inputs,
        ["tags", "judged", "acts"],
        {"words": near, "cue": each, "distance": near, "tags": near, "judged": each, "acts": each},
        folder / "roles.onnx",
    )
    masks = {"statement": torch.ones(2, 9), "cue": torch.ones(2, 9)}
    statements = {0: "statements", 1: "words"}
    write(
        KindsGraph(reader),
        {"said": torch.zeros(9, KIND_HIDDEN)} | masks,
        ["kinds"],
        {"said": {0: "words"}, "statement": statements, "cue": statements, "kinds": {0: "statements"}},
        folder / "kinds.onnx",
    )
    tokenizer().save(str(folder / "tokenizer.json"), pretty=False)


def write_card(folder: Path, name: str, licence: str, threshold: float, calibration: tuple[float, ...]) -> None:
    """The card that the program checks the files by."""
    files = sorted(p for p in folder.iterdir() if p.suffix in {".onnx", ".json"} and p.name != "card.json")
    hashes = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    content = {"name": name, "licence": licence, "sha256": hashes, "threshold": threshold, "calibration": calibration}
    (folder / "card.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Export the averaged weights of a run."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--run", type=Path, required=True)
    options.add_argument("--weights", default="default")
    options.add_argument("--licence", default="research and evaluation")
    given = options.parse_args()
    folder = Path("src/onrecord/weights") / given.weights
    export(restored(given.run), folder)
    write_card(folder, given.weights, given.licence, EVEN, NO_CALIBRATION)
    print({p.name: f"{p.stat().st_size / 2**20:.1f} MB" for p in sorted(folder.iterdir())})


if __name__ == "__main__":
    main()
