#!/usr/bin/env python3
"""Draws samples of an unconditional model.

Usage: python3 docs/prior.py RUN/best.pt docs/prior.png [SEED]
Needs PyTorch and Pillow; twelve fields of 128 x 128 pixels, DDIM with 50 steps.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from trainer import checkpoint  # noqa: E402
from trainer.sample import ddim  # noqa: E402

SIDE, COLUMNS, ROWS, GAP = 128, 6, 2, 2


def main(weights, target, seed=0):
    torch.set_num_threads(1)
    config = torch.load(weights, map_location="cpu")["config"]
    _, denoiser = checkpoint.load(config, weights)
    drawn = ddim(config, denoiser, None, (COLUMNS * ROWS, 1, SIDE, SIDE), 50, int(seed))
    fields = [np.pad((np.clip(x, -1, 1) + 1) * 127.5, GAP) for x in drawn[:, 0].numpy()]
    rows = [np.hstack(fields[r * COLUMNS : (r + 1) * COLUMNS]) for r in range(ROWS)]
    Image.fromarray(np.vstack(rows).astype(np.uint8)).save(target, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
