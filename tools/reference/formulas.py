"""Vision and text transformers in float64, written from the papers' formulas.

Dosovitskiy et al. 2021 (eq. 1 to 4); Radford et al. 2021 (CLIP); Touvron et al. 2021 (DeiT, section 3; LayerScale);
Zhai et al. 2022 (attention pooling); Su et al. 2021 and Siméoni et al. 2025 (rotary positions); Shazeer 2020 (SwiGLU);
Hendrycks & Gimpel 2016 (GELU); Miller 2023 and Hu et al. 2024 (softmax-1); Bondarenko et al. 2023 (gates).
"""

import math

import torch
import torch.nn.functional as F

ACTIVATIONS = {
    "gelu": lambda x: x * (1 + torch.erf(x / math.sqrt(2))) / 2,
    "gelu_tanh": lambda x: x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))) / 2,
    "quick_gelu": lambda x: x * torch.sigmoid(1.702 * x),
    "silu": lambda x: x * torch.sigmoid(x),
}


def linear(p, name, x):
    y = x @ p[f"{name}.weight"].T
    return y + p[f"{name}.bias"] if f"{name}.bias" in p else y


def layer_norm(p, name, x, epsilon):
    centred = x - x.mean(-1, keepdim=True)
    variance = (centred**2).mean(-1, keepdim=True)
    return centred / torch.sqrt(variance + epsilon) * p[f"{name}.weight"] + p[f"{name}.bias"]


def split_heads(x, heads):
    """[tokens, width] → [heads, tokens, head width]"""
    return x.reshape(x.shape[0], heads, -1).permute(1, 0, 2)


def join_heads(x):
    return x.permute(1, 0, 2).reshape(x.shape[1], -1)


def normalise(scores, softmax1):
    exponentials = torch.exp(scores)
    return exponentials / (exponentials.sum(-1, keepdim=True) + (1 if softmax1 else 0))


def rotate(x, angles):
    """Turns each pair (i, i + half) of the channels of [heads, tokens, head width] by its token's angle."""
    half = x.shape[-1] // 2
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * angles.cos() - b * angles.sin(), a * angles.sin() + b * angles.cos()], -1)


def rope_angles(rows, columns, prefix, head_width, theta):
    """[tokens, half the head width]: the row's angles, then the column's; 0 for prefix tokens."""
    quarter = head_width // 4
    angles = torch.zeros(prefix + rows * columns, 2 * quarter, dtype=torch.float64)
    for row in range(rows):
        for column in range(columns):
            y, x = 2 * (row + 0.5) / rows - 1, 2 * (column + 0.5) / columns - 1
            for i in range(quarter):
                frequency = 2 * math.pi / theta ** (i / quarter)
                angles[prefix + row * columns + column, i] = y * frequency
                angles[prefix + row * columns + column, quarter + i] = x * frequency
    return angles


def attention(p, name, x, heads, causal=False, angles=None, gated=False, softmax1=False):
    q, k, v = (split_heads(linear(p, f"{name}.{part}", x), heads) for part in ("q", "k", "v"))
    if angles is not None:
        q, k = rotate(q, angles), rotate(k, angles)
    scores = q @ k.transpose(1, 2) / math.sqrt(q.shape[-1])
    if causal:
        later = torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)
        scores = scores.masked_fill(later, -math.inf)
    weights = normalise(scores, softmax1)
    mixed = weights @ v
    gate = None
    if gated:
        gate = torch.sigmoid(linear(p, f"{name}.gate", x)).T  # [heads, tokens]
        mixed = mixed * gate[:, :, None]
    return linear(p, f"{name}.out", join_heads(mixed)), weights, gate


def mlp(p, name, x, activation):
    if f"{name}.gate.weight" in p:
        return linear(p, f"{name}.down", ACTIVATIONS["silu"](linear(p, f"{name}.gate", x)) * linear(p, f"{name}.up", x))
    return linear(p, f"{name}.down", ACTIVATIONS[activation](linear(p, f"{name}.up", x)))


def run_blocks(p, x, depth, heads, activation, epsilon, **options):
    """The residual stream through pre-norm blocks; every block's output, attention and gate."""
    tokens, shares, gates = [], [], []
    for layer in range(depth):
        block = f"block.{layer}"
        branch, weights, gate = attention(
            p, f"{block}.attention", layer_norm(p, f"{block}.norm1", x, epsilon), heads, **options
        )
        x = x + branch * p.get(f"{block}.scale1", 1)
        branch = mlp(p, f"{block}.mlp", layer_norm(p, f"{block}.norm2", x, epsilon), activation)
        x = x + branch * p.get(f"{block}.scale2", 1)
        tokens.append(x)
        shares.append(weights)
        gates.append(gate)
    result = {"tokens": torch.stack(tokens), "attention": torch.stack(shares)}
    if gates[0] is not None:
        result["gate"] = torch.stack(gates)
    return x, result


def embed_patches(p, pixels, patch):
    """[3, height, width] → [patches, width], row by row."""
    columns = F.unfold(pixels[None], patch, stride=patch)[0].T
    y = columns @ p["patch.weight"].flatten(1).T
    return y + p["patch.bias"] if "patch.bias" in p else y


def resample(table, native, rows, columns, antialias):
    """A position table of a square grid at another size, as PyTorch's bicubic interpolation gives it."""
    if (rows, columns) == (native, native):
        return table
    image = table.reshape(1, native, native, -1).permute(0, 3, 1, 2)
    image = F.interpolate(image, size=(rows, columns), mode="bicubic", align_corners=False, antialias=antialias)
    return image.permute(0, 2, 3, 1).reshape(rows * columns, -1)


def attention_pool(p, x, heads, activation, epsilon):
    """One learned query over all of x [patches, width], then an MLP with a residual connection."""
    q = split_heads(linear(p, "pool.q", p["pool.query"]), heads)
    k, v = (split_heads(linear(p, f"pool.{part}", x), heads) for part in ("k", "v"))
    weights = normalise(q @ k.transpose(1, 2) / math.sqrt(q.shape[-1]), False)
    attended = linear(p, "pool.out", join_heads(weights @ v))
    return attended + mlp(p, "pool.mlp", layer_norm(p, "pool.norm", attended, epsilon), activation)
