"""Norms at the four sites of every layer, outliers by every rule, and what each layer gives to sinks: a checkpoint with
registers, LayerScale, a grid that is not square and a planted artifact. Order statistics and shares are numpy's."""

import numpy as np
import torch

import publishers
from formulas import attention, embed_patches, layer_norm, mlp, resample
from tensors import Weights, blocks, save_case

WIDTH, HEADS, DEPTH, PATCH, NATIVE, REGISTERS = 24, 3, 5, 8, 4, 2
ROWS, COLUMNS = 6, 11
PREFIX = 1 + REGISTERS
EPSILON = 1e-6


def checkpoint():
    p = Weights(41)
    p.add("patch.weight", WIDTH, 3, PATCH, PATCH, deviation=0.1)
    p.add("patch.bias", WIDTH)
    p.add("cls", 1, 1, WIDTH)
    p.add("reg", 1, REGISTERS, WIDTH)
    p.add("mask", 1, WIDTH)
    p.add("pos", 1, 1 + NATIVE**2, WIDTH)
    blocks(p, DEPTH, WIDTH, 40, scale=True)
    p.norm("norm", WIDTH)
    # A neuron that few tokens reach writes one direction, many times what the others do.
    p["block.2.mlp.up.weight"][7] *= 2
    p["block.2.mlp.up.bias"][7] = -4.5
    p["block.2.mlp.down.weight"][:, 7] *= 60
    return p


def forward(p, pixels):
    """Every layer's norms by site [layers, tokens], and its attention [layers, heads, queries, keys]."""
    patches = embed_patches(p, pixels, PATCH)
    table = p["pos"].reshape(-1, WIDTH)
    cls = p["cls"].reshape(1, WIDTH) + table[:1]
    x = torch.cat([cls, p["reg"][0], patches + resample(table[1:], NATIVE, ROWS, COLUMNS, True)])
    sites = {site: [] for site in ("output", "final", "attention", "mlp")}
    shares = []
    for layer in range(DEPTH):
        block = f"block.{layer}"
        attended, weights, _ = attention(p, f"{block}.attention", layer_norm(p, f"{block}.norm1", x, EPSILON), HEADS)
        attended = attended * p[f"{block}.scale1"]
        x = x + attended
        added = mlp(p, f"{block}.mlp", layer_norm(p, f"{block}.norm2", x, EPSILON), "gelu") * p[f"{block}.scale2"]
        x = x + added
        rows = {"output": x, "final": layer_norm(p, "norm", x, EPSILON), "attention": attended, "mlp": added}
        for site, vectors in rows.items():
            sites[site].append(np.sqrt((vectors.numpy() ** 2).sum(-1)))
        shares.append(weights.numpy())
    return {site: np.stack(norms) for site, norms in sites.items()}, np.stack(shares)


def thresholds(norms):
    """The five rules over one layer's patches."""
    median = np.median(norms)
    return {
        "robust": median + 4 * 1.4826 * np.median(np.abs(norms - median)),
        "sigma": norms.mean() + 3 * norms.std(),
        "quantile": np.quantile(norms, 0.98),
        "multiple": 4 * median,
        "absolute": 20.0,
    }


def detect_layer(patches):
    """Where max / median is largest, among layers with at least 2 and 1.5 times the calmest one before."""
    ratios = patches.max(1) / np.median(patches, axis=1)
    calmest = np.concatenate([[np.inf], np.minimum.accumulate(ratios)[:-1]])
    standing = np.where((ratios >= 2) & (ratios >= 1.5 * calmest), ratios, 0)
    return int(standing.argmax()) if standing.any() else None


def norm_sites(name):
    p = checkpoint()
    generator = torch.Generator().manual_seed(7)
    pixels = torch.randn(3, ROWS * PATCH, COLUMNS * PATCH, generator=generator).double()
    sites, shares = forward(p, pixels)
    golden = {"pixels": pixels[None]}
    for site, norms in sites.items():
        golden[f"norms.{site}"] = norms
        rules = [thresholds(row[PREFIX:]) for row in norms]
        for rule in rules[0]:
            limits = np.array([layer[rule] for layer in rules])
            golden[f"threshold.{site}.{rule}"] = limits
            golden[f"outliers.{site}.{rule}"] = (norms[:, PREFIX:] > limits[:, None]).sum(1)
        golden[f"median.{site}"] = np.median(norms[:, PREFIX:], axis=1)
        golden[f"largest.{site}"] = norms[:, PREFIX:].max(1)
    patches = sites["output"][:, PREFIX:]
    layer = detect_layer(patches)
    outliers = np.flatnonzero(patches[layer] > thresholds(patches[layer])["robust"]) + PREFIX
    sinks = np.concatenate([np.arange(1, PREFIX), outliers])
    golden["detect_layer"] = np.array([layer])
    golden["sinks"] = sinks
    golden["sink_share"] = shares[..., sinks].sum(-1).mean((1, 2))
    golden["entropy"] = -(shares * np.log(shares)).sum(-1).mean((1, 2))
    config = {
        "architectures": ["Dinov2WithRegistersModel"],
        "model_type": "dinov2_with_registers",
        "hidden_size": WIDTH,
        "num_hidden_layers": DEPTH,
        "num_attention_heads": HEADS,
        "mlp_ratio": 40 / WIDTH,
        "image_size": NATIVE * PATCH,
        "patch_size": PATCH,
        "num_channels": 3,
        "num_register_tokens": REGISTERS,
        "hidden_act": "gelu",
        "layer_norm_eps": EPSILON,
    }
    tensors = {key: torch.as_tensor(np.asarray(value)).double() for key, value in golden.items()}
    save_case(name, config, publishers.hugging_face_dinov2(p, ""), tensors)


CASES = {"norm-sites-micro": norm_sites}
