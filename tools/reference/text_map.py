"""Writes goldens/text-map.safetensors: the cosine of every token with a text, /usr/bin/python3 tools/reference/text_map.py

A token's vector is what CLIP does with its class token (Radford et al. 2021, figure 3): the last LayerNorm and the
projection to the space of texts, here of the goldens' last layer, in float64.
"""

import json
import struct

import torch

from formulas import layer_norm
from tensors import GOLDENS, save

DTYPES = {"F32": torch.float32, "I64": torch.int64}


def load(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        tensor = torch.frombuffer(bytearray(data[begin:end]), dtype=DTYPES[entry["dtype"]])
        tensors[name] = tensor.reshape(entry["shape"]).double()
    return tensors


def text_map(tokens, weights, norm, projection, text):
    final = layer_norm(weights, norm, tokens, 1e-5)
    return torch.cosine_similarity(final @ projection, text[None], dim=1)


def clip_micro():
    weights, golden = (load(GOLDENS / "clip-micro" / f"{file}.safetensors") for file in ("model", "golden"))
    projection = weights["visual_projection.weight"].T
    norm = "vision_model.post_layernorm"
    return {"clip-micro": text_map(golden["tokens"][-1], weights, norm, projection, golden["text_embedding"])}


def open_clip_micro():
    folder = GOLDENS / "open-clip-micro"
    weights, golden = load(folder / "open_clip_model.safetensors"), load(folder / "golden.safetensors")
    return {
        f"open-clip-micro.{size}": text_map(
            golden[f"{size}.tokens"][-1], weights, "visual.ln_post", weights["visual.proj"], golden["text_embedding"]
        )
        for size in ("32x32", "24x48")
    }


save(GOLDENS / "text-map.safetensors", {**clip_micro(), **open_clip_micro()})
