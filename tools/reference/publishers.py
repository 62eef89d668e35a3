"""The names and layouts that publishers give the weights of formulas.py."""

import re

import torch

BLOCK = re.compile(r"block\.(\d+)\.(.*)")


def rename(p, block, rules, outside):
    """`block` is the name of a block with {}; `rules` rename what is in it, `outside` the rest. None drops a tensor."""
    renamed = {}
    for name, tensor in p.items():
        match = BLOCK.match(name)
        inner, table = (match[2], rules) if match else (name, outside)
        key = next((old for old in sorted(table, key=len, reverse=True) if inner == old or inner.startswith(f"{old}.")), None)
        if key is None:
            raise KeyError(f"no rule for {name}")
        if table[key] is None:
            continue
        renamed[(block.format(match[1]) + "." if match else "") + table[key] + inner[len(key) :]] = tensor
    return renamed


def fuse(named, pattern, parts, fused):
    """Joins the rows of layers whose names differ in one part: `{}` in `pattern` stands for it."""
    whole = re.compile(re.escape(pattern).replace(r"\{\}", "(" + "|".join(parts) + ")"))
    result, groups = {}, {}
    for name, tensor in named.items():
        match = whole.search(name)
        if not match:
            result[name] = tensor
            continue
        groups.setdefault(name[: match.start()] + fused + name[match.end() :], {})[match[1]] = tensor
    for name, tensors in groups.items():
        result[name] = torch.cat([tensors[part] for part in parts])
    return result


def hugging_face_clip(p, prefix="vision_model.", pool="", patch="embeddings.patch_embedding"):
    return rename(
        p,
        f"{prefix}encoder.layers.{{}}",
        {
            "norm1": "layer_norm1",
            "attention.q": "self_attn.q_proj",
            "attention.k": "self_attn.k_proj",
            "attention.v": "self_attn.v_proj",
            "attention.out": "self_attn.out_proj",
            "norm2": "layer_norm2",
            "mlp.up": "mlp.fc1",
            "mlp.down": "mlp.fc2",
        },
        {
            "patch": f"{prefix}{patch}",
            "pos": f"{prefix}embeddings.position_embedding.weight",
            "norm": f"{prefix}post_layernorm",
            "pool.query": f"{pool}.probe",
            "pool.norm": f"{pool}.layernorm",
            "pool.mlp.up": f"{pool}.mlp.fc1",
            "pool.mlp.down": f"{pool}.mlp.fc2",
            "pool.out": f"{pool}.attention.out_proj",
            "pool": f"{pool}.attention",
        },
    )


def hugging_face_vit(p, prefix, heads):
    """`heads` names what stands after the last norm."""
    return rename(
        p,
        f"{prefix}encoder.layer.{{}}",
        {
            "norm1": "layernorm_before",
            "attention.q": "attention.attention.query",
            "attention.k": "attention.attention.key",
            "attention.v": "attention.attention.value",
            "attention.gate": "attention.attention.alpha",
            "attention.out": "attention.output.dense",
            "norm2": "layernorm_after",
            "mlp.up": "intermediate.dense",
            "mlp.down": "output.dense",
        },
        {
            "patch": f"{prefix}embeddings.patch_embeddings.projection",
            "cls": f"{prefix}embeddings.cls_token",
            "dist": f"{prefix}embeddings.distillation_token",
            "pos": f"{prefix}embeddings.position_embeddings",
            "norm": f"{prefix}layernorm",
            **heads,
        },
    )


def hugging_face_dinov2(p, prefix):
    return rename(
        p,
        f"{prefix}encoder.layer.{{}}",
        {
            "norm1": "norm1",
            "attention.q": "attention.attention.query",
            "attention.k": "attention.attention.key",
            "attention.v": "attention.attention.value",
            "attention.out": "attention.output.dense",
            "scale1": "layer_scale1.lambda1",
            "norm2": "norm2",
            "mlp.up": "mlp.fc1",
            "mlp.down": "mlp.fc2",
            "scale2": "layer_scale2.lambda1",
        },
        {
            "patch": f"{prefix}embeddings.patch_embeddings.projection",
            "cls": f"{prefix}embeddings.cls_token",
            "reg": f"{prefix}embeddings.register_tokens",
            "mask": f"{prefix}embeddings.mask_token",
            "pos": f"{prefix}embeddings.position_embeddings",
            "norm": f"{prefix}layernorm",
            "head": "classifier",
        },
    )


def hugging_face_dinov3(p):
    return rename(
        p,
        "layer.{}",
        {
            "norm1": "norm1",
            "attention.q": "attention.q_proj",
            "attention.k": "attention.k_proj",
            "attention.v": "attention.v_proj",
            "attention.out": "attention.o_proj",
            "scale1": "layer_scale1.lambda1",
            "norm2": "norm2",
            "mlp.up": "mlp.up_proj",
            "mlp.gate": "mlp.gate_proj",
            "mlp.down": "mlp.down_proj",
            "scale2": "layer_scale2.lambda1",
        },
        {
            "patch": "embeddings.patch_embeddings",
            "cls": "embeddings.cls_token",
            "reg": "embeddings.register_tokens",
            "mask": "embeddings.mask_token",
            "norm": "norm",
        },
    )


def timm(p, norm="norm", scales=("ls1.gamma", "ls2.gamma"), up="fc1"):
    named = rename(
        p,
        "blocks.{}",
        {
            "norm1": "norm1",
            "attention.q": "attn.qkv_q",
            "attention.k": "attn.qkv_k",
            "attention.v": "attn.qkv_v",
            "attention.gate": "attn.alpha",
            "attention.out": "attn.proj",
            "scale1": scales[0],
            "norm2": "norm2",
            "mlp.up": f"mlp.{up}",
            "mlp.gate": "mlp.fc1_g",
            "mlp.down": "mlp.fc2",
            "scale2": scales[1],
        },
        {
            "patch": "patch_embed.proj",
            "cls": "cls_token",
            "dist": "dist_token",
            "reg": "reg_token",
            "pos": "pos_embed",
            "pre": "norm_pre",
            "norm": norm,
            "head": "head",
            "head_dist": "head_dist",
            "pool.query": "attn_pool.latent",
            "pool.q": "attn_pool.q",
            "pool.k": "attn_pool.kv_k",
            "pool.v": "attn_pool.kv_v",
            "pool.out": "attn_pool.proj",
            "pool.norm": "attn_pool.norm",
            "pool.mlp.up": "attn_pool.mlp.fc1",
            "pool.mlp.down": "attn_pool.mlp.fc2",
        },
    )
    if not any(name.endswith("qkv_k.bias") for name in named):  # biases of q and v alone are parameters of their own
        named = {re.sub(r"qkv_([qv])\.bias$", r"\1_bias", name): tensor for name, tensor in named.items()}
    return fuse(fuse(named, "attn.qkv_{}", ("q", "k", "v"), "attn.qkv"), "kv_{}", ("k", "v"), "kv")


def open_clip(p, prefix, outside):
    named = rename(
        p,
        f"{prefix}transformer.resblocks.{{}}",
        {
            "norm1": "ln_1",
            "attention.q": "attn.in_proj_q",
            "attention.k": "attn.in_proj_k",
            "attention.v": "attn.in_proj_v",
            "attention.out": "attn.out_proj",
            "norm2": "ln_2",
            "mlp.up": "mlp.c_fc",
            "mlp.down": "mlp.c_proj",
        },
        {old: prefix + new for old, new in outside.items()},
    )
    fused = fuse(named, "in_proj_{}", ("q", "k", "v"), "in_proj")
    return {re.sub(r"in_proj\.(weight|bias)$", r"in_proj_\1", name): tensor for name, tensor in fused.items()}
