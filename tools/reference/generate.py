"""Writes the goldens of the families that no publisher's code was run for: /usr/bin/python3 tools/reference/generate.py

Needs PyTorch alone (Debian: python3-torch). Same weights and outputs on every run; numbers may differ in the last
bits between versions of PyTorch.
"""

import sys

import torch

import norm_cases
import text_cases
import vision_cases

torch.set_grad_enabled(False)
wanted = sys.argv[1:]
for module in (vision_cases, text_cases, norm_cases):
    for name, case in module.CASES.items():
        if not wanted or name in wanted:
            case(name)
