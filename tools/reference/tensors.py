"""Random weights, and safetensors files (the format: https://github.com/huggingface/safetensors#format)."""

import json
import math
import struct
from pathlib import Path

import torch

GOLDENS = Path(__file__).parent.parent / "fixtures" / "goldens"


class Weights(dict):
    """Named float64 tensors whose values are exact in F32."""

    def __init__(self, seed):
        super().__init__()
        self.generator = torch.Generator().manual_seed(seed)

    def add(self, name, *shape, deviation=0.3, mean=0.0):
        noise = torch.randn(math.prod(shape), generator=self.generator).reshape(shape)
        self[name] = (noise * deviation + mean).float().double()

    def linear(self, name, inputs, outputs, bias=True):
        self.add(f"{name}.weight", outputs, inputs)
        if bias:
            self.add(f"{name}.bias", outputs)

    def norm(self, name, width):
        self.add(f"{name}.weight", width, mean=1.0)
        self.add(f"{name}.bias", width)


def blocks(p, depth, width, hidden, biases=("q", "k", "v"), scale=False, gated_mlp=False, gates=0):
    """The weights of pre-norm blocks; `gates` is the number of heads whose outputs are gated."""
    for layer in range(depth):
        block = f"block.{layer}"
        for part in ("q", "k", "v"):
            p.linear(f"{block}.attention.{part}", width, width, part in biases)
        p.linear(f"{block}.attention.out", width, width)
        if gates:
            p.linear(f"{block}.attention.gate", width, gates)
        p.linear(f"{block}.mlp.up", width, hidden)
        if gated_mlp:
            p.linear(f"{block}.mlp.gate", width, hidden)
        p.linear(f"{block}.mlp.down", hidden, width)
        for norm in ("norm1", "norm2"):
            p.norm(f"{block}.{norm}", width)
        if scale:
            for factor in ("scale1", "scale2"):
                p.add(f"{block}.{factor}", width)


def save(path, tensors):
    """Writes tensors as F32, integers as I64."""
    header, data = {}, b""
    for name, tensor in tensors.items():
        is_integer = tensor.dtype == torch.int64
        raw = (tensor if is_integer else tensor.float()).contiguous().numpy().tobytes()
        header[name] = {
            "dtype": "I64" if is_integer else "F32",
            "shape": list(tensor.shape),
            "data_offsets": [len(data), len(data) + len(raw)],
        }
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def save_case(name, config, model, golden):
    """Writes a case as its publisher would ship it, with the outputs beside it."""
    folder = GOLDENS / name
    folder.mkdir(parents=True, exist_ok=True)
    prefix = "open_clip_" if "model_cfg" in config else ""
    (folder / f"{prefix}config.json").write_text(json.dumps(config, indent=2) + "\n")
    save(folder / f"{prefix}model.safetensors", model)
    save(folder / "golden.safetensors", golden)
    print(name, *(f"{path.name} {path.stat().st_size // 1000} kB" for path in sorted(folder.iterdir())))
