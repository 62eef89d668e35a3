"""Writes the goldens of feature similarity and principal components: /usr/bin/python3 tools/reference/features.py

Needs PyTorch and NumPy (Debian: python3-torch, python3-numpy). A DINOv2 with two registers on a square and on a wide
grid, in float64: features from the formulas, cosines and components by NumPy's singular value decomposition. The weights
are those of the golden `dinov2-classifier-micro`, the inputs its pixels.
"""

import json

import numpy as np
import torch

from formulas import embed_patches, layer_norm, linear, resample, run_blocks
from tensors import GOLDENS, save
from vision_cases import DEPTH, HEADS, NATIVE, PATCH, SIZES, WIDTH, tower

SITES = ("output", "normed", "q", "k", "v")
PREFIX = 3  # CLS and two registers
EPSILON = 1e-6
LAYER = DEPTH - 1
QUANTILE = 0.85

torch.set_grad_enabled(False)


def weights():
    """As vision_cases.dinov2_classifier draws them."""
    return tower(8, scale=True, registers=2)


def features(p, size):
    """Site → [layers, tokens, width], and the pixels."""
    height, width = (int(side) for side in size.split("x"))
    rows, columns = height // PATCH, width // PATCH
    noise = torch.Generator().manual_seed(99 + height)
    pixels = torch.randn(3, height, width, generator=noise).double()
    patches = embed_patches(p, pixels, PATCH)
    table = p["pos"].reshape(-1, WIDTH)
    cls = p["cls"].reshape(1, WIDTH) + table[:1]
    placed = patches + resample(table[1:], NATIVE, rows, columns, True)
    x = torch.cat([cls, p["reg"].reshape(-1, WIDTH), placed])
    _, outputs = run_blocks(p, x, DEPTH, HEADS, "gelu", EPSILON)
    entering = [x, *outputs["tokens"][:-1]]
    result = {
        "output": outputs["tokens"],
        "normed": torch.stack([layer_norm(p, "norm", y, EPSILON) for y in outputs["tokens"]]),
    }
    for site in "qkv":
        result[site] = torch.stack(
            [
                linear(p, f"block.{i}.attention.{site}", layer_norm(p, f"block.{i}.norm1", y, EPSILON))
                for i, y in enumerate(entering)
            ]
        )
    return {site: tensor.numpy() for site, tensor in result.items()}


def similarities(x, tokens):
    """The mean cosine of every token with some [layers, tokens]."""
    unit = x / np.linalg.norm(x, axis=-1, keepdims=True)
    return np.einsum("ltc,lqc->lt", unit, unit[:, tokens]) / len(tokens)


def components(rows):
    """Mean, directions [3, width] and explained shares of [tokens, width]."""
    mean = rows.mean(0)
    _, singular, directions = np.linalg.svd(rows - mean, full_matrices=False)
    directions = directions[:3].copy()
    for vector in directions:
        if vector[np.abs(vector).argmax()] < 0:
            vector *= -1
    return mean, directions, (singular**2 / (singular**2).sum())[:3]


def inliers(output):
    """Patches whose norm is at most the quantile of all."""
    norms = np.linalg.norm(output[PREFIX:], axis=-1).astype(np.float32)
    return np.flatnonzero(norms <= np.quantile(norms, QUANTILE))


def analyse(parts, kept, foreground=None):
    """Projections of all tokens of every part, the shares, and the foreground's mask of every part's patches."""
    patches = [x[PREFIX:] for x in parts]
    rows = [x[k] for x, k in zip(patches, kept)]
    mean, directions, explained = components(np.concatenate(rows))
    masks = None
    if foreground:
        side, threshold = foreground
        first = [(x - mean) @ directions[0] for x in patches]
        seen = np.concatenate([f[k] for f, k in zip(first, kept)])
        limit = seen.min() + threshold * (seen.max() - seen.min())
        masks = [f > limit if side == "above" else f < limit for f in first]
        rows = [x[k[m[k]]] for x, k, m in zip(patches, kept, masks)]
        mean, directions, explained = components(np.concatenate(rows))
    return [(x - mean) @ directions.T for x in parts], explained, masks


def main():
    p = weights()
    model = json.loads((GOLDENS / "dinov2-classifier-micro" / "config.json").read_text())
    assert model["num_register_tokens"] == 2
    by_size = {size: features(p, size) for size in SIZES}
    golden = {}

    def write(name, tensor):
        golden[name] = torch.from_numpy(np.ascontiguousarray(np.asarray(tensor, dtype=np.float32)))

    for size, sites in by_size.items():
        for site in SITES:
            write(f"{size}.{site}.similarity.token", similarities(sites[site], [PREFIX + 5]))
            write(f"{size}.{site}.similarity.set", similarities(sites[site], [0, PREFIX, PREFIX + 7]))
    everything = {size: np.arange(len(x["output"][0]) - PREFIX) for size, x in by_size.items()}
    ordinary = {size: inliers(x["output"][LAYER]) for size, x in by_size.items()}
    joint = [(size,) for size in SIZES] + [SIZES]
    for site in SITES:
        for sizes in joint:
            for name, kept, rule in (
                ("all", everything, None),
                ("ordinary", ordinary, None),
                ("above", everything, ("above", 0.4)),
                ("below", ordinary, ("below", 0.6)),
            ):
                parts = [by_size[size][site][LAYER] for size in sizes]
                projections, explained, masks = analyse(parts, [kept[size] for size in sizes], rule)
                key = f"{'+'.join(sizes)}.{site}.{name}"
                write(f"{key}.explained", explained)
                for i, size in enumerate(sizes):
                    write(f"{key}.{size}.projections", projections[i])
                    if masks:
                        write(f"{key}.{size}.foreground", masks[i])
    path = GOLDENS / "dinov2-classifier-micro" / "features.safetensors"
    save(path, golden)
    print(path.name, f"{path.stat().st_size // 1000} kB")


main()
