"""One tiny checkpoint a family, with the outputs of formulas.py."""

import torch

import publishers
from formulas import attention_pool, embed_patches, layer_norm, linear, resample, rope_angles, run_blocks
from tensors import Weights, blocks, save_case

WIDTH, HEADS, DEPTH, PATCH, NATIVE = 24, 3, 2, 8, 4
SIZES = ("32x32", "24x48")
CFG = {"input_size": [3, 32, 32], "interpolation": "bicubic", "crop_pct": 0.9}
ARGS = {"img_size": 32, "patch_size": PATCH, "embed_dim": WIDTH, "depth": DEPTH, "num_heads": HEADS}
HUGGING_FACE = {
    "hidden_size": WIDTH,
    "num_hidden_layers": DEPTH,
    "num_attention_heads": HEADS,
    "intermediate_size": 40,
    "image_size": 32,
    "patch_size": PATCH,
    "num_channels": 3,
}


def tower(seed, prefix=("cls",), placed=1, table=True, patch_bias=True, hidden=40, norm=True, pre=False, registers=0, **more):
    """The weights of a vision tower; `placed` prefix tokens have positions."""
    p = Weights(seed)
    p.add("patch.weight", WIDTH, 3, PATCH, PATCH, deviation=0.1)
    if patch_bias:
        p.add("patch.bias", WIDTH)
    for name in prefix:
        p.add(name, 1, 1, WIDTH)
    if registers:
        p.add("reg", 1, registers, WIDTH)
    if table:
        p.add("pos", 1, placed + NATIVE**2, WIDTH)
    if pre:
        p.norm("pre", WIDTH)
    blocks(p, DEPTH, WIDTH, hidden, **more)
    if norm:
        p.norm("norm", WIDTH)
    return p


def run(p, size, activation, epsilon, placed=1, antialias=False, theta=None, **options):
    """Blocks and last norm on noise of a size in pixels; `end` is what comes after the blocks, [tokens, width]."""
    height, width = (int(side) for side in size.split("x"))
    rows, columns = height // PATCH, width // PATCH
    noise = torch.Generator().manual_seed(99 + height)
    pixels = torch.randn(3, height, width, generator=noise).double()
    patches = embed_patches(p, pixels, PATCH)
    prefix = [p[name].reshape(-1, WIDTH) for name in ("cls", "dist", "reg") if name in p]
    tokens = torch.cat([*prefix, patches])
    before = len(tokens) - len(patches)
    if "pos" in p:
        table = p["pos"].reshape(-1, WIDTH)
        tokens[:placed] += table[:placed]
        tokens[before:] += resample(table[placed:], NATIVE, rows, columns, antialias)
    if "pre.weight" in p:
        tokens = layer_norm(p, "pre", tokens, epsilon)
    if theta:
        options["angles"] = rope_angles(rows, columns, before, WIDTH // HEADS, theta)
    x, outputs = run_blocks(p, tokens, DEPTH, HEADS, activation, epsilon, **options)
    outputs["norms"] = outputs["tokens"].norm(dim=-1)
    return pixels, x, before, outputs


def golden(p, activation, epsilon, end, **options):
    """The tensors of a golden at every size. `end(x, patches)` gives what follows the blocks by name."""
    tensors = {}
    for size in SIZES:
        pixels, x, before, outputs = run(p, size, activation, epsilon, **options)
        tensors[f"{size}.pixels"] = pixels[None]
        for name, tensor in {**outputs, **end(x, slice(before, None))}.items():
            tensors[f"{size}.{name}"] = tensor
    return tensors


def normed(p, epsilon, then=lambda final, patches: {}):
    """The last norm on every token, then what is made of the normed tokens."""

    def end(x, patches):
        final = layer_norm(p, "norm", x, epsilon)
        return {"final": final, **then(final, patches)}

    return end


def vit(name):
    p = tower(1)
    p.linear("head", WIDTH, 5)
    end = normed(p, 1e-12, lambda final, _: {"logits": linear(p, "head", final[0])})
    config = {
        **HUGGING_FACE,
        "architectures": ["ViTForImageClassification"],
        "model_type": "vit",
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
        "qkv_bias": True,
        "id2label": {str(i): label for i, label in enumerate(("ant", "bee", "cat", "dog", "elk"))},
    }
    save_case(name, config, publishers.hugging_face_vit(p, "vit.", {"head": "classifier"}), golden(p, "gelu", 1e-12, end))


def ijepa(name):
    p = tower(15, prefix=(), placed=0)
    p.linear("head", WIDTH, 5)
    end = normed(p, 1e-6, lambda final, _: {"logits": linear(p, "head", final.mean(0))})
    config = {
        **HUGGING_FACE,
        "architectures": ["IJepaForImageClassification"],
        "model_type": "ijepa",
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-6,
    }
    model = publishers.hugging_face_vit(p, "ijepa.", {"head": "classifier"})
    save_case(name, config, model, golden(p, "gelu", 1e-6, end, placed=0))


def gated_vit(name):
    """OutEffHop's published models: Hugging Face's ViT with softmax-1 and a gate a head and token."""
    p = tower(2, gates=HEADS)
    p.linear("head", WIDTH, 5)
    end = normed(p, 1e-12, lambda final, _: {"logits": linear(p, "head", final[0])})
    config = {
        **HUGGING_FACE,
        "architectures": ["ViTForImageClassification"],
        "model_type": "vit",
        "attn_softmax": "softmax1",
        "attn_gate_type": "conditional_per_token",
        "attn_gate_linear_all_features": True,
    }
    model = publishers.hugging_face_vit(p, "vit.", {"head": "classifier"})
    save_case(name, config, model, golden(p, "gelu", 1e-12, end, gated=True, softmax1=True))


def deit(name):
    p = tower(3, prefix=("cls", "dist"), placed=2)
    p.linear("head", WIDTH, 5)
    p.linear("head_dist", WIDTH, 5)

    def teacher(final, _):
        return {"logits": (linear(p, "head", final[0]) + linear(p, "head_dist", final[1])) / 2}

    config = {
        **HUGGING_FACE,
        "architectures": ["DeiTForImageClassificationWithTeacher"],
        "model_type": "deit",
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
    }
    heads = {"head": "cls_classifier", "head_dist": "distillation_classifier"}
    tensors = golden(p, "gelu", 1e-12, normed(p, 1e-12, teacher), placed=2)
    save_case(name, config, publishers.hugging_face_vit(p, "deit.", heads), tensors)


def timm_deit(name):
    p = tower(4, prefix=("cls", "dist"), placed=2)
    p.linear("head", WIDTH, 5)
    p.linear("head_dist", WIDTH, 5)

    def teacher(final, _):
        return {"logits": (linear(p, "head", final[0]) + linear(p, "head_dist", final[1])) / 2}

    config = {
        "architecture": "deit_tiny_distilled_patch16_224",
        "num_classes": 5,
        "global_pool": "token",
        "model_args": ARGS,
        "pretrained_cfg": CFG,
    }
    tensors = golden(p, "gelu", 1e-6, normed(p, 1e-6, teacher), placed=2, antialias=True)
    save_case(name, config, publishers.timm(p), tensors)


def timm_deit3(name):
    p = tower(5, placed=0, scale=True)
    p.linear("head", WIDTH, 5)
    end = normed(p, 1e-6, lambda final, _: {"logits": linear(p, "head", final[0])})
    config = {
        "architecture": "deit3_small_patch16_224",
        "num_classes": 5,
        "global_pool": "token",
        "model_args": {**ARGS, "no_embed_class": True},
        "pretrained_cfg": CFG,
    }
    save_case(name, config, publishers.timm(p), golden(p, "gelu", 1e-6, end, placed=0, antialias=True))


def timm_gap(name):
    """The mean of the patches, normed after pooling, without a class token but with a register."""
    p = tower(6, prefix=(), placed=0, registers=1, scale=True)
    p.linear("head", WIDTH, 5)

    def end(x, patches):
        pooled = layer_norm(p, "norm", x[patches].mean(0), 1e-6)
        return {"final": x, "logits": linear(p, "head", pooled)}

    config = {
        "architecture": "vit_wee_patch16_reg1_gap_256",
        "num_classes": 5,
        "global_pool": "avg",
        "model_args": {**ARGS, "class_token": False, "reg_tokens": 1, "no_embed_class": True},
        "pretrained_cfg": CFG,
    }
    tensors = golden(p, "gelu", 1e-6, end, placed=0, antialias=True)
    save_case(name, config, publishers.timm(p, norm="fc_norm"), tensors)


def timm_clip(name):
    p = tower(7, patch_bias=False, pre=True)
    p.linear("head", WIDTH, 10)
    end = normed(p, 1e-5, lambda final, _: {"image_embedding": linear(p, "head", final[0])})
    config = {
        "architecture": "vit_base_patch16_clip_quickgelu_224",
        "num_classes": 10,
        "global_pool": "token",
        "model_args": ARGS,
        "pretrained_cfg": {**CFG, "tag": "openai"},
    }
    save_case(name, config, publishers.timm(p), golden(p, "quick_gelu", 1e-5, end, antialias=True))


def dinov2_classifier(name):
    p = tower(8, scale=True, registers=2)
    p.add("mask", 1, WIDTH)
    p.linear("head", 2 * WIDTH, 5)

    def classify(final, patches):
        return {"logits": linear(p, "head", torch.cat([final[0], final[patches].mean(0)]))}

    config = {
        **{key: value for key, value in HUGGING_FACE.items() if key != "intermediate_size"},
        "architectures": ["Dinov2WithRegistersForImageClassification"],
        "model_type": "dinov2_with_registers",
        "mlp_ratio": 40 / WIDTH,
        "num_register_tokens": 2,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-6,
    }
    tensors = golden(p, "gelu", 1e-6, normed(p, 1e-6, classify), antialias=True)
    save_case(name, config, publishers.hugging_face_dinov2(p, "dinov2_with_registers."), tensors)


def pooled_tower(seed):
    p = tower(seed, prefix=(), placed=0)
    p.add("pool.query", 1, 1, WIDTH)
    for part in ("q", "k", "v", "out"):
        p.linear(f"pool.{part}", WIDTH, WIDTH)
    p.norm("pool.norm", WIDTH)
    p.linear("pool.mlp.up", WIDTH, 40)
    p.linear("pool.mlp.down", 40, WIDTH)
    return p


def siglip_end(p, activation):
    weights = {**p, "pool.query": p["pool.query"].reshape(1, WIDTH)}
    return normed(
        p,
        1e-6,
        lambda final, _: {"image_embedding": attention_pool(weights, final, HEADS, activation, 1e-6)[0]},
    )


def siglip(name):
    p = pooled_tower(9)
    config = {
        **HUGGING_FACE,
        "architectures": ["SiglipVisionModel"],
        "model_type": "siglip_vision_model",
        "hidden_act": "gelu_pytorch_tanh",
        "layer_norm_eps": 1e-6,
    }
    named = publishers.hugging_face_clip({**p, "pos": p["pos"][0]}, pool="vision_model.head")
    fused = publishers.fuse(named, "head.attention.{}", ("q", "k", "v"), "head.attention.in_proj")
    model = {name.replace("in_proj.", "in_proj_"): tensor for name, tensor in fused.items()}
    tensors = golden(p, "gelu_tanh", 1e-6, siglip_end(p, "gelu_tanh"), placed=0)
    save_case(name, config, model, tensors)


def timm_siglip(name):
    p = pooled_tower(10)
    config = {
        "architecture": "vit_base_patch16_siglip_224",
        "num_classes": 0,
        "global_pool": "map",
        "model_args": {**ARGS, "class_token": False},
        "pretrained_cfg": {**CFG, "crop_mode": "squash", "tag": "webli"},
    }
    tensors = golden(p, "gelu", 1e-6, siglip_end(p, "gelu"), placed=0, antialias=True)
    save_case(name, config, publishers.timm(p), tensors)


def dinov3_config(**more):
    return {
        **HUGGING_FACE,
        "architectures": ["DINOv3ViTModel"],
        "model_type": "dinov3_vit",
        "num_register_tokens": 4,
        "rope_theta": 100.0,
        "layer_norm_eps": 1e-5,
        "query_bias": True,
        "key_bias": False,
        "value_bias": True,
        "proj_bias": True,
        "mlp_bias": True,
        **more,
    }


def dinov3(name, seed=11, gated=False, activation="gelu"):
    p = tower(seed, table=False, registers=4, scale=True, biases=("q", "v"), gated_mlp=gated)
    p.add("mask", 1, 1, WIDTH)
    config = dinov3_config(use_gated_mlp=gated, hidden_act=activation)
    tensors = golden(p, activation, 1e-5, normed(p, 1e-5), theta=100)
    save_case(name, config, publishers.hugging_face_dinov3(p), tensors)


def dinov3_gated(name):
    dinov3(name, seed=12, gated=True, activation="silu")


def timm_dinov3(name, seed=13, biases=(), gated=False, architecture="vit_small_patch16_dinov3"):
    p = tower(seed, table=False, registers=4, scale=True, biases=biases, gated_mlp=gated)
    config = {
        "architecture": architecture,
        "num_classes": 0,
        "global_pool": "avg",
        "model_args": {**ARGS, "reg_tokens": 4},
        "pretrained_cfg": {**CFG, "crop_pct": 1.0},
    }
    model = publishers.timm(p, scales=("gamma_1", "gamma_2"), up="fc1_x" if gated else "fc1")
    save_case(name, config, model, golden(p, "gelu", 1e-5, normed(p, 1e-5), theta=100))


def timm_dinov3_gated(name):
    timm_dinov3(name, 14, ("q", "v"), True, "vit_small_plus_patch16_dinov3_qkvb")


CASES = {
    "vit-micro": vit,
    "ijepa-micro": ijepa,
    "gated-vit-micro": gated_vit,
    "deit-micro": deit,
    "timm-deit-micro": timm_deit,
    "timm-deit3-micro": timm_deit3,
    "timm-gap-micro": timm_gap,
    "timm-clip-micro": timm_clip,
    "dinov2-classifier-micro": dinov2_classifier,
    "siglip-micro": siglip,
    "timm-siglip-micro": timm_siglip,
    "dinov3-micro": dinov3,
    "dinov3-gated-micro": dinov3_gated,
    "timm-dinov3-micro": timm_dinov3,
    "timm-dinov3-gated-micro": timm_dinov3_gated,
}
