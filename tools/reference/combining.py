"""Combined attention from the papers' formulas, in float64: /usr/bin/python3 tools/reference/combining.py

Reads whole attention matrices that publishers' code gave (the goldens) and writes, for some tokens, rollout up to every
layer (Abnar & Zuidema 2020, https://arxiv.org/abs/2005.00928), weighted heads, means of layers, and the patches that
hold a share of the mass (Caron et al. 2021, visualize_attention.py).
"""

import json
import struct
from pathlib import Path

import numpy as np

GOLDENS = Path(__file__).parent.parent / "fixtures" / "goldens"

# Case: attention [layers, heads, query, key], special tokens before the patches, patches, and tokens asked for.
CASES = {
    "wide": ("dinov2-registers-micro", "42x84.hf.attention", 5, 18, (0, 3, 9, 22)),
    "appended": ("test-time-registers-micro", "paper.attention", 1, 25, (0, 7, 26)),
    "softmax1": ("gated-softmax1-micro", "attention", 1, 16, (0, 5)),
}

ROLLOUTS = [
    {"heads": "mean", "identity": True, "start": 0, "discard": 0},
    {"heads": "mean", "identity": False, "start": 0, "discard": 0},
    {"heads": "max", "identity": True, "start": 0, "discard": 0},
    {"heads": "max", "identity": False, "start": 1, "discard": 0},
    {"heads": "min", "identity": True, "start": 1, "discard": 0},
    {"heads": "min", "identity": False, "start": 0, "discard": 0},
    {"heads": "mean", "identity": True, "start": 0, "discard": 0.5},
    {"heads": "max", "identity": False, "start": 0, "discard": 0.9},
]

WEIGHTS = [1, 0.25, 0, 0.5]
SHARES = [0.6, 0.95]


def read(path):
    raw = path.read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + size])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        if entry["dtype"] == "F32":
            tensors[name] = np.frombuffer(raw[begin:end], "<f4").reshape(entry["shape"]).astype(np.float64)
    return tensors


def write(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = tensor.astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": tensor.shape, "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def rollout(attention, heads, identity, start, discard):
    """The rollout up to every layer [layers, query, key]; 0 before the first one."""
    layers, _, tokens, _ = attention.shape
    result = np.zeros((layers, tokens, tokens))
    flow = np.eye(tokens)
    for layer in range(start, layers):
        matrix = getattr(attention[layer], heads)(axis=0)
        smallest = np.argsort(matrix, axis=None, kind="stable")[: int(tokens * tokens * discard)]
        matrix.reshape(-1)[smallest] = 0
        if identity:
            matrix = 0.5 * matrix + 0.5 * np.eye(tokens)
        sums = matrix.sum(axis=1, keepdims=True)
        matrix = np.divide(matrix, sums, out=np.zeros_like(matrix), where=sums > 0)
        flow = matrix @ flow
        result[layer] = flow
    return result


def mass(values, share):
    """1 where a patch belongs to the largest ones that hold a share of the mass."""
    order = np.argsort(values, kind="stable")
    kept = np.cumsum(values[order] / values.sum()) > 1 - share
    mask = np.zeros(len(values))
    mask[order[kept]] = 1
    return mask


def combine(attention, before, patches, asked):
    heads = attention.shape[1]
    weights = np.array(WEIGHTS[:heads])
    cls = attention[:, :, 0, :]
    out = {
        "tokens": np.array(asked),
        "weighted": np.einsum("h,lht->lt", weights / weights.sum(), cls),
        "range": np.stack([cls[1:end].mean(axis=(0, 1)) for end in range(2, len(cls) + 1)]),
    }
    for share in SHARES:
        last = attention[-1, :, 0, before : before + patches]
        out[f"mass.{share}"] = np.stack([mass(values, share) for values in last])
    for options in ROLLOUTS:
        whole = rollout(attention, **options)
        name = "rollout.{heads}.{identity}.{start}.{discard}".format(**options)
        out[f"{name}.row"] = whole[:, asked, :]
        out[f"{name}.column"] = np.moveaxis(whole[:, :, asked], 2, 1)
    return out


tensors = {}
for case, (golden, name, before, patches, asked) in CASES.items():
    attention = read(GOLDENS / golden / "golden.safetensors")[name]
    assert attention.shape[-1] >= before + patches, attention.shape
    for key, value in combine(attention, before, patches, list(asked)).items():
        tensors[f"{case}.{key}"] = value
path = GOLDENS / "combining.safetensors"
write(path, tensors)
print(path.name, f"{path.stat().st_size // 1000} kB")
