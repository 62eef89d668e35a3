"""Tiny checkpoints with both towers, in open_clip's layout."""

import torch

import publishers
from formulas import layer_norm, linear, run_blocks
from tensors import Weights, blocks, save_case
from vision_cases import DEPTH, HEADS, NATIVE, PATCH, SIZES, WIDTH, golden, normed, tower

TEXT_WIDTH, TEXT_HEADS, TEXT_DEPTH, CONTEXT, VOCABULARY, EMBEDDING = 16, 2, 2, 12, 40, 10


def text_tower(seed):
    p = Weights(seed)
    p.add("tokens", VOCABULARY, TEXT_WIDTH)
    p.add("pos", CONTEXT, TEXT_WIDTH)
    blocks(p, TEXT_DEPTH, TEXT_WIDTH, 4 * TEXT_WIDTH)
    p.norm("norm", TEXT_WIDTH)
    p.add("projection", TEXT_WIDTH, EMBEDDING)
    return p


def run_text(p, ids, activation):
    """The outputs of the text tower; the end token is the one of the highest id."""
    x, outputs = run_blocks(
        p, p["tokens"][ids] + p["pos"][: len(ids)], TEXT_DEPTH, TEXT_HEADS, activation, 1e-5, causal=True
    )
    final = layer_norm(p, "norm", x, 1e-5)
    return {
        "token_ids": ids,
        "text_tokens": outputs["tokens"],
        "text_attention": outputs["attention"],
        "text_embedding": final[ids.argmax()] @ p["projection"],
    }


def open_clip(name):
    p = tower(20, patch_bias=False, pre=True, hidden=4 * WIDTH)
    p.add("projection", WIDTH, EMBEDDING)
    text = text_tower(21)
    end = normed(p, 1e-5, lambda final, _: {"image_embedding": final[0] @ p["projection"]})
    tensors = golden(p, "gelu", 1e-5, end, antialias=True)
    ids = torch.tensor([VOCABULARY - 2, 3, 17, 8, 29, 3, VOCABULARY - 1, 0, 0, 0, 0, 0])
    tensors.update(run_text(text, ids, "gelu"))
    image = tensors[f"{SIZES[0]}.image_embedding"]
    tensors["cosine"] = torch.cosine_similarity(image, tensors["text_embedding"], dim=0)[None]
    config = {
        "model_cfg": {
            "embed_dim": EMBEDDING,
            "vision_cfg": {
                "image_size": NATIVE * PATCH,
                "layers": DEPTH,
                "width": WIDTH,
                "head_width": WIDTH // HEADS,
                "patch_size": PATCH,
            },
            "text_cfg": {
                "context_length": CONTEXT,
                "vocab_size": VOCABULARY,
                "width": TEXT_WIDTH,
                "heads": TEXT_HEADS,
                "layers": TEXT_DEPTH,
            },
        },
        "preprocess_cfg": {
            "mean": [0.48145466, 0.4578275, 0.40821073],
            "std": [0.26862954, 0.26130258, 0.27577711],
        },
    }
    flat = {**p, "cls": p["cls"].flatten(), "pos": p["pos"][0]}
    vision = publishers.open_clip(
        flat,
        "visual.",
        {
            "patch": "conv1",
            "cls": "class_embedding",
            "pos": "positional_embedding",
            "pre": "ln_pre",
            "norm": "ln_post",
            "projection": "proj",
        },
    )
    words = publishers.open_clip(
        text,
        "",
        {
            "tokens": "token_embedding.weight",
            "pos": "positional_embedding",
            "norm": "ln_final",
            "projection": "text_projection",
        },
    )
    model = {**vision, **words, "logit_scale": torch.tensor(2.6592).double()}
    save_case(name, config, model, tensors)


CASES = {"open-clip-micro": open_clip}
