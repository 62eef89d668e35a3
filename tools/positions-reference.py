"""Writes tools/fixtures/goldens/positions.json: a position table resampled by PyTorch itself, for src/core/vit/positions.test.ts.

Needs torch 1.13 or later (Debian: python3-torch). Run: python3 tools/positions-reference.py
"""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

ROWS, COLUMNS, WIDTH = 5, 5, 3
GRIDS = [(5, 5), (7, 7), (3, 3), (2, 9), (9, 2), (5, 8), (8, 5), (1, 1), (37, 1), (16, 12)]


def resample(table, rule, rows, columns):
    image = table.reshape(1, ROWS, COLUMNS, WIDTH).permute(0, 3, 1, 2)
    if rule == "bicubic":  # Hugging Face, Dinov2Embeddings.interpolate_pos_encoding
        image = F.interpolate(image, size=(rows, columns), mode="bicubic", align_corners=False)
    elif rule == "bicubic-antialias":  # timm, resample_abs_pos_embed
        image = F.interpolate(image, size=(rows, columns), mode="bicubic", antialias=True)
    else:  # facebookresearch/dinov2, interpolate_pos_encoding with interpolate_offset = 0.1
        native = math.sqrt(ROWS * COLUMNS)
        scale = (float(rows + 0.1) / native, float(columns + 0.1) / native)
        image = F.interpolate(image, mode="bicubic", antialias=False, scale_factor=scale)
        assert image.shape[-2:] == (rows, columns)
    return image.permute(0, 2, 3, 1).reshape(-1)


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.tolist()]


torch.manual_seed(0)
# float64, so that the rule is compared and not the rounding (torch in F32 lies up to 3e-6 from this)
table = torch.randn(ROWS * COLUMNS * WIDTH).double()
cases = [
    {"rule": rule, "rows": rows, "columns": columns, "values": numbers(resample(table, rule, rows, columns))}
    for rule in ("bicubic", "bicubic-antialias", "bicubic-offset")
    for rows, columns in GRIDS
    if not (rule == "bicubic-offset" and (rows, columns) == (ROWS, COLUMNS))  # their code returns the table there
]
reference = {
    "torch": torch.__version__,
    "rows": ROWS,
    "columns": COLUMNS,
    "width": WIDTH,
    "table": numbers(table),
    "cases": cases,
}
path = Path(__file__).parent / "fixtures" / "goldens" / "positions.json"
path.write_text(json.dumps(reference, separators=(",", ":")) + "\n")
print(f"{path}: {path.stat().st_size} bytes, torch {torch.__version__}")
