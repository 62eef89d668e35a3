"""Writes goldens/head-measures.json: /usr/bin/python3 tools/reference/head_measures.py

Measures of heads on random attention, written with NumPy from their definitions: the share of the sinks, the mean
entropy of the rows, the cosine similarity of the patches to a map, the Jensen-Shannon distance to another trace as
H(m) - (H(p) + H(q)) / 2 in bits, the mean and the maximum over heads. Tokens are told apart by name, not by place.
"""

import json
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parent.parent / "fixtures" / "goldens" / "head-measures.json"
LAYERS, HEADS = 2, 3


def names(layout):
    special = ["CLS"] * layout["cls"] + [f"R{i}" for i in range(layout["registers"])]
    patches = [(row, column) for row in range(layout["rows"]) for column in range(layout["columns"])]
    return special + patches + [f"T{i}" for i in range(layout["testTimeRegisters"])]


def attention(rng, tokens):
    """[layers, heads, query, key]; some keys draw from everywhere."""
    scores = rng.normal(0, 1.5, (LAYERS, HEADS, tokens, tokens)) + rng.normal(0, 1, (LAYERS, HEADS, 1, tokens))
    weights = np.exp(scores)
    return weights / weights.sum(-1, keepdims=True)


def entropy_bits(p):
    kept = p[p > 0]
    return -(kept * np.log2(kept)).sum()


def distance(own, own_names, other, other_names):
    union = sorted(set(own_names) | set(other_names), key=str)
    p = np.array([own[own_names.index(n)] if n in own_names else 0 for n in union])
    q = np.array([other[other_names.index(n)] if n in other_names else 0 for n in union])
    p, q = p / p.sum(), q / q.sum()
    return np.sqrt(entropy_bits((p + q) / 2) - (entropy_bits(p) + entropy_bits(q)) / 2)


def case(seed, layout, other_layout, reading):
    rng = np.random.default_rng(seed)
    own_names, other_names = names(layout), names(other_layout)
    first = own_names.index((0, 0))
    patches = slice(first, first + layout["rows"] * layout["columns"])
    full, other = (attention(rng, len(n)) for n in (own_names, other_names))
    query = own_names.index((1, 2)), other_names.index((1, 2))
    if reading == "row":
        lines = full[:, :, query[0]], other[:, :, query[1]]
    else:
        lines = full[..., query[0]], other[..., query[1]]
    own_lines, other_lines = (line.astype(np.float32).astype(np.float64) for line in lines)
    received = full.mean(2)
    entropy = -(full * np.log(full)).sum(-1)
    staged = own_lines[1].max(0)[patches]
    sinks = [first + 4, first + 7]

    def similarity(row):
        return float(row[patches] @ staged / np.linalg.norm(row[patches]) / np.linalg.norm(staged))

    flat = [(layer, head) for layer in range(LAYERS) for head in range(HEADS)]
    expected = {
        "sinkShare": [received[i][sinks].sum() for i in flat],
        "entropy": [entropy[i].mean() for i in flat],
        "similarity": [similarity(own_lines[i]) for i in flat],
        "distance": [distance(own_lines[i], own_names, other_lines[i], other_names) for i in flat],
        "mean": own_lines.mean(1).ravel(),
        "max": own_lines.max(1).ravel(),
    }
    given = {"lines": own_lines, "otherLines": other_lines, "received": received, "entropy": entropy}
    return {
        "reading": reading,
        "layout": layout,
        "otherLayout": other_layout,
        "layers": LAYERS,
        "heads": HEADS,
        "sinks": sinks,
        "staged": [float(f"{v:.9g}") for v in staged],
        "given": {key: [float(f"{v:.9g}") for v in np.ravel(value)] for key, value in given.items()},
        "expected": {key: [float(f"{v:.9g}") for v in value] for key, value in expected.items()},
    }


def layout(registers, test_time_registers):
    return {"cls": 1, "registers": registers, "rows": 3, "columns": 5, "testTimeRegisters": test_time_registers}


if __name__ == "__main__":
    cases = [
        case(1, layout(0, 0), layout(0, 0), "row"),
        case(2, layout(2, 0), layout(0, 1), "row"),
        case(3, layout(0, 2), layout(4, 0), "column"),
    ]
    TARGET.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
